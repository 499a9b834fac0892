"""The table of the procedure: its versions, and what loading says of a table that cannot be right."""

from datetime import date

import pytest

from regulation.procedure_table import Version
from regulation.stages import Stage
from tests.regulation.cases import the_law
from tests.regulation.mistakes import complaints, put


@pytest.mark.parametrize(("day", "code"), [
    (date(1996, 9, 30), None), (date(1996, 10, 1), "1996"), (date(2014, 6, 30), "1996"), (date(2014, 7, 1), "2014"),
    (date(2021, 7, 14), "2014"), (date(2021, 7, 15), "2021"), (date(2024, 4, 30), "2021"), (date(2024, 5, 1), "2024")])
def test_the_version_changes_on_the_day_of_its_law(day, code):
    found = the_law().version_on(day)
    assert (found and found.code) == code


def test_what_may_be_fined_on_the_spot_changed_with_the_law_of_2021():
    bounds = {code: (one.spot_person, one.spot_entity) for code, one in the_law().procedure.items() if isinstance(one, Version)}
    assert bounds == {"1996": (50, 1000), "2014": (50, 1000), "2021": (200, 3000), "2024": (200, 3000)}


def test_each_version_has_its_moves_and_its_conditions_of_filing():
    law, counts = the_law(), {}
    for code, version in law.procedure.items():
        moves = {one.action: one for one in law.on(version.effective_from)}
        counts[code] = len(moves)
        wanted = "five-conditions" if code == "2024" else "four-conditions"
        assert moves["filing.approve"].needs_on(version.effective_from) == (wanted,)
    assert counts == {"1996": 147, "2014": 152, "2021": 152, "2024": 157}


def test_a_decision_on_the_spot_can_be_reported_wherever_closing_waits_for_its_report():
    moves = the_law().move
    waiting = {stage for one in moves.values() if "spot-reported" in one.needs for stage in one.stages}
    assert waiting and waiting <= {*moves["spot.report"].stages}


def test_the_seven_grounds_of_closing_stand_since_2024_and_before_it_five_of_which_one_in_two():
    def grounds(day):
        return {one.action.removeprefix("closing.") for one in the_law().on(day) if one.to is Stage.CLOSED}
    assert grounds(date(2024, 5, 1)) == {"transferred", "ended", "no-penalty", "performed", "terminated", "applied", "other"}
    assert grounds(date(2024, 4, 30)) == {"transferred", "no-penalty", "performed", "terminated", "handed-to-court", "other"}


BASIS = [{"from": date(2024, 5, 1), "provision": "x", "confidence": "V"}]


@pytest.mark.parametrize(("fields", "told"), [
    ({"stages": []}, "review.pass · stages: it starts nowhere; name at least one"),
    ({"to": "reviewing"}, "review.pass · to: it leads to where it starts; leave it out, the stage stays then"),
    ({"needs": ["luck"]}, "review.pass · needs: there is no guard luck; name rules of regulation/guards"),
    ({"opens": ["wizardry"]}, "review.pass · opens: there is no limit wizardry; name steps of the limits"),
    ({"opens": ["all"]}, "review.pass · opens: there is no limit all; name steps of the limits"),
    ({"stages": ["archived"]}, "review.pass · stages: archived is an end; write reopens = true if it reopens the case"),
    ({"basis": []}, "review.pass · basis: no provision; add one"),
    ({"basis": [{**BASIS[0], "from": date(2024, 5, 2)}]},
     "review.pass · basis: no version of the procedure begins on 2024-05-02; take the first day of one"),
    ({"basis": BASIS * 2}, "review.pass · basis: 2024-05-01 does not come after 2024-05-01; put them in order"),
    ({"until": date(2024, 4, 30)}, "review.pass · until: 2024-04-30 comes before its last provision; end it later"),
    ({"made_from": date(2012, 1, 1), "made_until": date(2011, 12, 31)},
     "review.pass · made_until: 2011-12-31 comes before 2012-01-01; end it later"),
    ({"stages": ["wizardry"]}, "review.pass · stages: “wizardry” is none of found, filing_unit"),
])
def test_a_table_that_cannot_be_right_is_named_with_the_way_out(fields, told):
    found = complaints(put("move", "review.pass", **fields))
    assert any(told in one for one in found), found
    assert all(one.startswith("procedure/moves-deciding.toml · review.pass") for one in found)


def test_a_stage_or_a_guard_without_words_is_named():
    def without(table, number):
        return lambda files: files[f"procedure/{table}s.toml"][table].pop(number)
    assert "found · title: the stage has no [[stage]]; add one" in complaints(without("stage", 0))[0]
    assert "four-conditions · title: the guard has no [[guard]]; add one" in complaints(without("guard", 0))[0]
    assert "luck · guard: there is no such rule; take it out" in complaints(
        lambda files: files["procedure/guards.toml"]["guard"].append({"guard": "luck", "title": "x", "title_en": "x"}))[0]
