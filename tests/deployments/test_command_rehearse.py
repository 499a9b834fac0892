"""`kuangjian rehearse` as typed: what is wrong is said, a copy's last days are played, nothing of the source is touched."""

import gc
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.deployments.shell import kuangjian


@pytest.mark.parametrize(("words", "told"), [
    ((), "Which year?"),
    (("--year", "2009"), "2009 cannot be rehearsed"),
    (("--year", "0"), "0 cannot be rehearsed"),
    (("--from", ""), "--from names nothing"),
    (("--year", "2010", "--xlsx", "nowhere/x.xlsx"), "There is no folder"),
    (("--year", "2010", "--mines", "0"), "greater than or equal to 1"),
    (("--from", "nowhere"), "There is no database"),
    (("--from", "README.md"), "cannot be copied: file is not a database"),
    (("--from", "mysql://db/x"), "is no address of a database of ours"),
    (("--year", "2020", "--from", "nowhere", "--today", "2026-11-24"), "2020 is over"),
    (("--year", "2010", "--again", "--database", "sqlite:///x.db"), "is not emptied"),
])
def test_what_cannot_be_rehearsed_is_said(tmp_path: Path, words: tuple[str, ...], told: str) -> None:
    said = kuangjian("rehearse", *words, "--data", str(tmp_path / "there"))
    assert said.code in (2, 3, 5) and told in said.err
    assert not (tmp_path / "there" / "kuangjian.db").exists()


@pytest.mark.trial
def test_a_copy_of_an_installation_tells_what_its_last_days_bring(tmp_path: Path) -> None:
    real, there = tmp_path / "real", tmp_path / "there"
    assert kuangjian("demo", "--mines", "20", "--today", "2026-12-28", "--data", str(real)).code == 0
    gc.collect()  # the demo ran in this process: its connections are closed now, and not in the middle
    before = (real / "kuangjian.db").read_bytes()
    asked = ("rehearse", "--from", str(real), "--today", "2026-12-28", "--data", str(there), "--json")
    said = kuangjian(*asked, "--xlsx", str(tmp_path / "offices.xlsx"))
    assert said.code == 0, said.err
    told = json.loads(said.out)
    assert told["days"] == "2026-12-29–2026-12-31" and told["broken"] == 0
    december = next(line for line in told["months"] if line["month"] == "2026-12")
    assert december["falling_due"] > 100 and december["letters"] > 0
    assert sum(line["owed"] for line in told["clauses"]) == sum(line["owed"] for line in told["offices"])
    rows = list(load_workbook(tmp_path / "offices.xlsx").active.values)
    assert rows[0][:3] == ("clause", "code", "name") and len(rows) == len(told["offices"]) + 1
    assert (real / "kuangjian.db").read_bytes() == before
    again = json.loads(kuangjian(*asked).out)  # the real one may have gone on: copied and played anew
    assert again["fingerprint"] == told["fingerprint"] and again["asked"] == told["asked"] > 0


@pytest.mark.parametrize("words", [
    ("--year", "2027", "--data", "{real}"),
    pytest.param(("--year", "2027", "--data", "{real}", "--again"), marks=pytest.mark.trial),
    pytest.param(("--year", "2027", "--data", "{there}", "--database", "sqlite:///{real}/kuangjian.db"),
                 marks=pytest.mark.trial),
    ("--from", "{real}", "--data", "{real}", "--today", "2026-12-28"),
    pytest.param(("--from", "{real}", "--data", "{real}", "--today", "2026-12-28", "--again"), marks=pytest.mark.trial),
    pytest.param(("--from", "{real}", "--data", "{there}", "--today", "2026-12-28", "--database",
                  "sqlite:///{real}/kuangjian.db"), marks=pytest.mark.trial),
])
def test_an_installation_is_refused_and_not_touched(data: Path, tmp_path: Path, words: tuple[str, ...]) -> None:
    real, there = data, tmp_path / "there"
    before = {path: path.read_bytes() for path in real.rglob("*") if path.is_file()}
    said = kuangjian("rehearse", *(word.format(real=real, there=there) for word in words))
    assert said.code in (2, 5) and ("is no rehearsal's" in said.err or "file of its own" in said.err), said.err
    assert {path: path.read_bytes() for path in real.rglob("*") if path.is_file()} == before


def test_a_source_of_another_version_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    import sqlite3
    with sqlite3.connect(tmp_path / "old.db") as old:
        old.execute("CREATE TABLE something (id INTEGER)")
    said = kuangjian("rehearse", "--from", str(tmp_path / "old.db"), "--data", str(tmp_path / "there"))
    assert said.code == 5 and "only a database of this version" in said.err
    assert not list((tmp_path / "there").glob("*.db"))
