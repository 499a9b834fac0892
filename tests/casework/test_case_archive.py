"""The archive of a case proves itself offline: what was changed, left out or put in is named."""

import json
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from casework import journal
from casework.access import SYSTEM
from casework.case.archive import export, manifest_of
from casework.case.archive_checking import Checked, check
from casework.case.cases import case_of
from casework.case.exhibits import put_file
from casework.desk import House
from casework.file.files import keep, take_in
from foundation.errors import InvalidError, NotFoundError
from tests.casework.builders import an_officer
from tests.casework.cases import AGREED, Office, a_bureau, filed, move
from tests.casework.papers import SCAN, issued, keeping, officer, on_paper, prepared
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
ENDED = "终止调查决定书"


def ended(house: House) -> tuple[Office, str]:
    """A case with evidence and documents, in the archive."""
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "evidence.collect", kind="书证", title="采矿许可证", taken_on="2025-08-04", source="王某",
         original=True, content="有效期内")
    handler = officer(house, office, "handler")
    with at(house, handler) as desk:
        [file] = keep(desk, [take_in(house, "许可证.pdf", BytesIO(SCAN + b"licence"))])
        put_file(desk, case_of(desk, number), 1, file)
    move(house, office, number, "investigation.end", ground="违法事实不成立", told="证照齐全", reason="证照齐全")
    prepared(house, number)
    issued(house, office, number, ENDED)
    move(house, office, number, "closing.propose", reason="违法事实不成立", **AGREED)
    move(house, office, number, "closing.ended", **AGREED)
    on_paper(house, office, number, ["立案呈批表", "结案呈批表"])
    move(house, office, number, "archive.file", pages=12, volumes=1, keeper="档案室")
    return office, number


def taken(house: House, number: str) -> bytes:
    with at(house) as desk:
        return export(desk, number).read()


def sealed(house: House) -> list[str]:
    with at(house, SYSTEM) as desk:
        journal.seal(desk)
    with at(house) as desk:
        return list(journal.export(desk))


def changed(body: bytes, name: str, content: bytes | None, *, honest: bool = False, before: bytes = b"") -> bytes:
    """The archive with another content under a name, or without it; honestly listed in its manifest if asked for."""
    import hashlib
    made = BytesIO()
    with ZipFile(BytesIO(body)) as given, ZipFile(made, "w") as target:
        parts = {one: given.read(one) for one in given.namelist()}
        if content is None:
            del parts[name]
        else:
            parts[name] = parts[name].replace(before, content) if before else content
        if honest:
            manifest = json.loads(parts["manifest.json"])
            manifest["files"] = [{"name": one, "sha256": hashlib.sha256(parts[one]).hexdigest(), "size": len(parts[one])}
                                 for one in parts if one != "manifest.json"]
            parts["manifest.json"] = json.dumps(manifest).encode()
        for one, whole in parts.items():
            target.writestr(one, whole)
    return made.getvalue()


def found(body: bytes, lines: list[str] | None = None) -> Checked:
    return check(BytesIO(body), lines)


def test_an_archive_holds_everything_and_proves_itself(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    _, number = ended(house)
    sealed(house)
    body = taken(house, number)
    with ZipFile(BytesIO(body)) as given:
        names = given.namelist()
        index = json.loads(given.read("案卷目录.json"))
        events = given.read("events.jsonl").decode().splitlines()
        assert given.read("evidence/001-许可证.pdf") == SCAN + b"licence"
    assert [one.partition("/")[0] for one in names] == [
        "documents", "documents", "documents", "evidence", "events.jsonl", "journal.jsonl", "案卷目录.json", "manifest.json"]
    assert [(one["title"], one["number"], one["by_hand"], one["state"]) for one in index["documents"]] == [
        ("立案呈批表", index["documents"][0]["number"], True, "issued"), (ENDED, "永吉自然资终〔2025〕1号", False, "issued"),
        ("结案呈批表", index["documents"][2]["number"], True, "issued")]
    assert [one["name"] for one in index["documents"][1]["signatures"]] == ["承办人丁", "队长丙", "副局长乙"]
    assert index["case"]["stage"] == "archived" and len(events) == 11
    lines = sealed(house)
    told = found(body, lines)
    assert told.faults == () and (told.case, told.files, told.sealed) == (number, 7, told.entries)
    assert told.proved == told.sealed > 15 and 0 < told.linked < told.sealed


@pytest.mark.parametrize(("name", "content", "before", "honest", "fault"), [
    ("evidence/001-许可证.pdf", b"forged", b"", False, "evidence/001-许可证.pdf: was changed"),
    ("evidence/001-许可证.pdf", None, b"", False, "evidence/001-许可证.pdf: is not in the archive"),
    ("events.jsonl", b"filing.refuse", b"filing.approve", True, "event 5: the journal tells its move, day or stage otherwise"),
    ("events.jsonl", "证照不全".encode(), "证照齐全".encode(), True, "event 8: the journal tells what was filled in otherwise"),
    ("events.jsonl", b'"by":"officer:9', b'"by":"officer:', True, "tells by whom or when it was recorded otherwise"),
    ("journal.jsonl", rb'\"gave\"', rb'\"given\"', True, "event 1: the journal tells what was filled in otherwise"),
    ("journal.jsonl", b"closing.none", b"closing.ended", True, "(case.moved): was changed"),
    ("案卷目录.json", b'"documents": [], "was": [', b'"documents": [', True, "one that the journal keeps is left out"),
])
def test_what_was_changed_or_left_out_is_named(house: House, tmp_path: Path, name: str, content: bytes | None, before: bytes,
                                               honest: bool, fault: str) -> None:
    house = keeping(house, tmp_path)
    _, number = ended(house)
    sealed(house)
    faults = found(changed(taken(house, number), name, content, before=before, honest=honest)).faults
    assert any(fault in one for one in faults), faults


def test_another_file_in_the_place_of_one_is_named_though_the_manifest_tells_of_it(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    _, number = ended(house)
    sealed(house)
    body = changed(taken(house, number), "evidence/001-许可证.pdf", b"forged", honest=True)
    assert found(body).faults == ("evidence 采矿许可证: its file is another one",)


def test_whatever_byte_is_damaged_it_is_told_and_nothing_breaks(sqlite_house: House, tmp_path: Path) -> None:
    house = keeping(sqlite_house, tmp_path)
    _, number = ended(house)
    sealed(house)
    body = taken(house, number)
    for at_byte in range(100, len(body), len(body) // 60):
        damaged = bytearray(body)
        damaged[at_byte] ^= 0xFF
        try:
            found(bytes(damaged))
        except InvalidError as error:
            assert "damaged" in error.message


def test_lines_are_parted_by_line_feeds_alone_whatever_was_pasted_into_a_form(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "investigation.end", ground="违法事实不成立", told="证照齐全\u2028复印件在卷\u0085完",
         reason="证照齐全\u2029见卷")
    sealed(house)
    told = found(taken(house, number))
    assert told.faults == () and told.sealed == told.entries


def test_an_event_left_out_or_a_file_put_in_is_named(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    _, number = ended(house)
    sealed(house)
    body = taken(house, number)
    with ZipFile(BytesIO(body)) as given:
        lines = given.read("events.jsonl").splitlines(keepends=True)
    gone = "event 11: the journal knows it, but it is not there"
    assert gone in found(changed(body, "events.jsonl", b"".join(lines[:-1]), honest=True)).faults
    made = BytesIO(body)
    with ZipFile(made, "a") as target:
        target.writestr("documents/099-伪造.docx", b"forged")
    assert found(made.getvalue()).faults == ("documents/099-伪造.docx: is not in the manifest",)


def test_what_was_written_anew_from_end_to_end_is_told_by_the_journal_alone(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    _, number = ended(house)
    sealed(house)
    body = taken(house, number)
    lines = sealed(house)
    with ZipFile(BytesIO(body)) as given:
        entries = [json.loads(line) for line in given.read("journal.jsonl").splitlines()]
    entry = entries[0]
    entry["actor"] = "officer:999"
    entry["hash"] = journal.link(entry["previous"], {name: entry[name] for name in journal.FIELDS})
    forged = changed(body, "journal.jsonl", "".join(journal.canonical(one) + "\n" for one in entries).encode(), honest=True)
    assert found(forged).faults == ()  # it is whole in itself
    told = found(forged, lines)
    assert told.faults == (
        f"journal entry {entry['id']} (case.opened): is another one in the journal",
        "manifest.json: the journal knows of no archive like this; seal and export the journal after the archive")


NOT_SEALED = ("22 of 22 entries of the journal are not sealed yet: the health watch seals every ten minutes,"
              " `kuangjian journal export` at once. Take the archive again after that.")


def test_entries_that_are_not_sealed_yet_are_counted_as_such_and_it_is_told_why(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    _, number = ended(house)
    body = taken(house, number)
    told = found(body)
    assert (told.sealed, told.linked, told.proved, told.faults, told.note) == (0, 0, 0, (), NOT_SEALED)
    assert manifest_of(BytesIO(body))["journal"] == {"entries": told.entries, "sealed": 0, "note": NOT_SEALED}
    sealed(house)
    later = found(taken(house, number))
    assert (later.entries, later.sealed, later.note) == (23, 23, None)  # with that of the export before


@pytest.mark.parametrize(("name", "content"), [
    ("events.jsonl", b"{"), ("journal.jsonl", b"[]\n"), ("manifest.json", b"{}"), ("案卷目录.json", b"[]"),
    ("events.jsonl", None)])
def test_the_part_that_cannot_be_read_is_named(house: House, tmp_path: Path, name: str, content: bytes | None) -> None:
    house = keeping(house, tmp_path)
    _, number = ended(house)
    with pytest.raises(InvalidError, match=f"it is damaged: {name} cannot be read"):
        found(changed(taken(house, number), name, content))


@pytest.mark.parametrize("body", [b"", b"no zip", b"PK\x03\x04 broken"])
def test_what_is_no_archive_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidError, match="no archive of a case"):
        found(body)


def test_a_case_that_is_not_seen_has_no_archive(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = ended(house)
    with at(house) as desk:
        stranger = an_officer(desk, office.town.holder, "holder", name="外人", email=None)
    from casework.record.officers import actor_of
    with at(house) as desk:
        actor = actor_of(desk, stranger)
    with at(house, actor) as desk, pytest.raises(NotFoundError):
        export(desk, number)
