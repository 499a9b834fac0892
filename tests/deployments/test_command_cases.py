"""Cases by the commands: opened, moved, shown with what can be done, and told again from their events."""

import json
import sqlite3
from datetime import timedelta
from pathlib import Path

from foundation.clock import SystemClock, day_of
from tests.deployments.shell import TODAY, dump, kuangjian, refused

NEW = {"office": "220221", "cause": "王某无证采矿案", "offence": "mining-without-right", "discovered_on": "2012-03-06",
       "party": {"kind": "person", "name": "王某"}}
MET = {"clear_actor": True, "against_law": True, "liability": True, "own_jurisdiction": True, "within_limitation": True}


def written(what: object) -> str:
    return json.dumps(what, ensure_ascii=False)


def handler(data: Path, told: str = "number") -> object:
    """Who handles cases at the county's bureau: the number, or what else the list tells."""
    listed = kuangjian("officer", "list", "--below", "220221", "--json", data=data).json
    return next(one[told] for one in listed if one["role"] == "handler")


def test_a_move_that_people_make_names_who_makes_it_and_what_the_system_does_names_nobody(data: Path) -> None:
    number = kuangjian("case", "open", written(NEW), "--json", data=data, today=TODAY).json["number"]
    fields = written({**MET, "facts": "有采坑"})
    refused(kuangjian("case", "move", number, "filing.propose", "--fields", fields, data=data, today=TODAY), 4,
            "filing.propose is made by an officer, and none is named.", "--as OFFICER")
    assert kuangjian("case", "show", number, "--json", data=data).json["events"] == []
    refused(kuangjian("case", "move", number, "statement.lapse", data=data), 5, "is nothing to be done")
    refused(kuangjian("case", "move", number, "no.such", data=data), 3, "There is no move “no.such”")


def test_nothing_is_entered_of_a_day_to_come_but_in_a_rehearsal(data: Path) -> None:
    today = day_of(SystemClock().now())
    tomorrow, before = today + timedelta(days=1), dump(data)
    for words in (("case", "open", written(NEW)), ("case", "move", "AJ2012000001", "filing.propose")):
        refused(kuangjian(*words, data=data, today=tomorrow.isoformat()), 2, f"{tomorrow} has not come: today is {today}.")
    assert dump(data) == before
    assert kuangjian("calendar", "--debtor", "220200", "--year", tomorrow.year, data=data, today=tomorrow.isoformat()).code == 0
    made = kuangjian("case", "open", written(NEW), "--json", data=data, today=today.isoformat()).json["number"]
    assert made.startswith(f"AJ{today.year}")
    with sqlite3.connect(data / "kuangjian.db") as book:
        book.execute("INSERT INTO instance (key, value) VALUES ('rehearsal', 'x')")
    assert kuangjian("case", "open", written(NEW), data=data, today=tomorrow.isoformat()).code == 0


def test_an_officer_of_a_day_on_which_he_did_not_serve_is_told_so(data: Path) -> None:
    number = handler(data)
    with sqlite3.connect(data / "kuangjian.db") as book:
        book.execute("UPDATE post SET valid_from = '2012-03-07' WHERE officer_id = ?", (number,))
    refused(kuangjian("case", "open", written(NEW), "--as", number, data=data, today="2012-03-06"), 4,
            f"{handler(data, 'name')} held no post on 2012-03-06.", "leave it out")
    assert kuangjian("case", "open", written(NEW), "--as", number, data=data, today="2012-03-07").code == 0


def test_a_case_is_opened_moved_shown_and_verified(data: Path) -> None:
    before = kuangjian("case", "verify", "--json", data=data).json
    assert before["cases"] > 0 and before["wrong"] == []  # those of the demo
    made = kuangjian("case", "open", written(NEW), "--json", data=data, today=TODAY).json
    number = made["number"]
    assert number.startswith("AJ2012") and (made["stage"], made["version"]) == ("found", 1)
    moved = kuangjian("case", "move", number, "filing.propose", "--fields", written({**MET, "facts": "有采坑"}), "--version", 1,
                      "--as", handler(data), "--json", data=data, today=TODAY).json
    assert moved == {"number": number, "event": 1, "day": "2012-03-07", "stage": "filing_unit", "version": 2}
    told = kuangjian("case", "show", number, "--json", data=data).json
    assert (told["stage"], told["party"]["name"], told["events"][0]["action"]) == ("filing_unit", "王某", "filing.propose")
    assert "filing.unit" in told["now"] and "filing.approve" not in told["now"]
    listed = kuangjian("case", "list", "--open", "--office", "永吉", "--party", "王某", "--json", data=data).json
    assert number in [one["number"] for one in listed] and {one["office"] for one in listed} == {"永吉县"}
    assert number not in [one["number"] for one in kuangjian("case", "list", "--stage", "found", "--json", data=data).json]
    assert kuangjian("case", "verify", "--json", data=data).json == {"cases": before["cases"] + 1, "wrong": []}
    assert kuangjian("case", "verify", number, "--json", data=data).json == {"cases": 1, "wrong": []}


def test_what_a_move_wants_is_printed_and_who_did_what_is_shown(data: Path) -> None:
    number = kuangjian("case", "open", written(NEW), "--json", data=data, today=TODAY).json["number"]
    moves = {one["action"]: one for one in kuangjian("case", "moves", number, "--json", data=data).json}
    assert "filing.propose" in moves and "decision.serve" not in moves
    fields = {one["name"]: one for one in moves["filing.propose"]["fields"]}
    assert (fields["facts"]["type"], fields["facts"]["required"]) == ("text", True) and "clear_actor" in fields
    assert [one["action"] for one in kuangjian("case", "moves", number, "filing.propose", "--json", data=data).json] == [
        "filing.propose"]
    assert "  facts*: text  " in kuangjian("case", "moves", number, "filing.propose", data=data).out
    refused(kuangjian("case", "moves", number, "decision.serve", data=data), 3, "is nothing to be done to")
    kuangjian("case", "move", number, "filing.propose", "--fields", written({**MET, "facts": "有采坑"}), "--as", handler(data),
              data=data, today=TODAY)
    event = kuangjian("case", "show", number, "--json", data=data).json["events"][0]
    assert (event["by"], event["fields"]["facts"]) == (handler(data, "name"), "有采坑")
    assert "有采坑" in kuangjian("case", "show", number, data=data).out


def test_an_office_that_is_none_is_told_before_all_else(data: Path) -> None:
    wrong = written({"office": "999999", "colour": 1})
    answer = kuangjian("case", "open", wrong, data=data)
    refused(answer, 3, "999999")
    assert "colour" not in answer.err
    refused(kuangjian("case", "list", "--office", "火星", data=data), 2, "No office or holder is called 火星")


def test_what_is_wrong_is_told_and_nothing_is_done(data: Path) -> None:
    wrong = written({"cause": "x", "colour": 1, "party": {"kind": "person", "height": 2}})
    refused(kuangjian("case", "open", wrong, data=data), 2, "colour: no such field", "offence: missing", "party.name: missing")
    number = kuangjian("case", "open", written(NEW), "--json", data=data, today=TODAY).json["number"]
    refused(kuangjian("case", "move", number, "decision.serve", "--as", handler(data), data=data), 5, "is nothing to be done")
    outdated = kuangjian("case", "move", number, "filing.unit", "--version", 7, "--as", handler(data), data=data)
    refused(outdated, 5, "was changed by somebody else")
    refused(kuangjian("case", "list", "--stage", "lost", data=data), 2, "stage: there is no “lost”.")
    refused(kuangjian("case", "show", "AJ1999000001", data=data), 3, "There is no such case")
    assert kuangjian("case", "show", number, "--json", data=data).json["events"] == []


def test_the_archive_of_a_case_is_written_once_and_checked_without_a_database(data: Path, tmp_path: Path) -> None:
    number = kuangjian("case", "open", written(NEW), "--json", data=data, today=TODAY).json["number"]
    kuangjian("case", "move", number, "filing.propose", "--fields", written({**MET, "facts": "有采坑"}), "--as", handler(data),
              data=data, today=TODAY)
    file, exported = tmp_path / "案卷.zip", tmp_path / "journal.jsonl"
    kuangjian("case", "archive", number, file, data=data)
    refused(kuangjian("case", "archive", number, file, data=data), 5, "is there already")
    told = kuangjian("case", "verify-archive", file, "--json").json
    assert (told["case"], told["faults"], told["entries"], told["files"]) == (number, [], 2, 3)
    exported.write_text("", encoding="utf-8")
    told = kuangjian("case", "verify-archive", file, "--journal", exported)
    assert told.code == 1 and "the journal knows of no archive like this" in told.out
    file.write_bytes(file.read_bytes()[:-100])
    refused(kuangjian("case", "verify-archive", file), 2, "no archive of a case")
    refused(kuangjian("case", "archive", "AJ1999000001", tmp_path / "b.zip", data=data), 3, "There is no such case")
    assert not (tmp_path / "b.zip").exists()
