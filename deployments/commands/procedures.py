"""`procedure`: the moves of a case under the version of a day, all of it as JSON, or as BPMN 2.0."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.common import Data, Json, day, desk_for, show

COLUMNS = ("action", "title", "since", "to", "who_title", "provision", "confidence")
FEW = 3  # stages named in the table; all are in the JSON


def register(app: typer.Typer) -> None:
    """Add this command."""
    app.command("procedure")(procedure)


def procedure(on: Annotated[str, typer.Option(help="The day on which the case begins, as 2012-03-05 [default: today].")] = "",
              bpmn: Annotated[Path | None, typer.Option(help="Write it to FILE as BPMN 2.0 instead.")] = None,
              force: Annotated[bool, typer.Option("--force", help="Write over a FILE that is there.")] = False,
              as_json: Json = False, data: Data = None) -> None:
    """Print the moves of a case; no installation is needed."""
    from casework.view.procedure import told
    from foundation.clock import SystemClock, day_of
    from foundation.errors import ConflictError
    from regulation.bpmn import bpmn as as_bpmn
    from regulation.loading import load
    if bpmn is not None and bpmn.exists() and not force:
        raise ConflictError(f"{bpmn} is there already.", way_out="Name another file, or write over it with --force.")
    begun = day(on) if on else day_of(SystemClock().now())
    if data is None:
        book = load()
    else:
        with desk_for(data, reads=True) as desk:
            book = desk.rulebook
    found = told(book, begun)
    if bpmn is not None:
        bpmn.write_bytes(as_bpmn(book.procedure, begun))
        typer.echo(f"{bpmn}: written")
        return
    show(found if as_json else [{**asdict(one), "since": _few(one.stages)} for one in found.moves], as_json=as_json,
         columns=COLUMNS)


def _few(stages: tuple[str, ...]) -> str:
    more = len(stages) - FEW
    return ", ".join(stages[:FEW]) + (f" +{more}" if more > 0 else "")
