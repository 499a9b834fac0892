"""`kuangjian limit`: without an installation, or by the notices and decrees of one; what cannot be reckoned is told."""

import pytest

from casework.view.limits import Asked, reckon_limit
from regulation.loading import load
from regulation.workdays import WorkCalendar
from tests.deployments.shell import kuangjian, refused


def test_a_limit_is_reckoned_without_an_installation(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    told = kuangjian("limit", "--step", "decision", "--from", "2025-07-07", "--json").json
    assert (told["due"], told["unrolled"], told["roll_basis"]) == ("2025-10-09", "2025-10-05", "民法典第二百零三条")
    assert (told["confidence"], told["provisional"], told["reason"]) == ("V", False, None) and len(told["steps"]) == 6
    assert list(tmp_path.iterdir()) == []


def test_suspensions_and_an_extension_move_it():
    asked = ("limit", "--step", "decision", "--from", "2025-07-07", "--suspend", "2025-08-01:2025-08-10",
             "--suspend", "2025-09-01:2025-09-05", "--extend", 30)
    assert kuangjian(*asked, "--json").json["due"] == "2025-11-19"
    assert "due: 2025-11-19\n" in kuangjian(*asked).out


def test_hours_take_a_time_and_come_back_with_its_offset():
    told = kuangjian("limit", "--step", "police-transfer", "--from", "2024-12-31T20:00:00+08:00", "--json").json
    assert (told["start"], told["due"]) == ("2024-12-31T20:00:00+08:00", "2025-01-01T20:00:00+08:00")


def test_every_step_is_listed_and_answers_in_every_year_from_2004():
    lines = kuangjian("limit", "--list", "--json").json
    steps = list(dict.fromkeys(one["step"] for one in lines))
    assert steps == list(load().limits)
    assert {"verification", "filing", "designation", "evidence-storage", "suspension-notice", "statement", "hearing-request",
            "hearing-notice", "decision", "service", "publication", "withdrawal", "payment", "reconsideration", "litigation",
            "demand", "court-application", "confiscation-handover", "police-transfer"} <= set(steps)
    assert "decision" in kuangjian("limit", "--list").out
    figures = {(one["step"], one["effective_from"]): one["figure"] for one in lines}
    assert figures["hearing-request", "1996-10-01"] == "3日" and figures["hearing-request", "2024-05-01"] == "5个工作日"
    assert figures["hearing-notice", "2021-07-15"] == "提前7个工作日" and figures["decision", "2024-05-01"] == "90日"
    for step in steps:
        for year in range(2004, 2028):
            told = reckon_limit(load(), WorkCalendar(), step, Asked(f"{year}-03-01T09:00+08:00"))
            assert (told.due is None) == bool(told.reason) and told.steps, (step, year)


@pytest.mark.parametrize(("words", "code", "named"), [
    ((), 2, ("needs --step and --from", "kuangjian limit --list")),
    (("--step", "wizardry", "--from", "2024-05-01"), 3, ("There is no step wizardry", "decision")),
    (("--step", "decision", "--from", "2023-02-29"), 2, ("2023-02-29 is not a day",)),
    (("--step", "decision", "--from", "soon"), 2, ("soon is neither a day nor a time", "2025-07-07T16:30+08:00")),
    (("--step", "decision", "--from", "2025-07-07T16:30"), 2, ("has no offset",)),
    (("--step", "decision", "--from", "20250707"), 2, ("20250707 is not a day. Write a day as YYYY-MM-DD, like 2025-07-07.",)),
    (("--step", "police-transfer", "--from", "20250707"), 2, ("20250707 has no offset",)),
    (("--step", "decision", "--from", "2003-12-31"), 2, ("from 2004 to 2199, not in 2003",)),
    (("--step", "police-transfer", "--from", "9999-12-31T23:00-08:00"), 2, ("not in 9999",)),
    (("--step", "police-transfer", "--from", "2004-01-01T00:00+09:00"), 2, ("not in 2003",)),
    (("--step", "police-transfer", "--from", "2025-07-07"), 2, ("police-transfer（", "is counted in hours", "+08:00")),
    (("--step", "police-transfer", "--from", "2025-07-07T16:30+08:00", "--suspend", "2025-07-07:2025-07-08"), 2,
     ("which no day suspends",)),
    (("--step", "decision", "--from", "2025-07-07", "--suspend", "2025-08-01"), 2, ("2025-08-01 is no suspension",)),
    (("--step", "decision", "--from", "2025-07-07", "--suspend", "2025-08-02:2025-08-01"), 2, ("ends before it begins",)),
    (("--step", "decision", "--from", "2025-07-07", "--extend", 31), 2, ("30 at most", "particularly complex")),
    (("--step", "seizure", "--from", "2025-07-07", "--extend", 31, "--complex"), 2, ("30 at most. Extend it by less.",)),
    (("--step", "decision", "--from", "2025-07-07", "--extend", -1), 2, ("-1 is no extension",)),
    (("--step", "service", "--from", "2025-07-07", "--extend", 3), 2, ("No extension of service（送达处罚决定书） is known",)),
])
def test_what_cannot_be_reckoned_is_told(words, code, named):
    refused(kuangjian("limit", *words), code, *named)


def test_with_a_data_folder_its_notices_and_decrees_count(data):
    notice = data.parent / "2027.csv"
    notice.write_text("日期,类型,名称\n" + "\n".join(f"{day},休,{name}" for day, name in (
        ("2027-01-01", "元旦"), ("2027-02-05", "春节"), ("2027-04-05", "清明节"), ("2027-05-03", "劳动节"),
        ("2027-06-09", "端午节"), ("2027-09-15", "中秋节"), ("2027-10-01", "国庆节"))), encoding="utf-8")
    asked = ("limit", "--step", "payment", "--from", "2026-12-17", "--json")
    assert kuangjian(*asked).json["due"] == "2027-01-01"
    kuangjian("holidays", "import", 2027, notice, data=data)
    told = kuangjian(*asked, data=data).json
    assert (told["due"], told["provisional"]) == ("2027-01-04", False)
    folder = data / "decrees" / "jilin-2027"
    folder.mkdir(parents=True)
    (folder / "limits.toml").write_text(
        '[[limit_value]]\nlimit = "filing"\nfrom = 2027-01-01\nlaw = "省厅规定"\nafter = { n = 5, unit = "working_day" }\n'
        'source = "吉自然资发〔2026〕1号"\nconfidence = "V"\n', encoding="utf-8")
    told = kuangjian("limit", "--step", "filing", "--from", "2027-01-04", "--json", data=data).json
    assert (told["due"], told["law"], told["roll_basis"]) == ("2027-01-11", "省厅规定", None)
