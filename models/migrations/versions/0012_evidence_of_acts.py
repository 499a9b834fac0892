"""evidence of acts"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('photo',
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('taken', sqlmodel.sql.sqltypes.AutoString(), nullable=True),
    sa.ForeignKeyConstraint(['file_id'], ['kept_file.id'], name=op.f('fk_photo_file_id_kept_file')),
    sa.PrimaryKeyConstraint('file_id', name=op.f('pk_photo'))
    )
    op.create_table('act_file',
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Integer(), nullable=False),
    sa.Column('name', sqlmodel.sql.sqltypes.AutoString(), nullable=False),
    sa.ForeignKeyConstraint(['act_id'], ['act.id'], name=op.f('fk_act_file_act_id_act')),
    sa.ForeignKeyConstraint(['file_id'], ['kept_file.id'], name=op.f('fk_act_file_file_id_kept_file')),
    sa.PrimaryKeyConstraint('act_id', 'file_id', name=op.f('pk_act_file'))
    )
    with op.batch_alter_table('act_file', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_act_file_file_id'), ['file_id'], unique=False)

    op.create_table('act_place',
    sa.Column('act_id', sa.Integer(), nullable=False),
    sa.Column('longitude', sa.Float(), nullable=False),
    sa.Column('latitude', sa.Float(), nullable=False),
    sa.Column('accuracy', sa.Float(), nullable=True),
    sa.ForeignKeyConstraint(['act_id'], ['act.id'], name=op.f('fk_act_place_act_id_act')),
    sa.PrimaryKeyConstraint('act_id', name=op.f('pk_act_place'))
    )


def downgrade() -> None:
    op.drop_table('act_place')
    with op.batch_alter_table('act_file', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_act_file_file_id'))

    op.drop_table('act_file')
    op.drop_table('photo')
