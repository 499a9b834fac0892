"""Between review and decision: each rule by itself, and at its edges."""

from datetime import date
from decimal import Decimal

import pytest

from tests.regulation.guards.asking import D, holds, said, until

BEFORE = date(2025, 8, 19)


class TestLegalReviewPassed:
    @pytest.mark.parametrize("ground", ["major", "difficult", "public_interest"])
    def test_each_ground_makes_it_due(self, ground):
        assert said("legal-review-passed", assessed=True, **{ground: True}) == "The legal review is due and not passed."
        assert holds("legal-review-passed", assessed=True, legal_review_passed_on=D, **{ground: True})

    def test_it_is_not_due_for_the_plain_and_the_complex(self):
        assert holds("legal-review-passed", assessed=True, complex=True, major_rights=True)

    def test_a_hearing_that_touches_major_rights_makes_it_due_and_comes_before_it(self):
        heard = {"assessed": True, "major_rights": True, "hearing_held_on": D}
        assert said("legal-review-passed", **heard) == "The legal review is due and not passed."
        early = said("legal-review-passed", **heard, legal_review_passed_on=BEFORE)
        assert early == "The legal review came before the hearing."
        assert holds("legal-review-passed", **heard, legal_review_passed_on=D)

    def test_a_report_that_passed_review_again_is_reviewed_again(self):
        again = {"assessed": True, "major": True, "review_passed_on": D}
        early = said("legal-review-passed", **again, legal_review_passed_on=BEFORE)
        assert early == "The legal review came before the report that passed review."
        assert holds("legal-review-passed", **again, legal_review_passed_on=D)

    def test_who_has_not_assessed_the_case_cannot_know(self):
        assert said("legal-review-passed") == "Nobody has said whether the case is major or complex."


class TestDeliberated:
    @pytest.mark.parametrize("ground", ["major", "complex"])
    def test_each_ground_makes_it_due(self, ground):
        told = "The case is complex or major, and the heads have not deliberated together."
        assert said("deliberated", assessed=True, **{ground: True}) == told
        assert holds("deliberated", assessed=True, deliberated_on=D, **{ground: True})

    def test_it_is_not_due_for_the_plain_and_the_difficult(self):
        assert holds("deliberated", assessed=True, difficult=True, public_interest=True)

    @pytest.mark.parametrize("what", ["hearing_held_on", "review_passed_on"])
    def test_what_came_after_the_deliberation_is_deliberated_upon(self, what):
        early = said("deliberated", assessed=True, complex=True, deliberated_on=BEFORE, **{what: D})
        assert early == "The heads deliberated before the hearing, or before the report that passed review."
        assert holds("deliberated", assessed=True, complex=True, deliberated_on=D, **{what: D})

    def test_who_has_not_assessed_the_case_cannot_know(self):
        assert said("deliberated") == "Nobody has said whether the case is major or complex."


class TestNotNotified:
    def test_what_was_weighed_is_not_notified_again_without_being_sent_back(self):
        assert holds("not-notified")
        assert said("not-notified", weighed_on=D) == "The statements are weighed already."


class TestNoticeUnserved:
    def test_what_was_served_is_not_served_again(self):
        assert holds("notice-unserved", notice_served_on=D)  # by this very move
        assert said("notice-unserved", notice_before=BEFORE, hearing_due=False) == (
            "The notices were served already, on 2025-08-19.")
        assert said("notice-unserved", notice_before=BEFORE, hearing_due=True, hearing_notice_before=D).endswith("2025-08-19.")

    def test_a_hearing_notice_may_come_later(self):
        assert holds("notice-unserved", notice_before=BEFORE, hearing_due=True)
        assert holds("notice-unserved", notice_before=BEFORE)


class TestNoticeFirst:
    def test_its_service_starts_the_time_for_a_statement_once(self):
        assert holds("notice-first", notice_served_on=D)  # by this very move
        assert said("notice-first", notice_before=BEFORE) == "The notices were served already, on 2025-08-19."


class TestStatementOver:
    def test_the_last_day_belongs_to_the_party(self):
        assert until("statement-over", "statement_until") == (False, True)
        assert said("statement-over", statement_until=D) == "The party may state and defend until 2025-08-20."

    def test_who_has_stated_need_not_be_waited_for(self):
        assert holds("statement-over", statement_until=D, statement_ended=True)

    def test_where_the_law_has_no_days_the_office_sets_one(self):
        assert said("statement-over") == "No last day for the statement is set."


class TestHearingDue:
    def test_only_who_must_be_offered_one_has_time_to_ask_for_it(self):
        assert said("hearing-due") == said("hearing-due", hearing_due=False) == "No hearing has to be offered."
        assert holds("hearing-due", hearing_due=True)


class TestHearingOffered:
    def test_it_is_offered_where_due(self):
        assert said("hearing-offered", hearing_due=True) == "A hearing must be offered, and its notice is not served."
        assert holds("hearing-offered", hearing_due=True, hearing_notice_served_on=D)
        assert holds("hearing-offered", hearing_due=False)

    def test_who_has_not_assessed_it_cannot_know(self):
        assert said("hearing-offered") == "Nobody has said whether a hearing must be offered."


class TestHearingAskable:
    def test_the_last_day_belongs_to_the_party(self):
        assert until("hearing-askable", "hearing_until", hearing_notice_served_on=D) == (True, False)
        assert said("hearing-askable") == "No hearing was offered."

    def test_what_was_posted_in_time_is_in_time(self):
        assert holds("hearing-askable", hearing_notice_served_on=BEFORE, hearing_until=BEFORE, lateness_explained=True)


class TestHearingRequestOver:
    def test_the_last_day_belongs_to_the_party(self):
        assert until("hearing-request-over", "hearing_until", hearing_notice_served_on=D) == (False, True)

    def test_where_none_was_offered_or_one_was_asked_for_there_is_nothing_to_wait_for(self):
        assert holds("hearing-request-over", hearing_until=D)
        assert holds("hearing-request-over", hearing_notice_served_on=D, hearing_until=D, hearing_asked_on=D)
        assert said("hearing-request-over", hearing_notice_served_on=D, hearing_until=D).endswith("until 2025-08-20.")


class TestHearingTold:
    def test_it_is_told_by_its_last_day_and_held_on_its_day(self):
        told = {"hearing_told_on": BEFORE, "hearing_day": D}
        assert holds("hearing-told", **told, hearing_told_by=BEFORE)
        late = said("hearing-told", **told, hearing_told_by=date(2025, 8, 18))
        assert late == "The party had to be told of the hearing by 2025-08-18."
        assert said("hearing-told", **told, day=BEFORE) == "The hearing is on 2025-08-20."
        assert said("hearing-told") == "The party was not told when and where it is heard."


class TestHearingHeld:
    def test_what_was_asked_for_is_held_or_dropped(self):
        assert holds("hearing-held")
        assert said("hearing-held", hearing_asked_on=D) == "A hearing was asked for and not held."
        assert holds("hearing-held", hearing_asked_on=D, hearing_held_on=D)
        assert holds("hearing-held", hearing_asked_on=D, hearing_dropped=True)


class TestNotHeavier:
    def test_a_defence_makes_nothing_worse(self):
        assert holds("not-heavier")
        told = "The penalty is heavier than the notice proposed."
        assert said("not-heavier", heavier_after_defence=True) == told


class TestWithinNotice:
    def test_what_the_notice_did_not_name_is_notified_anew(self):
        assert holds("within-notice")
        assert said("within-notice", beyond_notice=True) == "The decision goes beyond the notice that was served."


class TestSpotSlight:
    def test_the_bound_itself_is_within_and_a_fen_more_is_not(self):
        bound = {"made_out": True, "spot_most": Decimal(200)}
        assert holds("spot-slight", **bound, fine=Decimal(200))
        assert said("spot-slight", **bound, fine=Decimal("200.01")) == "The fine is beyond what may be decided on the spot."

    def test_a_warning_is_always_slight_and_a_fine_without_a_known_bound_never(self):
        assert holds("spot-slight", made_out=True)
        assert not holds("spot-slight", made_out=True, fine=Decimal(1))

    def test_the_facts_must_be_made_out(self):
        assert said("spot-slight", spot_most=Decimal(200), fine=Decimal(1)) == "The facts are not made out."


class TestAssessed:
    def test_it_must_be_there(self):
        assert said("assessed") == "Nobody has said whether the case is major or complex."
        assert holds("assessed", assessed=True)


class TestWeighed:
    def test_it_must_be_there(self):
        assert said("weighed") == "What the party stated has not been weighed."
        assert holds("weighed", weighed_on=D)


class TestNoticeServed:
    def test_it_must_be_there(self):
        assert said("notice-served") == "The penalty notice is not served."
        assert holds("notice-served", notice_served_on=D)


class TestHearingAssessed:
    def test_it_must_be_there(self):
        assert said("hearing-assessed") == "Nobody has said whether a hearing must be offered."
        assert holds("hearing-assessed", hearing_due=False)


class TestMadeOut:
    def test_it_must_be_there(self):
        assert said("made-out") == "The facts are not made out."
        assert holds("made-out", made_out=True)


class TestGroundOfLightness:
    def test_it_must_be_there(self):
        assert said("ground-of-lightness") == "No ground for a lighter penalty is recorded."
        assert holds("ground-of-lightness", ground_of_lightness=True)


class TestGroundOfNone:
    def test_it_must_be_there(self):
        assert said("ground-of-none") == "No ground for leaving the act without a penalty is recorded."
        assert holds("ground-of-none", ground_of_none=True)


class TestToldOrally:
    def test_it_must_be_there(self):
        assert said("told-orally") == "The party was not told of facts, grounds and its rights."
        assert holds("told-orally", told_orally=True)


class TestSpotDecided:
    def test_it_must_be_there(self):
        assert said("spot-decided") == "Nothing was decided on the spot in this case."
        assert holds("spot-decided", spot_decided_on=D)


class TestSpotReported:
    def test_what_was_decided_on_the_spot_is_reported_and_nothing_else(self):
        assert holds("spot-reported")
        assert said("spot-reported", spot_decided_on=D) == (
            "The decision on the spot was not reported to the office for its record.")
        assert holds("spot-reported", spot_decided_on=D, spot_reported_on=D)
