"""One message of the mailbox: it becomes a clue, joins the clue it answers, or is set aside with the reason; once."""

from dataclasses import dataclass
from io import BytesIO

from casework import journal
from casework.access import SYSTEM
from casework.bulk import rows_among
from casework.clue.accepting import LONGEST_LINE, NewClue, Reporter, accept
from casework.clue.evidence import SealedFile, seal_file
from casework.clue.mail_books import need, same_before, settle, write
from casework.clue.mail_words import addition_of, report_of, words_of
from casework.clue.messages import add_from_reporter
from casework.desk import Desk, House, open_desk
from casework.letter import outcomes
from files.kinds import MAGIC
from foundation.errors import InvalidError, KuangjianError
from notifications.automatic import BOUNCE, BULK
from notifications.bounce import Bounce
from notifications.received import Attached, Received, fingerprint, read_mail
from regulation.clue import Channel

LARGEST = 64_000_000  # bytes of a message
RAW, STRANGE = "邮件原件.eml", "application/octet-stream"
TO_OFFICERS = "对系统通知信的回复"
FAILED, ASIDE = "mail-failed", "mail-aside"  # kinds of work


@dataclass(frozen=True)
class Taking:
    """Where a message lies, and whose mailbox it is."""

    mailbox: str
    validity: int
    uid: int
    office: int

    @property
    def place(self) -> tuple[str, int, int]:
        """What it is written down by."""
        return self.mailbox, self.validity, self.uid

    @property
    def matter(self) -> str:
        """What its work item is known by."""
        return f"{self.mailbox}|{self.validity}|{self.uid}"


def take(house: House, at: Taking, raw: bytes) -> tuple[str, str]:
    """Take a message in: as what, and in words without anybody's data. What it brought is safe when this returns."""
    digest = house.seal.mark(fingerprint(raw))
    with open_desk(house, SYSTEM) as desk:
        desk.permit("clue.intake")
        before = same_before(desk, digest)
        if before is not None:
            write(desk, at.place, digest, "again", clue=before[0])
            settle(desk, FAILED, at.matter, "此前已登记")
            return "again", "与已登记的邮件相同"
    mail = read_mail(raw)
    if mail.automatic is not None:
        return _automatic(house, at, digest, mail.automatic, mail.bounce)
    files = _sealed(house, mail, raw)
    with open_desk(house, SYSTEM) as desk:
        done = _joined(desk, at, digest, mail, files)
        settle(desk, FAILED, at.matter, "已重试登记")
        return done


def _joined(desk: Desk, at: Taking, digest: str, mail: Received, files: list[SealedFile]) -> tuple[str, str]:
    """The clue that the message answers has it; any other message is a clue of its own."""
    answered = rows_among(desk, "SELECT clue_id FROM reporter_letter WHERE message_id IN :ids"
                          " AND clue_id IS NOT NULL ORDER BY id DESC",
                          {"ids": mail.answers}) if mail.answers else []
    if answered:
        clue = int(answered[0].clue_id)
        add_from_reporter(desk, clue, addition_of(mail), files=files, known=words_of(mail))
        write(desk, at.place, digest, "reply", clue=clue)
        return "reply", f"补充{desk.scalar('SELECT number FROM clue WHERE id = :id', id=clue)}"
    if mail.answers and rows_among(desk, "SELECT id FROM letter WHERE message_id IN :ids", {"ids": mail.answers}):
        return _aside(desk, at, digest, TO_OFFICERS)
    name, address = mail.sender_name[:LONGEST_LINE], mail.sender_address
    made = accept(desk, NewClue(
        Channel.EMAIL, report_of(mail), office=at.office, known=words_of(mail),
        reporter=Reporter(name="" if name == address else name, email=address if len(address) <= LONGEST_LINE else "")),
        files=files, receipt=False)  # the code is made as the letter of thanks leaves
    write(desk, at.place, digest, "clue", clue=made.clue_id)
    return "clue", made.number


def _sealed(house: House, mail: Received, raw: bytes) -> list[SealedFile]:
    """The whole message and each of its files sealed in the store, before anything in the database waits for it."""
    whole = seal_file(house, RAW, BytesIO(raw), kind="message/rfc822", most=LARGEST)
    return [*(_file(house, one) for one in mail.files), whole]


def _file(house: House, one: Attached) -> SealedFile:
    """Of what is no kind that officers are shown, or is not what its name says, the sealed original alone is kept."""
    try:
        return seal_file(house, one.name, BytesIO(one.content), most=LARGEST)
    except InvalidError:
        picture = next((kind.media_type for magic, kind in MAGIC if one.content.startswith(magic)), STRANGE)
        return seal_file(house, one.name, BytesIO(one.content), kind=picture, most=LARGEST)


def _automatic(house: House, at: Taking, digest: str, why: str, bounce: Bounce | None) -> tuple[str, str]:
    with open_desk(house, SYSTEM) as desk:
        if bounce is not None and _bounced(desk, bounce):
            return _book_aside(desk, at, digest, why)
        return _aside(desk, at, digest, why)


def _bounced(desk: Desk, bounce: Bounce) -> bool:
    """Whether a letter of ours came back: its superior, or the office of the clue, has the work."""
    try:
        outcomes.bounced(desk, bounce)
    except KuangjianError:
        return False
    return True


def _aside(desk: Desk, at: Taking, digest: str, why: str) -> tuple[str, str]:
    """No person reported anything, as far as can be told: who keeps the mailbox is to look where that may be wrong."""
    if why in (BOUNCE, BULK, TO_OFFICERS):
        need(desk, at.office, ASIDE, f"{at.mailbox}|{why}",
             f"举报邮箱中有{why}，未登记为线索，仍在邮箱中。请到邮箱核对，确属举报的请人工登记。")
    return _book_aside(desk, at, digest, why)


def _book_aside(desk: Desk, at: Taking, digest: str, why: str) -> tuple[str, str]:
    write(desk, at.place, digest, "set_aside", error=why)
    journal.note(desk, "mail.set_aside", "mail", 0, office_id=at.office, number=at.uid, error=why)
    return "set_aside", why


def set_aside(house: House, at: Taking, why: str) -> tuple[str, str]:
    """A message that cannot be taken in stays where it is: it is the office's work, and can be tried again."""
    with open_desk(house, SYSTEM) as desk:
        need(desk, at.office, FAILED, at.matter,
             f"举报邮箱中序号{at.uid}的邮件未能登记为线索（{why}），仍在邮箱中。请到邮箱查看并人工登记。")
        return _book_aside(desk, at, house.seal.mark(at.matter), why)
