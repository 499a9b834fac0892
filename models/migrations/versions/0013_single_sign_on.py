"""single sign-on: whom a provider vouches for, and sign-ons under way"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('sign_on',
    sa.Column('state_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('browser_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('nonce', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('verifier', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('goes_to', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('ends_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('state_digest', name=op.f('pk_sign_on'))
    )
    with op.batch_alter_table('sign_on', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_on_ends_at'), ['ends_at'], unique=False)

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('sso_issuer', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.add_column(sa.Column('sso_subject', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_index('uq_account_sso', ['sso_issuer', 'sso_subject'], unique=True)


def downgrade() -> None:
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_index('uq_account_sso')
        batch_op.drop_column('sso_subject')
        batch_op.drop_column('sso_issuer')

    with op.batch_alter_table('sign_on', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_on_ends_at'))

    op.drop_table('sign_on')
