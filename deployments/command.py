"""The `kuangjian` command: each sub-command loads what it needs when it runs, so that help is there at once."""

import errno
import sys
from collections.abc import Callable
from functools import cache
from typing import Any

import typer

from deployments.commands import (
    accounts,
    acts,
    calendars,
    cases,
    clues,
    duties,
    keeping,
    letters,
    limits,
    money,
    offices,
    people,
    procedures,
    records,
    rehearsing,
    running,
    seals,
)
from deployments.keeping.privately import privately
from foundation.errors import (
    BrokenError,
    ConflictError,
    InvalidError,
    KuangjianError,
    NotFoundError,
    RefusedError,
    UnavailableError,
)

EXITS: dict[type[KuangjianError], int] = {InvalidError: 2, NotFoundError: 3, RefusedError: 4, ConflictError: 5,
                                         UnavailableError: 6, BrokenError: 7}
app = typer.Typer(name="kuangjian", no_args_is_help=True, rich_markup_mode=None, pretty_exceptions_enable=False,
                  add_completion=False,
                  help="矿监 Kuangjian: supervises mineral exploration and mining as dated duties.")
MODULES = (running, calendars, limits, procedures, money, duties, acts, clues, cases, letters, people, offices, accounts,
           records, keeping, seals, rehearsing)
for module in MODULES:
    module.register(app)


@cache
def _command() -> Callable[[], Any]:
    return typer.main.get_command(app)


def main() -> None:
    """Run the command; what goes wrong is said in a sentence, with the way out, and told by the exit code."""
    privately()
    try:
        _command()()
    except KuangjianError as error:
        sys.stderr.write(f"kuangjian: {error}\n")
        raise SystemExit(EXITS.get(type(error), 1)) from None
    except OSError as error:
        if error.errno != errno.ENOSPC:
            if error.filename is None:
                raise
            sys.stderr.write(f"kuangjian: {error.filename}: {error.strerror}. Check the path.\n")
            raise SystemExit(EXITS[InvalidError]) from None
        sys.stderr.write("kuangjian: The disk is full; nothing of this step was written. Free some space, then run it again.\n")
        raise SystemExit(EXITS[UnavailableError]) from None


if __name__ == "__main__":
    main()
