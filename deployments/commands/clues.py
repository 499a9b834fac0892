"""`clue`: the register from the machine, as officers have it: masked; intake, and what it failed at."""

from typing import Annotated, Any

import typer

from deployments.commands.common import As, Data, Json, Limit, desk_for, house_for, show

clue = typer.Typer(help="Clues: list, show, intake, set-aside, retry; what is sealed is opened on pages alone.",
                   no_args_is_help=True)
Number = Annotated[str, typer.Argument(help="The clue's number, as XS2024000001.")]
COLUMNS = ("number", "received_on", "channel", "offence", "stage", "office", "ongoing", "due", "outcome")
TOLD = ("number", "stage", "channel", "offence", "received_at", "office_name", "routed_by", "text", "accused", "place",
        "division_code", "longitude", "latitude", "licence_no", "happened", "ongoing", "named", "major", "transferred",
        "answer_by", "outcome", "disposal", "end_reason", "ended_on")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for name, command in (("list", list_clues), ("show", show_clue), ("intake", intake), ("set-aside", list_set_aside),
                          ("retry", retry)):
        clue.command(name)(command)
    app.add_typer(clue, name="clue")


def list_clues(stage: Annotated[str, typer.Option(help="Only of this stage, as routed.")] = "",
               channel: Annotated[str, typer.Option(help="Only of this channel, as hotline.")] = "",
               office: Annotated[str, typer.Option(help="Only at offices of this name or code.")] = "",
               still: Annotated[bool, typer.Option("--open", help="Only what has not ended.")] = False,
               limit: Limit = 30, as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """The newest clues of the register."""
    from casework.view.clues import clues_listed
    from casework.view.listing import Asked
    _refuse_unknown(stage, channel)
    filters = {"stage": stage, "channel": channel, "office": office, "open": "yes" if still else ""}
    with desk_for(data, officer, reads=True) as desk:
        part = clues_listed(desk, Asked(filters=filters), size=limit)
    show(part.rows, as_json=as_json, columns=COLUMNS)
    if part.more:
        typer.echo("(there are more, --limit N shows them)", err=True)


def _refuse_unknown(stage: str, channel: str) -> None:
    from foundation.errors import InvalidError
    from regulation.clue import Channel, Stage
    for name, given, known in (("stage", stage, Stage), ("channel", channel, Channel)):
        if given and given not in [*known]:
            raise InvalidError(f"There is no {name} {given}.", way_out=f"Known are {', '.join(known)}.")


def show_clue(number: Number, as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """One clue with what is owed about it and where it was; masked."""
    from casework.view.clue_story import clue_story
    with desk_for(data, officer, reads=True) as desk:
        story = clue_story(desk, number)
    told: dict[str, Any] = {name: getattr(story.clue, name) for name in TOLD}
    told["error"], told["tries"] = story.facts.error, story.facts.tries
    told["limits"] = [{"rule": one.rule, "due": one.due, "status": one.status} for one in story.limits]
    show(told, as_json=as_json)


def intake(as_json: Json = False, data: Data = None) -> None:
    """Process now what waits; the flow `clue_intake` does the same by itself."""
    from casework.clue.intake import drain
    report = drain(house_for(data))
    counts = dict(report.lines())
    show({**counts, "decisions": [f"{number} {decision}" for number, decision in report.decisions]}, as_json=as_json)


def list_set_aside(as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """The clues at which intake failed, and what went wrong."""
    from casework.clue.retrying import set_asides
    with desk_for(data, officer, reads=True) as desk:
        show(set_asides(desk), as_json=as_json, columns=("number", "received_on", "channel", "error", "tries", "at"))


def retry(numbers: Annotated[list[str] | None, typer.Argument(help="Only these [default: all that are set aside].")] = None,
          as_json: Json = False, data: Data = None) -> None:
    """Process again what was set aside; each stands by itself."""
    from casework.access import OPERATOR
    from casework.clue.retrying import retry as again
    done = again(house_for(data), OPERATOR, numbers or None)
    show({"through": done.through, "failed": [f"{number} {error}" for number, error in done.failed]}, as_json=as_json)
