"""`limit`: the last day of a step of the case, by the law of the day on which its event fell."""

from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.common import Data, Json, desk_for, show

if TYPE_CHECKING:
    from regulation.book import Rulebook
    from regulation.workdays import WorkCalendar

COLUMNS = ("step", "title", "effective_from", "until", "figure", "starts", "law", "confidence")


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("limit")(limit)


def limit(step: Annotated[str, typer.Option(help="Which step, as decision; --list names them.")] = "",
          start: Annotated[str, typer.Option("--from", help=(
              "The day of the event that starts the count, as 2025-07-07; for hours a time, as 2025-07-07T16:30+08:00."))] = "",
          suspend: Annotated[list[str] | None, typer.Option(help="FROM:TO, days that do not count; may be repeated.")] = None,
          extend: Annotated[int, typer.Option(help="By how much the limit was extended, in the unit of the law.")] = 0,
          particularly_complex: Annotated[bool, typer.Option("--complex", help=(
              "The case is particularly complex: an extension has no bound where the law says so."))] = False,
          listing: Annotated[bool, typer.Option("--list", help="List the steps with their limits under each law.")] = False,
          as_json: Json = False,
          data: Data = None) -> None:
    """Reckon the last day of a step of the case; no installation is needed."""
    from casework.view.limits import Asked, listed, reckon_limit
    from foundation.errors import InvalidError
    book, calendar = _law_of(data)
    if listing:
        show(listed(book), as_json=as_json, columns=COLUMNS)
        return
    if not step or not start:
        raise InvalidError("A limit needs --step and --from.", way_out="`kuangjian limit --list` names the steps.")
    found = reckon_limit(book, calendar, step, Asked(start, suspend or (), extend, particularly_complex))
    show({name: one.isoformat() if isinstance(one, datetime) else one for name, one in asdict(found).items()}, as_json=as_json)


def _law_of(data: Data) -> "tuple[Rulebook, WorkCalendar]":
    from regulation.loading import load
    from regulation.workdays import WorkCalendar
    if data is None:
        return load(), WorkCalendar()
    with desk_for(data, reads=True) as desk:
        return desk.rulebook, desk.calendar
