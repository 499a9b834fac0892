"""the calendar"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0001'
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:

    op.create_table('bell',
    sa.Column('stage', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('run_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('rung_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('stage', name=op.f('pk_bell'))
    )
    op.create_table('holiday_notice',
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('source', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('imported_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('year', name=op.f('pk_holiday_notice'))
    )
    op.create_table('instance',
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('value', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('key', name=op.f('pk_instance'))
    )
    op.create_table('lock',
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_lock'))
    )
    op.create_table('officer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('email_fails', sa.Boolean(), nullable=False),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_officer'))
    )
    with op.batch_alter_table('officer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_officer_email'), ['email'], unique=False)

    op.create_table('party',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('level', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('parent_id', sa.Integer(), nullable=True),
    sa.Column('path', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('mineral_rich', sa.Boolean(), nullable=False),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.CheckConstraint("level IN ('province', 'city', 'county', 'township', 'holder')", name=op.f('ck_party_level')),
    sa.ForeignKeyConstraint(['parent_id'], ['party.id'], name=op.f('fk_party_parent_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_party')),
    sa.UniqueConstraint('code', name=op.f('uq_party_code'))
    )
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_party_level'), ['level'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_name'), ['name'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_parent_id'), ['parent_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_party_path'), ['path'], unique=False)

    op.create_table('reckoning',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('rule', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('period', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('effective_from', sa.Date(), nullable=False),
    sa.Column('start', sa.Date(), nullable=False),
    sa.Column('end', sa.Date(), nullable=False),
    sa.Column('opens', sa.Date(), nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('provisional', sa.Boolean(), nullable=False),
    sa.Column('explanation', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reports_on', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('joins_until', sa.Date(), nullable=False),
    sa.Column('chase_from', sa.Date(), nullable=True),
    sa.Column('lapse_on', sa.Date(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reckoning')),
    sa.UniqueConstraint('key', name=op.f('uq_reckoning_key'))
    )
    with op.batch_alter_table('reckoning', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reckoning_due'), ['due'], unique=False)
        batch_op.create_index(batch_op.f('ix_reckoning_lapse_on'), ['lapse_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_reckoning_provisional'), ['provisional'], unique=False)
        batch_op.create_index(batch_op.f('ix_reckoning_rule'), ['rule'], unique=False)

    op.create_table('run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('flow', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('prefect_run_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('started_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('ended_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('summary', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.CheckConstraint("state IN ('running', 'done', 'failed', 'died')", name=op.f('ck_run_state')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_run'))
    )
    with op.batch_alter_table('run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_run_flow'), ['flow'], unique=False)
        batch_op.create_index(batch_op.f('ix_run_prefect_run_id'), ['prefect_run_id'], unique=False)

    op.create_table('trigger_row',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('stage', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('entity', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('entity_id', sa.Integer(), nullable=False),
    sa.Column('created_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('claimed_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('claimed_until', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('done_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trigger_row'))
    )
    with op.batch_alter_table('trigger_row', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trigger_row_done_at'), ['done_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_trigger_row_stage'), ['stage'], unique=False)

    op.create_table('absence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('substitute_id', sa.Integer(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_absence_officer_id_officer')),
    sa.ForeignKeyConstraint(['substitute_id'], ['officer.id'], name=op.f('fk_absence_substitute_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_absence'))
    )
    with op.batch_alter_table('absence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_absence_officer_id'), ['officer_id'], unique=False)

    op.create_table('act',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('party_id', sa.Integer(), nullable=False),
    sa.Column('subject_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('done_on', sa.Date(), nullable=False),
    sa.Column('period', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('fields', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('findings', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('corrects_id', sa.Integer(), nullable=True),
    sa.Column('recorded_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('recorded_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('standing', 'corrected', 'withdrawn')", name=op.f('ck_act_state')),
    sa.ForeignKeyConstraint(['corrects_id'], ['act.id'], name=op.f('fk_act_corrects_id_act')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_act_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_act'))
    )
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_act_kind'), ['kind'], unique=False)
        batch_op.create_index(batch_op.f('ix_act_party_id'), ['party_id'], unique=False)

    op.create_table('area',
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_area_office_id_party')),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_area'))
    )
    with op.batch_alter_table('area', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_area_office_id'), ['office_id'], unique=False)

    op.create_table('duty',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('rule', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('period', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('debtor_id', sa.Integer(), nullable=False),
    sa.Column('creditor_id', sa.Integer(), nullable=True),
    sa.Column('subject_kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=False),
    sa.Column('reckoning_id', sa.Integer(), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('status', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('chase_on', sa.Date(), nullable=True),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('end_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('end_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('cause_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("(ended_on IS NULL) = (status IN ('open','handed_in','suspended'))", name=op.f('ck_duty_ends_once')),
    sa.CheckConstraint("status IN ('open', 'handed_in', 'suspended', 'discharged', 'waived', 'closed', 'lapsed')", name=op.f('ck_duty_status')),
    sa.CheckConstraint('done >= 0 AND times > 0', name=op.f('ck_duty_counts')),
    sa.ForeignKeyConstraint(['cause_id'], ['act.id'], name=op.f('fk_duty_cause_id_act')),
    sa.ForeignKeyConstraint(['creditor_id'], ['party.id'], name=op.f('fk_duty_creditor_id_party')),
    sa.ForeignKeyConstraint(['debtor_id'], ['party.id'], name=op.f('fk_duty_debtor_id_party')),
    sa.ForeignKeyConstraint(['reckoning_id'], ['reckoning.id'], name=op.f('fk_duty_reckoning_id_reckoning')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_duty')),
    sa.UniqueConstraint('rule', 'subject_kind', 'subject_id', 'period', 'debtor_id', name=op.f('uq_duty_rule_subject_kind_subject_id_period_debtor_id'))
    )
    with op.batch_alter_table('duty', schema=None) as batch_op:
        batch_op.create_index('ix_duty_running', ['rule'], unique=False, sqlite_where=sa.text("status IN ('open', 'suspended')"), postgresql_where=sa.text("status IN ('open', 'suspended')"))
        batch_op.create_index('ix_duty_lapsed', ['ended_on'], unique=False, sqlite_where=sa.text("status = 'lapsed'"), postgresql_where=sa.text("status = 'lapsed'"))
        batch_op.create_index('ix_duty_end_code', ['rule'], unique=False, sqlite_where=sa.text('end_code IS NOT NULL'), postgresql_where=sa.text('end_code IS NOT NULL'))
        batch_op.create_index('ix_duty_cause_id', ['cause_id'], unique=False, sqlite_where=sa.text('cause_id IS NOT NULL'), postgresql_where=sa.text('cause_id IS NOT NULL'))
        batch_op.create_index('ix_duty_chase_on', ['chase_on'], unique=False, sqlite_where=sa.text('chase_on IS NOT NULL'), postgresql_where=sa.text('chase_on IS NOT NULL'))
        batch_op.create_index(batch_op.f('ix_duty_debtor_id'), ['debtor_id'], unique=False)
        batch_op.create_index('ix_duty_reckoning_id_status', ['reckoning_id', 'status'], unique=False)

    op.create_table('holiday',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('working', sa.Boolean(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['year'], ['holiday_notice.year'], name=op.f('fk_holiday_year_holiday_notice')),
    sa.PrimaryKeyConstraint('day', name=op.f('pk_holiday'))
    )
    with op.batch_alter_table('holiday', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_holiday_year'), ['year'], unique=False)

    op.create_table('journal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('actor', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('action', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=True),
    sa.Column('entity', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('entity_id', sa.Integer(), nullable=False),
    sa.Column('detail', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tx', sa.BigInteger(), nullable=True),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_journal_office_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal'))
    )
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.create_index('ix_journal_entity_entity_id', ['entity', 'entity_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_action'), ['action'], unique=False)
        batch_op.create_index(batch_op.f('ix_journal_office_id'), ['office_id'], unique=False)

    op.create_table('letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('recipient_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('message_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('to_name', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('to_address', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('html', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('ics', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('written_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('lease_until', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('error', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('sent_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('queued', 'sending', 'sent', 'kept', 'void', 'refused', 'bounced', 'dead')", name=op.f('ck_letter_state')),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_letter_office_id_party')),
    sa.ForeignKeyConstraint(['recipient_id'], ['officer.id'], name=op.f('fk_letter_recipient_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_letter')),
    sa.UniqueConstraint('message_id', name=op.f('uq_letter_message_id')),
    sa.UniqueConstraint('recipient_id', 'day', name=op.f('uq_letter_recipient_id_day'))
    )
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_day'), ['day'], unique=False)
        batch_op.create_index(batch_op.f('ix_letter_recipient_id'), ['recipient_id'], unique=False)
        batch_op.create_index('ix_letter_state_next_try_at', ['state', 'next_try_at'], unique=False)

    op.create_table('mineral_right',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('licence_no', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('mineral', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=False),
    sa.Column('issuer_id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind IN ('mining', 'exploration')", name=op.f('ck_mineral_right_kind')),
    sa.ForeignKeyConstraint(['county_id'], ['party.id'], name=op.f('fk_mineral_right_county_id_party')),
    sa.ForeignKeyConstraint(['holder_id'], ['party.id'], name=op.f('fk_mineral_right_holder_id_party')),
    sa.ForeignKeyConstraint(['issuer_id'], ['party.id'], name=op.f('fk_mineral_right_issuer_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mineral_right')),
    sa.UniqueConstraint('licence_no', name=op.f('uq_mineral_right_licence_no'))
    )
    with op.batch_alter_table('mineral_right', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mineral_right_county_id'), ['county_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mineral_right_holder_id'), ['holder_id'], unique=False)

    op.create_table('post',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('role', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('title', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint("role IN ('head', 'deputy', 'unit_head', 'handler', 'legal_reviewer', 'inspector', 'patroller', 'clerk', 'statistician', 'administrator', 'auditor', 'holder')", name=op.f('ck_post_role')),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_post_office_id_party')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_post_officer_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_post'))
    )
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_post_office_id'), ['office_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_post_officer_id'), ['officer_id'], unique=False)

    op.create_table('reckoning_rung',
    sa.Column('reckoning_id', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('audience', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.CheckConstraint("audience IN ('debtor', 'superior', 'superior2', 'superior3')", name=op.f('ck_reckoning_rung_audience')),
    sa.ForeignKeyConstraint(['reckoning_id'], ['reckoning.id'], name=op.f('fk_reckoning_rung_reckoning_id_reckoning')),
    sa.PrimaryKeyConstraint('reckoning_id', 'no', 'audience', name=op.f('pk_reckoning_rung'))
    )
    op.create_table('act_credit',
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['act_id'], ['act.id'], name=op.f('fk_act_credit_act_id_act')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_act_credit_duty_id_duty')),
    sa.PrimaryKeyConstraint('act_id', 'duty_id', name=op.f('pk_act_credit'))
    )
    with op.batch_alter_table('act_credit', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_act_credit_duty_id'), ['duty_id'], unique=False)

    op.create_table('extension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('unit', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('approver', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('granted_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_extension_duty_id_duty')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_extension'))
    )
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_extension_duty_id'), ['duty_id'], unique=False)

    op.create_table('journal_seal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('entry_id', sa.Integer(), nullable=False),
    sa.Column('previous', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('hash', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['journal.id'], name=op.f('fk_journal_seal_entry_id_journal')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal_seal')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_journal_seal_entry_id'))
    )
    op.create_table('letter_line',
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('audience', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('party_id', sa.Integer(), nullable=False),
    sa.Column('stands_in_for_id', sa.Integer(), nullable=True),
    sa.Column('named', sa.Boolean(), nullable=False),
    sa.CheckConstraint("audience IN ('debtor', 'superior', 'superior2', 'superior3')", name=op.f('ck_letter_line_audience')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_letter_line_duty_id_duty')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_letter_line_letter_id_letter')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_letter_line_party_id_party')),
    sa.ForeignKeyConstraint(['stands_in_for_id'], ['officer.id'], name=op.f('fk_letter_line_stands_in_for_id_officer')),
    sa.PrimaryKeyConstraint('letter_id', 'duty_id', 'no', 'audience', name=op.f('pk_letter_line'))
    )
    with op.batch_alter_table('letter_line', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_line_duty_id'), ['duty_id'], unique=False)

    op.create_table('mine',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('right_id', sa.Integer(), nullable=False),
    sa.Column('holder_id', sa.Integer(), nullable=False),
    sa.Column('county_id', sa.Integer(), nullable=False),
    sa.Column('area_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('method', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('scale', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('inspector_id', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('demo', sa.Boolean(), nullable=False),
    sa.CheckConstraint("method IN ('underground', 'open_pit', 'both')", name=op.f('ck_mine_method')),
    sa.CheckConstraint("scale IN ('large', 'medium', 'small')", name=op.f('ck_mine_scale')),
    sa.ForeignKeyConstraint(['county_id'], ['party.id'], name=op.f('fk_mine_county_id_party')),
    sa.ForeignKeyConstraint(['holder_id'], ['party.id'], name=op.f('fk_mine_holder_id_party')),
    sa.ForeignKeyConstraint(['inspector_id'], ['officer.id'], name=op.f('fk_mine_inspector_id_officer')),
    sa.ForeignKeyConstraint(['right_id'], ['mineral_right.id'], name=op.f('fk_mine_right_id_mineral_right')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mine')),
    sa.UniqueConstraint('code', name=op.f('uq_mine_code'))
    )
    with op.batch_alter_table('mine', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mine_county_id'), ['county_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mine_holder_id'), ['holder_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mine_inspector_id'), ['inspector_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_mine_right_id'), ['right_id'], unique=False)

    op.create_table('rung',
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('round', sa.Integer(), nullable=False),
    sa.Column('no', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('chased_on', sa.Date(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.CheckConstraint("state IN ('sent', 'passed_over', 'undeliverable')", name=op.f('ck_rung_state')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_rung_duty_id_duty')),
    sa.PrimaryKeyConstraint('duty_id', 'round', 'no', name=op.f('pk_rung'))
    )
    with op.batch_alter_table('rung', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_rung_chased_on'), ['chased_on'], unique=False)

    op.create_table('submission',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('fields', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('handed_in_on', sa.Date(), nullable=False),
    sa.Column('handed_in_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('handed_in_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reasons', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('reviewed_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('reviewed_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('act_id', sa.Integer(), nullable=True),
    sa.CheckConstraint("state IN ('handed_in', 'accepted', 'returned')", name=op.f('ck_submission_state')),
    sa.ForeignKeyConstraint(['act_id'], ['act.id'], name=op.f('fk_submission_act_id_act')),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_submission_duty_id_duty')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_submission'))
    )
    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_submission_duty_id'), ['duty_id'], unique=False)

    op.create_table('suspension',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_suspension_duty_id_duty')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_suspension'))
    )
    with op.batch_alter_table('suspension', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_suspension_duty_id'), ['duty_id'], unique=False)

    op.create_table('work_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('open_key', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('letter_id', sa.Integer(), nullable=True),
    sa.Column('created_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('settled_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('settled_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_work_item_letter_id_letter')),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_work_item_office_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_work_item')),
    sa.UniqueConstraint('open_key', name=op.f('uq_work_item_open_key'))
    )
    with op.batch_alter_table('work_item', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_work_item_office_id'), ['office_id'], unique=False)




def downgrade() -> None:

    with op.batch_alter_table('work_item', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_work_item_office_id'))

    op.drop_table('work_item')
    with op.batch_alter_table('suspension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_suspension_duty_id'))

    op.drop_table('suspension')
    with op.batch_alter_table('submission', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_submission_duty_id'))

    op.drop_table('submission')
    with op.batch_alter_table('rung', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_rung_chased_on'))

    op.drop_table('rung')
    with op.batch_alter_table('mine', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mine_right_id'))
        batch_op.drop_index(batch_op.f('ix_mine_inspector_id'))
        batch_op.drop_index(batch_op.f('ix_mine_holder_id'))
        batch_op.drop_index(batch_op.f('ix_mine_county_id'))

    op.drop_table('mine')
    with op.batch_alter_table('letter_line', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_letter_line_duty_id'))

    op.drop_table('letter_line')
    op.drop_table('journal_seal')
    with op.batch_alter_table('extension', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_extension_duty_id'))

    op.drop_table('extension')
    with op.batch_alter_table('act_credit', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_act_credit_duty_id'))

    op.drop_table('act_credit')
    op.drop_table('reckoning_rung')
    with op.batch_alter_table('post', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_post_officer_id'))
        batch_op.drop_index(batch_op.f('ix_post_office_id'))

    op.drop_table('post')
    with op.batch_alter_table('mineral_right', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_mineral_right_holder_id'))
        batch_op.drop_index(batch_op.f('ix_mineral_right_county_id'))

    op.drop_table('mineral_right')
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_index('ix_letter_state_next_try_at')
        batch_op.drop_index(batch_op.f('ix_letter_recipient_id'))
        batch_op.drop_index(batch_op.f('ix_letter_day'))

    op.drop_table('letter')
    with op.batch_alter_table('journal', schema=None) as batch_op:
        batch_op.drop_index('ix_journal_entity_entity_id')
        batch_op.drop_index(batch_op.f('ix_journal_office_id'))
        batch_op.drop_index(batch_op.f('ix_journal_action'))

    op.drop_table('journal')
    with op.batch_alter_table('holiday', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_holiday_year'))

    op.drop_table('holiday')
    with op.batch_alter_table('duty', schema=None) as batch_op:
        batch_op.drop_index('ix_duty_reckoning_id_status')
        batch_op.drop_index(batch_op.f('ix_duty_debtor_id'))
        batch_op.drop_index('ix_duty_running')
        batch_op.drop_index('ix_duty_lapsed')
        batch_op.drop_index('ix_duty_end_code')
        batch_op.drop_index('ix_duty_cause_id', sqlite_where=sa.text('cause_id IS NOT NULL'), postgresql_where=sa.text('cause_id IS NOT NULL'))
        batch_op.drop_index('ix_duty_chase_on', sqlite_where=sa.text('chase_on IS NOT NULL'), postgresql_where=sa.text('chase_on IS NOT NULL'))

    op.drop_table('duty')
    with op.batch_alter_table('area', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_area_office_id'))

    op.drop_table('area')
    with op.batch_alter_table('act', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_act_party_id'))
        batch_op.drop_index(batch_op.f('ix_act_kind'))

    op.drop_table('act')
    with op.batch_alter_table('absence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_absence_officer_id'))

    op.drop_table('absence')
    with op.batch_alter_table('trigger_row', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_trigger_row_stage'))
        batch_op.drop_index(batch_op.f('ix_trigger_row_done_at'))

    op.drop_table('trigger_row')
    with op.batch_alter_table('run', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_run_prefect_run_id'))
        batch_op.drop_index(batch_op.f('ix_run_flow'))

    op.drop_table('run')
    with op.batch_alter_table('reckoning', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_reckoning_rule'))
        batch_op.drop_index(batch_op.f('ix_reckoning_provisional'))
        batch_op.drop_index(batch_op.f('ix_reckoning_lapse_on'))
        batch_op.drop_index(batch_op.f('ix_reckoning_due'))

    op.drop_table('reckoning')
    with op.batch_alter_table('party', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_party_path'))
        batch_op.drop_index(batch_op.f('ix_party_parent_id'))
        batch_op.drop_index(batch_op.f('ix_party_name'))
        batch_op.drop_index(batch_op.f('ix_party_level'))

    op.drop_table('party')
    with op.batch_alter_table('officer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_officer_email'))

    op.drop_table('officer')
    op.drop_table('lock')
    op.drop_table('instance')
    op.drop_table('holiday_notice')
    op.drop_table('bell')

