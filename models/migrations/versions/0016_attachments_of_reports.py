"""several attachments of a report"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def _table(*key: str) -> sa.Table:
    return sa.Table(
        'submission_file', sa.MetaData(),
        sa.Column('submission_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('file_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['file_id'], ['kept_file.id'], name='fk_submission_file_file_id_kept_file'),
        sa.ForeignKeyConstraint(['submission_id'], ['submission.id'], name='fk_submission_file_submission_id_submission'),
        sa.PrimaryKeyConstraint(*key, name='pk_submission_file'),
        sa.Index('ix_submission_file_file_id', 'file_id'))


def _key(*columns: str) -> None:
    if op.get_bind().dialect.name == 'sqlite':  # a key is changed by building the table anew
        with op.batch_alter_table('submission_file', copy_from=_table(*columns), recreate='always'):
            pass
    else:
        op.drop_constraint('pk_submission_file', 'submission_file', type_='primary')
        op.create_primary_key('pk_submission_file', 'submission_file', list(columns))


def upgrade() -> None:
    _key('submission_id', 'name', 'file_id')


def downgrade() -> None:
    op.execute("DELETE FROM submission_file WHERE file_id > (SELECT min(f.file_id) FROM submission_file f"
               " WHERE f.submission_id = submission_file.submission_id AND f.name = submission_file.name)")
    _key('submission_id', 'name')
