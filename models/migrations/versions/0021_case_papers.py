"""papers of a case: their service; what was issued stays as it was issued"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

# An issued document may become void, with a reason and nothing else changed; its number is never given again.
SAME = ('case_id', 'office_id', 'form', 'title', 'copy_no', 'version', 'number', 'by_hand', 'filled', 'event_no', 'issued_on',
        'issued_by', 'file_id', 'sha256')


def _stays() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        same = ' AND '.join(f'NEW.{one} IS NOT DISTINCT FROM OLD.{one}' for one in SAME)
        op.execute("CREATE FUNCTION case_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
                   f" IF TG_OP = 'UPDATE' AND OLD.state = 'issued' AND NEW.state = 'void' AND {same} THEN RETURN NEW; END IF;"
                   " RAISE EXCEPTION 'what was issued stays as it was issued'; END $$")
        op.execute("CREATE TRIGGER case_document_stays BEFORE UPDATE OR DELETE ON case_document FOR EACH ROW"
                   " WHEN (OLD.state <> 'draft') EXECUTE FUNCTION case_document_stays()")
        op.execute("CREATE TRIGGER case_service_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_service"
                   " FOR EACH STATEMENT EXECUTE FUNCTION case_history_refuses()")
        return
    same = ' AND '.join(f'NEW.{one} IS OLD.{one}' for one in SAME)
    op.execute("CREATE TRIGGER case_document_stays BEFORE UPDATE ON case_document WHEN OLD.state <> 'draft'"
               f" AND NOT (OLD.state = 'issued' AND NEW.state = 'void' AND {same})"
               " BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was issued'); END")
    op.execute("CREATE TRIGGER case_document_is_kept BEFORE DELETE ON case_document WHEN OLD.state <> 'draft'"
               " BEGIN SELECT RAISE(ABORT, 'what was issued stays as it was issued'); END")
    for verb in ('UPDATE', 'DELETE'):
        op.execute(f"CREATE TRIGGER case_service_no_{verb.lower()} BEFORE {verb} ON case_service"
                   " BEGIN SELECT RAISE(ABORT, 'the history of a case is append-only'); END")


def upgrade() -> None:
    op.create_table('case_service',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('method', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('served_on', sa.Date(), nullable=False),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('proof', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=True),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['case_document.id'], name=op.f('fk_case_service_document_id_case_document')),
    sa.ForeignKeyConstraint(['file_id'], ['kept_file.id'], name=op.f('fk_case_service_file_id_kept_file')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_service'))
    )
    with op.batch_alter_table('case_service', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_service_document_id'), ['document_id'], unique=False)
    _stays()


def downgrade() -> None:
    op.drop_table('case_service')
    if op.get_bind().dialect.name == 'postgresql':
        op.execute("DROP TRIGGER case_document_stays ON case_document")
        op.execute("DROP FUNCTION case_document_stays()")
    else:
        for name in ('case_document_stays', 'case_document_is_kept'):
            op.execute(f"DROP TRIGGER {name}")
