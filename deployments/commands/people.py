"""`officer`: who acts for whom, who is away, who leaves and to whom everything goes."""

from typing import Annotated

import typer

from deployments.commands import certificates
from deployments.commands.common import As, Data, Json, Today, day, desk_for, show
from regulation.terms import ROLES

officer = typer.Typer(help="Officers: list, show, add, post, address, absence, leave, …", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The officer's number.")]
Role = Annotated[str, typer.Option(help=f"One of {', '.join(ROLES)}.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (add, post, post_end, address, absence, back, leaving, leave):
        officer.command()(command)
    officer.command("list")(list_officers)
    officer.command("show")(show_officer)
    officer.command("rename")(rename_officer)
    app.add_typer(officer, name="officer")
    certificates.register(app)


def list_officers(below: Annotated[str | None, typer.Option(help="Only at this office and below.")] = None,
                  as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Who serves where, or is going to (`since`), with the numbers by which the other commands name them."""
    from casework.view.rosters import officers_listed
    with desk_for(data, actor, reads=True) as desk:
        show(officers_listed(desk, below=below), as_json=as_json,
             columns=("number", "name", "office", "role", "since", "email", "email_fails"))


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


def post_end(post: Annotated[int, typer.Argument(help="The post's number (`officer show`).")],
             last: Annotated[str, typer.Argument(help="The last day.")], data: Data = None, actor: As = None) -> None:
    """End a post; one still to begin is taken back."""
    from casework.record.people import end_post
    with desk_for(data, actor) as desk:
        end_post(desk, post, day(last))


def show_officer(number: Number, as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """One officer: posts, days away, what he answers for."""
    from casework.view.officer_told import officer_told
    with desk_for(data, actor, reads=True) as desk:
        show(officer_told(desk, number), as_json=as_json)


def rename_officer(number: Number, name: Annotated[str, typer.Argument(help="The name.")], data: Data = None,
                   actor: As = None) -> None:
    """Write an officer's name otherwise."""
    from casework.record.people import rename_officer as change
    with desk_for(data, actor) as desk:
        change(desk, number, name)


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
    from casework.record.absences import set_absence
    with desk_for(data, actor) as desk:
        set_absence(desk, number, first=day(first), last=day(last), substitute_id=substitute, reason=reason)


def back(absence: Annotated[int, typer.Argument(help="The absence's number (`officer show`).")],
         last: Annotated[str, typer.Argument(help="The last day away.")], data: Data = None, actor: As = None) -> None:
    """An officer is back sooner; an absence that has not begun is taken back."""
    from casework.record.absences import end_absence
    with desk_for(data, actor) as desk:
        end_absence(desk, absence, day(last))


def leaving(number: Number, as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """What hangs on an officer and would be handed over."""
    from casework.view.belongings import belongings
    with desk_for(data, actor, reads=True) as desk:
        show(belongings(desk, number), as_json=as_json)


def leave(number: Number, since: Annotated[str, typer.Argument(help="From which day on; not later than today.")],
          successor: Annotated[int | None, typer.Option(help="Number of the officer who takes over.")] = None,
          despite: Annotated[bool, typer.Option("--despite", help="Even if it leaves gaps.")] = False,
          as_json: Json = False, data: Data = None, actor: As = None, today: Today = None) -> None:
    """Hand over everything open of an officer who serves no more; account, tokens and feeds end."""
    from casework.record.leaving import officer_leaves
    with desk_for(data, actor, today) as desk:
        result = officer_leaves(desk, number, since=day(since), successor_id=successor, despite=despite)
    show(result, as_json=as_json)
