"""Filing, jurisdiction, orders: each rule by itself, and at its edges."""

import pytest

from tests.regulation.guards.asking import D, holds, said

CONDITIONS = {"clear_actor": "It is not clear who acted.", "against_law": "No facts against the law are shown.",
              "liability": "The act brings no liability under the law.",
              "own_jurisdiction": "The case is not in this office's jurisdiction."}
ALL = dict.fromkeys(CONDITIONS, True)


class TestFourConditions:
    @pytest.mark.parametrize(("name", "message"), CONDITIONS.items())
    def test_each_of_the_four_is_asked_for(self, name, message):
        assert said("four-conditions", **{**ALL, name: False}) == message

    def test_with_the_four_a_case_of_before_2024_may_be_filed_whatever_the_limitation(self):
        assert holds("four-conditions", **ALL, within_limitation=False)


class TestFiveConditions:
    @pytest.mark.parametrize(("name", "message"), CONDITIONS.items())
    def test_each_of_the_four_is_asked_for(self, name, message):
        assert said("five-conditions", **{**ALL, "within_limitation": True, name: False}) == message

    def test_and_limitation_is_the_fifth(self):
        assert said("five-conditions", **ALL).startswith("The act is barred by limitation")
        assert holds("five-conditions", **ALL, within_limitation=True)


class TestNotReceived:
    def test_who_received_a_transfer_may_not_pass_it_on(self):
        assert holds("not-received")
        assert said("not-received", received_by_transfer=True) == "The case came by a transfer and may not be passed on."


class TestWithinLimitation:
    def test_it_must_be_there(self):
        assert said("within-limitation") == "The act is barred by limitation, or nobody has checked it."
        assert holds("within-limitation", within_limitation=True)


class TestMinorUnfiled:
    def test_it_must_be_there(self):
        assert said("minor-unfiled") == "The act is not recorded as minor, corrected in time and harmless."
        assert holds("minor-unfiled", minor_corrected_harmless=True)


class TestReasonGiven:
    def test_it_must_be_there(self):
        assert said("reason-given") == "A reason is missing."
        assert holds("reason-given", reason_given=True)


class TestDisputed:
    def test_it_must_be_there(self):
        assert said("disputed") == "No dispute about jurisdiction is recorded."
        assert holds("disputed", jurisdiction_disputed=True)


class TestOrdered:
    def test_it_must_be_there(self):
        assert said("ordered") == "There is no order of the superior."
        assert holds("ordered", ordered_on=D)
