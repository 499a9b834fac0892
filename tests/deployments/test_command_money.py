"""`kuangjian penalty`, `surcharge` and `fee`: exact answers without an installation, refusals that say what to give."""

import pytest

from tests.deployments.shell import kuangjian, refused


@pytest.fixture(autouse=True)
def nowhere(tmp_path, monkeypatch):
    """A folder without an installation."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def penalty(*words):
    return kuangjian("penalty", *words, "--json")


@pytest.mark.parametrize(("ore", "least", "most"), [
    ("99999.99", "100000.00", "1000000.00"), ("100000.00", "300000.00", "500000.00")])
def test_unlicensed_mining_costs_three_to_five_times_the_ore_from_100000_yuan_on(nowhere, ore, least, most):
    found = penalty("--offence", "mining-without-right", "--act-date", "2025-08-01", "--ore-value", ore).json
    assert found["range"] == {"least": least, "most": most}
    assert (found["law"], found["provision"], found["confidence"]) == ("矿产资源法（2024年修订）", "第六十四条第一款", "V")
    assert found["steps"] and not list(nowhere.iterdir())


def test_an_act_across_the_change_of_law_is_compared_step_by_step():
    found = penalty("--offence", "mining-without-right", "--act-date", "2025-05-01", "--act-end", "2025-05-20",
                    "--decided-on", "2025-08-15", "--illegal-gains", "80,000", "--ore-value", "80000").json
    assert found["range"] == {"least": "0.00", "most": "40000.00"}
    assert any("决定时的规定不较轻，适用行为时的规定" in step for step in found["steps"])


@pytest.mark.parametrize("offence", ["unlawful-approval", "illegal-transfer"])
def test_without_a_fine_the_range_is_null_with_the_reason(offence):
    found = penalty("--offence", offence, "--act-date", "2025-07-01").json
    assert found["range"] is None and found["reason"]


def test_the_surcharge_stops_at_the_cap():
    found = kuangjian("surcharge", "--fine", "10000", "--due", "2026-03-02", "--on", "2026-06-30", "--json").json
    assert (found["amount"], found["cap_reached_on"], found["owed"]) == ("10000.00", "2026-04-05", "20000.00")


def test_instalments_payments_and_pauses_are_given_as_often_as_needed():
    found = kuangjian("surcharge", "--fine", "10000", "--instalment", "2026-04-02:6000", "--instalment", "2026-03-02:4000",
                      "--paid", "2026-03-04:4000", "--pause", "2026-04-04:2026-04-05", "--on", "2026-04-06", "--json").json
    # 2 days of 120, then 2 of 180: of the four that follow two are a remedy's
    assert (found["amount"], found["unpaid"], found["days"]) == ("600.00", "6000.00", 4)


def test_the_fee_and_its_late_fee_are_told():
    found = kuangjian("fee", "--mineral", "煤", "--revenue", "1000000", "--from", "2013-01-01", "--to", "2013-06-30",
                      "--approved", "80", "--actual", "75", "--on", "2013-08-10", "--json").json
    assert (found["amount"], found["late_fee"], found["due"]) == ("10666.67", "213.33", "2013-07-31")
    said = kuangjian("fee", "--mineral", "铁", "--revenue", "1", "--from", "2017-01-01", "--to", "2017-01-31", "--json").json
    assert said["amount"] is None and said["due"] is None and "2016年7月1日" in said["reason"]


def test_a_decree_of_the_province_changes_the_answer(nowhere):
    decrees = nowhere / "house" / "decrees"
    decrees.mkdir(parents=True)
    (decrees / "crime.toml").write_text(
        '[[crime_line_value]]\ncrime_line = "illegal_mining"\nfrom = 2027-01-01\nlaw = "x"\nprovision = "y"\nleast = 200000\n'
        'most = 300000\nsource = "z"\nconfidence = "V"\n')
    asked = ("penalty", "--offence", "mining-without-right", "--ore-value", "150000", "--json", "--act-date")
    before, after = [kuangjian(*asked, day, data=nowhere / "house").json["crime"] for day in ("2026-12-31", "2027-01-01")]
    assert (before["suspected"], after["suspected"], after["line"]) == (True, False, "200000.00")


def test_the_offences_are_listed():
    assert {"mining-without-right", "exploring-before-licence", "unlawful-approval"} <= {
        one["code"] for one in kuangjian("penalty", "--list", "--json").json}


@pytest.mark.parametrize(("words", "code", "named"), [
    (("penalty", "--offence", "mining-without-rigth", "--act-date", "2025-07-01"), 3, "mining-without-right"),
    (("penalty", "--offence", "mining-without-right", "--act-date", "2025-07-01", "--ore-value", "-1"), 2, "not negative"),
    (("penalty", "--offence", "mining-without-right", "--act-date", "2025-07-01", "--ore-value", "1.234"), 2, "third decimal"),
    (("penalty", "--offence", "mining-without-right", "--act-date", "2025-07-01", "--ore-value", "1e5"), 2, "1e5"),
    (("penalty", "--offence", "mining-without-right", "--act-date", "2025-07-02", "--decided-on", "2025-07-01"), 2, "before"),
    (("penalty", "--offence", "mining-without-right", "--act-date", "2025-02-29"), 2, "2025-02-29"),
    (("penalty", "--offence", "mining-without-right"), 2, "A penalty needs --act-date."),
    (("penalty",), 2, "A penalty needs --offence and --act-date. `kuangjian penalty --list` names the offences."),
    (("surcharge",), 2, "A surcharge needs --fine and --due and --on."), (("fee", "--mineral", "煤", "--revenue", "1"), 2,
                                                                         "A fee needs --from and --to."),
    (("penalty", "--offence", "mining-without-right", "--act-date", "2010-07-01"), 2, "illegal gains"),
    (("penalty", "--offence", "mining-without-right", "--act-date", "2025-07-01", "--circumstance", "x"), 2, "refuses"),
    (("surcharge", "--fine", "0", "--due", "2026-03-02", "--on", "2026-03-03"), 2, "above 0"),
    (("surcharge", "--due", "2026-03-02", "--on", "2026-03-03"), 2, "A surcharge needs --fine."),
    (("surcharge", "--fine", "1", "--due", "2026-03-02", "--instalment", "2026-03-02:1", "--on", "2026-03-03"), 2, "one of"),
    (("surcharge", "--fine", "1", "--due", "2026-03-02", "--on", "2026-03-03", "--paid", "2026-03-02"), 2, "no day with"),
    (("surcharge", "--fine", "1", "--due", "2026-03-02", "--on", "2026-03-03", "--pause", "2026-03-02"), 2, "span"),
    (("fee", "--mineral", "煤", "--from", "2013-01-01", "--to", "2013-01-01"), 2, "A fee needs --revenue."),
    (("fee", "--mineral", "煤", "--revenue", "1", "--from", "2013-01-01", "--to", "2013-01-01", "--recovery", "x"), 2, "unf"),
    (("fee", "--mineral", "煤", "--revenue", "1", "--from", "2013-01-01", "--to", "2013-01-01", "--actual", "a"), 2, "82.5"),
])
def test_what_cannot_be_meant_is_refused_with_what_to_give(words, code, named):
    refused(kuangjian(*words, "--json"), code, named)
