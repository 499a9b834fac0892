"""A reporter follows his clue by its receipt code, without an account: he sees how far it is, answers, adds to it.

A code is asked for once; what the browser holds then is a ticket: sealed, short-lived, and without the code.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric

from casework.access import PUBLIC
from casework.account import guesses
from casework.clue.evidence import SealedFile
from casework.clue.messages import Message, add_from_reporter, exchanged
from casework.clue.receipts import plain_code
from casework.clue.replying import answers_to
from casework.desk import Desk, House, open_desk
from foundation.errors import BrokenError, InvalidError, NotFoundError
from regulation.clue import Stage

FREE = 9  # wrong codes from an address; after the tenth it has to wait
HOLDS = timedelta(minutes=30)
# A clue that is handled together with another one stands where that one stands.
SELECT = """
SELECT c.id, c.main_id, c.number, c.received_on, c.offence, coalesce(m.stage, c.stage) AS stage,
    coalesce(m.outcome, c.outcome) AS outcome, coalesce(m.end_reason, c.end_reason) AS reason,
    p.name AS office, r.amount, r.state AS reward
FROM clue_seal s JOIN clue c ON c.id = s.clue_id LEFT JOIN clue m ON m.id = c.main_id
LEFT JOIN party p ON p.id = coalesce(m.office_id, c.office_id)
LEFT JOIN reward r ON r.clue_id = c.id AND r.state IN ('approved', 'paid')
WHERE s.receipt = :mark
"""
STEPS = {Stage.REGISTERED: "registered", Stage.VERIFYING: "verifying", Stage.VERIFIED: "verified", Stage.CLOSED: "closed",
         Stage.DECLINED: "declined"}


@dataclass(frozen=True, repr=False)
class Followed:
    """A clue as its reporter follows it: nothing of what he said, lest somebody else holds the code."""

    id: int
    number: str
    received_on: date
    offence: str
    step: str  # received, registered, verifying, verified, closed, declined
    outcome: str | None  # once it is closed
    reason: str | None  # why it was declined
    office: str | None
    reward: str | None  # approved, paid
    amount: Decimal | None  # yuan
    answer: str | None  # what the office replied to him
    messages: tuple[Message, ...]

    @property
    def asked(self) -> bool:
        """Whether the office's last word still waits for an answer."""
        return self.step not in ("closed", "declined") and bool(self.messages) and self.messages[-1].side == "office"


def ticket_for(house: House, code: str, address: str) -> str:
    """A ticket for the clue of this code; a wrong one tells nothing, and after ten of them an address has to wait.

    Every try is counted before it is looked at: whoever tries many at once waits as well.
    """
    name = house.seal.mark(f"follow {address}")  # addresses are kept by nobody
    with open_desk(house, PUBLIC) as desk:
        guesses.charge(desk, name, free=FREE)
    mark = house.seal.mark(plain_code(code))
    with open_desk(house, PUBLIC) as desk:
        if not desk.rows("SELECT 1 FROM clue_seal WHERE receipt = :mark", mark=mark):
            raise NotFoundError("There is no clue of this receipt code.", way_out="Look at it again, letter by letter.")
        guesses.take_back(desk, name)
        until = desk.now + HOLDS
    return house.seal.shut(json.dumps({"follow": mark, "until": until.isoformat()}).encode()).decode()


def followed(desk: Desk, ticket: str) -> Followed:
    """The clue of a ticket that still holds."""
    desk.permit("clue.send")
    rows = desk.rows(SELECT, types={"received_on": Date(), "amount": Numeric(14, 2)}, mark=_mark(desk, ticket))
    if not rows:
        raise _over()
    row = rows[0]
    step = STEPS.get(Stage(row.stage), "received")
    answers = answers_to(desk, [one for one in (row.id, row.main_id) if one is not None])
    return Followed(row.id, row.number, row.received_on, row.offence, step, row.outcome if step == "closed" else None,
                    row.reason if step == "declined" else None, row.office, row.reward, row.amount,
                    answers.get(row.id) or answers.get(row.main_id), tuple(exchanged(desk, row.id)))


def add(desk: Desk, ticket: str, text: str, files: Sequence[SealedFile] = ()) -> int:
    """Answer, or add words and files to the clue of a ticket; the message's number."""
    return add_from_reporter(desk, followed(desk, ticket).id, text, files=files)


def _mark(desk: Desk, ticket: str) -> str:
    try:
        held: dict[str, Any] = json.loads(desk.house.seal.open(ticket.encode()))
    except (BrokenError, ValueError):
        raise _over() from None
    if not isinstance(held, dict) or "follow" not in held or datetime.fromisoformat(held["until"]) <= desk.now:
        raise _over()
    return str(held["follow"])


def _over() -> InvalidError:
    return InvalidError("Your receipt code was entered too long ago.", way_out="Enter it again.")
