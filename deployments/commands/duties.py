"""`duty`: look at one, suspend and resume it, extend it, waive it; `work`: what the system could not do itself."""

from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Today, day, desk_for, show

duty = typer.Typer(help="One duty: show, suspend, resume, extend, waive.", no_args_is_help=True)
work = typer.Typer(help="What the system could not do itself and an office must see to.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The duty's number.")]
Reason = Annotated[str, typer.Option(help="Why; it goes into the journal.")]
Approver = Annotated[str, typer.Option(help="Who approved it.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for name, command in (("show", show_duty), ("suspend", suspend), ("resume", resume), ("extend", extend), ("waive", waive)):
        duty.command(name)(command)
    work.command("list")(list_work)
    work.command("settle")(settle_work)
    app.add_typer(duty, name="duty")
    app.add_typer(work, name="work")


def show_duty(number: Number, as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """A duty with its date, how that came about, and what happened to it."""
    from casework.view.stories import story
    with desk_for(data, officer, reads=True) as desk:
        show(story(desk, number), as_json=as_json)


def suspend(number: Number, reason: Reason, since: Annotated[str | None, typer.Option(help="From this day.")] = None,
            as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Stop the clock."""
    from casework.duty import moving
    with desk_for(data, officer, today) as desk:
        result = moving.suspend(desk, number, reason=reason, since=day(since) if since else None)
    show(result, as_json=as_json)


def resume(number: Number, reason: Reason = "", on: Annotated[str | None, typer.Option(help="On this day.")] = None,
           as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Let the clock run again; the days between do not count."""
    from casework.duty import moving
    with desk_for(data, officer, today) as desk:
        result = moving.resume(desk, number, reason=reason, on=day(on) if on else None)
    show(result, as_json=as_json)


def extend(number: Number, n: Annotated[int, typer.Argument(help="How many.")],
           unit: Annotated[str, typer.Argument(help="day, working_day or month.")], reason: Reason, approver: Approver,
           as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Grant more time."""
    from casework.duty import moving
    from foundation.errors import InvalidError
    from regulation.terms import Unit
    if unit not in ("day", "working_day", "month"):
        raise InvalidError(f"{unit} is not a unit of time here.", way_out="Write day, working_day or month.")
    with desk_for(data, officer, today) as desk:
        result = moving.extend(desk, number, n=n, unit=Unit(unit), reason=reason, approver=approver)
    show(result, as_json=as_json)


def waive(number: Number, reason: Reason, approver: Approver, as_json: Json = False, data: Data = None,
          officer: As = None, today: Today = None) -> None:
    """Release the debtor."""
    from casework.duty import ending
    with desk_for(data, officer, today) as desk:
        result = ending.waive(desk, number, reason=reason, approver=approver)
    show(result, as_json=as_json)


def list_work(as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """Open work items."""
    from casework.letter.work import open_items
    with desk_for(data, officer, reads=True) as desk:
        show(open_items(desk), as_json=as_json, columns=("id", "office", "kind", "text"))


def settle_work(number: Annotated[int, typer.Argument(help="The item's number.")],
                note: Annotated[str, typer.Option(help="What was done.")],
                data: Data = None, officer: As = None) -> None:
    """Settle an item, saying what was done."""
    from casework.letter.work import settle
    with desk_for(data, officer) as desk:
        settle(desk, number, note=note)
    typer.echo(f"work item {number} is settled")
