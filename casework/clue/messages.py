"""What a reporter says after his clue: masked for officers, the original sealed; the office that has it is told."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from casework import journal
from casework.bulk import insert_rows
from casework.clue.accepting import LONGEST
from casework.clue.evidence import SealedFile, attach, named_by
from casework.clue.identities import masked
from casework.clue.known import known_of
from casework.clue.letters import tell_offices
from casework.desk import Desk
from foundation.database import Instant
from foundation.errors import InvalidError
from models import ClueMessage

NOTHING_SAID = "（只有附件）"
PASSED_ON = "（您补充的内容已转交承办单位）"
TOGETHER = "SELECT 1 FROM clue WHERE main_id = :id OR (id = :id AND main_id IS NOT NULL) LIMIT 1"


@dataclass(frozen=True, repr=False)
class Message:
    """What one side said to the other, as officers read it; with how many files it came."""

    side: str
    at: datetime
    text: str
    files: int


def add_from_reporter(desk: Desk, clue_id: int, text: str, *, files: Sequence[SealedFile] = (),
                      known: Sequence[str] = ()) -> int:
    """Add words and files to a clue; who sent it, and the further words `known` of him, are masked. The message's number."""
    desk.permit("clue.send")
    said = text.strip()
    if not said and not files:
        raise InvalidError("There is nothing in it.", way_out="Write something, or choose a file.")
    if len(said) > LONGEST:
        raise InvalidError(f"At most {LONGEST} characters can be sent at once.", way_out="Send it in parts.")
    office = desk.scalar("SELECT coalesce(office_id, taken_by_id) FROM clue WHERE id = :id", id=clue_id)
    words = (*known_of(desk, clue_id), *named_by(files), *known)  # those of all whose clues are handled together
    number = insert_rows(desk, ClueMessage, [{
        "clue_id": clue_id, "side": "reporter", "at": desk.now, "text": masked(said, words) or NOTHING_SAID,
        "sealed": desk.house.seal.shut(said.encode()), "by": None}])[0]
    attach(desk, clue_id, files, message_id=number)
    journal.note(desk, "clue.added", "clue", clue_id, office_id=office)
    tell_offices(desk, [clue_id])
    return number


def messages_of(desk: Desk, clue_id: int) -> list[Message]:
    """What was said about a clue since it came, the oldest first."""
    rows = desk.rows("SELECT m.side, m.at, m.text, (SELECT count(*) FROM clue_file f WHERE f.message_id = m.id) AS files"
                     " FROM clue_message m WHERE m.clue_id = :id ORDER BY m.id", types={"at": Instant()}, id=clue_id)
    return [Message(**row._asdict()) for row in rows]


def exchanged(desk: Desk, clue_id: int) -> list[Message]:
    """The same as its reporter reads it; where others' clues are handled together with his, without his own words.

    Those were masked by what is known of all of them: by what is masked he would learn who they are.
    """
    alone = not desk.rows(TOGETHER, id=clue_id)
    return [one if alone or one.side == "office" else replace(one, text=PASSED_ON) for one in messages_of(desk, clue_id)]
