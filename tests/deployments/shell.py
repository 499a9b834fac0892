"""Runs `kuangjian` in process as a shell would: what it said, what it complained of, its exit code."""

import io
import json
import os
import socket
import sqlite3
import sys
import traceback
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from deployments.command import main

TODAY = "2012-03-07"  # a Wednesday, in the week 2012-W10


@dataclass(frozen=True)
class Said:
    """What a command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        assert self.code == 0, self.err
        return json.loads(self.out)


def kuangjian(*words: object, data: Path | None = None, today: str | None = None, stdin: str = "",
              settings: Mapping[str, str] | None = None) -> Said:
    """Run the real command with these words; an error that it lets through is told as the interpreter would."""
    line = [*map(str, words), *(["--data", str(data)] if data else []), *(["--today", today] if today else [])]
    out, err, code = io.StringIO(), io.StringIO(), 0
    mask = os.umask(0o022)  # a shell's usual one; the command sets its own
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        for name in [name for name in os.environ if name.startswith("KUANGJIAN_")]:
            patch.delenv(name)
        for name, value in (settings or {}).items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["kuangjian", *line])
        patch.setattr(sys, "stdin", io.StringIO(stdin))
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except Exception:
            traceback.print_exc(file=err)
            code = 1
        finally:
            os.umask(mask)
    return Said(code, out.getvalue(), err.getvalue())


def refused(said: Said, code: int, *named: str) -> None:
    """The command ended with this code, said nothing else, and its message names these."""
    assert "Traceback" not in said.err, said.err[-600:]
    assert (said.code, said.out) == (code, ""), said
    for words in named:
        assert words in said.err, said.err


def dump(data: Path) -> str:
    """Everything in the database of a folder."""
    with sqlite3.connect(data / "kuangjian.db") as book:
        return "\n".join(book.iterdump())


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
