"""The mailbox (来信登记): its messages become clues, one after another; what fails is set aside and the others go on."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy.exc import IntegrityError, OperationalError

from casework.access import SYSTEM
from casework.clue.mail_books import TAKEN, known, need, office_of, settle
from casework.clue.mail_taking import LARGEST, Taking, set_aside, take
from casework.desk import House, open_desk
from casework.triggers import pull
from foundation.errors import ConflictError, InvalidError, UnavailableError
from notifications.contained import TooMuchError
from notifications.inbox import open_inbox
from notifications.inbox_terms import InboxError, InboxSettings

MOST = 200  # messages of a run; what is left over is the next one's
UNREACHABLE, LATER = "mail-unreachable", "mail-later"


class Box(Protocol):
    """An open mailbox."""

    name: str
    validity: int
    moves: bool

    def numbers(self) -> list[int]:
        """The numbers of all messages."""

    def sizes(self, numbers: list[int]) -> dict[int, int]:
        """How many bytes they have."""

    def fetch(self, number: int) -> bytes | None:
        """A message."""

    def finish(self, numbers: list[int]) -> None:
        """Mark messages, or move them."""


@dataclass
class MailReport:
    """What became of messages, each by its number in the mailbox; why the mailbox could not be read, if so."""

    counts: Counter[str] = field(default_factory=Counter)
    decisions: list[tuple[int, str]] = field(default_factory=list)  # without anybody's data
    unreachable: str | None = None

    def lines(self) -> list[tuple[str, int | str]]:
        """The figures under their Chinese names."""
        names = (("clue", "登记线索"), ("reply", "补充线索"), ("again", "重复邮件"), ("set_aside", "搁置"),
                 ("later", "稍后再试"), ("waiting", "待下一轮"))
        return [(title, self.counts[name]) for name, title in names]


def read_mailbox(house: House, settings: InboxSettings, office: str | None = None, *, most: int = MOST,
                 again: bool = False) -> MailReport:
    """Take in what waits; `again` tries also what was set aside. A mailbox that does not answer is the office's work."""
    report = MailReport()
    with open_desk(house, SYSTEM, reads=True) as desk:
        desk.permit("clue.intake")
        whose = office_of(desk, office)
    try:
        with open_inbox(settings) as box:
            drain(house, box, whose, report, most=most, again=again)
    except InboxError as error:
        report.unreachable = error.detail
    with open_desk(house, SYSTEM) as desk:
        if report.unreachable is not None:
            need(desk, whose, UNREACHABLE, settings.mailbox, f"举报邮箱暂时读不到：{report.unreachable}。恢复后自动了结。")
        else:
            settle(desk, UNREACHABLE, settings.mailbox, "邮箱已恢复")
    return report


def drain(house: House, box: Box, office: int, report: MailReport, *, most: int = MOST, again: bool = False) -> None:
    """Take in the messages of an open mailbox, each marked only once it is safe."""
    with open_desk(house, SYSTEM, reads=True) as desk:
        before = known(desk, box.name, box.validity)
    there = box.numbers()
    if box.moves:  # taken in, and the process ended before it was moved
        box.finish([uid for uid in there if before.get(uid) in TAKEN])
    new = [uid for uid in there if uid not in before or (again and before[uid] == "set_aside")]
    sizes = box.sizes(new[:most])
    for uid in new[:most]:
        at = Taking(box.name, box.validity, uid, office)
        state, said = _one(house, box, at, sizes.get(uid, 0))
        report.counts[state] += 1
        report.decisions.append((uid, said))
        if state in TAKEN:
            box.finish([uid])
    report.counts["waiting"] = max(len(new) - most, 0)
    _tell_later(house, box, office, report)


def _one(house: House, box: Box, at: Taking, size: int) -> tuple[str, str]:
    if size > LARGEST:
        return set_aside(house, at, f"超过{LARGEST // 1_000_000}MB")
    raw = box.fetch(at.uid)
    if raw is None:
        return "gone", "已不在邮箱中"
    try:
        return take(house, at, raw)
    except TooMuchError as error:
        return set_aside(house, at, str(error))
    except (UnavailableError, ConflictError, OperationalError, IntegrityError):
        return "later", "稍后再试"  # the store, the scanner or the database is busy, or another run has the message
    except InvalidError:
        return set_aside(house, at, "内容未通过检查")
    except Exception as error:  # whatever it holds, the others go on; its own words are nobody's to read
        return set_aside(house, at, type(error).__name__)


def _tell_later(house: House, box: Box, office: int, report: MailReport) -> None:
    with open_desk(house, SYSTEM) as desk:
        if report.counts["later"]:
            need(desk, office, LATER, box.name,
                 "举报邮箱中有邮件暂时不能登记（文件库、病毒扫描或数据库没有应答），系统将自动再试。请检查系统。")
        else:
            settle(desk, LATER, box.name, "已登记")
        if report.counts["waiting"]:
            pull(desk, "mail_intake")
