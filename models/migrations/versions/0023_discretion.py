"""discretion of cases: which band was chosen, what it comes to, why the fine lies outside of it"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

COLUMNS = (('band', sa.String()), ('band_least', sa.Numeric(precision=16, scale=2)),
           ('band_most', sa.Numeric(precision=16, scale=2)), ('band_reason', sa.String()))


def upgrade() -> None:
    for name, kind in COLUMNS:
        op.add_column('case_penalty', sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name, _ in reversed(COLUMNS):
        op.drop_column('case_penalty', name)
