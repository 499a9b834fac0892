"""The chains of filing and of deciding: whoever held one place holds no other (承办、审查、法制审核、审批分开)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from foundation.clock import day_of
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
    def day(self) -> date:
        """On which day."""

    @property
    def at(self) -> datetime:
        """When it was entered."""

    @property
    def officer_id(self) -> int | None:
        """By whom."""

    @property
    def fields(self) -> Mapping[str, Any] | None:
        """What was filled in, of moves that name officers."""


def done_among(events: Sequence[Done], officer: int | None) -> list[str]:
    """What an officer did by these events, what was said of him, and where it was decided anew, in order; nothing of nobody."""
    slips = _slips(events)
    return [told for one in events if officer is not None for told in _of(one, officer, named=one.no not in slips)]


def named_among(events: Sequence[Done], what: str) -> set[int]:
    """The officers of whom these events say that they investigate, or are recused."""
    slips = _slips(events)
    return {officer for one in events if NAMES.get(one.action) == what and one.no not in slips for officer in _named(one)}


def _slips(events: Sequence[Done]) -> set[int]:
    """Namings that the very next thing put right the same day: whoever was named by mistake has investigated nothing.

    On a later day he may have questioned and seen; nor does it help to date that naming back.
    """
    named = {one.no: (one.day, day_of(one.at)) for one in events if one.action == "team.name"}
    return {no for no, days in named.items() if named.get(no + 1) == days}


def _of(one: Done, officer: int, *, named: bool) -> Iterator[str]:
    if one.officer_id == officer or one.action in ANEW:
        yield one.action
    if named and one.action in NAMES and officer in _named(one):
        yield NAMES[one.action]


def _named(one: Done) -> Sequence[int]:
    return (one.fields or {}).get("officers") or ()


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
