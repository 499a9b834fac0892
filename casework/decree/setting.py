"""Sets a value of the province: seen first, then written as a decree beside its journal entry, and revoked before its day."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from casework import journal
from casework.access import SYSTEM, Actor, permit
from casework.decree.telling import words_of
from casework.decree.wishes import Wish, decree_of, named
from casework.desk import Desk, House, open_desk
from casework.duty.foreseeing import Foresight, foresee
from casework.duty.projecting import project_again
from casework.shelf import Shelf
from casework.triggers import pull
from foundation.clock import day_of
from foundation.errors import ConflictError, InvalidError, UnavailableError
from regulation.book import Rulebook
from regulation.loading import RulebookError

PLACE = "province"  # the folder, within that of the decrees, of those that were set here
ACTION = "rule.set"


@dataclass(frozen=True)
class Preview:
    """What a value would do: the dates that would move, its words, and the rulebook that it was looked at beside."""

    foresight: Foresight
    words: str
    seen: str


def preview(house: House, actor: Actor, wish: Wish) -> Preview:
    """Reckon every open date by the rulebook as it would be; nothing is written."""
    permit(actor, ACTION)
    shelf, book = shelf_of(house), house.rulebook
    decree = decree_of(book, wish, day_of(house.clock.now()))
    wished = _read(lambda: shelf.with_decree(_name(wish), decree))
    with open_desk(replace(house, source=wished), SYSTEM, reads=True) as desk:
        return Preview(foresee(desk), words_of(wished, wish.table, wish.code, wish.since), book.fingerprint)


def publish(house: House, actor: Actor, wish: Wish, seen: str) -> None:
    """Write the decree; every process reads it from then on, and open dates follow it at once.

    `seen` is the rulebook's fingerprint when this was decided: if it is another by now, the decision is refused.
    """
    shelf, place = shelf_of(house), None
    with _undone(lambda: place.unlink(missing_ok=True) if place else None), open_desk(house, actor) as desk:
        book = _alone(desk, seen)
        decree = decree_of(book, wish, desk.today)
        wished = _read(lambda: shelf.with_decree(_name(wish), decree))
        _note(desk, ACTION, wish.table, wish.code, wish.since, wish.reason, source=wish.source.strip(),
              confirmed=wish.confirmed, value=words_of(wished, wish.table, wish.code, wish.since), decree=decree)
        text = _text(desk, wish.reason, decree)  # before the place is known: what fails here leaves nothing
        place = path_of(shelf, wish.table, wish.code, wish.since)
        _write(place, text)
    project_again(house)


def revoke(house: House, actor: Actor, table: str, code: str, since: date, *, reason: str, seen: str) -> None:
    """Take a value back whose day has not come."""
    shelf, kept = shelf_of(house), list[tuple[Path, str]]()
    with _undone(lambda: _put_back(kept)), open_desk(house, actor) as desk:
        book = _alone(desk, seen)
        named(book, table, code)
        place = path_of(shelf, table, code, since)
        if not place.is_file():
            raise ConflictError(f"No value from {since} was set here.", way_out="Values of the order itself are not revoked.")
        if since <= desk.today:
            raise ConflictError(f"The value holds since {since}.", way_out="Set another from a later day.")
        if not reason.strip():
            raise InvalidError("A reason is missing.", way_out="Say why in a sentence; it goes into the journal.")
        _read(lambda: shelf.without_decree(place))
        _note(desk, "rule.revoked", table, code, since, reason)
        text = place.read_text(encoding="utf-8")
        place.unlink()
        kept.append((place, text))
    project_again(house)


def shelf_of(house: House) -> Shelf:
    """The shelf of decrees of a house."""
    if not isinstance(house.source, Shelf):
        raise UnavailableError("There is no folder of decrees here.", way_out="Name one: KUANGJIAN_DECREES_FOLDER.")
    return house.source


def path_of(shelf: Shelf, table: str, code: str, since: date) -> Path:
    """The file of a value that was set here; table and code are names of the rulebook."""
    return shelf.folder / PLACE / f"{table}-{code}-{since}.toml"


def _alone(desk: Desk, seen: str) -> Rulebook:
    """The rulebook, while nobody else changes it or reckons by it."""
    desk.permit(ACTION)
    desk.lock("project")
    book = desk.house.rulebook  # what was written while this waited for its turn is there to be seen
    if book.fingerprint != seen:
        raise ConflictError("The rulebook was changed meanwhile.", way_out="Look at what stands there, and decide anew.")
    return book


@contextmanager
def _undone(undo: Callable[[], Any]) -> Iterator[None]:
    """Take the file's change back where the work that belongs to it does not stand."""
    try:
        yield
    except BaseException:
        undo()
        raise


def _put_back(kept: Sequence[tuple[Path, str]]) -> None:
    for path, text in kept:
        _write(path, text)


def _read(reading: Callable[[], Rulebook]) -> Rulebook:
    try:
        return reading()
    except RulebookError as error:
        raise InvalidError("The rulebook would have mistakes:", problems=error.problems, way_out="Mend these.") from error


def _name(wish: Wish) -> str:
    return f"{wish.table}-{wish.code}-{wish.since}"


def _note(desk: Desk, action: str, table: str, code: str, since: date, reason: str, **more: Any) -> None:
    journal.note(desk, action, "value", 0, table=table, code=code, value_from=since, reason=reason.strip(), **more)
    pull(desk, "duty_watch", "value")  # should what follows here not happen, it happens there


def _text(desk: Desk, reason: str, decree: dict[str, Any]) -> str:
    import tomli_w
    told = " ".join(reason.split())
    return f"# {desk.now:%Y-%m-%dT%H:%M:%SZ} {desk.actor.label}\n# {told}\n\n{tomli_w.dumps(decree)}"


def _write(path: Path, text: str) -> None:
    """Whole or not at all, and on the disk when this returns."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    try:
        with half.open("w", encoding="utf-8") as out:
            out.write(text)
            out.flush()
            os.fsync(out.fileno())
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
