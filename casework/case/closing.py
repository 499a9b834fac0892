"""A case goes into the archive when nothing that its moves asked for is missing (立卷归档)."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.case.papers import titles_of
from casework.case.particulars import DAYS, EVENTS, Event, loaded_events
from casework.desk import Desk
from documents.catalogue import form_of
from foundation.errors import ConflictError, NotFoundError
from regulation.guards import Unmet

SETTLED = "SELECT title, event_no FROM case_document WHERE case_id = :case AND state <> 'draft'"
REOPENED = "correction.reopen"  # from here on everything is made once more
INDEX = "案卷目录"  # the archive makes it itself
RECEIPT = "送达回证"  # each service has its own
WAY_OUT = "Issue each, enter the original that exists on paper, or strike the draft with a reason."


def missing_of(desk: Desk, case: CaseRow) -> tuple[tuple[str, str], ...]:
    """What the moves of a case asked for and was neither issued nor struck with a reason: title and the move that asked."""
    events = loaded_events(desk.rows(EVENTS, types=DAYS, case=case.id))
    settled = desk.rows(SETTLED, case=case.id)
    found: dict[tuple[str, int, int], Event] = {}
    turn = 0
    for event in events:
        turn = event.no if event.action == REOPENED else turn
        for title in titles_of(desk, event, events):
            if title != INDEX and _in_use(title, event.day):
                found[title, turn, event.no if title == RECEIPT else 0] = event
    law = desk.rulebook.procedure.move
    served = received((no for title, _, no in found if title == RECEIPT),
                       [row.event_no for row in settled if row.title == RECEIPT])
    return tuple((title, law[event.action].title) for (title, turn, no), event in found.items()
                 if (no not in served if no else not _settled(settled, title, turn, _next_turn(events, turn))))


def received(services: Iterable[int], receipts: list[int]) -> set[int]:
    """Which services have a receipt: the one drafted for it, or else one that was added since and is no other's."""
    wanted, spare, found = sorted(services, reverse=True), list(receipts), set[int]()
    for no in wanted:
        if no in spare:
            spare.remove(no)
            found.add(no)
    for no in (one for one in wanted if one not in found):
        later = [one for one in spare if one > no]
        if later:
            spare.remove(max(later))
            found.add(no)
    return found


def _settled(settled: Sequence[Any], title: str, turn: int, following: int | None) -> bool:
    return any(row.title == title and turn <= row.event_no and (following is None or row.event_no < following)
               for row in settled)


def _next_turn(events: Sequence[Event], turn: int) -> int | None:
    return next((one.no for one in events if one.action == REOPENED and one.no > turn), None)


@lru_cache(maxsize=1024)
def _in_use(title: str, day: date) -> bool:
    try:
        form_of(title, day)
    except NotFoundError:
        return False
    return True


def incomplete(desk: Desk, case: CaseRow) -> Unmet | None:
    """What keeps a case out of the archive, in one sentence: the documents that are missing, each once."""
    titles = dict.fromkeys(title for title, _ in missing_of(desk, case))
    return Unmet(f"The file of {case.number} lacks {len(titles)} documents: {'、'.join(titles)}.", WAY_OUT) if titles else None


def complete(desk: Desk, case: CaseRow, _given: Given) -> dict[str, Any]:
    """Refuse the archive while documents are missing, naming each."""
    missing = missing_of(desk, case)
    if missing:
        raise ConflictError(f"The file of {case.number} is not complete:",
                            problems=tuple(f"{title}（{asked}）" for title, asked in missing),
                            way_out=WAY_OUT)
    return {}
