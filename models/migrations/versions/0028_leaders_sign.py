"""a leader may hold several of the leaders' places in the chain of one document; nobody else signs it twice"""

import sqlalchemy as sa
from alembic import op

revision = '0028'
down_revision = '0027'
branch_labels = None
depends_on = None

TABLE, TWICE, ONCE = 'document_signature', 'uq_document_signature_document_id_officer_id', 'uq_document_signature_once'
OTHERS = sa.text("place NOT IN ('leader', 'heads', 'main_leader')")


def upgrade() -> None:
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.drop_constraint(TWICE, type_='unique')
        batch_op.create_index(ONCE, ['document_id', 'officer_id'], unique=True, sqlite_where=OTHERS, postgresql_where=OTHERS)
    _append_only()


def downgrade() -> None:
    with op.batch_alter_table(TABLE, schema=None) as batch_op:
        batch_op.drop_index(ONCE)
        batch_op.create_unique_constraint(TWICE, ['document_id', 'officer_id'])
    _append_only()


def _append_only() -> None:
    """SQLite wrote the table anew, without its triggers."""
    if op.get_bind().dialect.name == 'postgresql':
        return
    for verb in ('UPDATE', 'DELETE'):
        op.execute(f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE}"
                   " BEGIN SELECT RAISE(ABORT, 'the history of a case is append-only'); END")
