"""A case on one page: its party, limits, officers, evidence, documents, money, events, and what can be done now by whom."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from casework.access import allowed
from casework.case.allowing import OWN_WORK, RIGHTS, barred, judged_by
from casework.case.appraisals import still_out
from casework.case.cases import CaseRow, case_of
from casework.case.chain import done_among
from casework.case.closing import incomplete
from casework.case.done import named_before
from casework.case.enforcing import ended
from casework.case.facts import Counted, facts_with, reviews_in
from casework.case.legal import nobody_reviews
from casework.case.missing import NONE_MISSED
from casework.case.offering import Doable, doable
from casework.case.officers import outside
from casework.case.owing import owed_by
from casework.case.recusals import asked_of, own_alone
from casework.desk import Desk
from casework.view.case_asked import Holds, asked_in
from casework.view.case_course import CaseEvent, events_of
from casework.view.case_file import Document, Item, documents_of, evidence_of
from casework.view.case_limits import CaseLimit, by_due, limits_told, that_stand
from casework.view.case_money import CaseMoney, money_of
from casework.view.case_party import Beside, CaseOfficer, CaseParty, officers_of, party_of
from regulation.case_facts import CaseFacts
from regulation.guards import Unmet
from regulation.stages import Stage, StageRow


@dataclass(frozen=True)
class Offer:
    """Something listed for the stage: whether it can be done now, whether this reader may do it, and why not."""

    doable: Doable
    mine: bool
    unmet: tuple[Unmet, ...]

    @property
    def open(self) -> bool:
        """Whether this reader can do it now."""
        return self.mine and not self.unmet


@dataclass(frozen=True)
class CaseStory:
    """A case with all that a reader asks about it, and what he can do."""

    case: CaseRow
    stage: StageRow
    party: CaseParty
    beside: Beside
    limits: list[CaseLimit]  # what runs first, by its last day
    officers: list[CaseOfficer]
    evidence: list[Item]
    documents: list[Document]
    money: CaseMoney
    events: list[CaseEvent]
    offers: list[Offer]  # in the order of the table

    @property
    def next_due(self) -> CaseLimit | None:
        """The duty of the office that runs out first."""
        return next((one for one in self.limits if one.running and one.kind == "duty" and one.state != "suspended"), None)


def case_story(desk: Desk, number: str, on: date | None = None) -> CaseStory:
    """Everything about a case that the actor may see, money as owed by the end of a day (today); eight statements.

    One more of a case that changed hands, two more of one that is closed, three more while a request for recusal waits.
    """
    case = case_of(desk, number)
    limits, officers, evidence = limits_told(desk, case.id), officers_of(desk, case.id), evidence_of(desk, case.id)
    party, beside = party_of(desk, case, officers)
    money = money_of(desk, case, on or desk.today)
    events = events_of(desk, case)
    return CaseStory(
        case=case, stage=desk.rulebook.procedure.stage[case.stage], party=party, beside=beside, limits=by_due(limits),
        officers=officers, evidence=evidence, documents=documents_of(desk, case.id), money=money, events=events,
        offers=_offers(desk, case, limits, officers, evidence, money, events))


def _offers(desk: Desk, case: CaseRow, limits: list[CaseLimit], officers: Sequence[CaseOfficer], evidence: Sequence[Item],
            money: CaseMoney, events: Sequence[CaseEvent]) -> list[Offer]:
    out = still_out(events)
    counted = Counted(certified=sum(one.investigates and one.certified for one in officers),
                      evidence=sum(one.struck_on is None for one in evidence),
                      stored=sum(one.undecided for one in evidence),
                      sealed=sum(one.undecided and one.measure == "sealed" for one in evidence),
                      out=len(out), reviews=reviews_in([one.action for one in events]))
    done = done_among([*named_before(desk, case), *events], desk.actor.officer_id)
    facts = facts_with(desk, case, that_stand(limits), counted, desk.today)
    owed = owed_by(desk, money.books, desk.today)
    found = doable(desk.rulebook.procedure, Stage(case.stage), facts, desk.today, owed)
    barring = ((one, _bar(desk, case, one, facts, officers, limits)) for one in found)
    found = tuple(replace(one, unmet=(*one.unmet, why)) if why else one for one, why in barring)
    holds = Holds(money.penalty, out, [one.title for one in limits if one.unexplained],
                  asked_of(desk, case) if _to_recuse(facts) else {})
    return [_offer(desk, case, asked_in(desk, one, holds), done) for one in found]


def _bar(desk: Desk, case: CaseRow, one: Doable, facts: CaseFacts,
         officers: Sequence[CaseOfficer], limits: Sequence[CaseLimit]) -> Unmet | None:
    """What keeps this office or reader from it, as its move would be refused."""
    if one.action == "legal.submit":
        return nobody_reviews(desk, case, facts)
    if one.action == "stop.order":
        return ended(case)
    if one.action == "archive.file":
        return incomplete(desk, case)
    if one.action == "report.submit":
        return outside(desk.actor.officer_id, {each.id: each.name for each in officers if each.investigates})
    if one.action == "limit.explain":
        return None if any(each.unexplained for each in limits) else NONE_MISSED
    return own_alone(desk, case) if one.action == "recusal.decide" and _to_recuse(facts) else None


def _to_recuse(facts: CaseFacts) -> bool:
    return facts.recusal_open or facts.recusal_left


def _offer(desk: Desk, case: CaseRow, one: Doable, done: Sequence[str]) -> Offer:
    me = desk.actor.officer_id
    why = barred(desk, done, one.who, one.action) or (OWN_WORK if judged_by(case, one.who, me) else None)
    may = allowed(desk.actor, RIGHTS[one.who], case.office_path)
    return Offer(one, may and why is None, (*((why,) if may and why is not None else ()), *one.unmet))
