"""How a clue comes to another office: what the old one owed closes, what the new one owes counts from that day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.bulk import add_rows, rows_among
from casework.clue.accused import name_accused
from casework.clue.clues import ClueRow, record
from casework.clue.duties import close_duties, open_for_clues
from casework.clue.facts import CLUES, facts_for
from casework.clue.identities import masked
from casework.clue.known import known_of
from casework.clue.letters import tell_no_more, tell_offices
from casework.clue.routing import Facts, Office, Whence, concerned, lifted_above
from casework.desk import Desk
from casework.in_force import standing
from casework.record.parties import PartyRef, find_party, hold
from foundation.errors import InvalidError, NotFoundError
from models import ClueMove
from models.party import OFFICE_LEVELS

LONGEST = 1000  # characters of a reason
AT_EACH_OFFICE = ("clue_registration",)  # what each office owes from the day the clue comes to it
COUNTED = ("SELECT period FROM duty WHERE subject_kind = 'clue' AND subject_id = :id AND rule = 'clue_verification'"
           " ORDER BY id DESC LIMIT 1")
JOURNAL = {"assigned": "clue.assigned", "transferred": "clue.transferred", "disputed": "clue.disputed",
           "designated": "clue.designated", "routed": "clue.routed"}


@dataclass(frozen=True)
class Passed:
    """A clue that came to an office."""

    number: str
    office_id: int
    office: str


@dataclass(frozen=True)
class Ground:
    """On which it is decided where a clue may lie: the tree, what it says, whom it and what is linked to it are about."""

    row: ClueRow
    facts: Facts
    clue: Whence
    about: frozenset[int]
    linked: Sequence[Any]  # rows of clues that are handled together with it

    def barred(self, office_id: int) -> bool:
        """Whether it is about this office, or about one that stands above it."""
        return lifted_above(self.facts, office_id, self.about) != office_id


def ground_of(desk: Desk, clue: ClueRow) -> Ground:
    """What decides where this clue may lie."""
    ids = [row.id for row in desk.rows("SELECT id FROM clue WHERE main_id = :id ORDER BY id", id=clue.id)]
    linked = rows_among(desk, CLUES, {"ids": ids}, types={"received_on": Date()}) if ids else []
    facts, whence = facts_for(desk, [clue, *linked])
    about: frozenset[int] = frozenset().union(*(concerned(facts, one) for one in whence.values()))
    return Ground(clue, facts, whence[clue.id], about, linked)


def office_called(desk: Desk, ground: Ground, called: str, levels: Sequence[str] = OFFICE_LEVELS) -> Office:
    """The office of this code or name to which a clue may go; never one that it is about, or that stands below one."""
    found = party_called(desk, called)
    hold(desk, [found.id])
    if found.level not in levels or not desk.rows(f"SELECT 1 FROM party WHERE id = :id AND {standing('party')}",
                                                  id=found.id, today=desk.today):
        raise InvalidError(f"{found.name} cannot be given clues.", way_out="Name an office that is there, by its code.")
    there = dict.fromkeys((one.id for one in (ground.row, *ground.linked)), found.id)
    if name_accused(desk, [ground.row, *ground.linked], ground.facts, there):  # whom it complains of may serve there
        ground = ground_of(desk, ground.row)
    if ground.barred(found.id):
        raise InvalidError(f"The clue is about {found.name}, or about an office above it.",
                           way_out="Choose an office that it is not about.")
    return ground.facts.offices[found.id]


def party_called(desk: Desk, called: str) -> PartyRef:
    """The party that was filled in; what is not there is a mistake in the form."""
    try:
        return find_party(desk, called)
    except NotFoundError as error:
        raise InvalidError(error.message, way_out=error.way_out) from None


def name_of(desk: Desk, office_id: int) -> str:
    """How an office is called."""
    return str(desk.scalar("SELECT name FROM party WHERE id = :id", id=office_id))


def said(desk: Desk, clue: ClueRow, reason: str) -> str:
    """A reason as it is kept: identities that slipped in are masked, the reporter's above all."""
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why in a sentence; it goes into the record.")
    if len(reason) > LONGEST:
        raise InvalidError(f"The reason has more than {LONGEST} characters.", way_out="Say it in a few sentences.")
    return masked(reason.strip(), known_of(desk, clue.id))


def arrive(desk: Desk, clue: ClueRow, ground: Ground, *, how: str, reason: str, event: str = "clue_arrived") -> Passed:
    """What follows once a clue lies at its new office: `clue` is as it is now, with what is linked to it following.

    What was owed about it closes; what its new office owes opens, counted from today, but for the day set by whoever gave
    it, which stays, and where a superior gives it to another office: then only its registration counts anew. An opinion that
    was waited for is waited for no more. Its officer is written to.
    """
    to, ids = int(clue.office_id or 0), [clue.id, *(row.id for row in ground.linked)]
    office, was = name_of(desk, to), _were(desk, ids)
    since = _counted_since(desk, clue.id, how)
    for one in ids:  # it and the few that are linked to it
        close_duties(desk, one, f"线索已由{office}承办")
    desk.run("UPDATE clue_appraisal SET until = :today WHERE clue_id = :id AND until IS NULL", today=desk.today, id=clue.id)
    desk.run("UPDATE clue SET office_id = :to, stage = :stage, version = version + 1 WHERE main_id = :id", to=to,
             stage=clue.stage, id=clue.id)
    add_rows(desk, ClueMove, [{"clue_id": one, "how": how, "from_id": was[one], "to_id": to, "reason": reason,
                               "by": desk.actor.label, "at": desk.now} for one in ids])
    record(desk, JOURNAL[how], clue, to=office)
    _owe(desk, clue, ground, event, since)
    tell_no_more(desk, ids)
    tell_offices(desk, [clue.id])
    return Passed(clue.number, to, office)


def _were(desk: Desk, ids: Sequence[int]) -> Mapping[int, int | None]:
    """Where each of them came to last."""
    rows = rows_among(desk, "SELECT clue_id, to_id FROM clue_move WHERE clue_id IN :ids ORDER BY id", {"ids": ids})
    return dict.fromkeys(ids) | {row.clue_id: row.to_id for row in rows}


def _owe(desk: Desk, clue: ClueRow, ground: Ground, event: str, since: date) -> None:
    today = desk.today
    if event != "clue_arrived":
        open_for_clues(desk, event, {clue.id: today})
        return
    open_for_clues(desk, event, {clue.id: today}, only=AT_EACH_OFFICE)
    open_for_clues(desk, event, {clue.id: since}, but=AT_EACH_OFFICE)
    named = {row.id: since for row in (clue, *ground.linked) if row.named}
    if named:
        open_for_clues(desk, "clue_named", named)
    if clue.answer_by is not None and clue.given_by_id != clue.office_id:
        open_for_clues(desk, "clue_given", {clue.id: min(today, clue.answer_by)}, until=clue.answer_by)


def _counted_since(desk: Desk, clue_id: int, how: str) -> date:
    """From which day its limits count: today, but where a superior only gives it out, from the day they did before."""
    before = desk.scalar(COUNTED, id=clue_id) if how == "assigned" else None
    return date.fromisoformat(before[:10]) if before else desk.today


def a_last_day(desk: Desk, day: date | None) -> date | None:
    """The day by which an answer is wanted; refused where it is over, or cannot be meant."""
    if day is not None and not desk.today <= day <= desk.today.replace(year=desk.today.year + 2, day=1):
        raise InvalidError(f"An answer by {day} cannot be meant.", way_out="Give a day from today on, within two years.")
    return day
