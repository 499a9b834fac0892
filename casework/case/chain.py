"""The chains of filing and of deciding: whoever held one place holds no other (承办、审查、法制审核、审批分开)."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Protocol

from casework.bulk import rows_among
from casework.case.cases import CaseRow
from casework.desk import Desk
from regulation.guards import Unmet
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, Who

FILING = frozenset((
    "filing.establish", "filing.propose", "filing.propose-refusal", "filing.unit", "filing.unit-return", "filing.review",
    "filing.review-return", "filing.approve", "filing.refuse", "filing.leave", "filing.return"))
PROPOSING = ("filing.establish", "filing.propose", "filing.propose-refusal", "report.submit")
DECIDING = frozenset((
    "report.submit", "review.pass", "review.return", "legal.submit", "legal.pass", "legal.pass-weighed", "legal.return",
    "legal.take-back", "legal.take-back-weighed", "deliberation.call", "deliberation.conclude",
    "deliberation.conclude-weighed", "deliberation.return", "notice.issue", "notice.renew", "statement.weigh",
    "decision.penalty", "decision.lighter", "decision.none", "decision.withdraw", "decision.transfer"))
ANEW = ("correction.reopen", "decision.redo")  # the decision is made once more, by whoever holds the places then
# What is said of an officer by a move of another: he investigates, whoever takes his place later; or he is recused.
INVESTIGATED, RECUSED = "investigated", "recused"
NAMES = {"team.name": INVESTIGATED, "recusal.decide": RECUSED}
# With the plus it is found by the case: all that an officer ever did grows with the years.
HELD = ("SELECT no, action, officer_id, given FROM case_event WHERE case_id = :case AND (+officer_id = :officer"
        f" OR action IN {(*ANEW, *NAMES)!r}) ORDER BY no")
NAMED = (f"SELECT no, action, officer_id, given FROM case_event WHERE case_id = :case AND action IN {(*NAMES,)!r}"
         " ORDER BY no")
# Of many cases what the chains, and who is named, rest on.
OF_CASES = (f"SELECT case_id, no, action, officer_id, CASE WHEN action IN {(*NAMES,)!r} THEN given END AS given"
            " FROM case_event WHERE case_id IN :cases ORDER BY case_id, no")
TWO_PLACES = Unmet("Nobody holds two places in the chain of one filing or one decision.",
                   "Somebody else of the office who holds the role, or is given it, does it; where there is nobody, the"
                   " superior takes the case up (case.take-up, case.take-up-filed).")


class Done(Protocol):
    """A thing that was done in a case, and by which officer."""

    @property
    def no(self) -> int:
        """Its number in the case."""

    @property
    def action(self) -> str:
        """What."""

    @property
    def officer_id(self) -> int | None:
        """By whom."""

    @property
    def fields(self) -> Mapping[str, Any] | None:
        """What was filled in, of moves that name officers."""


@dataclass(frozen=True)
class _Event:
    no: int
    action: str
    officer_id: int | None
    fields: Mapping[str, Any]


def done_by(desk: Desk, case: CaseRow, officer: int) -> list[str]:
    """What an officer did in a case and what was said of him, and where it was decided anew, in order."""
    return done_among(_events(desk.rows(HELD, case=case.id, officer=officer)), officer)


def done_among(events: Sequence[Done], officer: int | None) -> list[str]:
    """The same of events that were read already; nothing of nobody."""
    slips = _slips(events)
    return [told for one in events if officer is not None for told in _of(one, officer, named=one.no not in slips)]


def events_of(desk: Desk, cases: Collection[int]) -> dict[int, list[Done]]:
    """What was done in each of these cases, for `done_among`; by one statement however many they are."""
    rows = rows_among(desk, OF_CASES, {"cases": cases}) if cases else []
    return {case: [*_events(list(some))] for case, some in groupby(rows, key=lambda row: int(row.case_id))}


def named_in(desk: Desk, case: CaseRow, what: str) -> set[int]:
    """The officers of whom it was said in a case that they investigate, or are recused."""
    events = _events(desk.rows(NAMED, case=case.id))
    slips = _slips(events)
    return {officer for one in events if NAMES[one.action] == what and one.no not in slips for officer in _named(one)}


def _slips(events: Sequence[Done]) -> set[int]:
    """Namings that the very next thing put right: whoever was named by mistake has investigated nothing."""
    named = {one.no for one in events if one.action == "team.name"}
    return {no for no in named if no + 1 in named}


def _of(one: Done, officer: int, *, named: bool) -> Iterator[str]:
    if one.officer_id == officer or one.action in ANEW:
        yield one.action
    if named and one.action in NAMES and officer in _named(one):
        yield NAMES[one.action]


def _named(one: Done) -> Sequence[int]:
    return (one.fields or {}).get("officers") or ()


def _events(rows: Sequence[Any]) -> list[_Event]:
    return [_Event(row.no, row.action, row.officer_id, json.loads(row.given)["fields"] if row.action in NAMES else {})
            for row in rows]


def held_another(law: ProcedureLaw, done: Iterable[str], action: str, who: Who) -> bool:
    """Whether whoever did these things held another place of the chain to which a move belongs."""
    chain = chain_of(action)
    held: set[Who] = set()
    for one in done:
        if one in ANEW and chain is DECIDING:
            held.clear()
        elif one in chain and one in law.move:
            held.add(place_of(law.move[one].who))
    return bool(held - {place_of(who)})


def chain_of(action: str) -> frozenset[str]:
    """The chain to which a move belongs; an empty one where it is of none."""
    return next((one for one in (FILING, DECIDING) if action in one), frozenset())


def leading(law: ProcedureLaw, stage: Stage, who: Who) -> str:
    """The move with which somebody of a kind leads a case on from a stage, where it belongs to a chain; or nothing."""
    return next((one.action for one in law.move.values() if stage in one.stages and one.who is who and chain_of(one.action)),
                "")


def places_but(law: ProcedureLaw, chain: frozenset[str], who: Who) -> tuple[str, ...]:
    """The moves of a chain by which another place of it is held."""
    return tuple(sorted(one for one in chain if one in law.move and place_of(law.move[one].who) is not place_of(who)))


def place_of(who: Who) -> Who:
    """The heads decide where the leader does."""
    return Who.LEADER if who is Who.HEADS else who
