"""What loading says of figures of money that cannot be: floats, ranges upside down, days in disorder, minerals twice."""

from datetime import date

import pytest

from tests.regulation.mistakes import complaints, entries

MINING = "mining-without-right"


def on(table, code, change):
    """A change of one entry of a copy of the rulebook."""
    return lambda files: change(next(one for one in entries(files, table) if one["code"] == code))


def fine(**given):
    return on("offence", MINING, lambda one: one["value"][1]["fine"][0].update(given))


@pytest.mark.parametrize(("change", "words"), [
    (fine(most=5.0), 'write a whole number, or one in quotes such as "0.03"'),
    (fine(most="five"), "write a whole number"), (fine(most="NaN"), "write a whole number"), (fine(most=True), "whole number"),
    (fine(least=6), "from 6 to 5 is no range"), (fine(least_below=2000000), "from 2000000 to 1000000 is no range"),
    (fine(basis="weight"), "is none of fixed, illegal_gains"), (fine(when="plain", threshold="x"), "whole number"),
    (on("offence", MINING, lambda one: one["value"][1]["fine"][0].pop("most_below")), "set all or none"),
    (on("offence", MINING, lambda one: one["value"][1].pop("fine")), "no fine and no reason"),
    (on("offence", MINING, lambda one: one["value"][1]["fine"].append(one["value"][1]["fine"][0])), "two for plain"),
    (on("offence", MINING, lambda one: one["value"].reverse()), "does not come after"),
    (on("offence", MINING, lambda one: one.update(value=[])), "no value"),
    (on("offence", MINING, lambda one: one.update(crime="theft")), "there is no crime_line theft"),
    (on("offence", MINING, lambda one: one["value"][0].update(until=date(1990, 1, 1))), "comes before it"),
    (on("late_payment", "surcharge", lambda one: one["value"][0].update(rate="-0.03")), "is below nothing"),
    (on("fee_group", "precious", lambda one: one.update(minerals=["金", "煤"])), "煤 stands in two groups"),
])
def test_a_figure_that_cannot_be_is_named_with_what_to_do(change, words):
    found = complaints(change)
    assert any(words in one and " · " in one for one in found), found


def test_a_decree_adds_a_value_and_never_overwrites_one():
    def decree(**given):
        value = {"fee_group": "precious", "from": date(2030, 1, 1), "until": None, "law": "x", "provision": "y", "rate": "0.05",
                 "source": "z", "confidence": "V"} | given
        value = {name: one for name, one in value.items() if one is not None}
        return lambda files: files.setdefault("decrees/fee.toml", {}).setdefault("fee_group_value", []).append(value)
    assert complaints(decree()) == ()
    assert "never overwrites" in complaints(decree(**{"from": date(1994, 4, 1)}))[0]
