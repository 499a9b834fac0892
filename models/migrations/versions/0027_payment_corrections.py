"""a payment that was entered wrongly is put right by a counter-entry"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

from foundation.database import Instant

revision = '0027'
down_revision = '0026'
branch_labels = None
depends_on = None

TABLE = 'case_payment_correction'


def upgrade() -> None:
    op.create_table(TABLE,
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('payment_id', sa.Integer(), nullable=False),
    sa.Column('item', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('amount', sa.Numeric(precision=16, scale=2), nullable=False),
    sa.Column('paid_on', sa.Date(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', Instant(), nullable=False),
    sa.CheckConstraint("item IN ('fine', 'gains', 'surcharge')", name=op.f('ck_case_payment_correction_item')),
    sa.CheckConstraint('amount >= 0', name=op.f('ck_case_payment_correction_not_negative')),
    sa.ForeignKeyConstraint(['case_id'], ['enforcement_case.id'],
                            name=op.f('fk_case_payment_correction_case_id_enforcement_case')),
    sa.ForeignKeyConstraint(['payment_id'], ['case_payment.id'],
                            name=op.f('fk_case_payment_correction_payment_id_case_payment')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_payment_correction'))
    )
    for column in ('case_id', 'payment_id'):
        op.create_index(f'ix_{TABLE}_{column}', TABLE, [column], unique=False)
    if op.get_bind().dialect.name == 'postgresql':
        op.execute(f"CREATE TRIGGER {TABLE}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {TABLE}"
                   " FOR EACH STATEMENT EXECUTE FUNCTION case_history_refuses()")
        return
    for verb in ('UPDATE', 'DELETE'):
        op.execute(f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE}"
                   " BEGIN SELECT RAISE(ABORT, 'the history of a case is append-only'); END")


def downgrade() -> None:
    op.drop_table(TABLE)
