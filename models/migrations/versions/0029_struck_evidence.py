"""an item of evidence that was entered wrongly is struck with its reason, and stays"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0029'
down_revision = '0028'
branch_labels = None
depends_on = None

TABLE, REASONED = 'case_evidence', 'struck_with_a_reason'


def upgrade() -> None:
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.add_column(sa.Column('struck_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('struck_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_check_constraint(op.f(f'ck_{TABLE}_{REASONED}'), '(struck_on IS NULL) = (struck_reason IS NULL)')


def downgrade() -> None:
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.drop_constraint(op.f(f'ck_{TABLE}_{REASONED}'), type_='check')
        batch_op.drop_column('struck_reason')
        batch_op.drop_column('struck_on')
