"""the journal by time and by who acted, letters by office"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

PEOPLE = sa.text("actor <> 'system'")


def upgrade() -> None:
    op.create_index('ix_journal_at', 'journal', ['at', 'id'], unique=False)
    op.create_index('ix_journal_actor', 'journal', ['actor', 'at', 'id'], unique=False, sqlite_where=PEOPLE,
                    postgresql_where=PEOPLE)
    op.create_index('ix_letter_office_id', 'letter', ['office_id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_letter_office_id', table_name='letter')
    op.drop_index('ix_journal_actor', table_name='journal')
    op.drop_index('ix_journal_at', table_name='journal')
