"""A real dovecot: its messages become clues whatever they are, once each, and whatever happens to server and connection."""

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.header import Header
from pathlib import Path
from tempfile import mkdtemp

import pytest

from casework.clue.evidence import files_of_clue, original
from casework.clue.mailbox import MailReport, read_mailbox
from casework.desk import House
from casework.letter.work import open_items
from files.store import DiskStore
from notifications.inbox import open_inbox
from notifications.inbox_terms import InboxError
from tests.casework.town import at, settle_in
from tests.files.samples import photograph
from tests.installation import Installation, eventually
from tests.notifications.mails import A_PDF, a_mail, raw
from tests.notifications.smtp_host import a_certificate
from tests.trial.imap_host import PASSWORD, Cutter, ImapHost

pytestmark = pytest.mark.trial
CHINESE = "口前镇东山有人夜里采矿"
GBK = raw(f"From: =?gbk?B?wO60886yyr0=?= <li@example.cn>\nSubject: {Header('举报', 'gbk').encode()}\nMessage-ID: <gbk@x>"
          "\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: 8bit", CHINESE.encode("gbk"))
HTML = raw("From: a@example.cn\nSubject: web\nMessage-ID: <html@x>\nContent-Type: text/html; charset=utf-8",
           f"<p>{CHINESE}</p><script>alert(1)</script>".encode())
MALFORMED = raw("From: <<<\nSubject: =?x?B?!?=\nContent-Type: multipart/mixed; boundary=b\nMessage-ID: <bad@x>",
                b"--b\r\nContent-Type: text/plain; charset=zzz\r\n\r\nnever closed")


@pytest.fixture
def host() -> Iterator[ImapHost]:
    certificate = a_certificate()
    # Not under pytest's own folder, which is shut to the user as whom dovecot reads mail.
    running = ImapHost(Path(mkdtemp(prefix="imap-", dir="/tmp")), certificate.certificate, certificate.key)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def kept(sqlite_house: House, tmp_path: Path) -> House:
    settle_in(sqlite_house, date(2024, 3, 4))
    return replace(sqlite_house, files=DiskStore(tmp_path / "files"))


def read(house: House, host: ImapHost, **how: object) -> MailReport:
    return read_mailbox(house, host.settings(**how), "220221")


def texts(house: House) -> list[str]:
    with at(house) as desk:
        return [row.text for row in desk.rows("SELECT text FROM clue ORDER BY id")]


def work(house: House) -> list[str]:
    with at(house) as desk:
        return [item.kind for item in open_items(desk)]


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_plain_html_gbk_and_malformed_messages_become_clues(kept: House, host: ImapHost, security: str) -> None:
    host.comes(a_mail(), HTML, GBK, MALFORMED)
    report = read(kept, host, security=security, port=host.tls_port if security == "tls" else host.port)
    assert report.counts["clue"] == 4, report
    assert texts(kept) == ["举报\n\n口前镇东山北坡有人夜里采矿。", f"web\n\n{CHINESE}", f"举报\n\n{CHINESE}", "never closed"]
    assert host.lie() == ["S", "S", "S", "S"]


def test_photographs_and_papers_are_sealed_as_they_came(kept: House, host: ImapHost) -> None:
    photo = photograph()
    mail = a_mail(files=(("山.jpg", "image/jpeg", photo), A_PDF))
    host.comes(mail)
    read(kept, host)
    with at(kept) as desk:
        rows = files_of_clue(desk, desk.scalar("SELECT id FROM clue"))
        assert [original(desk, row.id)[2] for row in rows] == [photo, A_PDF[2], mail]
        assert rows[0].clean_id is not None


def test_the_same_is_taken_once_delivered_twice_read_twice_and_numbered_anew(kept: House, host: ImapHost) -> None:
    host.comes(a_mail(), b"Received: by mx2\r\n" + a_mail())
    assert read(kept, host).counts == {"clue": 1, "again": 1, "waiting": 0}
    assert read(kept, host).decisions == []
    with open_inbox(host.settings()) as box:
        before = box.validity
    host.numbered_anew()
    with open_inbox(host.settings()) as box:
        assert box.validity != before
    assert read(kept, host).counts == {"again": 2, "waiting": 0}
    assert len(texts(kept)) == 1


def test_what_was_taken_in_is_moved_and_nothing_else(kept: House, host: ImapHost) -> None:
    host.comes(a_mail(), a_mail(number="<2@x>", Auto_Submitted="auto-replied"))
    assert read(kept, host, done="已登记").counts == {"clue": 1, "set_aside": 1, "waiting": 0}
    assert host.lie() == [""]
    moved = [path for path in (host.folder / "mail").glob(".*") if path.is_dir()]
    assert [host.lie(path.name) for path in moved] == [["S"]]


def test_thirty_megabytes_are_taken_and_more_than_sixty_four_stay(kept: House, host: ImapHost) -> None:
    large = a_mail(files=(("录像.bin", "application/octet-stream", os.urandom(22_000_000)),))
    assert 29_000_000 < len(large) < 32_000_000
    host.comes(large, a_mail("大", number="<2@x>") + b"x\r\n" * 21_500_000, a_mail("后", number="<3@x>"))
    report = read(kept, host)
    assert [said for _, said in report.decisions] == ["XS2024000001", "超过64MB", "XS2024000002"]
    assert work(kept) == ["mail-failed"]
    with at(kept) as desk:
        rows = files_of_clue(desk, desk.scalar("SELECT min(id) FROM clue"))
        assert original(desk, rows[-1].id)[2] == large


def test_a_mailbox_that_does_not_answer_is_work_until_it_does(kept: House, host: ImapHost) -> None:
    host.stop()
    assert "连接不上" in str(read(kept, host).unreachable)
    assert "连接不上" in str(read(kept, host).unreachable)
    assert work(kept) == ["mail-unreachable"]
    host.start()
    host.comes(a_mail())
    assert (read(kept, host).counts["clue"], work(kept)) == (1, [])


def test_a_wrong_password_and_an_unknown_certificate_are_told_without_the_password(kept: House, host: ImapHost) -> None:
    assert "拒绝登录" in str(read(kept, host, password="falsch-geheim").unreachable)
    with at(kept) as desk:
        assert "falsch-geheim" not in open_items(desk)[0].text
    unknown = host.settings(security="tls", port=host.tls_port, ca_file=None)
    with pytest.raises(InboxError, match="证书不受信任"), open_inbox(unknown):
        pass


def test_a_connection_cut_in_the_middle_of_a_message_loses_nothing_and_doubles_nothing(kept: House, host: ImapHost) -> None:
    mails = [a_mail(f"{CHINESE}，第{n}处", number=f"<{n}@x>", files=(("山.jpg", "image/jpeg", photograph()),
             ("录.bin", "application/octet-stream", os.urandom(400_000)))) for n in range(4)]
    host.comes(*mails)
    cutter = Cutter(host.port, after=2 * len(mails[0]) + len(mails[0]) // 2)
    cut = read(kept, host, port=cutter.port)
    assert (cut.counts["clue"], "连接" in str(cut.unreachable)) == (2, True)
    assert work(kept) == ["mail-unreachable"]
    assert read(kept, host).counts["clue"] == 2
    assert [text.rpartition("，")[2] for text in texts(kept)] == [f"第{n}处" for n in range(4)]
    assert work(kept) == []
    cutter.close()


def test_the_flow_takes_mail_in_by_itself_and_its_books_name_nobody(host: ImapHost, tmp_path: Path) -> None:
    host.comes(a_mail(), GBK)
    up = Installation(tmp_path / "data", KUANGJIAN_INBOX_HOST="127.0.0.1", KUANGJIAN_INBOX_PORT=str(host.port),
                      KUANGJIAN_INBOX_SECURITY="none", KUANGJIAN_INBOX_USERNAME="jubao", KUANGJIAN_INBOX_PASSWORD=PASSWORD,
                      KUANGJIAN_INBOX_OFFICE="220221")
    up.command("demo", "--mines", "40", "--today", "2026-11-24")
    up.start()
    try:
        up.command("trigger", "mail_intake")
        summary = eventually(lambda: [run["summary"] for run in json.loads(up.command("runs", "--json"))
                                      if run["flow"] == "mail_intake" and "登记线索2" in run["summary"]], within=120)
    finally:
        assert up.stop() == 0
    assert summary == ["登记线索2，补充线索0，重复邮件0，搁置0，稍后再试0，待下一轮0"]
    told = b"".join(path.read_bytes() for path in up.data.rglob("*") if path.is_file()) + up.printed.encode()
    assert [word for word in ("李大山", "lidashan", "li@example.cn") if word.encode() in told] == []
