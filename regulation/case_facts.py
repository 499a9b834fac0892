"""What the guards of the procedure look at: plain values of one case, put together by whoever keeps it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True)
class CaseFacts:
    """A case on a day as dates, counts and flags; a last day is inclusive, none means not known or not there yet.

    What has a last day by the law is reckoned by `regulation.limits`; money is yuan.
    """

    day: date = date.min  # the day asked about
    begun: date | None = None  # decides the version of the procedure; none: the case begins with this move
    moved_to: date | None = None  # by a recorded decision the case goes on under the version of this day
    # the conditions of filing
    clear_actor: bool = False
    against_law: bool = False
    liability: bool = False
    own_jurisdiction: bool = False
    within_limitation: bool = False
    grave_harm: bool = False  # to life, health or financial security: five years instead of two
    minor_corrected_harmless: bool = False
    reason_given: bool = False  # for refusing, sending back, withdrawing and what else the law wants founded
    version_older: bool = False  # it goes on under another version than that of the day
    # jurisdiction and orders
    office_below: bool = False  # the office has others below that handle cases
    received_by_transfer: bool = False
    jurisdiction_disputed: bool = False
    ordered_on: date | None = None  # by the superior
    # investigation
    certified: int = 0  # investigators with a valid certificate, none of whom is recused
    recusal_open: bool = False
    recusal_left: bool = False  # of several requests one was decided, not all
    recused: bool = False  # somebody is
    cause_of_suspension: bool = False  # force majeure or accident, as long as it lasts
    suspension_untold: bool = False  # the party was not told of it yet
    resumption_untold: bool = False
    ground_of_ending: bool = False
    seizure_unapproved: bool = False  # sealed or seized on the spot
    evidence: int = 0  # items in the register
    stored_undecided: int = 0  # things registered and stored, sealed or seized, not decided upon
    sealed_undecided: int = 0  # those of them that are sealed or seized
    appraisals_out: int = 0  # commissioned, and no opinion came
    report_complete: bool = False
    review_passed_on: date | None = None
    # what is due before the decision
    assessed: bool = False  # whether it was said which of the following hold
    major: bool = False  # 重大行政处罚 or 重大违法
    complex: bool = False
    difficult: bool = False  # several legal relations
    public_interest: bool = False  # major public interest
    major_rights: bool = False  # it touches major rights of somebody
    legal_review_passed_on: date | None = None
    deliberated_on: date | None = None
    notice_served_on: date | None = None
    notice_before: date | None = None  # served before this move, whatever it says itself
    hearing_notice_before: date | None = None  # likewise
    statement_until: date | None = None
    statement_ended: bool = False  # made, or given up in writing
    hearing_due: bool | None = None  # none: nobody has said
    hearing_notice_served_on: date | None = None
    hearing_until: date | None = None  # for asking
    hearing_asked_on: date | None = None
    hearing_dropped: bool = False  # the request was withdrawn, or the party stayed away
    hearing_told_on: date | None = None
    hearing_told_by: date | None = None  # the last day for telling when and where
    hearing_day: date | None = None
    hearing_held_on: date | None = None
    weighed_on: date | None = None
    heavier_after_defence: bool = False
    beyond_notice: bool = False  # facts, grounds or penalty that the notice served did not name
    made_out: bool = False
    ground_of_lightness: bool = False
    ground_of_none: bool = False
    # on the spot
    fine: Decimal | None = None
    spot_most: Decimal | None = None  # the most that may be fined on the spot; none: not known
    told_orally: bool = False
    spot_decided_on: date | None = None
    spot_reported_on: date | None = None  # to the office, for its record
    # crime and discipline
    crime_suspected: bool = False
    crime_excluded: bool = False  # the leader found that none is suspected, though the value reaches its line
    crime_settled: bool = False  # declined or handed back by police or procuratorate, or the head decided against a transfer
    crime_reported: bool = False  # after the decision; the head has not decided on the transfer
    crime_approved: bool = False  # after the decision; it has not gone out
    crime_delivered_on: date | None = None
    special_team: int = 0  # officers named for the transfer
    police_answered: bool = False
    police_reviewed: bool = False  # they were asked to reconsider since the transfer
    goods_to_hand_over: bool = False  # the police filed, and goods of the case are still here
    discipline_due: bool = False
    discipline_transferred_on: date | None = None
    # the decision and what follows
    decided_on: date | None = None
    service_proved: bool = False
    other_service_failed: bool = False
    notice_until: date | None = None  # service by public notice
    served_on: date | None = None
    social_impact: bool = False
    published_on: date | None = None  # none again: withdrawn
    publication_left: bool = False  # left unpublished, with approval
    annulled_on: date | None = None  # or changed
    permits_stopped: bool = False
    deferral_asked: bool = False
    hardship: bool = False
    payment_until: date | None = None
    fully_performed: bool = False
    ore_to_hand_over: bool = False  # confiscated, in the office's hands, not handed over
    remedies_until: date | None = None
    remedy_pending: bool = False
    remedies_used_on: date | None = None  # the last remedy that was asked for ended, and the decision stands
    demand_until: date | None = None  # none: not served
    court_until: date | None = None
    lateness_explained: bool = False
    court_answered: bool = False
    # the end
    closing_proposed_on: date | None = None
    jurisdiction_passed_on: date | None = None
    ended_on: date | None = None
    no_penalty_on: date | None = None
    terminated_on: date | None = None
    applied_on: date | None = None  # to the court or the government
    other_ground: bool = False
    bound: bool = False  # the file is catalogued and bound
    wrong_found: bool = False
    accountability_recorded: bool = False

    def but(self, **changed: Any) -> "CaseFacts":
        """The same with other values; `dataclasses.replace` takes as long as all guards of a move together."""
        if not changed.keys() <= vars(FRESH).keys():
            raise TypeError(f"no facts of a case: {', '.join(sorted(changed.keys() - vars(FRESH).keys()))}")
        made = object.__new__(CaseFacts)
        object.__setattr__(made, "__dict__", {**vars(self), **changed})
        return made


FRESH = CaseFacts()  # a case of which nothing is known
