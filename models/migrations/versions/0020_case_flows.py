"""case flows: reports to each level above, limits missed, ranges of fines, letters about cases"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0020'
down_revision = '0018'
branch_labels = None
depends_on = None

KINDS = "'digest', 'account_opened', 'account_reset', 'account_forgotten', 'clues'"
REFUSAL = "what was done about a report is append-only"


def _letters(kinds: str) -> None:
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_letter_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_letter_kind'), f"kind IN ({kinds})")


def _append_only() -> None:
    if op.get_bind().dialect.name == 'postgresql':
        op.execute("CREATE TRIGGER case_report_step_append_only BEFORE UPDATE OR DELETE ON case_report_step"
                   " FOR EACH ROW EXECUTE FUNCTION case_history_refuses()")
        return
    for what in ('UPDATE', 'DELETE'):
        op.execute(f"CREATE TRIGGER case_report_step_no_{what.lower()} BEFORE {what} ON case_report_step"
                   f" BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END")


def upgrade() -> None:
    _letters(f"{KINDS}, 'cases'")
    op.create_table('case_missed',
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('step', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('noticed_on', sa.Date(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('reason_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('reason_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['enforcement_case.id'], name=op.f('fk_case_missed_case_id_enforcement_case')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_case_missed_duty_id_duty')),
    sa.PrimaryKeyConstraint('duty_id', 'due', name=op.f('pk_case_missed'))
    )
    with op.batch_alter_table('case_missed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_missed_case_id'), ['case_id'], unique=False)
        batch_op.create_index('ix_case_missed_unexplained', ['case_id'], unique=False, sqlite_where=sa.text('reason IS NULL'), postgresql_where=sa.text('reason IS NULL'))

    op.create_table('case_range',
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('event_no', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('least', sa.Numeric(precision=16, scale=2), nullable=True),
    sa.Column('most', sa.Numeric(precision=16, scale=2), nullable=True),
    sa.Column('law', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('provision', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('confidence', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['enforcement_case.id'], name=op.f('fk_case_range_case_id_enforcement_case')),
    sa.PrimaryKeyConstraint('case_id', name=op.f('pk_case_range'))
    )
    op.create_table('case_report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=False),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('owed_since', sa.Date(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=True),
    sa.Column('sent_on', sa.Date(), nullable=True),
    sa.Column('answered_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("state IN ('owed', 'sent', 'confirmed', 'returned')", name=op.f('ck_case_report_state')),
    sa.ForeignKeyConstraint(['case_id'], ['enforcement_case.id'], name=op.f('fk_case_report_case_id_enforcement_case')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_case_report_duty_id_duty')),
    sa.ForeignKeyConstraint(['from_id'], ['party.id'], name=op.f('fk_case_report_from_id_party')),
    sa.ForeignKeyConstraint(['to_id'], ['party.id'], name=op.f('fk_case_report_to_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_report')),
    sa.UniqueConstraint('case_id', 'from_id', name=op.f('uq_case_report_case_id_from_id'))
    )
    with op.batch_alter_table('case_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_report_duty_id'), ['duty_id'], unique=False)
        batch_op.create_index('ix_case_report_from_id_state', ['from_id', 'state'], unique=False)
        batch_op.create_index('ix_case_report_to_id_state', ['to_id', 'state'], unique=False)

    op.create_table('letter_case',
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('stage', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('event_no', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['enforcement_case.id'], name=op.f('fk_letter_case_case_id_enforcement_case')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_letter_case_letter_id_letter')),
    sa.PrimaryKeyConstraint('letter_id', 'case_id', name=op.f('pk_letter_case'))
    )
    with op.batch_alter_table('letter_case', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_case_case_id'), ['case_id'], unique=False)

    op.create_table('case_report_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('what', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('said', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("what IN ('sent', 'supplemented', 'confirmed', 'returned')", name=op.f('ck_case_report_step_what')),
    sa.ForeignKeyConstraint(['report_id'], ['case_report.id'], name=op.f('fk_case_report_step_report_id_case_report')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_report_step'))
    )
    with op.batch_alter_table('case_report_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_case_report_step_report_id'), ['report_id'], unique=False)

    with op.batch_alter_table('case_instalment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=True))
        batch_op.create_check_constraint(op.f('ck_case_instalment_outcome'), "outcome IN ('paid', 'missed')")
        batch_op.create_index('ix_case_instalment_waiting', ['due'], unique=False, sqlite_where=sa.text('outcome IS NULL'), postgresql_where=sa.text('outcome IS NULL'))

    with op.batch_alter_table('enforcement_case', schema=None) as batch_op:
        batch_op.add_column(sa.Column('typical', sa.Boolean(), server_default=sa.false(), nullable=False))
    _append_only()


def downgrade() -> None:
    op.execute("UPDATE work_item SET letter_id = NULL WHERE letter_id IN (SELECT id FROM letter WHERE kind = 'cases')")
    with op.batch_alter_table('enforcement_case', schema=None) as batch_op:
        batch_op.drop_column('typical')

    with op.batch_alter_table('case_instalment', schema=None) as batch_op:
        batch_op.drop_index('ix_case_instalment_waiting', sqlite_where=sa.text('outcome IS NULL'), postgresql_where=sa.text('outcome IS NULL'))
        batch_op.drop_constraint(op.f('ck_case_instalment_outcome'), type_='check')
        batch_op.drop_column('outcome')

    with op.batch_alter_table('case_report_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_case_report_step_report_id'))

    op.drop_table('case_report_step')
    with op.batch_alter_table('letter_case', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letter_case_case_id'))

    op.drop_table('letter_case')
    with op.batch_alter_table('case_report', schema=None) as batch_op:
        batch_op.drop_index('ix_case_report_to_id_state')
        batch_op.drop_index('ix_case_report_from_id_state')
        batch_op.drop_index(batch_op.f('ix_case_report_duty_id'))

    op.drop_table('case_report')
    op.drop_table('case_range')
    with op.batch_alter_table('case_missed', schema=None) as batch_op:
        batch_op.drop_index('ix_case_missed_unexplained', sqlite_where=sa.text('reason IS NULL'), postgresql_where=sa.text('reason IS NULL'))
        batch_op.drop_index(batch_op.f('ix_case_missed_case_id'))

    op.drop_table('case_missed')
    op.execute("DELETE FROM letter WHERE kind = 'cases'")
    _letters(KINDS)
