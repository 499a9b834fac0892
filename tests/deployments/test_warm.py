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
async def told(into: str) -> None:
    with open(into, "w") as out:
        out.write(f"{os.getppid()} {'flows.clue_intake' in sys.modules}")

if __name__ == "__main__":
    from prefect.flow_engine import run_flow_in_subprocess
    begin_runs_warm()
    warm_up()
    run = run_flow_in_subprocess(told, parameters={"into": sys.argv[1]})
    run.join(60)
    print(type(run).__name__, os.getpid())
"""


@pytest.mark.engine
def test_a_run_is_forked_from_a_process_that_knows_our_flows(tmp_path):
    script = tmp_path / "asked.py"
    script.write_text(ASKED, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), str(tmp_path / "told")], capture_output=True, text=True, check=True,
                          cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path),
                                         "PREFECT_HOME": str(tmp_path / "prefect")}, timeout=180)
    kind, runner = done.stdout.split()[-2:]
    parent, imported = (tmp_path / "told").read_text(encoding="utf-8").split()
    assert (kind, imported) == ("ForkServerProcess", "True")
    assert parent != runner
