"""Who acts next in a case: for whom it waits where it stands, so that he can be told, and others see why it rests."""

from datetime import date

from regulation.case_facts import CaseFacts
from regulation.guards import GUARDS
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, Who

REVIEWED = "legal-review-passed"

# Where it is always the same; where it is not, the facts decide below.
ALWAYS = {
    Stage.FOUND: Who.HANDLER, Stage.FILING_UNIT: Who.UNIT, Stage.FILING_REVIEW: Who.REVIEW, Stage.FILING_LEADER: Who.LEADER,
    Stage.DESIGNATING: Who.SUPERIOR, Stage.DESIGNATING_FILED: Who.SUPERIOR, Stage.INVESTIGATING: Who.HANDLER,
    Stage.SUSPENDED: Who.LEADER, Stage.REVIEWING: Who.REVIEW, Stage.LEGAL_REVIEW: Who.LEGAL, Stage.DELIBERATING: Who.HEADS,
    Stage.ANNULLED: Who.LEADER, Stage.CRIME_REPORTED: Who.LEADER, Stage.CRIME_APPROVED: Who.HANDLER,
    Stage.WITH_POLICE: Who.POLICE, Stage.POLICE_DECLINED: Who.LEADER, Stage.PERFORMING: Who.PARTY,
    Stage.OVERDUE: Who.HANDLER, Stage.AT_COURT: Who.COURT, Stage.ENFORCING: Who.COURT, Stage.COURT_DECLINED: Who.LEADER,
    Stage.CLOSED: Who.HANDLER,
}
# Nothing follows but the closing, which the handler proposes and the leader approves.
CLOSING = (Stage.ENDED, Stage.NO_PENALTY, Stage.WITHDRAWN, Stage.HANDED_OVER, Stage.POLICE_FILED, Stage.PERFORMED,
           Stage.TERMINATED)
# The leader gives notice or decides, once the handler said what is due and had it reviewed where the law wants that.
AGREED = (Stage.PROPOSED, Stage.WEIGHED)


def reviews_on(law: ProcedureLaw, day: date) -> bool:
    """Whether a penalty that is decided on a day waits for a legal review, where one is due."""
    return REVIEWED in law.move["decision.penalty"].needs_on(day, day)


def next_of(stage: Stage, facts: CaseFacts, *, reviews: bool = True) -> Who | None:
    """Who acts next in a case that stands at a stage on the day of its facts; none at an end.

    Where the law of the day knows no legal review before a decision, there are no `reviews` to be waited for.
    """
    if facts.closing_proposed_on is not None and stage is not Stage.CLOSED and stage is not Stage.ARCHIVED:
        return Who.LEADER
    if stage in CLOSING:
        return Who.HANDLER
    if stage in AGREED:
        return Who.HANDLER if GUARDS[REVIEWED if reviews else "assessed"](facts) else Who.LEADER
    if stage is Stage.NOTIFIED:
        return _notified(facts)
    if stage is Stage.HEARING:
        return Who.LEADER if facts.hearing_told_on else Who.HANDLER
    if stage is Stage.DECIDED:
        return Who.PARTY if facts.notice_until and facts.day <= facts.notice_until else Who.HANDLER
    if stage is Stage.DEMANDED:
        waits = GUARDS["demand-over"](facts) or GUARDS["remedies-over"](facts)
        return Who.PARTY if waits else Who.LEADER
    return ALWAYS.get(stage)


def _notified(facts: CaseFacts) -> Who:
    """The notices are to be served; then the party has its time; then what it said is weighed."""
    if facts.notice_served_on is None or (facts.hearing_due and facts.hearing_notice_served_on is None):
        return Who.HANDLER
    stated = facts.statement_ended or (facts.statement_until is not None and facts.day > facts.statement_until)
    return Who.REVIEW if stated and GUARDS["hearing-request-over"](facts) is None else Who.PARTY
