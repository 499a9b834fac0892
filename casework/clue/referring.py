"""A clue is told to another body (转送): what it was told, in a text that names no reporter, and to whom it went."""

from dataclasses import dataclass
from datetime import datetime

from casework.bulk import insert_rows
from casework.clue import clues
from casework.clue.clues import clue_of
from casework.clue.identities import masked, unnamed
from casework.clue.known import known_of
from casework.clue.replying import LONGEST
from casework.clue.stopping import permit_at_it
from casework.desk import Desk
from foundation.database import Instant
from foundation.errors import InvalidError
from models import ClueReferral

REFERRALS = ("SELECT r.id, r.body, r.text, coalesce(o.name, r.by) AS by, r.at FROM clue_referral r LEFT JOIN officer o"
             " ON r.by = 'officer:' || o.id WHERE r.clue_id = :id ORDER BY r.id")
LONGEST_BODY = 200


@dataclass(frozen=True)
class Referral:
    """What another body was told, by whom and when."""

    id: int
    body: str
    text: str
    by: str
    at: datetime


def refer(desk: Desk, number: str, *, body: str, text: str) -> Referral:
    """Tell another body of a clue; whatever tells who sent it is masked, whoever wrote the text. The clue goes on here."""
    clue = clue_of(desk, number)
    permit_at_it(desk, clue, "clue.refer")
    to = body.strip()
    if not to or len(to) > LONGEST_BODY or not text.strip() or len(text) > LONGEST:
        raise InvalidError("To whom it goes, or what is told, is missing or too long.",
                           way_out=f"Name the body, and write at most {LONGEST} characters.")
    known = known_of(desk, clue.id)
    said, to = masked(text.strip(), known), unnamed(to, known)
    made = insert_rows(desk, ClueReferral, [{"clue_id": clue.id, "body": to, "text": said, "by": desk.actor.label,
                                             "at": desk.now}])[0]
    clues.change(desk, clue, stage=clue.stage)
    clues.record(desk, "clue.referred", clue, to=to)
    return Referral(made, to, said, desk.actor.name, desk.now)


def referrals_of(desk: Desk, clue_id: int) -> list[Referral]:
    """What was told to other bodies of a clue that the caller may see."""
    return [Referral(*row) for row in desk.rows(REFERRALS, types={"at": Instant()}, id=clue_id)]
