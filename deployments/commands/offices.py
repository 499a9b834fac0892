"""`office`, `mine`: offices renamed, made, abolished, who answers for what, what is missing; a mine's people and place."""

from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Today, day, desk_for, show

office = typer.Typer(help="Offices: rename, make, abolish, responsible, gaps, rich (五（一）).",
                     no_args_is_help=True)
mine = typer.Typer(help="Mines: show, inspector, responsible, move.", no_args_is_help=True)
Code = Annotated[str, typer.Argument(help="The office's code.")]
Mine = Annotated[int, typer.Argument(help="The mine's number, as in its page's address.")]
Who = Annotated[int | None, typer.Option("--officer", help="The officer's number [default: nobody].")]
Since = Annotated[str | None, typer.Option(help="From which day on [default: today].")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for one in (rename, make, abolish, rich, responsible, gaps):
        office.command()(one)
    mine.command("show")(show_mine)
    mine.command("inspector")(inspector)
    mine.command("responsible")(mine_responsible)
    mine.command("move")(move)
    app.add_typer(office, name="office")
    app.add_typer(mine, name="mine")


def rename(code: Code, name: Annotated[str, typer.Argument(help="The new name.")], as_json: Json = False, data: Data = None,
           actor: As = None) -> None:
    """Rename an office."""
    from casework.record.offices import rename_office
    with desk_for(data, actor) as desk:
        result = rename_office(desk, code, name)
    show(result, as_json=as_json)


def make(code: Annotated[str, typer.Argument(help="Code of the area (街道, farm, zone), or of the new office.")],
         below: Annotated[str | None, typer.Option(help="Code of the office above, where it is no area that is known.")] = None,
         name: Annotated[str, typer.Option(help="Its name, with --below.")] = "",
         level: Annotated[str, typer.Option(help="city, county or township, with --below.")] = "township",
         since: Since = None, as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Make an area an office of its own, or set up a new office below another."""
    from casework.record.founding import found_office, make_office
    first = day(since) if since else None
    with desk_for(data, actor) as desk:
        result = make_office(desk, code, since=first) if below is None else \
            found_office(desk, below, code=code, name=name, level=level, since=first)
    show(result, as_json=as_json)


def abolish(code: Code, last_day: Annotated[str, typer.Argument(help="Its last day.")],
            successor: Annotated[str | None, typer.Option(help="Code of the office that takes over.")] = None,
            as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Abolish an office; its open duties are closed with that reason by the next watch."""
    from casework.record.offices import abolish_office
    with desk_for(data, actor) as desk:
        result = abolish_office(desk, code, day(last_day), successor)
    show(result, as_json=as_json)


def gaps(below: Annotated[str, typer.Argument(help="Code or name of the office to look at, with all below it.")],
         kind: Annotated[str, typer.Option(help="Only of this kind, e.g. no_inspector.")] = "",
         as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """What is missing for every task to have its person: leaders, inspectors, addresses, stand-ins, successors."""
    from casework.record.parties import find_party
    from casework.view.gaps import gaps_below
    from casework.view.listing import Asked
    from casework.view.offices import office_of
    with desk_for(data, actor, reads=True) as desk:
        office = office_of(desk, find_party(desk, below).code)
        found = gaps_below(desk, f"{office.path}%", Asked(filters={"kind": kind}), size=10_000)
    show(found.rows, as_json=as_json, columns=("kind", "code", "name", "about", "day"))


def rich(code: Code, no: Annotated[bool, typer.Option("--no", help="Take it off the list.")] = False, as_json: Json = False,
         data: Data = None, actor: As = None) -> None:
    """Put a county on the province's list of mineral-rich counties, which owe joint actions (五（一）)."""
    from casework.record.offices import mark_rich
    with desk_for(data, actor) as desk:
        result = mark_rich(desk, code, rich=not no)
    show(result, as_json=as_json)


def responsible(code: Code, rule: Annotated[str, typer.Argument(help="The kind of duty, e.g. county_patrol.")],
                officer: Who = None, since: Since = None, data: Data = None, actor: As = None, today: Today = None) -> None:
    """Name whoever answers at an office for a kind of duty, or nobody in particular."""
    from casework.record.parties import find_party
    from casework.record.responsibility import answer_for_rule
    with desk_for(data, actor, today) as desk:
        answer_for_rule(desk, find_party(desk, code).id, rule, officer, since=day(since) if since else None)


def show_mine(number: Mine, as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """A mine: where it lies, who inspects it, who answers for it."""
    from casework.view.mine_told import mine_told
    with desk_for(data, actor, reads=True) as desk:
        show(mine_told(desk, number), as_json=as_json)


def inspector(number: Mine, officer: Who = None, data: Data = None, actor: As = None) -> None:
    """Give a mine its inspector, or none."""
    from casework.record.responsibility import inspect_mine
    with desk_for(data, actor) as desk:
        inspect_mine(desk, number, officer)


def mine_responsible(number: Mine, code: Code, officer: Who = None, since: Since = None, data: Data = None, actor: As = None,
                     today: Today = None) -> None:
    """Name whoever answers for a mine at its county or township, or nobody in particular."""
    from casework.record.parties import find_party
    from casework.record.responsibility import answer_for_mine
    with desk_for(data, actor, today) as desk:
        answer_for_mine(desk, number, find_party(desk, code).id, officer, since=day(since) if since else None)


def move(number: Mine, county: Annotated[str, typer.Argument(help="Code or name of the county.")],
         township: Annotated[str | None, typer.Option(help="Nine-digit code of the township or area.")] = None,
         as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Write down that a mine lies elsewhere; what it owes goes along."""
    from casework.record.mines import move_mine
    with desk_for(data, actor) as desk:
        result = move_mine(desk, number, county=county, township=township)
    show(result, as_json=as_json)
