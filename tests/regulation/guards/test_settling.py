"""Remedies, publication, service and ore before a case closes: each rule by itself, and at its edges."""

from tests.regulation.guards.asking import D, holds, said, until


class TestRemedyAskable:
    def test_the_last_day_belongs_to_the_party(self):
        assert until("remedy-askable", "remedies_until") == (True, False)
        assert holds("remedy-askable")

    def test_what_was_accepted_late_is_recorded_with_the_reason(self):
        assert holds("remedy-askable", remedies_until=D.replace(day=1), lateness_explained=True)

    def test_who_has_used_them_up_has_none_left(self):
        assert said("remedy-askable", remedies_used_on=D) == "The remedies are used up."

    def test_one_remedy_at_a_time(self):
        assert said("remedy-askable", remedy_pending=True) == "A reconsideration or a suit is pending."


class TestRemedyPending:
    def test_nothing_is_answered_that_was_not_asked_for(self):
        assert said("remedy-pending") == "No reconsideration and no suit is pending."
        assert holds("remedy-pending", remedy_pending=True)


class TestRemedySettled:
    def test_a_case_waits_for_the_end_of_its_remedy(self):
        assert holds("remedy-settled", remedies_until=D.replace(day=1))
        assert said("remedy-settled", remedy_pending=True) == "A reconsideration or a suit is pending."


class TestPublicationSettled:
    def test_what_has_social_impact_is_published_or_left_with_approval(self):
        assert holds("publication-settled")
        assert said("publication-settled", social_impact=True) == "The decision has social impact and is not published."
        assert holds("publication-settled", social_impact=True, published_on=D)
        assert holds("publication-settled", social_impact=True, publication_left=True)


    def test_what_was_annulled_is_withdrawn_and_need_not_be_published(self):
        told = "The decision was annulled or changed and is still published."
        assert said("publication-settled", annulled_on=D, published_on=D) == told
        assert holds("publication-settled", annulled_on=D, social_impact=True)


class TestServiceSettled:
    def test_a_decision_is_served_before_the_case_closes(self):
        assert holds("service-settled")
        assert said("service-settled", decided_on=D) == "The decision is not served."
        assert holds("service-settled", decided_on=D, served_on=D)


class TestDeferralAsked:
    def test_nothing_is_refused_that_was_not_asked_for(self):
        assert said("deferral-asked") == "The party has not asked for a deferral or instalments."
        assert holds("deferral-asked", deferral_asked=True)


class TestOreHandedOver:
    def test_no_ore_is_left_with_the_office(self):
        assert holds("ore-handed-over")
        assert said("ore-handed-over", ore_to_hand_over=True) == "Confiscated ore is not handed over."


class TestNotPerformed:
    def test_what_is_performed_is_not_enforced(self):
        assert holds("not-performed")
        assert said("not-performed", fully_performed=True) == "The decision is performed."
