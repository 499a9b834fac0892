"""Runs begin as forks of a process that has imported everything."""

import subprocess
import sys

import pytest

from tests.installation import ROOT

ASKED = """
import multiprocessing, os, sys
from prefect import flow
from deployments.warm import begin_runs_warm, warm_up

@flow
async def told() -> None: ...

def known(pipe) -> None:
    pipe.send((os.getppid(), "flows.clue_intake" in sys.modules))

if __name__ == "__main__":
    from prefect.flow_engine import run_flow_in_subprocess
    begin_runs_warm()
    warm_up()
    ours, theirs = multiprocessing.Pipe()
    multiprocessing.get_context("forkserver").Process(target=known, args=(theirs,)).start()
    parent, imported = ours.recv()
    run = run_flow_in_subprocess(told)
    run.kill()
    print(type(run).__name__, imported, parent != os.getpid())
"""


@pytest.mark.engine
def test_a_run_is_forked_from_a_process_that_knows_our_flows(tmp_path):
    script = tmp_path / "asked.py"
    script.write_text(ASKED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True, cwd=ROOT, timeout=120,
                          env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path),
                               "PREFECT_HOME": str(tmp_path / "prefect"), "PREFECT_API_URL": "http://127.0.0.1:9/api"})
    assert done.stdout.split()[-3:] == ["ForkServerProcess", "True", "True"]
