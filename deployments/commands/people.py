"""`officer`, `office`: who acts for whom, who is away, who leaves; offices renamed, made and abolished."""

from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Today, day, desk_for, show

officer = typer.Typer(help="Officers: list, add, post, address, absence, leave.", no_args_is_help=True)
office = typer.Typer(help="Offices: rename, make (of an area), abolish, rich (五（一）), gaps.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The officer's number.")]
Code = Annotated[str, typer.Argument(help="The office's code.")]
Role = Annotated[str, typer.Option(help="head, deputy, unit_head, handler, inspector, patroller, clerk, statistician, …")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (add, post, address, absence, leave):
        officer.command()(command)
    officer.command("list")(list_officers)
    for one in (rename, make, abolish, rich, gaps):
        office.command()(one)
    app.add_typer(officer, name="officer")
    app.add_typer(office, name="office")


def list_officers(below: Annotated[str | None, typer.Option(help="Only at this office and below.")] = None,
                  as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Who serves where, with the numbers by which the other commands name them."""
    from casework.view.rosters import officers_listed
    with desk_for(data, actor, reads=True) as desk:
        show(officers_listed(desk, below=below), as_json=as_json,
             columns=("number", "name", "office", "role", "email", "email_fails"))


def add(at: Annotated[str, typer.Option("--office", help="Code or name of the office.")], role: Role,
        name: Annotated[str, typer.Option(help="The officer's name.")],
        email: Annotated[str | None, typer.Option(help="The address letters go to.")] = None,
        as_json: Json = False, data: Data = None, actor: As = None, today: Today = None) -> None:
    """Take in an officer with a first post."""
    from casework.record.parties import find_party
    from casework.record.people import add_officer
    with desk_for(data, actor, today) as desk:
        number = add_officer(desk, office_id=find_party(desk, at).id, role=role, name=name, email=email)
        result = {"officer": number}
    show(result, as_json=as_json)


def post(number: Number, at: Annotated[str, typer.Option("--office", help="Code or name of the office.")], role: Role,
         as_json: Json = False, data: Data = None, actor: As = None, today: Today = None) -> None:
    """Give an officer a further post."""
    from casework.record.parties import find_party
    from casework.record.people import give_post
    with desk_for(data, actor, today) as desk:
        result = {"post": give_post(desk, number, office_id=find_party(desk, at).id, role=role)}
    show(result, as_json=as_json)


def address(number: Number, email: Annotated[str, typer.Argument(help="The new address; empty for none.")],
            data: Data = None, actor: As = None) -> None:
    """Change where letters go; an address that had failed is written to again."""
    from casework.record.people import change_address
    with desk_for(data, actor) as desk:
        change_address(desk, number, email or None)


def absence(number: Number, first: Annotated[str, typer.Argument(help="First day away.")],
            last: Annotated[str, typer.Argument(help="Last day away.")],
            substitute: Annotated[int | None, typer.Option(help="Number of the officer who stands in.")] = None,
            reason: Annotated[str, typer.Option(help="Why.")] = "", data: Data = None, actor: As = None) -> None:
    """Note an absence and who stands in."""
    from casework.record.people import set_absence
    with desk_for(data, actor) as desk:
        set_absence(desk, number, first=day(first), last=day(last), substitute_id=substitute, reason=reason)


def leave(number: Number, last_day: Annotated[str, typer.Argument(help="The last day.")],
          successor: Annotated[int | None, typer.Option(help="Number of the officer who takes over.")] = None,
          as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """End an officer's posts and hand over what hangs on them."""
    from casework.record.people import officer_leaves
    with desk_for(data, actor) as desk:
        result = officer_leaves(desk, number, last_day=day(last_day), successor_id=successor)
    show(result, as_json=as_json)


def rename(code: Code, name: Annotated[str, typer.Argument(help="The new name.")], as_json: Json = False, data: Data = None,
           actor: As = None) -> None:
    """Rename an office."""
    from casework.record.offices import rename_office
    with desk_for(data, actor) as desk:
        result = rename_office(desk, code, name)
    show(result, as_json=as_json)


def make(code: Annotated[str, typer.Argument(help="Code of the area (街道, farm, zone).")], as_json: Json = False,
         data: Data = None, actor: As = None) -> None:
    """Make an area an office of its own."""
    from casework.record.offices import make_office
    with desk_for(data, actor) as desk:
        result = make_office(desk, code)
    show(result, as_json=as_json)


def abolish(code: Code, last_day: Annotated[str, typer.Argument(help="Its last day.")],
            successor: Annotated[str | None, typer.Option(help="Code of the office that takes over.")] = None,
            as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Abolish an office; its open duties are closed with that reason by the next watch."""
    from casework.record.offices import abolish_office
    with desk_for(data, actor) as desk:
        result = abolish_office(desk, code, day(last_day), successor)
    show(result, as_json=as_json)


def gaps(below: Annotated[str, typer.Argument(help="Code of the office to look at, with all below it.")],
         kind: Annotated[str, typer.Option(help="Only of this kind, e.g. no_inspector.")] = "",
         as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """What is missing for every task to have its person: leaders, inspectors, addresses, stand-ins, successors."""
    from casework.view.gaps import gaps_below
    from casework.view.listing import Asked
    from casework.view.offices import office_of
    with desk_for(data, actor, reads=True) as desk:
        found = gaps_below(desk, f"{office_of(desk, below).path}%", Asked(filters={"kind": kind}), size=10_000)
    show(found.rows, as_json=as_json, columns=("kind", "code", "name", "about", "day"))


def rich(code: Code, no: Annotated[bool, typer.Option("--no", help="Take it off the list.")] = False, as_json: Json = False,
         data: Data = None, actor: As = None) -> None:
    """Put a county on the province's list of mineral-rich counties, which owe joint actions (五（一）)."""
    from casework.record.offices import mark_rich
    with desk_for(data, actor) as desk:
        result = mark_rich(desk, code, rich=not no)
    show(result, as_json=as_json)
