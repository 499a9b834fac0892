"""A whole installation under test: the real `kuangjian up` in a folder of its own, asked through its real doors."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from prefect.client.orchestration import PrefectClient

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "deployments.command"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def eventually(ask: Callable[[], Any], *, within: float, every: float = 0.5) -> Any:
    """The first true answer; fails with the last one when none comes in time."""
    until = time.monotonic() + within
    while not (answer := ask()):
        assert time.monotonic() < until, f"not within {within:.0f} s; the last answer was {answer!r}"
        time.sleep(every)
    return answer


def _parent(pid: int) -> int | None:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[1])
    except OSError:  # gone meanwhile
        return None


class Installation:
    """`kuangjian up` on a data folder; stopped as Ctrl-C does it."""

    def __init__(self, data: Path, **settings: str) -> None:
        self.data = data
        self.settings = settings  # KUANGJIAN_… variables
        self.web_port, self.prefect_port = free_port(), free_port()
        self.output = data.parent / f"{data.name}.up.txt"
        self.process: subprocess.Popen[bytes] | None = None

    def command(self, *words: str, ok: bool = True) -> str:
        """Run a command on this folder; what it printed."""
        done = subprocess.run([*COMMAND, *words, "--data", str(self.data)], capture_output=True, text=True, cwd=ROOT,
                              check=False, env={**os.environ, **self.settings})
        assert not ok or done.returncode == 0, done.stderr
        return done.stdout if ok else done.stderr

    def start(self, *, within: float = 120) -> None:
        """Start and wait for "ready"."""
        with self.output.open("wb") as out:
            self.process = subprocess.Popen(
                [*COMMAND, "up", "--data", str(self.data), "--web-port", str(self.web_port), "--prefect-port",
                 str(self.prefect_port)], stdout=out, stderr=subprocess.STDOUT, cwd=ROOT, start_new_session=True,
                env={**os.environ, **self.settings})
        eventually(lambda: "ready 已就绪" in self.printed or self.process.poll() is not None, within=within)  # type: ignore[union-attr]
        assert self.process.poll() is None, self.printed

    @property
    def printed(self) -> str:
        return self.output.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> int:
        """Ctrl-C; the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(60)

    def client(self) -> PrefectClient:
        """A client of its Prefect server, with the credential it made."""
        key = (self.data / "prefect" / "credential").read_text(encoding="utf-8").strip()
        return PrefectClient(f"http://127.0.0.1:{self.prefect_port}/api", auth_string=key)

    def processes(self) -> dict[str, int]:
        """The process of each service, by what the kernel says of it."""
        wanted = {"server": "deployments.server", "web": "deployments.asgi", "runner": "deployments.runner",
                  "dispatcher": "deployments.dispatcher"}
        found = {}
        for pid, line in self._lines():
            found |= {name: pid for name, word in wanted.items() if re.search(word, line) and "multiprocessing" not in line}
        return found

    def flow_runs(self) -> list[int]:
        """The processes of flow runs, the oldest first."""
        forked = {pid for pid, line in self._lines() if "multiprocessing.forkserver" in line}
        return sorted(pid for pid in forked if _parent(pid) in forked)

    def _lines(self) -> Iterator[tuple[int, str]]:
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                line, told = path.read_text(), (path.parent / "environ").read_text()
            except OSError:
                continue
            if f"KUANGJIAN_DATA_FOLDER={self.data}\x00" in told:
                yield int(path.parent.name), line
