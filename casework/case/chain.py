"""The chains of filing and of deciding: whoever held one place holds no other (承办、审查、法制审核、审批分开)."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from casework.case.cases import CaseRow
from casework.desk import Desk
from regulation.guards import Unmet
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Who

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
# With the plus it is found by the case: all that an officer ever did grows with the years.
HELD = ("SELECT action, officer_id FROM case_event WHERE case_id = :case AND (+officer_id = :officer"
        " OR action IN ('correction.reopen', 'decision.redo')) ORDER BY no")
TWO_PLACES = Unmet("Nobody holds two places in the chain of one filing or one decision.",
                   "Somebody else of the office who holds the role, or is given it, does it; where there is nobody, the"
                   " superior takes the case up (case.take-up, case.take-up-filed).")


class Done(Protocol):
    """A thing that was done in a case, and by which officer."""

    @property
    def action(self) -> str:
        """What."""

    @property
    def officer_id(self) -> int | None:
        """By whom."""


def done_by(desk: Desk, case: CaseRow, officer: int) -> list[str]:
    """What an officer did in a case, and where it was decided anew, in order."""
    return done_among(desk.rows(HELD, case=case.id, officer=officer), officer)


def done_among(events: Sequence[Done], officer: int | None) -> list[str]:
    """The same of events that were read already; nothing of nobody."""
    return [one.action for one in events if officer is not None and (one.officer_id == officer or one.action in ANEW)]


def held_another(law: ProcedureLaw, done: Iterable[str], action: str, who: Who) -> bool:
    """Whether whoever did these things held another place of the chain to which a move belongs."""
    chain = next((one for one in (FILING, DECIDING) if action in one), frozenset[str]())
    held: set[Who] = set()
    for one in done:
        if one in ANEW and chain is DECIDING:
            held.clear()
        elif one in chain and one in law.move:
            held.add(_place(law.move[one].who))
    return bool(held - {_place(who)})


def _place(who: Who) -> Who:
    """The heads decide where the leader does."""
    return Who.LEADER if who is Who.HEADS else who
