"""cases are found by the day of their decision: how discretion is used is asked of a year"""

from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_enforcement_case_decided_on', 'enforcement_case', ['decided_on'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_enforcement_case_decided_on', table_name='enforcement_case')
