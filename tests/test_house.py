"""The house stands as drawn: whose packages these are, what is loaded when, what the command costs."""

import resource
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def test_the_top_level_packages_are_ours() -> None:
    import api
    import casework
    import deployments
    import flows
    import models
    for package in (api, casework, deployments, flows, models):
        assert Path(package.__file__ or "").is_relative_to(ROOT)


def test_importing_casework_loads_neither_prefect_nor_fastapi() -> None:
    code = ("import pkgutil, importlib, casework, sys\n"
            "[importlib.import_module(m.name) for m in pkgutil.walk_packages(casework.__path__, 'casework.')]\n"
            "print(sorted({'prefect', 'fastapi', 'openpyxl', 'aiosmtplib'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


def test_help_loads_nothing_heavy() -> None:
    code = ("import sys; sys.argv = ['kuangjian', '--help']\n"
            "from deployments.command import main\n"
            "try:\n    main()\nexcept SystemExit: pass\n"
            "print(sorted({'prefect', 'fastapi', 'sqlalchemy', 'sqlmodel', 'pydantic'} & set(sys.modules)))")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.stdout.strip().endswith("[]")
    assert "calendar" in done.stdout
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 0.5
