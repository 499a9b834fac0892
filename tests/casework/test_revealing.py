"""四: what is sealed is opened by few, each time for a reason that the leaders see; masks are mended without the words."""

import json
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from casework.access import OPERATOR, SYSTEM, Actor
from casework.clue.evidence import attach, seal_file
from casework.clue.redacting import OTHER, masks, redact
from casework.clue.revealing import JUST, openings, reveal, reveal_file
from casework.desk import House
from casework.record.officers import actor_of
from casework.view.worklist import work_at
from files.store import DiskStore
from foundation.clock import SetClock
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import Province, an_officer
from tests.casework.clues import TOLD, WHO, as_it_stands, taken_in
from tests.casework.test_clue_intake import MONDAY
from tests.casework.town import at, settle_in

REASON = "核实举报地点，需与举报人联系"


def acting(house: House, officer: int) -> Actor:
    with at(house) as desk:
        return actor_of(desk, officer)


def clerk_of(house: House, office: int) -> Actor:
    with at(house) as desk:
        number = an_officer(desk, office, "clerk", name="周受理")
    return acting(house, number)


def head_of(house: House, town: Province, office: str = "county") -> Actor:
    return acting(house, town.officer(getattr(town, office), "head"))


def entries(house: House, clue: int, action: str) -> list[tuple[str, dict[str, object]]]:
    with at(house) as desk:
        rows = desk.rows("SELECT actor, detail FROM journal WHERE entity = 'clue' AND entity_id = :id AND action = :action"
                         " ORDER BY id", id=clue, action=action)
    return [(row.actor, json.loads(row.detail)) for row in rows]


def later(house: House, **more: int) -> None:
    assert isinstance(house.clock, SetClock)
    house.clock.instant += timedelta(**more)


def test_the_clerk_reads_the_original_for_a_reason_which_is_journalled_and_told_to_the_leaders(house: House) -> None:
    town = settle_in(house, MONDAY)
    made, clerk = taken_in(house), clerk_of(house, town.county)
    with at(house, clerk) as desk:
        told = reveal(desk, made.number, f"  {REASON}，李大山来电催问 ")
    assert (told.original.reporter, told.original.said["text"]) == (WHO, TOLD.text)
    assert entries(house, made.clue_id, "clue.revealed") == [
        (clerk.label, {"reason": f"{REASON}，〔姓名〕来电催问"})]
    with at(house) as desk:
        item = desk.rows("SELECT office_id, kind, text FROM work_item")[0]
    assert (item.office_id, item.kind) == (town.county, "clue-revealed")
    assert item.text == f"周受理于2024-03-04 08:00查看了线索{made.number}的密封内容，理由见该线索的“查看记录”"
    for role, sees in (("head", True), ("handler", False)):
        with at(house) as desk:
            reader = actor_of(desk, town.officer(town.county, role))
        with at(house, reader) as desk:
            assert [row.kind for row in work_at(desk).rows] == ["clue-revealed"] * sees


def test_the_leaders_of_the_office_see_who_opened_it_and_nobody_else_does(house: House) -> None:
    town = settle_in(house, MONDAY)
    made, clerk = taken_in(house), clerk_of(house, town.county)
    with at(house, clerk) as desk:
        reveal(desk, made.number, REASON)
    row = as_it_stands(house, made)
    with at(house, head_of(house, town)) as desk:
        assert [(one.officer, one.reason, one.file) for one in openings(desk, row)] == [("周受理", REASON, None)]
    for other in (clerk, acting(house, town.officer(town.county)), head_of(house, town, "city")):
        with at(house, other) as desk:
            assert openings(desk, row) == []


def test_what_a_leader_opens_himself_is_told_to_the_office_above(house: House) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house)
    with at(house, head_of(house, town)) as desk:
        reveal(desk, made.number, REASON)
    with at(house) as desk:
        assert desk.scalar("SELECT office_id FROM work_item") == town.city


@pytest.mark.parametrize("reason", ["", "核查", "核　查   要   联　系", "x" * 501])
def test_without_a_reason_nothing_is_opened_and_nothing_noted(house: House, reason: str) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house)
    with pytest.raises(InvalidError, match="at least 10"), at(house, head_of(house, town)) as desk:
        reveal(desk, made.number, reason)
    assert entries(house, made.clue_id, "clue.revealed") == []


def test_neither_the_handler_nor_another_office_nor_a_program_nor_whoever_keeps_the_machine_opens_a_seal(house: House) -> None:
    town = settle_in(house, MONDAY)
    made, head = taken_in(house), head_of(house, town)
    refused = [acting(house, town.officer(town.county)), head_of(house, town, "city"), OPERATOR,
               replace(head, only=frozenset({"clue.reveal", "clue.read"}))]
    for one in refused:
        with pytest.raises(RefusedError), at(house, one) as desk:
            reveal(desk, made.number, REASON)
    for one in (SYSTEM, head_of(house, town, "township")):  # to whom it does not exist
        with pytest.raises((NotFoundError, RefusedError)), at(house, one) as desk:
            reveal(desk, made.number, REASON)
    assert entries(house, made.clue_id, "clue.revealed") == []


def test_whoever_receives_clues_masks_more_without_reading_the_original(house: House) -> None:
    town = settle_in(house, MONDAY)
    made, clerk = taken_in(house), clerk_of(house, town.county)
    with at(house, clerk) as desk:
        done = redact(desk, made.number, {"text": f"口前镇{OTHER}有人夜里用挖掘机采铁矿。〔姓名〕 〔电话〕",
                                          "place": OTHER}, seen=as_it_stands(house, made).version)
    assert (done.fields, done.unmasked) == (2, False)
    found = as_it_stands(house, made)
    assert (found.text, found.place, found.accused) == (
        "口前镇〔遮蔽〕有人夜里用挖掘机采铁矿。〔姓名〕 〔电话〕", "〔遮蔽〕", "王老板")
    assert entries(house, made.clue_id, "clue.redacted") == [
        (clerk.label, {"fields": ["place", "text"], "unmasked": False})]


def test_what_was_masked_wrongly_comes_back_only_by_whoever_has_just_read_the_original(house: House) -> None:
    town = settle_in(house, MONDAY)
    made, clerk = taken_in(house, text="举报人：王家沟村民。李大山 13812345678"), clerk_of(house, town.county)
    before = as_it_stands(house, made)
    with at(house) as desk:  # as a mask that took too much
        desk.run("UPDATE clue SET text = '举报人：〔姓名〕民。〔姓名〕 〔电话〕' WHERE id = :id", id=made.clue_id)
    mended = {"text": "举报人：王家沟村民。〔姓名〕 〔电话〕"}
    with pytest.raises(RefusedError, match="unmasks"), at(house, clerk) as desk:
        redact(desk, made.number, mended, seen=before.version)
    with at(house, clerk) as desk:
        reveal(desk, made.number, REASON)
    with pytest.raises(InvalidError) as strange, at(house, clerk) as desk:
        redact(desk, made.number, {"text": "举报人：张家沟村民。〔姓名〕 〔电话〕"}, seen=before.version)
    assert strange.value.problems == ("text: these are not the words of the original",)
    with pytest.raises(InvalidError) as telling, at(house, clerk) as desk:
        redact(desk, made.number, {"text": "举报人：王家沟村民。李大山 〔电话〕"}, seen=before.version)
    assert telling.value.problems == ("text: it tells who sent it",)
    with at(house, clerk) as desk:
        assert redact(desk, made.number, mended, seen=before.version).unmasked
    assert as_it_stands(house, made).text == mended["text"]
    later(house, seconds=int(JUST.total_seconds()) + 1)
    with pytest.raises(RefusedError, match="unmasks"), at(house, clerk) as desk:
        redact(desk, made.number, {"text": TOLD.text}, seen=as_it_stands(house, made).version)


def test_of_two_who_correct_at_once_one_is_told(house: House) -> None:
    town = settle_in(house, MONDAY)
    made, clerk = taken_in(house), clerk_of(house, town.county)
    seen = as_it_stands(house, made).version
    with at(house, clerk) as desk:
        redact(desk, made.number, {"place": OTHER}, seen=seen)
    with pytest.raises(ConflictError), at(house, clerk) as desk:
        redact(desk, made.number, {"accused": OTHER}, seen=seen)


@pytest.mark.parametrize(("said", "good"), [
    ("甲乙丙丁", True), ("〔姓名〕乙丙丁", True), ("甲〔姓名〕丁", True), ("〔遮蔽〕", True), ("甲乙丙〔电话〕", True),
    ("甲乙〔姓名〕丙丁", False), ("乙丙丁", False), ("甲乙丙丁戊", False), ("〔张三〕乙丙丁", False),
    ("甲〔姓名〕乙〔姓名〕丁", False), ("甲〔姓名〕丁〔姓名〕", False), ("", False)])
def test_a_text_is_a_masking_of_another_if_parts_of_it_are_covered_and_nothing_else_is_changed(said: str, good: bool) -> None:
    assert masks(said, "甲乙丙丁") is good


def test_a_file_is_handed_out_as_it_was_sent_under_the_same_conditions(house: House, tmp_path: Path) -> None:
    house, town = replace(house, files=DiskStore(tmp_path)), settle_in(house, MONDAY)
    made, other, clerk = taken_in(house), taken_in(house, text="别的事"), clerk_of(house, town.county)
    with at(house) as desk:
        attach(desk, made.clue_id, [seal_file(house, "李大山.pdf", BytesIO(b"%PDF-1.4 x"))])
        number = int(desk.scalar("SELECT id FROM clue_file"))
    with at(house, clerk) as desk:
        assert [one.name for one in reveal(desk, made.number, REASON).original.files] == ["李大山.pdf"]
    with at(house, clerk) as desk:
        assert reveal_file(desk, made.number, number, REASON) == ("李大山.pdf", "application/pdf", b"%PDF-1.4 x")
    with pytest.raises(NotFoundError), at(house, clerk) as desk:
        reveal_file(desk, other.number, number, REASON)
    assert entries(house, made.clue_id, "clue.revealed") == [
        (clerk.label, {"reason": REASON}), (clerk.label, {"reason": REASON, "file": number})]
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM work_item") == 1  # the leaders are told of one opening once
