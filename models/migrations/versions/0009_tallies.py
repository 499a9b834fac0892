"""tallies of what offices owe, and what lets pages over a nation find their rows"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

OWED = sa.text("status IN ('open', 'handed_in', 'suspended', 'lapsed')")


def upgrade() -> None:
    op.create_table('tally_mark',
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('mark', sa.BigInteger(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_tally_mark'))
    )
    op.create_table('office_tally',
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('open', sa.Integer(), nullable=False),
    sa.Column('due_soon', sa.Integer(), nullable=False),
    sa.Column('overdue', sa.Integer(), nullable=False),
    sa.Column('lapsed', sa.Integer(), nullable=False),
    sa.Column('oldest', sa.Date(), nullable=True),
    sa.Column('all_open', sa.Integer(), nullable=False),
    sa.Column('all_due_soon', sa.Integer(), nullable=False),
    sa.Column('all_overdue', sa.Integer(), nullable=False),
    sa.Column('all_lapsed', sa.Integer(), nullable=False),
    sa.Column('all_oldest', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_office_tally_office_id_party')),
    sa.PrimaryKeyConstraint('office_id', name=op.f('pk_office_tally'))
    )
    op.create_table('rule_tally',
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('rule', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('week', sa.Integer(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('overdue', sa.Integer(), nullable=False),
    sa.Column('due_now', sa.Integer(), nullable=False),
    sa.Column('kept_now', sa.Integer(), nullable=False),
    sa.Column('due_then', sa.Integer(), nullable=False),
    sa.Column('kept_then', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_rule_tally_office_id_party')),
    sa.PrimaryKeyConstraint('office_id', 'rule', name=op.f('pk_rule_tally'))
    )
    op.create_index('ix_duty_creditor_id', 'duty', ['creditor_id', 'status'], sqlite_where=OWED, postgresql_where=OWED)
    # Transactions follow one another through the pages, so that the coarsest index finds the last ones.
    op.create_index('ix_journal_tx', 'journal', ['tx'], postgresql_using='brin', sqlite_where=sa.text('tx IS NOT NULL'))
    op.execute("INSERT INTO lock (name) VALUES ('tally')")
    if op.get_bind().dialect.name == 'postgresql':
        # Patterns are looked up in an index only where it sorts byte by byte, whatever the database's language.
        op.drop_index('ix_party_path', 'party')
        op.create_index('ix_party_path', 'party', ['path'], postgresql_ops={'path': 'text_pattern_ops'})


def downgrade() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.drop_index('ix_party_path', 'party')
        op.create_index('ix_party_path', 'party', ['path'])
    op.execute("DELETE FROM lock WHERE name = 'tally'")
    op.drop_index('ix_journal_tx', 'journal')
    op.drop_index('ix_duty_creditor_id', 'duty')
    op.drop_table('rule_tally')
    op.drop_table('office_tally')
    op.drop_table('tally_mark')
