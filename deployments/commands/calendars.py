"""`calendar`, `due`, `explain`, `holidays`, `days`: what is owed when, and why."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Template, Today, day, desk_for, settings_for, show

holidays = typer.Typer(help="The years' notices of rest days and make-up workdays.", no_args_is_help=True)

ON_SCREEN = 100  # duties, unless more are asked for


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (calendar, due, board, explain, days):
        app.command()(command)
    holidays.command("import")(import_notice)
    holidays.command("show")(show_year)
    app.add_typer(holidays, name="holidays")


def calendar(debtor: Annotated[str, typer.Option(help="Code or name of an office or holder; a mine's code; a licence number.")],
             year: Annotated[int, typer.Option(help="The year in which it falls due.")],
             as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Every duty that falls due in a year, with how each date came about."""
    from casework.view.calendar import calendar as reckon
    with desk_for(data, officer, today, reads=True) as desk:
        show(reckon(desk, debtor, year), as_json=as_json,
             columns=("due", "provisional", "times", "title", "subject", "period", "provision", "status"))


def due(by: Annotated[str | None, typer.Option(help="Due by this day [default: in 30 days].")] = None,
        debtor: Annotated[str | None, typer.Option(help="Only below this office.")] = None,
        overdue: Annotated[bool, typer.Option("--overdue", help="Only what is overdue.")] = False,
        review: Annotated[bool, typer.Option("--review", help="Only what was handed in and waits for review.")] = False,
        limit: Annotated[int | None, typer.Option(min=1, help="At most so many [default: 100, all in a workbook].")] = None,
        xlsx: Annotated[Path | None, typer.Option(help="Write them to a workbook instead.")] = None,
        as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Duties running and due soon, overdue, or waiting for review."""
    from datetime import timedelta

    from casework.record.parties import find_party
    from casework.view.board import due as listing
    from casework.view.board import due_counted
    with desk_for(data, officer, today, reads=True) as desk:
        path = find_party(desk, debtor).path if debtor else None
        until = day(by) if by else desk.today + timedelta(days=30)
        most = limit or (ON_SCREEN if xlsx is None else None)
        found = listing(desk, by=until, path=path, overdue=overdue, review=review, limit=most)
        total = due_counted(desk, by=until, path=path, overdue=overdue, review=review) if len(found) == most else len(found)
    columns = ("duty", "due", "status", "done", "times", "rule", "debtor", "period", "submission")
    if xlsx is None:
        show(found, as_json=as_json, columns=columns, total=total)
        return
    from workbooks.writing import write_rows
    rows = write_rows(xlsx, columns, ([getattr(line, name) for name in columns] for line in found))
    show({"file": str(xlsx), "rows": rows, "of": total}, as_json=as_json)


def board(as_json: Json = False, data: Data = None, officer: As = None, today: Today = None) -> None:
    """The overdue board: every city with all below it."""
    from casework.view.board import overdue_board
    with desk_for(data, officer, today, reads=True) as desk:
        show(overdue_board(desk), as_json=as_json,
             columns=("code", "city", "open", "due_soon", "overdue", "lapsed", "oldest_due"))


def explain(clause: Annotated[str, typer.Argument(help="A clause as the order numbers it, e.g. 三（一）.")],
            as_json: Json = False, data: Data = None) -> None:
    """A clause's own words, the duties with their figures, our readings, and where code and tests stand."""
    from casework.house import open_rulebook
    from casework.view.explaining import explain as told
    from deployments.explained import lines
    book = open_rulebook(settings_for(data).decrees())
    told_clause = told(book, clause)
    if as_json:
        show(told_clause, as_json=True)
        return
    for line in lines(told_clause, book):
        typer.echo(line)


def days(start: Annotated[str, typer.Argument(help="The day it is counted from; it does not count itself.")],
         n: Annotated[int, typer.Argument(help="How many.")],
         unit: Annotated[str, typer.Argument(help="day, working_day, month, or the code of a law whose 日 is meant.")],
         as_json: Json = False, data: Data = None) -> None:
    """Count a limit: the last day, and how it came about."""
    from casework.view.counting import count_limit
    with desk_for(data, reads=True) as desk:
        show(count_limit(desk, day(start), n, unit), as_json=as_json)


def import_notice(year: Annotated[int, typer.Argument(help="The year of the notice.")],
                  file: Annotated[Path, typer.Argument(help="CSV or workbook: 日期, 类型 (休/班), 名称.")],
                  source: Annotated[str, typer.Option(help="Which notice it is.")] = "",
                  preview: Annotated[bool, typer.Option("--preview", help="Only tell which dates would move.")] = False,
                  template: Template = False, as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """Import the year's notice; every open date is reckoned again and each change journalled."""
    from casework.duty.projecting import project
    from casework.record.holidays import import_notice as take
    from casework.record.notice_rows import COLUMNS, read_notice
    from casework.record.notices import preview as foresee
    from workbooks.templates import write_template
    if template:
        show({"file": str(file), "columns": write_template(file, COLUMNS)}, as_json=as_json)
        return
    with desk_for(data, officer, reads=preview) as desk:
        house, actor = desk.house, desk.actor
        report = None if preview else take(desk, year, read_notice(file), source or file.name)
    if preview:
        told = foresee(house, actor, year, read_notice(file), source or file.name)
        show({"notice": told.report, "foresight": told.foresight}, as_json=as_json)
        return
    with desk_for(data) as desk:
        projected = project(desk)
    show({"notice": report, "projection": projected}, as_json=as_json)


def show_year(year: Annotated[int, typer.Argument(help="The year.")], as_json: Json = False, data: Data = None) -> None:
    """The days of a year that differ from the plain week."""
    from casework.record.holidays import year_of
    with desk_for(data, reads=True) as desk:
        show(year_of(desk, year), as_json=as_json, columns=("day", "working", "name"))
