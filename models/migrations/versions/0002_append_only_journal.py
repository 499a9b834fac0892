"""the journal is append-only: the database itself refuses update and delete"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("journal", "journal_seal")
LOCKS = ("open", "end", "chase", "seal", "post", "project")


def upgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    for name in LOCKS:
        op.execute(f"INSERT INTO lock (name) VALUES ('{name}')")
    if postgres:
        op.execute("ALTER TABLE journal ALTER COLUMN tx SET DEFAULT (CAST(CAST(pg_current_xact_id() AS text) AS bigint))")
        op.execute(
            "CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"
        )
    for table in TABLES:
        if postgres:
            op.execute(
                f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()"
            )
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
                " BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END"
            )


def downgrade() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        if postgres:
            op.execute(f"DROP TRIGGER {table}_append_only ON {table}")
            continue
        for verb in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER {table}_no_{verb.lower()}")
    if postgres:
        op.execute("DROP FUNCTION journal_refuses()")
        op.execute("ALTER TABLE journal ALTER COLUMN tx DROP DEFAULT")
    op.execute("DELETE FROM lock")
