"""Processes that are kept running: started with a log, waited for, started again when they die, stopped for sure."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from foundation.errors import UnavailableError

PR_SET_PDEATHSIG = 1
SHORTEST, LONGEST = 1.0, 60.0  # seconds between starts
STEADY = 10.0  # seconds after which a process counts as having come up well


def _die_with_parent() -> None:
    """On Linux the kernel ends the child when the supervisor is killed outright; elsewhere nothing is lost but tidiness."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass
class Service:
    """One process of the installation."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    folder: Path
    log: Path
    ready: Callable[[], bool]
    patience: float = 120.0  # seconds until it must answer
    grace: float = 20.0  # seconds to stop in
    process: "subprocess.Popen[bytes] | None" = None
    restarts: int = 0
    wait: float = SHORTEST
    started: float = 0.0
    died: float | None = None

    def start(self) -> None:
        """Start it; its output goes to the log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                list(self.command), cwd=self.folder, env=dict(self.env), stdout=out, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=_die_with_parent)
        self.started, self.died = time.monotonic(), None

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self.process is not None and self.process.poll() is None

    def wait_until_ready(self) -> None:
        """Wait until it answers; the end of its log is told if it does not."""
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            if not self.alive:
                break
            if self.ready():
                return
            time.sleep(0.2)
        raise UnavailableError(f"{self.name} did not come up:\n{self.tail()}", way_out=f"The whole log is {self.log}.")

    def tail(self, lines: int = 12) -> str:
        """The end of the log."""
        try:
            return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
        except OSError:
            return "(no log)"

    def revive(self) -> bool:
        """Start it again if it died, ever less often where it dies young; whether it was started."""
        if self.alive:
            return False
        if self.died is None:
            self.died = time.monotonic()
            self._end_what_it_left()
        if time.monotonic() < self.started + self.wait:
            return False
        self.restarts += 1
        self.wait = SHORTEST if self.died - self.started >= STEADY else min(self.wait * 2, LONGEST)
        self.start()
        return True

    def _end_what_it_left(self) -> None:
        # A flow run would go on unseen beside those of the next runner; what it was at comes back and is done again.
        with suppress(ProcessLookupError, PermissionError):
            if self.process is not None:
                os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop, and make it if it does not."""
        if self.process is None:
            return
        if self.alive:
            self.process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(self.grace)
        self._end_what_it_left()
        self.process.wait()
