"""Closing, archive, correction: each rule by itself, and at its edges."""

from tests.regulation.guards.asking import D, holds, said


class TestDisciplineTransferred:
    def test_what_is_due_comes_before_closing(self):
        assert holds("discipline-transferred")
        assert said("discipline-transferred", discipline_due=True) == "Discipline is due and not transferred."
        assert holds("discipline-transferred", discipline_due=True, discipline_transferred_on=D)


class TestCrimeTransferred:
    def test_a_suspicion_is_transferred_or_settled_before_closing(self):
        assert holds("crime-transferred")
        assert said("crime-transferred", crime_suspected=True) == "A crime is suspected and not settled with the police."
        assert holds("crime-transferred", crime_suspected=True, crime_delivered_on=D)
        assert holds("crime-transferred", crime_suspected=True, crime_settled=True)


class TestJurisdictionPassed:
    def test_another_organ_has_it(self):
        assert said("jurisdiction-passed") == "The case was not transferred to another organ."
        assert holds("jurisdiction-passed", jurisdiction_passed_on=D)
        assert holds("jurisdiction-passed", crime_delivered_on=D)


class TestClosingProposed:
    def test_it_must_be_there(self):
        assert said("closing-proposed") == "Nobody has proposed to close the case."
        assert holds("closing-proposed", closing_proposed_on=D)


class TestClosingUnproposed:
    def test_one_proposal_waits_at_a_time(self):
        assert holds("closing-unproposed")
        assert said("closing-unproposed", closing_proposed_on=D) == (
            "The closing was proposed on 2025-08-20, and waits for the leader.")


class TestInvestigationEnded:
    def test_it_must_be_there(self):
        assert said("investigation-ended") == "The investigation is not ended."
        assert holds("investigation-ended", ended_on=D)


class TestNoPenaltyDecided:
    def test_it_must_be_there(self):
        assert said("no-penalty-decided") == "It was not decided to leave the act without a penalty."
        assert holds("no-penalty-decided", no_penalty_on=D)


class TestEnforcementTerminated:
    def test_it_must_be_there(self):
        assert said("enforcement-terminated") == "Enforcement is not terminated."
        assert holds("enforcement-terminated", terminated_on=D)


class TestEnforcementApplied:
    def test_it_must_be_there(self):
        assert said("enforcement-applied") == "Nobody was applied to for enforcement."
        assert holds("enforcement-applied", applied_on=D)


class TestOtherGround:
    def test_it_must_be_there(self):
        assert said("other-ground") == "No other ground for closing is written down."
        assert holds("other-ground", other_ground=True)


class TestBound:
    def test_it_must_be_there(self):
        assert said("bound") == "The file is not catalogued and bound."
        assert holds("bound", bound=True)


class TestWrongFound:
    def test_it_must_be_there(self):
        assert said("wrong-found") == "The case was not found to be wrong."
        assert holds("wrong-found", wrong_found=True)


class TestAccountabilityRecorded:
    def test_it_must_be_there(self):
        assert said("accountability-recorded") == "It is not recorded who answers for the wrong case."
        assert holds("accountability-recorded", accountability_recorded=True)
