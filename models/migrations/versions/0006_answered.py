"""answers kept for requests that are sent again"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('answered',
    sa.Column('key_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('request_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('answer', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('key_digest', name=op.f('pk_answered'))
    )
    with op.batch_alter_table('answered', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_answered_at'), ['at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('answered', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_answered_at'))

    op.drop_table('answered')
