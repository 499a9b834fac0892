"""Every command explains itself at once, and none but `up` brings in the server's or the web side's machinery."""

import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer

from deployments.command import app
from tests.deployments.shell import kuangjian

ROOT = Path(__file__).resolve().parents[2]
HEAVY = ("prefect", "fastapi", "uvicorn", "starlette")
PACKAGES = ("casework", "console", "deployments", "files", "foundation", "models", "notifications", "regulation", "web",
            "workbooks", "api")
# What a function loads when it is called.
LOADED = re.compile(r"^ +from ([a-z_.]+) import", re.MULTILINE)
# A command that people are told of: `kuangjian …` or, in the README, a line of a shell.
NAMED = re.compile(r"(?:`|^\.venv/bin/)kuangjian((?: +[a-z][a-z-]*)+)", re.MULTILINE)


@cache
def commands() -> dict[tuple[str, ...], Any]:
    """Every command and group by its words."""
    return dict(_below((), typer.main.get_command(app)))


def _below(words: tuple[str, ...], command: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    yield words, command
    for name, one in getattr(command, "commands", {}).items():
        yield from _below((*words, name), one)


def does_something(words: tuple[str, ...]) -> bool:
    """Whether the first of these words are a command (what follows is its arguments), or a group that acts by itself."""
    found = [n for n in range(len(words), 0, -1) if words[:n] in commands()]
    if not found:
        return False
    command = commands()[words[:found[0]]]
    return not hasattr(command, "commands") or (found[0] == len(words) and bool(command.invoke_without_command))


def loaded(code: str) -> list[str]:
    """Which heavy packages a fresh interpreter holds after running this code."""
    code += f"\nimport sys; print(*sorted(set({HEAVY!r}) & set(sys.modules)), sep='\\n', file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return done.stderr.split()


@pytest.mark.parametrize("words", sorted(commands()), ids=" ".join)
def test_every_command_says_what_it_does_and_takes(words, capsys):
    assert commands()[()].main([*words, "--help"], prog_name="kuangjian", standalone_mode=False) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Usage: {' '.join(('kuangjian', *words))} ") and "--help" in said
    told = (commands()[words].help or "").strip()
    assert told and told.split()[0] in said


@pytest.mark.parametrize("words", sorted(w for w, one in commands().items() if not hasattr(one, "commands")), ids=" ".join)
def test_every_command_that_reads_or_writes_takes_a_data_folder(words):
    options = {name for one in commands()[words].params for name in one.opts}
    # What proves itself needs no installation.
    assert "--data" in options or words in (("access",), ("case", "verify-archive"))


def test_a_command_alone_shows_the_help():
    said = kuangjian()
    assert said.code == 2 and "calendar" in said.out + said.err


@pytest.mark.parametrize("where", ["README.md", *PACKAGES])
def test_every_command_that_people_are_told_of_exists_and_does_something(where):
    files = [ROOT / where] if where.endswith(".md") else sorted((ROOT / where).rglob("*.py"))
    told = {(path.name, tuple(found.split())) for path in files
            for found in NAMED.findall(path.read_text(encoding="utf-8"))}
    assert {(name, " ".join(words)) for name, words in told if not does_something(words)} == set()


def test_help_and_the_commands_with_all_they_load_leave_prefect_and_fastapi_out():
    """What a command loads when it runs stands in its function; only the processes that `up` starts need the rest."""
    files = sorted((ROOT / "deployments" / "commands").glob("*.py"))
    names = {f"deployments.commands.{path.stem}" for path in files if path.stem != "__init__"}
    names |= {name for path in files for name in LOADED.findall(path.read_text(encoding="utf-8"))}
    assert {"casework.view.calendar", "casework.act.acts", "deployments.beginning", "deployments.supervisor"} <= names
    assert loaded("from importlib import import_module\nfrom typer.testing import CliRunner\n"
                  "from deployments.command import app\nassert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
                  f"for name in {sorted(names)!r}: import_module(name)") == []
