"""Processes that die are started again: at once where they had been steady, ever less often where they die young."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from deployments import processes
from deployments.processes import SHORTEST, STEADY, Service

PARENT = "import subprocess, time; print(subprocess.Popen(['sleep', '60']).pid, flush=True); time.sleep(60)"


def gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has asked after yet counts as ended."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return state.strip()[:1] in ("", "Z")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    one = Service("one", [sys.executable, "-c", PARENT], os.environ, tmp_path, tmp_path / "one.log", ready=lambda: True)
    one.start()
    yield one
    one.stop()


def kill(service: Service) -> None:
    assert service.process is not None
    service.process.send_signal(signal.SIGKILL)
    service.process.wait()


def child_of(service: Service) -> int:
    until = time.monotonic() + 10
    while not (told := service.tail().split()):
        assert time.monotonic() < until
        time.sleep(0.02)
    return int(told[-1])


def test_what_a_killed_process_left_behind_ends_before_the_next_begins(service: Service) -> None:
    child = child_of(service)
    kill(service)
    assert not service.revive() and gone(child)  # too early for the next one


def test_who_dies_young_is_started_ever_less_often(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.monotonic()
    monkeypatch.setattr(processes.time, "monotonic", lambda: now)
    waits = []
    for _ in range(3):
        kill(service)
        assert not service.revive()
        waits.append(service.wait)
        now += service.wait
        assert service.revive()
    assert waits == [SHORTEST, 2 * SHORTEST, 4 * SHORTEST]


def test_who_had_come_up_well_is_started_again_at_once(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.monotonic()
    monkeypatch.setattr(processes.time, "monotonic", lambda: now)
    service.wait = 60.0  # it had a bad time once
    service.started = now
    now += max(STEADY, 60.0)
    kill(service)
    assert service.revive() and service.wait == SHORTEST
