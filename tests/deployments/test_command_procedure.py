"""`kuangjian procedure`: the moves under the version of a day, without an installation; as BPMN to a file."""

from xml.etree.ElementTree import parse

from tests.deployments.shell import kuangjian, refused


def test_the_moves_of_a_version_are_printed(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    moves = {one["action"]: one for one in kuangjian("procedure", "--on", "2025-08-01", "--json").json["moves"]}
    assert list(moves)[:2] == ["filing.propose", "filing.propose-refusal"] and len(moves) == 157
    told = moves["decision.penalty"]
    assert (told["stages"], told["to"], told["who"], told["ends"]) == (["weighed"], "decided", "leader", ["decision"])
    assert told["confidence"] == "V" and "two-certified" in told["needs"] and told["documents"] == ["行政处罚决定书"]
    old = {one["action"]: one for one in kuangjian("procedure", "--on", "2010-03-01", "--json").json["moves"]}
    assert old["court.apply-undemanded"]["made_until"] == "2011-12-31" and "closing.applied" not in old
    assert "found, filing_unit, filing_review +2" in kuangjian("procedure", "--on", "2025-08-01").out
    assert list(tmp_path.iterdir()) == []


def test_bpmn_is_written_to_a_file(tmp_path):
    kuangjian("procedure", "--on", "2025-08-01", "--bpmn", tmp_path / "case.bpmn")
    assert parse(tmp_path / "case.bpmn").getroot().tag == "{http://www.omg.org/spec/BPMN/20100524/MODEL}definitions"


def test_bpmn_writes_over_nothing_unless_forced(tmp_path):
    file = tmp_path / "case.bpmn"
    file.write_text("mine", encoding="utf-8")
    refused(kuangjian("procedure", "--on", "2025-08-01", "--bpmn", file), 5, "is there already")
    assert file.read_text(encoding="utf-8") == "mine"
    kuangjian("procedure", "--on", "2025-08-01", "--bpmn", file, "--force")
    assert parse(file).getroot().tag.endswith("definitions")


def test_a_day_that_is_none_or_too_early_is_refused():
    refused(kuangjian("procedure", "--on", "2024-02-30"), 2, "2024-02-30 is not a day.")
    refused(kuangjian("procedure", "--on", "1996-09-30"), 2, "Choose a day from 1996-10-01 on.")
