"""`rehearse`: a whole year of a whole province against a moving clock, or what a copy of this installation would do."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deployments.commands.common import Json, Today, day, settings_for, show

if TYPE_CHECKING:
    from deployments.rehearsal.copying import Source
    from deployments.rehearsal.playing import Player
    from deployments.rehearsal.setting import Wanted

LAST = 2100  # what a calendar of holidays can be made up for without end
COLUMNS = ("code", "name", "owed", "in_time", "late", "lapsed", "waived", "closed", "overdue", "running", "chased", "escalated")


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(rehearse)


def rehearse(
    year: Annotated[int | None, typer.Option(help="The year [default: this one, with --from].")] = None,
    seed: Annotated[int, typer.Option(help="The same seed gives the same year.")] = 1,
    mines: Annotated[int, typer.Option(min=1, max=200_000, help="How many made-up mines.")] = 4000,
    source: Annotated[str | None, typer.Option("--from", help="A data folder, database file or address: a copy is asked what"
                                               " falls due, and how many letters, if nobody does anything.")] = None,
    data: Annotated[Path | None, typer.Option("--data", help="Its folder [default: var/rehearsals/YEAR-SEED].")] = None,
    database: Annotated[str | None, typer.Option(help="Play it in this empty database instead of a file.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Begin anew where one was begun or played.")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write every office and clause to a workbook too.")] = None,
    as_json: Json = False, today: Today = None,
) -> None:
    """Play a year of the province day by day, audited every day; taken up where it was left. Exit 7: an invariant is broken."""
    from deployments.rehearsal.kept import clear
    from deployments.rehearsal.setting import Wanted, finished, set_up
    since = day(today) if today else None
    _refuse_nowhere(source, xlsx)
    copied = _source(source) if source else None
    wanted = Wanted(_year(year, source, since), seed, mines, still_from=_since(since) if copied else None,
                    source=copied.name if copied else "")
    place = data or Path("var/rehearsals") / (f"{wanted.year}-{seed}" if copied is None else f"from-{wanted.still_from}")
    if again:
        _clear(place, database)
    player = set_up(wanted, place, database=database, source=copied)
    if copied is not None and finished(player):  # the real one has gone on meanwhile
        player.stage.house.engine.dispose()
        clear(place)
        player = set_up(wanted, place, source=copied)
    _play(player, quiet=as_json)
    _tell(player, wanted, place, xlsx=xlsx, as_json=as_json)


def _refuse_nowhere(source: str | None, xlsx: Path | None) -> None:
    """Refuse at once what would be found out only after the year was played."""
    from foundation.errors import InvalidError
    if source is not None and not source.strip():
        raise InvalidError("--from names nothing.", way_out="Name a data folder, a database file or an address.")
    if xlsx is not None and not xlsx.absolute().parent.is_dir():
        raise InvalidError(f"There is no folder {xlsx.absolute().parent} for the workbook.",
                           way_out="Make it, or name another.")


def _since(given: date | None) -> date:
    from foundation.clock import SystemClock, day_of
    return given or day_of(SystemClock().now())


def _year(year: int | None, source: str | None, since: date | None) -> int:
    from casework.house import open_rulebook
    from foundation.errors import InvalidError
    if year is None and source is None:
        raise InvalidError("Which year?", way_out="Say --year 2010, or --from a data folder.")
    wanted = year if year is not None else _since(since).year
    first = open_rulebook().begins().year
    if not first <= wanted <= LAST:
        raise InvalidError(f"{wanted} cannot be rehearsed.",
                           way_out=f"The order is in force from {first}; take a year up to {LAST}.")
    if source is not None and date(wanted, 12, 31) <= _since(since):
        raise InvalidError(f"{wanted} is over on {_since(since)}.", way_out="Name a later --year, or an earlier --today.")
    return wanted


def _clear(place: Path, database: str | None) -> None:
    from deployments.rehearsal.kept import clear
    from foundation.errors import ConflictError
    if database is not None:
        raise ConflictError("A database named by address is not emptied.", way_out="Make a new one, and name that.")
    clear(place)


def _source(given: str) -> "Source":
    """What is copied: a data folder with its decrees, a file, or an address without any."""
    from deployments.rehearsal.copying import Source
    folder = Path(given)
    if not folder.is_dir():
        return Source(given if "://" in given else f"sqlite:///{folder.absolute()}")
    settings = settings_for(folder)
    return Source(settings.database(), settings.decrees())


def _play(player: "Player", *, quiet: bool) -> None:
    from sys import stderr
    try:
        for over in player.play():
            if not quiet and (over.day == 1 or over == player.stage.script.last):
                stderr.write(f"{over} is over; in this run an invariant was asked {player.asked} times, all kept\n")
                stderr.flush()
    except KeyboardInterrupt:
        stderr.write("stopped; the same command goes on from here\n")
        raise SystemExit(130) from None


def _tell(player: "Player", wanted: "Wanted", place: Path, *, xlsx: Path | None, as_json: bool) -> None:
    from casework.access import OPERATOR
    from casework.desk import open_desk
    from deployments.rehearsal.auditing import NAMES
    from deployments.rehearsal.fingerprint import fingerprint, together
    from deployments.rehearsal.summary import summarise
    script = player.stage.script
    player.stage.go_to(script.last, 23)
    with open_desk(player.stage.house, OPERATOR, reads=True) as desk:
        told = summarise(desk, script.first, script.last)
        word = together(fingerprint(desk))
    if xlsx is not None:
        from workbooks.writing import write_rows
        write_rows(xlsx, ("clause", *COLUMNS), ([clause, *line.cells().values()] for clause, line in told.offices))
    end: dict[str, Any] = {"year": wanted.year, "seed": wanted.seed, "days": f"{script.first}–{script.last}",
                           "invariants": len(NAMES), "asked": player.asked, "broken": 0, "fingerprint": word,
                           "folder": str(place)}
    clauses, cities = ([line.cells() for line in lines] for lines in (told.clauses, told.cities))
    if as_json:
        show({**end, "clauses": clauses, "cities": cities, "months": told.months,
              "offices": [{"clause": clause, **line.cells()} for clause, line in told.offices]}, as_json=True)
        return
    for rows, columns in ((clauses, COLUMNS), (cities, COLUMNS), (told.months, tuple(told.months[0]) if told.months else ())):
        show(rows, as_json=False, columns=columns)
    show(end, as_json=False)
