"""What single moves do beside the general: facts that only the records know, and rows of their own."""

from collections.abc import Callable, Mapping
from typing import Any

from casework.case import (
    answering,
    appraisals,
    assessing,
    changing,
    closing,
    correcting,
    court_window,
    crime,
    deciding,
    enforcing,
    evidence,
    hearing,
    hearing_day,
    legal,
    limitation,
    main_leader,
    missing,
    notices,
    officers,
    passing_on,
    paying,
    receipts,
    recusals,
    reports,
    serving,
    substance,
    timing,
)
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from casework.oversight import hooks as oversight

Before = Callable[[Desk, CaseRow, Given], dict[str, Any]]
After = Callable[[Desk, CaseRow, Given, int], None]
Implies = Callable[[Desk, CaseRow, Mapping[str, Any]], dict[str, Any]]
# What goes without saying, the field of it, is written into the event all the same.
IMPLIES: dict[str, tuple[str, Implies]] = {
    **dict.fromkeys(appraisals.ENDED, (appraisals.WHICH, appraisals.implied)), "recusal.decide": ("officers", recusals.implied)}


def implied(desk: Desk, case: CaseRow, action: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a move that follow from the case where they were left empty."""
    return IMPLIES[action][1](desk, case, fields) if action in IMPLIES else {}


def _filed(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Whether it is major was answered with a reason, and a major one is approved by the head."""
    return {**reports.answered_with_reason(desk, case, given), **main_leader.approves_major(desk, case, given)}


BEFORE: dict[str, Before] = {
    "decision.penalty": deciding.weighed_against_notice, "decision.lighter": deciding.weighed_against_notice,
    "decision.change": changing.no_heavier, "notice.issue": deciding.within_range, "spot.decide": deciding.on_the_spot,
    "performance.complete": paying.settled, "performance.lapse": paying.unsettled, "payment.record": paying.not_too_much,
    **dict.fromkeys(("payment.correct", "payment.correct-performed"), correcting.may_correct),
    **dict.fromkeys(("crime.report", "crime.report-later"), crime.reported), "crime.suspect": crime.anew,
    "decision.extend": timing.within_bound, "seizure.extend": timing.within_bound,
    "team.name": officers.two_named, "report.submit": officers.submitted_by_team,
    "filing.approve": _filed, "legal.submit": legal.somebody_reviews,
    **dict.fromkeys(("legal.take-back", "legal.take-back-weighed"), legal.by_who_submitted),
}


def _offered(found: Before) -> Before:
    def do(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
        hearing.offered(desk, case, given)
        set_by = found(desk, case, given)
        crime.looked_at(desk, case, given)
        return set_by
    return do


BEFORE |= {"case.assess": assessing.assessed, **{action: _offered(BEFORE[action]) for action in (
    "notice.issue", "decision.penalty", "decision.lighter")}}
SERVICES = ("notice.serve", "decision.serve", "none.serve", "demand.serve")


def _served(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """What is served was issued, and the proof has what its way wants."""
    return {**receipts.only_issued(desk, case, given), **serving.proved(desk, case, given)}


def _notices_served(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """The notices, neither of them again."""
    return {**notices.not_again(desk, case, given), **_served(desk, case, given)}


BEFORE |= {"hearing.fix": hearing_day.fixed, "hearing.tell": hearing_day.told, "hearing.ask": hearing_day.asked,
           "recusal.ask": recusals.asked, "recusal.decide": recusals.decided,
           **dict.fromkeys(("filing.establish", "filing.propose"), limitation.answered), "act.period": limitation.period,
           "investigation.end": limitation.ended, "stop.order": enforcing.goes_on, "crime.exclude": crime.excluded,
           "case.value": substance.something, "archive.file": closing.complete,
           **dict.fromkeys(SERVICES, _served), "notice.serve": _notices_served,
           "notice.serve-public": notices.public}
BEFORE |= dict.fromkeys(answering.ANSWERED, answering.not_before)
BEFORE |= dict.fromkeys(("notice.announce", "decision.announce", "none.announce", "demand.announce"), receipts.only_issued)
BEFORE |= dict.fromkeys(("jurisdiction.pass", "jurisdiction.pass-filed", *passing_on.DESIGNATED, *passing_on.DOWN),
                        passing_on.office_named)


def _all(*hooks: After) -> After:
    def do(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
        for hook in hooks:
            hook(desk, case, given, event_no)
    return do


BEFORE |= dict.fromkeys(("deliberation.conclude", "deliberation.conclude-weighed"), substance.several)
AFTER: dict[str, After] = {
    "notice.issue": deciding.proposed, "notice.serve": timing.last_day_written,
    "decision.penalty": deciding.decided, "decision.lighter": deciding.decided,
    "decision.change": _all(deciding.decided, changing.due_anew),
    "spot.decide": deciding.decided, "team.name": officers.name_team,
    "recusal.decide": officers.recuse, "crime.report": officers.name_special_team,
    "evidence.collect": evidence.collect, "evidence.store": evidence.store, "seizure.order": evidence.seal,
    "seizure.spot": evidence.seal, "evidence.decide": evidence.decide, "seizure.end": evidence.release,
    "evidence.strike": evidence.strike,
    **dict.fromkeys(("payment.correct", "payment.correct-performed"), correcting.correct),
    "payment.record": paying.pay, "deferral.grant": paying.defer, "instalments.grant": paying.in_parts,
    "remedy.ask-reconsideration": paying.pause, "remedy.sue": paying.pause, "remedy.reconsidered": paying.go_on,
    "remedy.ended": paying.go_on, "crime.report-later": officers.name_special_team, "seizure.extend": timing.extend,
    "decision.extend": timing.extend, "limit.explain": missing.explain,
    "jurisdiction.ask": passing_on.asked_above, "jurisdiction.ask-filed": passing_on.asked_above,
}


BEFORE |= oversight.BEFORE
AFTER |= {action: _all(*([AFTER[action]] if action in AFTER else []), court_window.after_deferral)
          for action in ("deferral.grant", "instalments.grant", "remedy.lapse", "remedy.ended")}
AFTER |= dict.fromkeys(("decision.annul", "decision.annul-closed", "correction.reopen"),
                       _all(deciding.undecided, enforcing.undone))
AFTER |= {action: _all(AFTER[action], enforcing.planned_anew) for action in ("deferral.grant", "instalments.grant")}
AFTER |= {action: _all(*([AFTER[action]] if action in AFTER else []), receipts.served) for action in SERVICES}
AFTER |= {action: _all(*([AFTER[action]] if action in AFTER else []), *hooks) for action, hooks in oversight.AFTER.items()}
