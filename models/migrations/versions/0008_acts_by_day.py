"""acts by day and by what they correct"""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.create_index('ix_act_corrects_id', ['corrects_id'], unique=False, sqlite_where=sa.text('corrects_id IS NOT NULL'), postgresql_where=sa.text('corrects_id IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_act_done_on'), ['done_on'], unique=False)

    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.create_index('ix_submission_act_id', ['act_id'], unique=False, sqlite_where=sa.text('act_id IS NOT NULL'), postgresql_where=sa.text('act_id IS NOT NULL'))


def downgrade() -> None:
    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.drop_index('ix_submission_act_id', sqlite_where=sa.text('act_id IS NOT NULL'), postgresql_where=sa.text('act_id IS NOT NULL'))

    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_act_done_on'))
        batch_op.drop_index('ix_act_corrects_id', sqlite_where=sa.text('corrects_id IS NOT NULL'), postgresql_where=sa.text('corrects_id IS NOT NULL'))
