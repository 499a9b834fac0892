"""Investigation, report, crime, discipline: each rule by itself, and at its edges."""

from tests.regulation.guards.asking import D, holds, said, way_out


class TestTwoCertified:
    def test_one_is_too_few_and_two_are_enough(self):
        assert said("two-certified", certified=1) == "Only 1 investigators with a valid certificate are named; two are needed."
        assert holds("two-certified", certified=2)

    def test_as_many_are_asked_for_as_are_missing(self):
        assert way_out("two-certified", certified=1) == "Name another certified officer."
        assert way_out("two-certified", certified=0) == "Name two certified officers."
        assert way_out("special-team", special_team=1) == "Name another officer."
        assert way_out("special-team", special_team=0) == "Name two officers."


class TestEvidenceCollected:
    def test_a_report_rests_on_one_item_at_least(self):
        assert said("evidence-collected", evidence=0) == "No evidence is in the register."
        assert holds("evidence-collected", evidence=1)

    def test_after_the_report_the_way_back_is_named(self):
        assert way_out("evidence-collected", evidence=0, report_complete=False).startswith("Enter what the report rests on")
        assert "review.return（审理退回）" in way_out("evidence-collected", evidence=0, report_complete=True)


class TestNotRecused:
    def test_a_request_not_decided_is_in_the_way(self):
        assert holds("not-recused")
        assert said("not-recused", recusal_open=True) == "A request for recusal is not decided."


class TestCauseGone:
    def test_as_long_as_the_cause_lasts_the_investigation_rests(self):
        assert holds("cause-gone")
        assert said("cause-gone", cause_of_suspension=True) == "The cause of the suspension is not over."


class TestEvidenceDecided:
    def test_every_item_must_be_decided_upon(self):
        assert holds("evidence-decided")
        assert said("evidence-decided", stored_undecided=3) == "3 items of stored evidence are not decided upon."


class TestGoodsHandedOver:
    def test_the_police_who_filed_have_the_goods(self):
        assert holds("goods-handed-over")
        assert said("goods-handed-over", goods_to_hand_over=True) == "Goods of the case are not handed over to the police."


class TestSpecialTeam:
    def test_one_is_too_few_and_two_are_enough(self):
        assert said("special-team", special_team=1) == "Only 1 officers are named for the transfer; two are needed."
        assert holds("special-team", special_team=2)


class TestCrimeNotPassedBy:
    def test_a_suspicion_is_in_the_way_until_it_is_settled_with_the_police(self):
        assert holds("crime-not-passed-by")
        assert said("crime-not-passed-by", crime_suspected=True) == "A crime is suspected and not settled with the police."
        assert not holds("crime-not-passed-by", crime_suspected=True, crime_delivered_on=D)
        assert holds("crime-not-passed-by", crime_suspected=True, crime_settled=True)


class TestRecusalAsked:
    def test_it_must_be_there(self):
        assert said("recusal-asked") == "No request for recusal is open."
        assert holds("recusal-asked", recusal_open=True)


class TestCauseOfSuspension:
    def test_it_must_be_there(self):
        assert said("cause-of-suspension") == "Neither force majeure nor an accident is recorded."
        assert holds("cause-of-suspension", cause_of_suspension=True)


class TestGroundOfEnding:
    def test_it_must_be_there(self):
        assert said("ground-of-ending") == "No ground for ending the investigation is recorded."
        assert holds("ground-of-ending", ground_of_ending=True)


class TestEvidenceStored:
    def test_it_must_be_there(self):
        assert said("evidence-stored") == "Nothing is registered and stored, sealed or seized."
        assert holds("evidence-stored", stored_undecided=1)


class TestReportComplete:
    def test_it_must_be_there(self):
        assert said("report-complete") == "The investigation report is not complete."
        assert holds("report-complete", report_complete=True)


class TestReviewPassed:
    def test_it_must_be_there(self):
        assert said("review-passed") == "The report has not passed review."
        assert holds("review-passed", review_passed_on=D)


class TestCrimeSuspected:
    def test_it_must_be_there(self):
        assert said("crime-suspected") == "No crime is suspected in this case."
        assert holds("crime-suspected", crime_suspected=True)


class TestPoliceAnswered:
    def test_it_must_be_there(self):
        assert said("police-answered") == "The answer of the police is not recorded."
        assert holds("police-answered", police_answered=True)


class TestDisciplineDue:
    def test_it_must_be_there(self):
        assert said("discipline-due") == "No discipline is found to be due."
        assert holds("discipline-due", discipline_due=True)
