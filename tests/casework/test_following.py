"""Whoever holds the receipt code follows his clue, answers and adds to it; a wrong code tells nothing and slows its sender."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from casework.access import PUBLIC
from casework.account.guesses import WaitError
from casework.bulk import insert_rows
from casework.clue.accepting import Reporter
from casework.clue.evidence import files_of_clue, seal_file
from casework.clue.following import Followed, add, followed, ticket_for
from casework.clue.linking import link
from casework.clue.messages import messages_of
from casework.clue.receipts import new_code
from casework.clue.replying import reply
from casework.desk import House
from casework.letter.outbox import claim, write
from files.store import DiskStore
from foundation.errors import InvalidError, NotFoundError
from models import ClueMessage, Reward
from tests.casework.clues import taken_in
from tests.casework.test_clue_evidence import photograph
from tests.casework.test_posting import advance
from tests.casework.town import at, go_to, settle_in
from tests.casework.verified import disposed, staffed, who

HOME = "203.0.113.7"


@pytest.fixture
def town(house: House) -> Any:
    return settle_in(house, date(2024, 3, 4))


def ticket(house: House, code: str | None, address: str = HOME) -> str:
    return ticket_for(house, code or "", address)


def seen(house: House, held: str) -> Followed:
    with at(house, PUBLIC) as desk:
        return followed(desk, held)


def put(house: House, clue: int, **columns: Any) -> None:
    with at(house) as desk:
        desk.run(f"UPDATE clue SET {', '.join(f'{one} = :{one}' for one in columns)} WHERE id = :id", id=clue, **columns)


def asked(house: House, clue: int, text: str = "当晚有几台车？") -> None:
    with at(house) as desk:
        insert_rows(desk, ClueMessage, [{"clue_id": clue, "side": "office", "at": desk.now, "text": text, "by": "officer:1"}])


def wrong(house: House, address: str = HOME, code: str | None = None) -> None:
    with pytest.raises(NotFoundError, match="no clue of this receipt code"):
        ticket(house, code or new_code(), address)


def test_the_code_tells_how_far_the_clue_is_and_no_more_than_is_settled(house: House, town: Any) -> None:
    made = taken_in(house)
    held = ticket(house, made.receipt)
    told: list[tuple[dict[str, Any], tuple[str, str | None, str | None]]] = [
        ({"stage": "routed"}, ("received", None, None)), ({"stage": "registered"}, ("registered", None, None)),
        ({"stage": "verifying"}, ("verifying", None, None)),
        ({"stage": "verified", "outcome": "true"}, ("verified", None, None)),
        ({"stage": "closed", "ended_on": date(2024, 3, 5), "end_reason": "内部意见"}, ("closed", "true", None)),
        ({"stage": "declined", "end_reason": "不属矿产"}, ("declined", None, "不属矿产"))]
    for columns, (step, outcome, reason) in told:
        put(house, made.clue_id, **columns)
        found = seen(house, held)
        assert (found.number, found.step, found.outcome, found.reason) == (made.number, step, outcome, reason)
        assert (found.office, found.received_on) == ("永吉县", date(2024, 3, 4))


def test_a_code_is_known_however_it_is_written(house: House, town: Any) -> None:
    made = taken_in(house)
    assert made.receipt is not None
    for written in (made.receipt.lower(), made.receipt.replace("-", " "), made.receipt.replace("0", "O").replace("1", "l")):
        assert seen(house, ticket(house, written)).number == made.number


def test_the_whole_way_of_a_clue_is_told_to_its_answer(house: House, town: Any) -> None:
    bureau = staffed(house, town)
    made = disposed(house, bureau)
    held = ticket(house, made.receipt)
    assert (seen(house, held).step, seen(house, held).outcome, seen(house, held).answer) == ("closed", "true", None)
    with at(house, who(house, bureau.handler)) as desk:
        reply(desk, made.number, way="回执查询", text="李大山：已立案查处。")
    assert seen(house, held).answer == "〔姓名〕：已立案查处。"


def test_a_linked_clue_stands_where_its_main_one_stands(house: House, town: Any) -> None:
    main, other = taken_in(house), taken_in(house, text="东山采矿")
    put(house, other.clue_id, main_id=main.clue_id)
    put(house, main.clue_id, stage="closed", outcome="partly", ended_on=date(2024, 3, 9))
    found = seen(house, ticket(house, other.receipt))
    assert (found.number, found.step, found.outcome) == (other.number, "closed", "partly")


def test_an_answer_is_masked_its_original_sealed_and_the_office_told(house: House, town: Any) -> None:
    made = taken_in(house)
    put(house, made.clue_id, stage="verifying")
    asked(house, made.clue_id)
    held = ticket(house, made.receipt)
    assert seen(house, held).asked
    with at(house) as desk:
        desk.run("UPDATE letter SET state = 'kept', written_at = :now", now=desk.now)
    with at(house, PUBLIC) as desk:
        add(desk, held, "三台，我是李大山，电话13812345678")
    found = seen(house, held)
    assert [(one.side, one.text) for one in found.messages] == [
        ("office", "当晚有几台车？"), ("reporter", "三台，我是〔姓名〕，电话〔电话〕")]
    assert not found.asked
    with at(house) as desk:
        sealed = desk.scalar("SELECT sealed FROM clue_message WHERE side = 'reporter'")
        assert house.seal.open(bytes(sealed)).decode() == "三台，我是李大山，电话13812345678"
        assert desk.scalar("SELECT actor FROM journal WHERE action = 'clue.added'") == "public"
    with at(house) as desk:
        ids = claim(desk, batch=10)
        assert write(desk, ids).written == 1
    with at(house) as desk:
        letter = desk.rows("SELECT recipient_id, text FROM letter WHERE state = 'sending'")[0]
    assert letter.recipient_id == town.officer(town.county)
    assert made.number in letter.text and "举报人有补充" in letter.text and "三台" not in letter.text


def test_two_additions_before_the_letter_left_are_one_letter(house: House, town: Any) -> None:
    made = taken_in(house)
    held = ticket(house, made.receipt)
    for text in ("第一次", "第二次"):
        with at(house, PUBLIC) as desk:
            add(desk, held, text)
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM letter_clue") == 1


def test_a_photograph_is_added_sealed(house: House, town: Any, tmp_path: Path) -> None:
    keeping = replace(house, files=DiskStore(tmp_path / "files"))
    made = taken_in(keeping)
    held = ticket(keeping, made.receipt)
    file = seal_file(keeping, "夜里.jpg", BytesIO(photograph()))
    with at(keeping, PUBLIC) as desk:
        number = add(desk, held, "赵铁柱拍的", [file])
    with at(keeping) as desk:
        (kept,) = files_of_clue(desk, made.clue_id)
    assert (kept.message_id, kept.media_type, kept.clean_id is not None) == (number, "image/jpeg", True)
    assert [(one.text, one.files) for one in seen(keeping, held).messages] == [("〔姓名〕拍的", 1)]


def test_whoever_sent_what_is_handled_together_learns_nothing_of_the_others_by_what_he_adds(house: House, town: Any) -> None:
    main, made = taken_in(house), taken_in(house, reporter=Reporter(), text="东山有人采矿。")
    held = ticket(house, made.receipt)
    with at(house, PUBLIC) as desk:
        add(desk, held, "矿在东山北坡。")
    assert [one.text for one in seen(house, held).messages] == ["矿在东山北坡。"]
    with at(house) as desk:
        link(desk, made.number, main.number)
    with at(house, PUBLIC) as desk:
        add(desk, held, "王铁柱、李大山、赵四海，谁举报的？")
    assert {one.text for one in seen(house, held).messages} == {"（您补充的内容已转交承办单位）"}
    with at(house) as desk:
        assert messages_of(desk, made.clue_id)[-1].text == "王铁柱、〔姓名〕、赵四海，谁举报的？"  # as officers read it


def test_nothing_is_no_addition(house: House, town: Any) -> None:
    held = ticket(house, taken_in(house).receipt)
    with at(house, PUBLIC) as desk, pytest.raises(InvalidError, match="nothing in it"):
        add(desk, held, "  ")


def test_the_code_of_another_clue_sees_nothing_of_this_one(house: House, town: Any) -> None:
    mine, other = taken_in(house), taken_in(house, text="别处采矿")
    asked(house, mine.clue_id)
    found = seen(house, ticket(house, other.receipt))
    assert (found.number, found.messages) == (other.number, ())
    with at(house, PUBLIC) as desk:
        add(desk, ticket(house, other.receipt), "补充")
    assert [one.side for one in seen(house, ticket(house, mine.receipt)).messages] == ["office"]


def test_an_approved_reward_says_how_much_and_where(house: House, town: Any) -> None:
    made = taken_in(house)
    with at(house) as desk:
        (reward,) = insert_rows(desk, Reward, [{
            "clue_id": made.clue_id, "amount": Decimal("500"), "basis": "x", "state": "proposed", "proposed_by": "officer:1",
            "proposed_at": desk.now}])
    held = ticket(house, made.receipt)
    assert seen(house, held).reward is None
    for state in ("approved", "paid"):
        with at(house) as desk:
            desk.run("UPDATE reward SET state = :state WHERE id = :id", state=state, id=reward)
        assert (seen(house, held).reward, seen(house, held).amount) == (state, Decimal("500.00"))


def test_after_ten_wrong_codes_their_address_waits_longer_each_time(house: House, town: Any) -> None:
    made = taken_in(house)
    for _ in range(10):
        wrong(house)
    for seconds in (5, 10, 20):
        for code in (new_code(), made.receipt):  # the right one waits as well: it is not looked at
            with pytest.raises(WaitError) as waits:
                ticket(house, code)
            assert waits.value.seconds == seconds
        advance(house, seconds=seconds)
        wrong(house)
    assert seen(house, ticket(house, made.receipt, "203.0.113.8")).number == made.number
    go_to(house, date(2024, 3, 7))
    assert seen(house, ticket(house, made.receipt)).number == made.number


def test_a_right_code_forgives_nothing_but_itself(house: House, town: Any) -> None:
    made = taken_in(house)
    for _ in range(9):
        wrong(house)
    ticket(house, made.receipt)
    wrong(house)
    with pytest.raises(WaitError):
        ticket(house, made.receipt)


def test_a_misread_code_is_told_as_such_and_counts(house: House, town: Any) -> None:
    made = taken_in(house)
    assert made.receipt is not None
    slip = ("B" if made.receipt[0] == "A" else "A") + made.receipt[1:]
    for _ in range(10):
        with pytest.raises(InvalidError, match="misread"):
            ticket(house, slip)
    with pytest.raises(WaitError):
        ticket(house, made.receipt)


def test_a_ticket_ends_is_made_by_us_alone_and_holds_no_code(house: House, town: Any) -> None:
    made = taken_in(house)
    held = ticket(house, made.receipt)
    assert made.receipt is not None
    assert made.receipt.replace("-", "") not in house.seal.open(held.encode()).decode()
    for bad in ("", "x", "谁", house.seal.shut(b"{}").decode(), house.seal.shut(b"[]").decode(), held[:-4]):
        with pytest.raises(InvalidError, match="too long ago"):
            seen(house, bad)
    advance(house, minutes=31)
    with pytest.raises(InvalidError, match="too long ago"):
        seen(house, held)


def test_neither_code_nor_address_stands_in_the_database(house: House, town: Any) -> None:
    made = taken_in(house)
    ticket(house, made.receipt)
    wrong(house)
    with at(house) as desk:
        kept = " ".join(str(row) for table in ("guess", "clue_seal", "journal", "answered")
                        for row in desk.rows(f"SELECT * FROM {table}"))
    assert made.receipt is not None
    assert made.receipt.replace("-", "") not in kept.replace("-", "") and HOME not in kept
