"""acts by what they are about"""

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.create_index('ix_act_subject', ['subject_kind', 'subject_id'], unique=False, sqlite_where=sa.text("subject_kind <> 'self'"), postgresql_where=sa.text("subject_kind <> 'self'"))


def downgrade() -> None:
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.drop_index('ix_act_subject', sqlite_where=sa.text("subject_kind <> 'self'"), postgresql_where=sa.text("subject_kind <> 'self'"))
