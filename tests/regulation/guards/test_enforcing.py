"""Service, publication, performance, enforcement: each rule by itself, and at its edges."""

from datetime import date

from tests.regulation.guards.asking import D, holds, said, until


class TestPublicNoticeOver:
    def test_it_is_served_on_the_day_after_the_last(self):
        assert until("public-notice-over", "notice_until") == (False, True)
        assert said("public-notice-over") == "No public notice is out."
        assert said("public-notice-over", notice_until=D) == "The public notice runs until 2025-08-20."


class TestHardship:
    def test_it_is_asked_for_and_shown(self):
        assert said("hardship", hardship=True) == "The party has not asked for a deferral or instalments."
        assert said("hardship", deferral_asked=True) == "No real hardship is shown."
        assert holds("hardship", deferral_asked=True, hardship=True)


class TestPaymentOver:
    def test_the_last_day_belongs_to_the_party(self):
        assert until("payment-over", "payment_until") == (False, True)
        assert said("payment-over", payment_until=D) == "The party may perform until 2025-08-20."

    def test_who_has_performed_is_not_late(self):
        assert said("payment-over", payment_until=date(2025, 8, 1), fully_performed=True) == "The decision is performed."
        assert said("payment-over") == "The last day for performing is not known."


class TestRemediesOver:
    def test_the_last_day_belongs_to_the_party(self):
        assert until("remedies-over", "remedies_until") == (False, True)
        assert said("remedies-over", remedies_until=D) == "The party may ask for a remedy until 2025-08-20."

    def test_who_lost_the_last_remedy_has_none_left_whatever_time_would_be(self):
        assert holds("remedies-over", remedies_used_on=D, remedies_until=D)
        assert not holds("remedies-over", remedies_used_on=D, remedy_pending=True)

    def test_a_remedy_that_is_pending_is_waited_for(self):
        told = "A reconsideration or a suit is pending."
        assert said("remedies-over", remedies_until=date(2025, 8, 1), remedy_pending=True) == told
        assert said("remedies-over") == "The end of the periods of reconsideration and suit is not known."


class TestDemandOver:
    def test_ten_working_days_served_must_be_over(self):
        assert until("demand-over", "demand_until") == (False, True)
        assert said("demand-over") == "The demand is not served."
        assert said("demand-over", demand_until=D) == "The demand leaves time until 2025-08-20."


class TestCourtWindowOpen:
    def test_the_last_day_is_still_in_time(self):
        assert until("court-window-open", "court_until") == (True, False)
        told = "The court could be applied to until 2025-08-19."
        assert said("court-window-open", court_until=date(2025, 8, 19)) == told

    def test_a_day_missed_by_the_office_blocks_nothing_once_it_is_explained(self):
        assert holds("court-window-open", court_until=date(2025, 8, 1), lateness_explained=True)
        assert holds("court-window-open")


class TestServiceProved:
    def test_it_must_be_there(self):
        assert said("service-proved") == "There is no proof of service."
        assert holds("service-proved", service_proved=True)


class TestOtherServiceFailed:
    def test_it_must_be_there(self):
        assert said("other-service-failed") == "No other way of service is recorded as failed."
        assert holds("other-service-failed", other_service_failed=True)


class TestDecisionServed:
    def test_it_must_be_there(self):
        assert said("decision-served") == "The decision is not served."
        assert holds("decision-served", served_on=D)


class TestSocialImpact:
    def test_it_must_be_there(self):
        assert said("social-impact") == "The decision is not recorded as one with social impact."
        assert holds("social-impact", social_impact=True)


class TestPublished:
    def test_it_must_be_there(self):
        assert said("published") == "The decision was not published."
        assert holds("published", published_on=D)


class TestAnnulled:
    def test_it_must_be_there(self):
        assert said("annulled") == "Nobody has changed or annulled the decision."
        assert holds("annulled", annulled_on=D)


class TestFullyPerformed:
    def test_it_must_be_there(self):
        assert said("fully-performed") == "The decision is not performed in full."
        assert holds("fully-performed", fully_performed=True)


class TestOreToHandOver:
    def test_it_must_be_there(self):
        assert said("ore-to-hand-over") == "No confiscated ore waits here."
        assert holds("ore-to-hand-over", ore_to_hand_over=True)


class TestCourtAnswered:
    def test_it_must_be_there(self):
        assert said("court-answered") == "The court's answer is not recorded."
        assert holds("court-answered", court_answered=True)
