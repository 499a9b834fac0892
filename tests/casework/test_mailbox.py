"""三（二）: what comes by mail is a clue like any other; nothing is lost, nothing taken twice, who sent it stays sealed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest

from casework.clue.evidence import files_of_clue, original
from casework.clue.intake import drain as process
from casework.clue.letters import BY_MAIL, write_reporters
from casework.clue.mailbox import MailReport, drain
from casework.clue.messages import messages_of
from casework.desk import House
from casework.letter.work import open_items
from casework.record.watchers import NewWatcher, add_watcher, send_link
from files.store import DiskStore
from tests.casework.builders import Province
from tests.casework.town import at, settle_in
from tests.files.samples import JPEG, photograph
from tests.notifications.mails import A_PDF, a_mail
from tests.notifications.test_bounce import a_report

MONDAY = date(2024, 3, 4)


@dataclass
class Shelf:
    """A mailbox in memory, as a server holds it."""

    mails: dict[int, bytes] = field(default_factory=dict)
    name: str = "jubao@mail.example.cn/INBOX"
    validity: int = 4_000_000_000
    moves: bool = False
    finished: list[int] = field(default_factory=list)
    sizes_told: dict[int, int] = field(default_factory=dict)

    def numbers(self) -> list[int]:
        return sorted(self.mails)

    def sizes(self, numbers: list[int]) -> dict[int, int]:
        return {one: self.sizes_told.get(one, len(self.mails[one])) for one in numbers}

    def fetch(self, number: int) -> bytes | None:
        return self.mails.get(number)

    def finish(self, numbers: list[int]) -> None:
        self.finished += numbers
        if self.moves:
            self.mails = {one: mail for one, mail in self.mails.items() if one not in numbers}


@pytest.fixture
def post(house: House, tmp_path: Path) -> Iterator[tuple[House, Province]]:
    yield replace(house, files=DiskStore(tmp_path / "files")), settle_in(house, MONDAY)


def read(house: House, shelf: Shelf, office: int, **how: bool | int) -> MailReport:
    report = MailReport()
    drain(house, shelf, office, report, **how)  # type: ignore[arg-type]
    return report


def one_clue(house: House) -> object:
    with at(house) as desk:
        return desk.rows("SELECT id, number, text, channel, taken_by_id, named FROM clue")[0]


def test_a_message_becomes_a_clue_whose_sender_and_signature_are_masked(post: tuple[House, Province]) -> None:
    house, town = post
    shelf = Shelf({7: a_mail("李大山反映：东山北坡有人采矿，问新立村老赵。\n\n此致\n敬礼\n赵小兰 13812345678\n2024年3月4日")})
    assert read(house, shelf, town.county).decisions == [(7, "XS2024000001")]
    clue = one_clue(house)
    assert (clue.channel, clue.taken_by_id, clue.named) == ("email", town.county, True)
    assert clue.text == "举报\n\n〔姓名〕反映：东山北坡有人采矿，问新立村老赵。\n\n此致\n敬礼\n〔姓名〕 〔电话〕\n2024年3月4日"
    with at(house) as desk:
        seal = desk.rows("SELECT content, receipt, by_mail FROM clue_seal")[0]
        taken = desk.rows("SELECT mailbox, validity, uid, state, clue_id, error FROM mail_taken")[0]
    assert b"lidashan@example.cn" in house.seal.open(bytes(seal.content))
    assert (seal.receipt, seal.by_mail) == (None, True)
    assert tuple(taken) == (shelf.name, 4_000_000_000, 7, "clue", clue.id, None)
    assert shelf.finished == [7]


def test_the_whole_message_and_its_files_are_sealed_and_pictures_made_anew(post: tuple[House, Province]) -> None:
    house, town = post
    photo, mail = photograph(), None
    mail = a_mail(files=(("山.jpg", "image/jpeg", photo), A_PDF, ("x.exe", "application/x-msdownload", b"MZ\x00"),
                         ("像文档.pdf", "application/pdf", JPEG)))
    read(house, Shelf({1: mail}), town.county)
    with at(house) as desk:
        rows = files_of_clue(desk, one_clue(house).id)
        kept = [original(desk, row.id) for row in rows]
    assert [(row.media_type, row.clean_id is not None) for row in rows] == [
        ("image/jpeg", True), ("application/pdf", False), ("application/octet-stream", False), ("image/jpeg", False),
        ("message/rfc822", False)]
    assert [(name, content) for name, _, content in kept] == [
        ("山.jpg", photo), ("情况说明.pdf", A_PDF[2]), ("x.exe", b"MZ\x00"), ("像文档.pdf", JPEG), ("邮件原件.eml", mail)]
    assert not any("李大山".encode() in path.read_bytes() or b"lidashan" in path.read_bytes()
                   for path in Path(house.files.folder).rglob("*") if path.is_file())


def test_the_same_message_is_taken_once_also_after_the_mailbox_was_numbered_anew(post: tuple[House, Province]) -> None:
    house, town = post
    shelf = Shelf({1: a_mail(), 2: b"Received: from elsewhere\r\n" + a_mail(), 3: a_mail("别的事", number="<3@example.cn>")})
    assert read(house, shelf, town.county).counts == {"clue": 2, "again": 1, "waiting": 0}
    assert read(house, shelf, town.county).decisions == []
    shelf.validity = 5
    assert read(house, shelf, town.county).counts == {"again": 3, "waiting": 0}
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 2


def test_an_answer_to_a_letter_joins_its_clue_without_what_it_quotes(post: tuple[House, Province]) -> None:
    house, town = post
    read(house, Shelf({1: a_mail()}), town.county)
    clue = one_clue(house)
    with at(house) as desk:
        sealed = [(row.id, row.number, row.content) for row in desk.rows(BY_MAIL.replace("IN :ids", "= :ids"), ids=clue.id)]
        write_reporters(desk, "question", sealed, {clue.id: "车牌是多少？"})
        desk.run("UPDATE reporter_letter SET message_id = '<reporter.1.abc@kj.example.cn>'")
    said = "车牌吉B12345。我是李大山。\n\n在 2024年3月5日，矿监 <x@kj.example.cn> 写道：\n> 回执码 ABCD-EFGH-JKMN"
    answer = a_mail(said, number="<9@example.cn>", files=(("车.jpg", "image/jpeg", photograph()),),
                    In_Reply_To="<reporter.1.abc@kj.example.cn>")
    report = read(house, Shelf({2: answer}), town.county)
    assert report.decisions == [(2, "补充XS2024000001")]
    with at(house) as desk:
        messages = messages_of(desk, clue.id)
        assert desk.scalar("SELECT count(*) FROM clue") == 1
    assert [(one.side, one.text, one.files) for one in messages] == [("reporter", "车牌〔车牌〕。我是〔姓名〕。", 2)]


def test_a_watchers_answer_to_the_letter_with_his_link_is_a_clue_of_its_own(post: tuple[House, Province]) -> None:
    house, town = post
    with at(house) as desk:
        number, _ = add_watcher(desk, NewWatcher("volunteer", "高远山", "220221", MONDAY, email="gao@example.cn"))
    with at(replace(house, mails=True)) as desk:
        send_link(desk, number)
        desk.run("UPDATE reporter_letter SET message_id = '<reporter.1.abc@kj.example.cn>'")
    report = read(house, Shelf({1: a_mail("东山有人采矿", In_Reply_To="<reporter.1.abc@kj.example.cn>")}), town.county)
    assert [number for number, _ in report.decisions] == [1] and one_clue(house)


def test_a_receipt_code_is_shown_to_no_officer(post: tuple[House, Province]) -> None:
    from casework.clue.receipts import new_code
    house, town = post
    code = new_code()
    while code.replace("-", "").isdigit():
        code = new_code()
    read(house, Shelf({1: a_mail(f"我的回执码是{code}，另有补充。")}), town.county)
    assert one_clue(house).text == "举报\n\n我的回执码是〔回执码〕，另有补充。"


@pytest.mark.parametrize(("headers", "why", "work"), [
    ({"Auto_Submitted": "auto-replied"}, "自动回复", []), ({"Precedence": "bulk"}, "群发邮件", ["mail-aside"]),
    ({"Return_Path": "<>"}, "退信", ["mail-aside"])])
def test_what_no_person_wrote_is_set_aside_with_the_reason(post: tuple[House, Province], headers: dict[str, str], why: str,
                                                           work: list[str]) -> None:
    house, town = post
    shelf = Shelf({1: a_mail(**headers)})
    assert read(house, shelf, town.county).decisions == [(1, why)]
    assert shelf.finished == []
    with at(house) as desk:
        assert [item.kind for item in open_items(desk)] == work
        assert desk.scalar("SELECT count(*) FROM clue") == 0


def test_a_letter_to_a_reporter_that_comes_back_is_work_of_the_clues_office_without_the_address(
        post: tuple[House, Province]) -> None:
    house, town = post
    read(house, Shelf({1: a_mail()}), town.county)
    process(house)
    with at(house) as desk:
        desk.run("UPDATE reporter_letter SET message_id = :id, state = 'sent'", id="<reporter.1.abc@kj.example.cn>")
    back = a_report(returned="Content-Type: message/rfc822\n\nMessage-ID: <reporter.1.abc@kj.example.cn>\n\nx\n")
    assert read(house, Shelf({2: back}), town.county).decisions == [(2, "退信")]
    with at(house) as desk:
        assert desk.scalar("SELECT state FROM reporter_letter") == "bounced"
        items = open_items(desk)
        assert desk.scalar("SELECT count(*) FROM clue") == 1
    assert [item.kind for item in items] == ["letter-bounced"]
    assert "XS2024000001" in items[0].text
    assert "lidashan" not in items[0].text


def test_an_officers_answer_to_a_letter_of_ours_is_no_clue(post: tuple[House, Province]) -> None:
    house, town = post
    read(house, Shelf({1: a_mail()}), town.county)
    process(house)
    with at(house) as desk:
        desk.run("UPDATE letter SET message_id = '<letter.1.x@kj.example.cn>'")
    answer = a_mail("收到", number="<2@x>", In_Reply_To="<letter.1.x@kj.example.cn>")
    assert read(house, Shelf({2: answer}), town.county).decisions == [(2, "对系统通知信的回复")]
    with at(house) as desk:
        assert [item.kind for item in open_items(desk)] == ["mail-aside"]


def test_a_message_that_cannot_be_read_stays_with_work_and_the_others_go_on(post: tuple[House, Province]) -> None:
    house, town = post
    endless = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 400
    shelf = Shelf({1: endless, 2: a_mail(), 3: a_mail("大", number="<3@x>")}, sizes_told={3: 64_000_001})
    assert read(house, shelf, town.county).decisions == [(1, "邮件超过300个部分"), (2, "XS2024000001"), (3, "超过64MB")]
    assert shelf.finished == [2]
    with at(house) as desk:
        assert [(item.kind, item.text) for item in open_items(desk)] == [
            ("mail-failed", f"举报邮箱中序号{uid}的邮件未能登记为线索（{why}），仍在邮箱中。请到邮箱查看并人工登记。")
            for uid, why in ((1, "邮件超过300个部分"), (3, "超过64MB"))]
    assert read(house, shelf, town.county).decisions == []
    shelf.sizes_told.clear()
    assert read(house, shelf, town.county, again=True).decisions == [(1, "邮件超过300个部分"), (3, "XS2024000002")]
    with at(house) as desk:
        assert len(open_items(desk)) == 1


def test_while_the_store_does_not_answer_messages_wait_and_are_taken_later(post: tuple[House, Province], house: House) -> None:
    kept, town = post
    shelf = Shelf({1: a_mail()})
    assert read(house, shelf, town.county).decisions == [(1, "稍后再试")]  # this house keeps no files
    with at(house) as desk:
        assert [item.kind for item in open_items(desk)] == ["mail-later"]
    assert read(kept, shelf, town.county).decisions == [(1, "XS2024000001")]
    with at(house) as desk:
        assert open_items(desk) == []


def test_what_was_taken_in_when_the_process_ended_is_moved_the_next_time(post: tuple[House, Province]) -> None:
    house, town = post
    shelf = Shelf({1: a_mail()})
    read(house, shelf, town.county)
    shelf.moves, shelf.finished = True, []
    assert read(house, shelf, town.county).decisions == []
    assert (shelf.finished, shelf.mails) == ([1], {})


def test_what_a_run_leaves_over_rings_for_the_next(post: tuple[House, Province]) -> None:
    house, town = post
    shelf = Shelf({n: a_mail(number=f"<{n}@x>") for n in range(3)})
    assert read(house, shelf, town.county, most=2).counts["waiting"] == 1
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM trigger_row WHERE stage = 'mail_intake'") == 1


def test_the_clue_of_a_message_is_thanked_for_by_letter_and_lies_at_the_mailboxs_office(post: tuple[House, Province]) -> None:
    house, town = post
    read(house, Shelf({1: a_mail()}), town.county)
    process(house)
    with at(house) as desk:
        assert desk.rows("SELECT stage, office_id FROM clue")[0] == ("routed", town.county)
        assert desk.scalar("SELECT kind FROM reporter_letter") == "received"


def test_a_message_without_words_is_a_clue_all_the_same_and_a_long_one_is_shortened(post: tuple[House, Province]) -> None:
    house, town = post
    read(house, Shelf({1: b"\r\n", 2: a_mail("东山有人采矿。" * 5000)}), town.county)
    with at(house) as desk:
        short, long = (row.text for row in desk.rows("SELECT text FROM clue ORDER BY id"))
    assert short == "（邮件无正文）"
    assert len(long) <= 20_000
    assert long.endswith("采矿。\n（以下略，全文见密封原件）")
