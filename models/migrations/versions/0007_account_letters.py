"""letters about accounts, beside the digest of a day"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

KIND = "kind IN ('digest', 'account_opened', 'account_reset', 'account_forgotten')"
DIGESTS = sa.text("kind = 'digest'")


def upgrade() -> None:
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), server_default='digest', nullable=False))
        batch_op.create_check_constraint(op.f('ck_letter_kind'), KIND)
        batch_op.drop_constraint('uq_letter_recipient_id_day', type_='unique')
        batch_op.create_index('uq_letter_digest', ['recipient_id', 'day'], unique=True, sqlite_where=DIGESTS,
                              postgresql_where=DIGESTS)


def downgrade() -> None:
    op.execute("UPDATE work_item SET letter_id = NULL WHERE letter_id IN (SELECT id FROM letter WHERE kind <> 'digest')")
    op.execute("DELETE FROM letter WHERE kind <> 'digest'")
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_index('uq_letter_digest')
        batch_op.create_unique_constraint('uq_letter_recipient_id_day', ['recipient_id', 'day'])
        batch_op.drop_constraint(op.f('ck_letter_kind'), type_='check')
        batch_op.drop_column('kind')
