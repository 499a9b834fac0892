"""who answers for what"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('responsibility',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('office_id', sa.Integer(), nullable=False),
    sa.Column('mine_id', sa.Integer(), nullable=True),
    sa.Column('rule', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=False),
    sa.Column('valid_to', sa.Date(), nullable=True),
    sa.CheckConstraint('(mine_id IS NULL) <> (rule IS NULL)', name=op.f('ck_responsibility_what')),
    sa.ForeignKeyConstraint(['mine_id'], ['mine.id'], name=op.f('fk_responsibility_mine_id_mine')),
    sa.ForeignKeyConstraint(['office_id'], ['party.id'], name=op.f('fk_responsibility_office_id_party')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_responsibility_officer_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_responsibility'))
    )
    with op.batch_alter_table('responsibility', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_responsibility_mine_id'), ['mine_id'], unique=False)
        batch_op.create_index('ix_responsibility_mine_open', ['office_id', 'mine_id'], unique=True, sqlite_where=sa.text('valid_to IS NULL AND rule IS NULL'), postgresql_where=sa.text('valid_to IS NULL AND rule IS NULL'))
        batch_op.create_index(batch_op.f('ix_responsibility_office_id'), ['office_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_responsibility_officer_id'), ['officer_id'], unique=False)
        batch_op.create_index('ix_responsibility_rule_open', ['office_id', 'rule'], unique=True, sqlite_where=sa.text('valid_to IS NULL AND mine_id IS NULL'), postgresql_where=sa.text('valid_to IS NULL AND mine_id IS NULL'))



def downgrade() -> None:
    with op.batch_alter_table('responsibility', schema=None) as batch_op:
        batch_op.drop_index('ix_responsibility_rule_open', sqlite_where=sa.text('valid_to IS NULL AND mine_id IS NULL'), postgresql_where=sa.text('valid_to IS NULL AND mine_id IS NULL'))
        batch_op.drop_index(batch_op.f('ix_responsibility_officer_id'))
        batch_op.drop_index(batch_op.f('ix_responsibility_office_id'))
        batch_op.drop_index('ix_responsibility_mine_open', sqlite_where=sa.text('valid_to IS NULL AND rule IS NULL'), postgresql_where=sa.text('valid_to IS NULL AND rule IS NULL'))
        batch_op.drop_index(batch_op.f('ix_responsibility_mine_id'))

    op.drop_table('responsibility')
