"""What is told, approved, lifted or answered must be there: each rule by itself."""

from tests.regulation.guards.asking import D, holds, said


class TestSuspensionToTell:
    def test_it_was_suspended_and_not_told(self):
        assert said("suspension-to-tell") == "No suspension waits to be told to the party."
        assert holds("suspension-to-tell", suspension_untold=True)


class TestResumptionToTell:
    def test_it_was_resumed_and_not_told(self):
        assert said("resumption-to-tell", suspension_untold=True) == "No resumption waits to be told to the party."
        assert holds("resumption-to-tell", resumption_untold=True)


class TestSeizureToApprove:
    def test_something_was_seized_on_the_spot(self):
        assert said("seizure-to-approve", stored_undecided=1) == "Nothing sealed or seized on the spot waits for approval."
        assert holds("seizure-to-approve", seizure_unapproved=True)


class TestSeizureStands:
    def test_what_is_only_stored_is_no_seizure(self):
        assert said("seizure-stands", stored_undecided=1) == "Nothing is sealed or seized."
        assert holds("seizure-stands", sealed_undecided=1)


class TestOlderVersion:
    def test_the_present_version_is_not_adopted_again(self):
        assert said("older-version") == "The case is under the present version of the procedure already."
        assert holds("older-version", version_older=True)


class TestPermitsStopped:
    def test_what_was_not_stopped_is_not_lifted(self):
        assert said("permits-stopped") == "No permits of the party are stopped in this case."
        assert holds("permits-stopped", permits_stopped=True)


class TestCrimeReported:
    def test_a_suspicion_alone_waits_for_nobodys_decision(self):
        assert said("crime-reported", crime_suspected=True) == "No transfer waits for a decision of the head."
        assert holds("crime-reported", crime_reported=True)


class TestCrimeApproved:
    def test_what_is_proposed_is_not_approved(self):
        assert said("crime-approved", crime_reported=True) == "No transfer is approved that has not gone out."
        assert holds("crime-approved", crime_approved=True)


class TestCrimeDelivered:
    def test_the_police_answer_to_what_they_have(self):
        assert said("crime-delivered", crime_approved=True) == "Nothing of the case was transferred to the police."
        assert holds("crime-delivered", crime_delivered_on=D)


class TestPoliceDeclined:
    def test_the_head_who_decides_against_a_transfer_is_not_the_police(self):
        assert said("police-declined", crime_settled=True) == "The police have not declined to file."
        assert said("police-declined", crime_delivered_on=D) == "The police have not declined to file."
        assert holds("police-declined", crime_delivered_on=D, crime_settled=True)


class TestPoliceUnreviewed:
    def test_they_reconsider_once(self):
        assert holds("police-unreviewed")
        assert said("police-unreviewed", police_reviewed=True) == "The police have reconsidered already, which they do once."


class TestPoliceFiled:
    def test_goods_go_to_the_police_who_filed_and_to_no_others(self):
        answered = {"crime_delivered_on": D, "police_answered": True}
        assert said("police-filed", crime_delivered_on=D) == "The police have filed nothing of this case."
        assert not holds("police-filed", **answered, crime_settled=True)
        assert holds("police-filed", **answered) and holds("police-filed", goods_to_hand_over=True)


class TestUnpublished:
    def test_what_is_public_is_neither_published_nor_left(self):
        assert said("unpublished", published_on=D) == "The decision is public already."
        assert holds("unpublished") and holds("unpublished", publication_left=True)


class TestHearingFixed:
    def test_the_day_is_fixed_before_it_is_told(self):
        assert said("hearing-fixed") == "No day of the hearing is fixed."
        assert holds("hearing-fixed", hearing_day=D)


class TestDisciplineSent:
    def test_nobody_answers_to_what_is_due_and_not_sent(self):
        assert said("discipline-sent", discipline_due=True) == "No proposal on discipline was sent."
        assert holds("discipline-sent", discipline_transferred_on=D)


class TestAppraisalOut:
    def test_no_opinion_comes_that_nobody_was_asked_for(self):
        assert said("appraisal-out") == "No appraisal is out."
        assert not holds("appraisal-out", appraisals_out=-1)
        assert holds("appraisal-out", appraisals_out=1)


class TestOfficeBelow:
    def test_a_county_hands_nothing_down(self):
        assert said("office-below") == "No office below this one handles cases."
        assert holds("office-below", office_below=True)
