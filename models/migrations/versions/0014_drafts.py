"""drafts"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

import foundation.database

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Integer(), nullable=False),
    sa.Column('about', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('duty_id', sa.Integer(), nullable=True),
    sa.Column('content', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_by', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.Column('saved_at', foundation.database.Instant(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['duty_id'], ['duty.id'], name=op.f('fk_draft_duty_id_duty')),
    sa.ForeignKeyConstraint(['officer_id'], ['officer.id'], name=op.f('fk_draft_officer_id_officer')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('officer_id', 'about', name=op.f('uq_draft_officer_id_about'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_duty_id'), ['duty_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_saved_at'), ['saved_at'], unique=False)

    op.create_table('draft_file',
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_file_draft_id_draft')),
    sa.ForeignKeyConstraint(['file_id'], ['kept_file.id'], name=op.f('fk_draft_file_file_id_kept_file')),
    sa.PrimaryKeyConstraint('draft_id', 'file_id', name=op.f('pk_draft_file'))
    )
    with op.batch_alter_table('draft_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_file_file_id'), ['file_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('draft_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_file_file_id'))

    op.drop_table('draft_file')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_saved_at'))
        batch_op.drop_index(batch_op.f('ix_draft_duty_id'))

    op.drop_table('draft')
