"""parties of cases are found by their number: the gate asks for it"""

from alembic import op

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_case_party_id_number', 'case_party', ['id_number'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_case_party_id_number', table_name='case_party')
