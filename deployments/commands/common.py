"""What sub-commands share: options, opening the house, who acts, printing."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foundation.errors import InvalidError

if TYPE_CHECKING:
    from casework.desk import Desk, House
    from foundation.settings import Settings

Data = Annotated[Path | None, typer.Option("--data", help="Data folder [default: var, or KUANGJIAN_DATA_FOLDER].")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[int | None, typer.Option("--as", help="Act as the officer of this number [default: the operator].")]
Template = Annotated[bool, typer.Option("--template", help="Write an empty sheet with the columns to FILE (.xlsx) instead.")]
Limit = Annotated[int, typer.Option(min=1, help="At most so many.")]
Today = Annotated[str | None, typer.Option("--today", help="Work as if it were this day, e.g. 2012-03-05.")]
SECRET = ("database_url", "mail_password", "sso_client_secret", "s3_secret", "seal_keys", "seal_mark_key")


def settings_for(data: Path | None) -> "Settings":
    """Settings with the data folder of the command line on top."""
    from pydantic import ValidationError

    from foundation.settings import Settings
    _refuse_unknown(set(Settings.model_fields))
    try:
        return Settings() if data is None else Settings(data_folder=data)
    except ValidationError as error:
        raise InvalidError("A setting cannot be used:", problems=tuple(_told(one) for one in error.errors()),
                           way_out="Mend the variable, or the line in kuangjian.env.") from None


INTERNAL = {"ready_file", "trial"}  # what our own processes tell each other


def _refuse_unknown(known: set[str]) -> None:
    """A mistyped setting would be no setting: letters would be kept that should leave."""
    import os
    from difflib import get_close_matches

    from dotenv import dotenv_values
    given = {name.upper(): "kuangjian.env" for name in dotenv_values("kuangjian.env")}
    given |= dict.fromkeys(os.environ, "the environment")
    ours = {name: where for name, where in given.items() if name.startswith("KUANGJIAN_")}
    problems = []
    for name, where in sorted(ours.items()):
        short = name.removeprefix("KUANGJIAN_").lower()
        if short not in known | INTERNAL:
            near = ", ".join(f"KUANGJIAN_{one.upper()}" for one in get_close_matches(short, known, n=2)) or "see the README"
            problems.append(f"{name} (in {where}): there is no such setting; did you mean {near}?")
    if problems:
        raise InvalidError("Some settings are unknown:", problems=tuple(problems), way_out="Mend or remove them.")


def _told(one: Any) -> str:
    if not one["loc"]:
        return str(one["msg"])  # about several; what they are may be secret
    name = str(one["loc"][0])
    given = "" if name in SECRET else f" is {one['input']!r}"
    return f"KUANGJIAN_{name.upper()}{given}: {one['msg']}"


def house_for(data: Path | None, today: str | None = None, *, ready: bool = True) -> "House":
    """The house in a data folder, its clock set if a day is given."""
    from casework.house import open_house
    from foundation.clock import SetClock
    clock = None if today is None else SetClock.at(day(today))
    if not ready:  # it may be about to begin
        from deployments.keeping.seals import ensure_keys
        ensure_keys(settings_for(data))
    return open_house(settings_for(data), clock=clock, ready=ready)


@contextmanager
def desk_for(data: Path | None, officer: int | None = None, today: str | None = None, *,
             reads: bool = False) -> Iterator["Desk"]:
    """A desk in a data folder for an officer, or for the operator; what is to come is read, and not written."""
    from casework.access import OPERATOR
    from casework.desk import open_desk
    house = house_for(data, today)
    actor = OPERATOR
    with open_desk(house, OPERATOR, reads=True) as desk:
        if today is not None and not reads:
            from deployments.commands.ahead import refuse_ahead
            refuse_ahead(desk)
        if officer is not None:
            from casework.record.officers import actor_of
            actor = actor_of(desk, officer)
    if today is not None and officer is not None and not actor.posts:
        from foundation.errors import RefusedError
        raise RefusedError(f"{actor.name} held no post on {today}.",
                           way_out="Give a day on which he serves with --today, or leave it out.")
    with open_desk(house, actor, reads=reads) as desk:
        yield desk


def day(given: str) -> date:
    """A day as typed."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise InvalidError(f"{given} is not a day.", way_out="Write it like 2012-02-29.") from None


def show(value: Any, *, as_json: bool, columns: Sequence[str] = (), total: int = 0) -> None:
    """Print a value, or a list of them as a table of these columns; of how many, where a limit cut the list short."""
    many = len(value) if isinstance(value, list | tuple) else 0
    counted = f"{many} of {total}, --limit N for more" if total > many else f"{many}"
    if as_json:
        typer.echo(json.dumps(plain(value), ensure_ascii=False, indent=2, default=str))
        if total > many:
            typer.echo(f"({counted})", err=True)
    elif isinstance(value, list | tuple):
        _table(list(value), columns)
        typer.echo(f"({counted})")
    else:
        for line in _lines(plain(value), ""):
            typer.echo(line)


def _lines(value: dict[str, Any], indent: str) -> Iterator[str]:
    """A dictionary for people: what lies within is indented, what is empty left out."""
    for name, one in value.items():
        if isinstance(one, dict):
            yield f"{indent}{name}:"
            yield from _lines(one, indent + "  ")
        elif isinstance(one, list | tuple):
            yield f"{indent}{name}:{'' if one else ' –'}"
            for item in one:
                told = "  ".join(f"{k}={_cell(v)}" for k, v in item.items() if v not in (None, "", (), [])) \
                    if isinstance(item, dict) else str(item)
                yield f"{indent}  - {told}"
        else:
            yield f"{indent}{name}: {_cell(one) if one is not False else 'no'}"


def plain(value: Any) -> Any:
    """Dataclasses as dictionaries, all the way down."""
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    return [plain(one) for one in value] if isinstance(value, list | tuple) else value


def _table(rows: list[Any], columns: Sequence[str]) -> None:
    cells = [list(columns)] + [[_cell(plain(row)[name]) for name in columns] for row in rows]
    widths = [max(_width(row[n]) for row in cells) for n in range(len(columns))]
    for row in cells:
        typer.echo("  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip())


def _cell(value: Any) -> str:
    return "" if value is None else "yes" if value is True else "" if value is False else str(value)


def _width(text: str) -> int:
    import unicodedata
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def given_json(text: str) -> dict[str, Any]:
    """A JSON object typed, read from `@file`, or from standard input (`-`)."""
    if text == "-":
        text = sys.stdin.read()
    elif text.startswith("@"):
        path = Path(text[1:])
        if not path.is_file():
            raise InvalidError(f"There is no file {path}.", way_out="Check the path after the @.")
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise InvalidError(f"{path} is not a text in UTF-8.", way_out="Save it as UTF-8.") from None
    try:
        value = json.loads(text)
    except ValueError as error:
        raise InvalidError(f"That is not JSON: {error}.", way_out='Write an object such as {"party": "220221"}.') from None
    if not isinstance(value, dict):
        raise InvalidError("That JSON is not an object.", way_out='Write an object such as {"party": "220221"}.')
    return value
