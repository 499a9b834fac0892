"""accounts, their sessions, links and tokens"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('guess',
    sa.Column('name_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('failed_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('wait_until', foundation.database.Instant(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('name_digest', name=op.f('pk_guess'))
    )
    with op.batch_alter_table('guess', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_guess_failed_at'), ['failed_at'], unique=False)

    op.create_table('account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('login', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('password_hash', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('created_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('closed_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_account_officer_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('login', name=op.f('uq_account_login')),
    sa.UniqueConstraint('officer_id', name=op.f('uq_account_officer_id'))
    )
    op.create_table('api_token',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=True),
    sa.Column('office_id', sa.Integer(), nullable=True),
    sa.Column('token_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('actions', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('created_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('ends_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('revoked_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.Column('used_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.CheckConstraint('(officer_id IS NULL) <> (office_id IS NULL)', name=op.f('ck_api_token_whose')),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_api_token_office_id_party')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_api_token_officer_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_token')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_api_token_token_digest'))
    )
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_api_token_office_id'), ['office_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_api_token_officer_id'), ['officer_id'], unique=False)

    op.create_table('one_time_link',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('token_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('ends_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('used_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_one_time_link_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_one_time_link')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_one_time_link_token_digest'))
    )
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_one_time_link_account_id'), ['account_id'], unique=False)

    op.create_table('sign_in',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('token_digest', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('began_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('seen_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('ends_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.Column('ended_at', foundation.database.Instant(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_sign_in_account_id_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_sign_in_token_digest'))
    )
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sign_in_ends_at'), ['ends_at'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_ends_at'))
        batch_op.drop_index(batch_op.f('ix_sign_in_account_id'))

    op.drop_table('sign_in')
    with op.batch_alter_table('one_time_link', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_one_time_link_account_id'))

    op.drop_table('one_time_link')
    with op.batch_alter_table('api_token', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_api_token_officer_id'))
        batch_op.drop_index(batch_op.f('ix_api_token_office_id'))

    op.drop_table('api_token')
    op.drop_table('account')
    with op.batch_alter_table('guess', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_guess_failed_at'))

    op.drop_table('guess')
