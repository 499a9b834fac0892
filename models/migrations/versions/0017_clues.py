"""clues: the register, seals, teams, rewards, watchers, boundaries, mail taken in"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

KINDS = "'digest', 'account_opened', 'account_reset', 'account_forgotten'"


def _letters(kinds: str) -> None:
    with op.batch_alter_table('letter', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_letter_kind'), type_='check')
        batch_op.create_check_constraint(op.f('ck_letter_kind'), f"kind IN ({kinds})")


def upgrade() -> None:
    _letters(f"{KINDS}, 'clues'")
    op.create_table('division_boundary',
    sa.Column('code', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('geometry', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('west', sa.Float(), nullable=False),
    sa.Column('east', sa.Float(), nullable=False),
    sa.Column('south', sa.Float(), nullable=False),
    sa.Column('north', sa.Float(), nullable=False),
    sa.PrimaryKeyConstraint('code', name=op.f('pk_division_boundary'))
    )
    with op.batch_alter_table('division_boundary', schema=None) as batch_op:
        batch_op.create_index('ix_division_boundary_box', ['west', 'east', 'south', 'north'], unique=False)

    op.create_table('number_series',
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('last', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('name', name=op.f('pk_number_series'))
    )
    op.create_table('certificate',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_certificate_officer_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('number', name=op.f('uq_certificate_number'))
    )
    with op.batch_alter_table('certificate', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_certificate_officer_id'), ['officer_id'], unique=False)

    op.create_table('saved_filter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('query', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_saved_filter_officer_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_saved_filter'))
    )
    with op.batch_alter_table('saved_filter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_saved_filter_officer_id'), ['officer_id'], unique=False)

    op.create_table('watcher',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('phone', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('email', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('area_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.Column('link_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.CheckConstraint("kind IN ('supervisor', 'assistant', 'informant', 'volunteer')", name=op.f('ck_watcher_kind')),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_watcher_office_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_watcher')),
    sa.UniqueConstraint('link_digest', name=op.f('uq_watcher_link_digest'))
    )
    with op.batch_alter_table('watcher', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_watcher_office_id'), ['office_id'], unique=False)

    op.create_table('clue',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('channel', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('stage', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('offence', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('received_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('received_on', sa.Date(), nullable=False),
    sa.Column('received_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('taken_by_id', sa.Integer(), nullable=True),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('accused', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('place', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('division_code', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('licence_no', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('happened', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('ongoing', sa.Boolean(), nullable=False),
    sa.Column('named', sa.Boolean(), nullable=False),
    sa.Column('major', sa.Boolean(), nullable=False),
    sa.Column('right_id', sa.Integer(), nullable=True),
    sa.Column('county_id', sa.Integer(), nullable=True),
    sa.Column('office_id', sa.Integer(), nullable=True),
    sa.Column('routed_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('transferred', sa.Boolean(), nullable=False),
    sa.Column('given_by_id', sa.Integer(), nullable=True),
    sa.Column('answer_by', sa.Date(), nullable=True),
    sa.Column('outcome', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('disposal', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('end_reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('ended_on', sa.Date(), nullable=True),
    sa.Column('followed_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('main_id', sa.Integer(), nullable=True),
    sa.Column('source_act_id', sa.Integer(), nullable=True),
    sa.Column('source_finding', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("(ended_on IS NULL) = (stage NOT IN ('closed', 'declined'))", name=op.f('ck_clue_ends_once')),
    sa.CheckConstraint("channel IN ('hotline', 'letter', 'email', 'leader', 'report', 'media', 'web', 'patrol', 'inspection', 'system', 'open311', 'supervisor')", name=op.f('ck_clue_channel')),
    sa.CheckConstraint("disposal IN ('file', 'refer', 'close')", name=op.f('ck_clue_disposal')),
    sa.CheckConstraint("offence IN ('mining_without_licence', 'mining_outside_area', 'illegal_transfer', 'unlawful_approval', 'exploring_without_licence', 'destructive_mining', 'environment', 'officer_conduct', 'other')", name=op.f('ck_clue_offence')),
    sa.CheckConstraint("outcome IN ('true', 'partly', 'untrue', 'not_ours')", name=op.f('ck_clue_outcome')),
    sa.CheckConstraint("stage IN ('received', 'set_aside', 'unrouted', 'routed', 'disputed', 'registered', 'verifying', 'verified', 'closed', 'declined')", name=op.f('ck_clue_stage')),
    sa.CheckConstraint('(longitude IS NULL) = (latitude IS NULL)', name=op.f('ck_clue_position')),
    sa.ForeignKeyConstraint(['county_id'], ['party.id'], name=op.f('fk_clue_county_id_party')),
    sa.ForeignKeyConstraint(['given_by_id'], ['party.id'], name=op.f('fk_clue_given_by_id_party')),
    sa.ForeignKeyConstraint(['main_id'], ['clue.id'], name=op.f('fk_clue_main_id_clue')),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_clue_office_id_party')),
    sa.ForeignKeyConstraint(['right_id'], ['mineral_right.id'], name=op.f('fk_clue_right_id_mineral_right')),
    sa.ForeignKeyConstraint(['source_act_id'], ['act.id'], name=op.f('fk_clue_source_act_id_act')),
    sa.ForeignKeyConstraint(['taken_by_id'], ['party.id'], name=op.f('fk_clue_taken_by_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue')),
    sa.UniqueConstraint('number', name=op.f('uq_clue_number'))
    )
    with op.batch_alter_table('clue', schema=None) as batch_op:
        batch_op.create_index('ix_clue_county_id_received_on', ['county_id', 'received_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_clue_main_id'), ['main_id'], unique=False)
        batch_op.create_index('ix_clue_unfollowed', ['id'], unique=False, sqlite_where=sa.text('ended_on IS NOT NULL AND followed_at IS NULL'), postgresql_where=sa.text('ended_on IS NOT NULL AND followed_at IS NULL'))
        batch_op.create_index('ix_clue_office_id_stage', ['office_id', 'stage'], unique=False)
        batch_op.create_index(batch_op.f('ix_clue_received_at'), ['received_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_clue_received_on'), ['received_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_clue_right_id'), ['right_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_clue_source_act_id'), ['source_act_id'], unique=False)
        batch_op.create_index('ix_clue_waiting', ['id'], unique=False, sqlite_where=sa.text("stage IN ('received', 'set_aside')"), postgresql_where=sa.text("stage IN ('received', 'set_aside')"))

    op.create_table('right_boundary',
    sa.Column('right_id', sa.Integer(), nullable=False),
    sa.Column('ring', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('west', sa.Float(), nullable=False),
    sa.Column('east', sa.Float(), nullable=False),
    sa.Column('south', sa.Float(), nullable=False),
    sa.Column('north', sa.Float(), nullable=False),
    sa.ForeignKeyConstraint(['right_id'], ['mineral_right.id'], name=op.f('fk_right_boundary_right_id_mineral_right')),
    sa.PrimaryKeyConstraint('right_id', name=op.f('pk_right_boundary'))
    )
    with op.batch_alter_table('right_boundary', schema=None) as batch_op:
        batch_op.create_index('ix_right_boundary_box', ['west', 'east', 'south', 'north'], unique=False)

    op.create_table('clue_fault',
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('error', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_fault_clue_id_clue')),
    sa.PrimaryKeyConstraint('clue_id', name=op.f('pk_clue_fault'))
    )
    op.create_table('clue_link',
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('other_id', sa.Integer(), nullable=False),
    sa.Column('likeness', sa.Integer(), nullable=False),
    sa.Column('why', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('suggested', 'linked', 'dismissed')", name=op.f('ck_clue_link_state')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_link_clue_id_clue')),
    sa.ForeignKeyConstraint(['other_id'], ['clue.id'], name=op.f('fk_clue_link_other_id_clue')),
    sa.PrimaryKeyConstraint('clue_id', 'other_id', name=op.f('pk_clue_link'))
    )
    with op.batch_alter_table('clue_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_link_other_id'), ['other_id'], unique=False)

    op.create_table('clue_message',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('side', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=True),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.CheckConstraint("side IN ('reporter', 'office')", name=op.f('ck_clue_message_side')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_message_clue_id_clue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue_message'))
    )
    with op.batch_alter_table('clue_message', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_message_clue_id'), ['clue_id'], unique=False)

    op.create_table('clue_move',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('how', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('from_id', sa.Integer(), nullable=True),
    sa.Column('to_id', sa.Integer(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("how IN ('routed', 'assigned', 'transferred', 'disputed', 'designated')", name=op.f('ck_clue_move_how')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_move_clue_id_clue')),
    sa.ForeignKeyConstraint(['from_id'], ['party.id'], name=op.f('fk_clue_move_from_id_party')),
    sa.ForeignKeyConstraint(['to_id'], ['party.id'], name=op.f('fk_clue_move_to_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue_move'))
    )
    with op.batch_alter_table('clue_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_move_clue_id'), ['clue_id'], unique=False)

    op.create_table('clue_named',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('party_id', sa.Integer(), nullable=True),
    sa.Column('officer_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_named_clue_id_clue')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_clue_named_officer_id_officer')),
    sa.ForeignKeyConstraint(['party_id'], ['party.id'], name=op.f('fk_clue_named_party_id_party')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue_named'))
    )
    with op.batch_alter_table('clue_named', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_named_clue_id'), ['clue_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_clue_named_officer_id'), ['officer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_clue_named_party_id'), ['party_id'], unique=False)

    op.create_table('clue_seal',
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=False),
    sa.Column('receipt', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('by_mail', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_seal_clue_id_clue')),
    sa.PrimaryKeyConstraint('clue_id', name=op.f('pk_clue_seal')),
    sa.UniqueConstraint('receipt', name=op.f('uq_clue_seal_receipt'))
    )
    op.create_table('clue_sheet',
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('rows', sa.Integer(), nullable=False),
    sa.Column('first_number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('last_number', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_clue_sheet_office_id_party')),
    sa.PrimaryKeyConstraint('digest', name=op.f('pk_clue_sheet'))
    )
    op.create_table('clue_verifier',
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('certificate', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('named_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('recused_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_verifier_clue_id_clue')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_clue_verifier_officer_id_officer')),
    sa.PrimaryKeyConstraint('clue_id', 'officer_id', name=op.f('pk_clue_verifier'))
    )
    with op.batch_alter_table('clue_verifier', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_verifier_officer_id'), ['officer_id'], unique=False)

    op.create_table('clue_appraisal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('body', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('approved_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_appraisal_clue_id_clue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue_appraisal'))
    )
    with op.batch_alter_table('clue_appraisal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_appraisal_clue_id'), ['clue_id'], unique=False)
        batch_op.create_index('uq_clue_appraisal_clue_id_open', ['clue_id'], unique=True, sqlite_where=sa.text('until IS NULL'), postgresql_where=sa.text('until IS NULL'))

    op.create_table('clue_disposal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('disposal', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('refer_to', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('proposed_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('proposed_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('decided_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('decided_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('note', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.CheckConstraint("disposal IN ('file', 'refer', 'close')", name=op.f('ck_clue_disposal_disposal')),
    sa.CheckConstraint("state IN ('proposed', 'approved', 'refused')", name=op.f('ck_clue_disposal_state')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_disposal_clue_id_clue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue_disposal'))
    )
    with op.batch_alter_table('clue_disposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_disposal_clue_id'), ['clue_id'], unique=False)
        batch_op.create_index('uq_clue_disposal_clue_id_open', ['clue_id'], unique=True, sqlite_where=sa.text("state = 'proposed'"), postgresql_where=sa.text("state = 'proposed'"))

    op.create_table('clue_referral',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('body', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_referral_clue_id_clue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue_referral'))
    )
    with op.batch_alter_table('clue_referral', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_referral_clue_id'), ['clue_id'], unique=False)

    op.create_table('letter_clue',
    sa.Column('letter_id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_letter_clue_clue_id_clue')),
    sa.ForeignKeyConstraint(['letter_id'], ['letter.id'], name=op.f('fk_letter_clue_letter_id_letter')),
    sa.PrimaryKeyConstraint('letter_id', 'clue_id', name=op.f('pk_letter_clue'))
    )
    with op.batch_alter_table('letter_clue', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_letter_clue_clue_id'), ['clue_id'], unique=False)

    op.create_table('mail_taken',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('mailbox', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('validity', sa.BigInteger(), nullable=False),
    sa.Column('uid', sa.BigInteger(), nullable=False),
    sa.Column('digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=True),
    sa.Column('error', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('at', foundation.database.Instant(timezone=True), nullable=False),
    sa.CheckConstraint("state IN ('clue', 'reply', 'again', 'set_aside')", name=op.f('ck_mail_taken_state')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_mail_taken_clue_id_clue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mail_taken')),
    sa.UniqueConstraint('mailbox', 'validity', 'uid', name=op.f('uq_mail_taken_mailbox_validity_uid'))
    )
    with op.batch_alter_table('mail_taken', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_mail_taken_digest'), ['digest'], unique=False)
        batch_op.create_index('uq_mail_taken_digest_taken', ['digest'], unique=True, sqlite_where=sa.text("state IN ('clue', 'reply')"), postgresql_where=sa.text("state IN ('clue', 'reply')"))

    op.create_table('reporter_letter',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=True),
    sa.Column('watcher_id', sa.Integer(), nullable=True),
    sa.Column('kind', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('sealed_to', sa.LargeBinary(), nullable=False),
    sa.Column('message_id', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('subject', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('text', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('attempts', sa.Integer(), nullable=False),
    sa.Column('next_try_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('lease_until', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('error', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('written_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('sent_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.CheckConstraint("kind IN ('received', 'question', 'outcome', 'watcher_link')", name=op.f('ck_reporter_letter_kind')),
    sa.CheckConstraint("state IN ('queued', 'sending', 'sent', 'kept', 'refused', 'bounced', 'dead')", name=op.f('ck_reporter_letter_state')),
    sa.CheckConstraint("(clue_id IS NULL) = (kind = 'watcher_link') AND (clue_id IS NULL) <> (watcher_id IS NULL)", name=op.f('ck_reporter_letter_about_one')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_reporter_letter_clue_id_clue')),
    sa.ForeignKeyConstraint(['watcher_id'], ['watcher.id'], name=op.f('fk_reporter_letter_watcher_id_watcher')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reporter_letter')),
    sa.UniqueConstraint('message_id', name=op.f('uq_reporter_letter_message_id'))
    )
    with op.batch_alter_table('reporter_letter', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reporter_letter_clue_id'), ['clue_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_reporter_letter_watcher_id'), ['watcher_id'], unique=False)
        batch_op.create_index('ix_reporter_letter_state_next_try_at', ['state', 'next_try_at'], unique=False)

    op.create_table('reward',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('amount', sa.Numeric(precision=14, scale=2), nullable=False),
    sa.Column('basis', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('state', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('proposed_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('proposed_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('decided_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('decided_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('reason', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('paid_by', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('paid_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.CheckConstraint("state IN ('proposed', 'approved', 'refused', 'paid')", name=op.f('ck_reward_state')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_reward_clue_id_clue')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reward'))
    )
    with op.batch_alter_table('reward', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reward_clue_id'), ['clue_id'], unique=False)
        batch_op.create_index('uq_reward_clue_id_open', ['clue_id'], unique=True, sqlite_where=sa.text("state <> 'refused'"), postgresql_where=sa.text("state <> 'refused'"))

    op.create_table('clue_file',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('clue_id', sa.Integer(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('sealed_id', sa.Integer(), nullable=False),
    sa.Column('sealed_name', sa.LargeBinary(), nullable=False),
    sa.Column('media_type', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('clean_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['clean_id'], ['kept_file.id'], name=op.f('fk_clue_file_clean_id_kept_file')),
    sa.ForeignKeyConstraint(['clue_id'], ['clue.id'], name=op.f('fk_clue_file_clue_id_clue')),
    sa.ForeignKeyConstraint(['message_id'], ['clue_message.id'], name=op.f('fk_clue_file_message_id_clue_message')),
    sa.ForeignKeyConstraint(['sealed_id'], ['kept_file.id'], name=op.f('fk_clue_file_sealed_id_kept_file')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clue_file')),
    sa.UniqueConstraint('sealed_id', name=op.f('uq_clue_file_sealed_id')),
    sa.UniqueConstraint('clean_id', name=op.f('uq_clue_file_clean_id'))
    )
    with op.batch_alter_table('clue_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_clue_file_clue_id'), ['clue_id'], unique=False)
    op.create_index('ix_duty_clue', 'duty', ['subject_id'], unique=False, sqlite_where=sa.text("subject_kind = 'clue'"), postgresql_where=sa.text("subject_kind = 'clue'"))


def downgrade() -> None:
    op.drop_index('ix_duty_clue', table_name='duty')
    op.drop_table('clue_file')
    op.drop_table('reward')
    op.drop_table('reporter_letter')
    op.drop_table('mail_taken')
    op.drop_table('letter_clue')
    op.drop_table('clue_referral')
    op.drop_table('clue_disposal')
    op.drop_table('clue_appraisal')
    op.drop_table('clue_verifier')
    op.drop_table('clue_sheet')
    op.drop_table('clue_seal')
    op.drop_table('clue_named')
    op.drop_table('clue_move')
    op.drop_table('clue_message')
    op.drop_table('clue_link')
    op.drop_table('clue_fault')
    op.drop_table('right_boundary')
    op.drop_table('clue')
    op.drop_table('watcher')
    op.drop_table('saved_filter')
    op.drop_table('certificate')
    op.drop_table('number_series')
    op.drop_table('division_boundary')
    op.execute("UPDATE work_item SET letter_id = NULL WHERE letter_id IN (SELECT id FROM letter WHERE kind = 'clues')")
    op.execute("DELETE FROM letter WHERE kind = 'clues'")
    _letters(KINDS)
