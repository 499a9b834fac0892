"""`case`: the register of cases from the machine; a case is opened, moved, and told again from its events."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deployments.commands.common import As, Data, Json, Limit, Today, day, desk_for, given_json, plain, show

if TYPE_CHECKING:
    from casework.view.case_story import CaseStory
    from regulation.effects import CaseField

case = typer.Typer(help="Cases: list, show, moves, open, move, verify, archive.", no_args_is_help=True)
Number = Annotated[str, typer.Argument(help="The case's number, as AJ2026000001.")]
Fields = Annotated[str, typer.Option("--fields", help="A JSON object, @FILE or - for standard input.")]
COLUMNS = ("number", "stage", "office", "cause", "party_name", "filed_on", "decided_on", "due", "closed_on")
TOLD = ("number", "filing_number", "stage", "office_name", "cause", "offence", "source", "major", "act_start", "act_end",
        "discovered_on", "filed_on", "decided_on", "closed_on", "closing", "stopped_by", "version")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for name, command in (("list", list_cases), ("show", show_case), ("moves", moves), ("open", open_one),
                          ("move", move_one), ("verify", verify), ("archive", archive), ("verify-archive", verify_archive)):
        case.command(name)(command)
    app.add_typer(case, name="case")


def list_cases(stage: Annotated[str, typer.Option(help="Only at this stage, as investigating.")] = "",
               office: Annotated[str, typer.Option(help="Only at offices of this name or code.")] = "",
               offence: Annotated[str, typer.Option(help="Only of this offence, as mining-without-right.")] = "",
               party: Annotated[str, typer.Option(help="Only against whom this is a part of the name.")] = "",
               still: Annotated[bool, typer.Option("--open", help="Only what is not closed.")] = False,
               limit: Limit = 30, as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """The newest cases of the register."""
    from casework.view.case_list import cases_listed
    from casework.view.listing import Asked
    filters = {"stage": stage, "office": office, "offence": offence, "party": party, "wants": "open" if still else ""}
    with desk_for(data, officer, reads=True) as desk:
        part = cases_listed(desk, Asked(filters=filters), size=limit)
    show(part.rows, as_json=as_json, columns=COLUMNS)
    if part.more:
        typer.echo("(there are more, --limit N shows them)", err=True)


def show_case(number: Number, on: Annotated[str, typer.Option(help="What is owed by the end of this day.")] = "",
              as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """One case with its limits, money and events, and what can be done now or why not."""
    from casework.view.case_story import case_story
    with desk_for(data, officer, reads=True) as desk:
        story = case_story(desk, number, day(on) if on else None)
    show(_told(story), as_json=as_json)


def _told(story: "CaseStory") -> dict[str, Any]:
    owed = story.money.owed
    return {
        **{name: getattr(story.case, name) for name in TOLD}, "party": plain(story.party), "people": plain(story.beside),
        "limits": [{"step": one.step, "whose": one.whose, "due": one.due, "days": one.days, "state": one.state}
                   for one in story.limits],
        "officers": [{"name": one.name, "part": one.part, "certificate": one.certificate} for one in story.officers],
        "evidence": [{"no": one.no, "kind": one.kind, "title": one.title, "sha256": one.sha256} for one in story.evidence],
        "documents": [{"title": one.title, "number": one.number, "state": one.state} for one in story.documents],
        "owed": {"on": story.money.on, **owed.unpaid, "whole": owed.whole, "overpaid": owed.overpaid} if owed else {},
        "events": [{"no": one.no, "day": one.day, "action": one.action, "stage": one.stage, "by": one.name,
                    "fields": dict(one.fields or {})} for one in story.events],
        "now": [one.doable.action for one in story.offers if not one.doable.unmet],
        "not_now": [{"action": one.doable.action, "why": one.doable.unmet[0].message} for one in story.offers
                    if one.doable.unmet]}


def moves(number: Number, action: Annotated[str, typer.Argument(help="Only this one, also where it is not lawful now.")] = "",
          as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """The moves that are lawful now, each with the fields that it asks for, and which of them must be filled in."""
    from casework.view.case_story import case_story
    from foundation.errors import NotFoundError
    with desk_for(data, officer, reads=True) as desk:
        found = [one.doable for one in case_story(desk, number).offers]
    chosen = [one for one in found if (one.action == action if action else not one.unmet)]
    if action and not chosen:
        raise NotFoundError(f"{action} is nothing to be done to {number} at its stage.",
                            way_out="`kuangjian case moves NUMBER` lists what is.")
    told = [{"action": one.action, "title": one.title, "who": one.who, "to": one.to,
             "why_not": [why.message for why in one.unmet], "fields": [_field(field) for field in one.form]} for one in chosen]
    if as_json:
        show(told, as_json=True)
        return
    for one in chosen:
        typer.echo(f"{one.action}（{one.title}）" + "".join(f"  not now: {why.message}" for why in one.unmet))
        for field in one.form:
            kind = "|".join(field.choices) or field.type
            typer.echo(f"  {field.name}{'*' if field.required else ''}: {kind}  {field.title}")
    typer.echo(f"({len(chosen)}; * must be filled in)")


def _field(field: "CaseField") -> dict[str, Any]:
    return {"name": field.name, "type": field.type, "required": field.required, "choices": list(field.choices),
            "unit": field.unit, "minimum": field.minimum, "title": field.title}


def open_one(told: Annotated[str, typer.Argument(metavar="JSON", help=(
        "The case: cause, offence, party {kind, name, …}, discovered_on, office, source, clue, act_start, act_end."))],
        as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Enter a case in the register."""
    from casework.case.opening import open_case
    from casework.case.written import case_written
    with desk_for(data, officer, today) as desk:
        made = open_case(desk, case_written(desk, given_json(told)))
    show({"number": made.number, "stage": made.stage, "version": made.version}, as_json=as_json)


def move_one(number: Number, action: Annotated[str, typer.Argument(help="As filing.establish; `case show` lists them.")],
             fields: Fields = "{}",
             on: Annotated[str, typer.Option("--day", help="On which it was done [default: today].")] = "",
             version: Annotated[int | None, typer.Option("--version", help="Only if it stands at this version.")] = None,
             as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Make a move of a case, or record something of it, as the officer of --as; moves of the system alone want none."""
    from casework.case.moving import Wish, make
    from casework.case.ways import way_of
    from foundation.errors import RefusedError
    from regulation.stages import Who
    with desk_for(data, officer, today) as desk:
        # Whoever operates the machine holds no place: nothing would keep one person from proposing, agreeing and deciding.
        if officer is None and way_of(desk.rulebook.procedure, action).who is not Who.SYSTEM:
            raise RefusedError(f"{action} is made by an officer, and none is named.",
                               way_out="Name who makes it with --as OFFICER; `kuangjian officer list` gives the numbers.")
        made = make(desk, number, Wish(action, given_json(fields), day(on) if on else None), seen=version)
    show({"number": made.case.number, "event": made.event_no, "day": made.case.moved_on, "stage": made.case.stage,
          "version": made.case.version}, as_json=as_json)


def verify(number: Annotated[str, typer.Argument(help="Only this case [default: all].")] = "",
           as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """Tell cases again from their events: each must stand as they say, and they as the journal says; exit 1 where not."""
    from casework.case.cases import case_of
    from casework.case.replaying import replay, replay_all
    looked, wrong = 0, []
    with desk_for(data, officer, reads=True) as desk:
        for one in [replay(desk, case_of(desk, number).id)] if number else replay_all(desk):
            looked += 1
            wrong += [{"number": one.case.number, "faults": list(one.faults)}] if one.faults else []
    show({"cases": looked, "wrong": wrong}, as_json=as_json)
    if wrong:
        raise typer.Exit(1)


def archive(number: Number, file: Annotated[Path, typer.Argument(help="The ZIP to write; it must not be there yet.")],
            as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """Take out the file of a case: index, documents, evidence, events, journal with its seals, as one ZIP."""
    from shutil import copyfileobj

    from casework.case.archive import export, manifest_of
    from foundation.errors import ConflictError
    if file.exists():
        raise ConflictError(f"{file} is there already.", way_out="Name another file; an archive overwrites nothing.")
    with desk_for(data, officer) as desk:
        content = export(desk, number)
    with content, file.open("xb") as target:
        copyfileobj(content, target)
    with file.open("rb") as written:
        journal = manifest_of(written)["journal"]
    show({"number": number, "file": str(file), "bytes": file.stat().st_size, **journal}, as_json=as_json)


def verify_archive(file: Annotated[Path, typer.Argument(help="The ZIP of a case.", exists=True, dir_okay=False)],
                   journal: Annotated[Path | None, typer.Option(help="An export of the whole journal to hold it against.",
                                                                exists=True, dir_okay=False)] = None,
                   as_json: Json = False) -> None:
    """Check the archive of a case without any database; exit 1 where something was changed, left out or put in."""
    from casework.case.archive_checking import check
    with file.open("rb") as content:
        found = check(content, [*filter(None, journal.read_text(encoding="utf-8").split("\n"))] if journal else None)
    show(plain(found), as_json=as_json)
    if found.faults:
        raise typer.Exit(1)
