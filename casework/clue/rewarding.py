"""Rewards for clues that were true: proposed, approved by a leader who is another, paid to whoever holds the receipt code."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import Numeric

from casework import journal
from casework.access import allowed, permit_somewhere
from casework.bulk import insert_rows, rows_among
from casework.clue.clues import ClueRow, change, clue_by_id, clue_of
from casework.clue.known import without_reporter
from casework.clue.receipts import plain_code
from casework.clue.unseen import NAMED_OFFICERS
from casework.desk import Desk
from casework.journal import Entry
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from models import Reward
from regulation.clue import Disposal, Outcome

# Of each clue and those handled together with it the first whose reporter is known; rewarded is one of them, once.
FIRST = ("SELECT f.main, f.number, f.office_id, f.first FROM (SELECT m.id AS main, m.number, m.office_id, min(c.id) AS first"
         " FROM clue c JOIN clue m ON m.id = coalesce(c.main_id, c.id) WHERE (c.id IN :ids OR c.main_id IN :ids) AND c.named"
         " GROUP BY m.id, m.number, m.office_id) f WHERE NOT EXISTS (SELECT 1 FROM reward r JOIN clue x ON x.id = r.clue_id"
         " WHERE coalesce(x.main_id, x.id) = f.main) ORDER BY f.main")
REWARDS = ("SELECT r.id, r.amount, r.basis, r.state, r.proposed_by, m.id AS main, m.number, m.office_id FROM reward r"
           " JOIN clue c ON c.id = r.clue_id JOIN clue m ON m.id = coalesce(c.main_id, c.id)")
BY_CODE = ("SELECT r.id, r.amount, r.state, r.paid_at, c.number, m.office_id, p.path FROM clue_seal s"
           " JOIN reward r ON r.clue_id = s.clue_id JOIN clue c ON c.id = s.clue_id"
           " JOIN clue m ON m.id = coalesce(c.main_id, c.id) JOIN party p ON p.id = m.office_id WHERE s.receipt = :mark"
           " AND r.state <> 'refused'"
           f" AND :officer NOT IN ({NAMED_OFFICERS.format(clue='m.id')})")
DECIDE = ("UPDATE reward SET state = :state, decided_by = :by, decided_at = :now, reason = :reason"
          " WHERE id = :id AND state = 'proposed'")
AMOUNT = {"amount": Numeric(14, 2)}
PAY = "UPDATE reward SET state = 'paid', paid_by = :by, paid_at = :now WHERE id = :id AND state = 'approved'"


@dataclass(frozen=True)
class RewardDue:
    """What whoever pays sees of a reward: neither the clue's content nor its reporter."""

    number: str
    amount: Decimal
    state: str


def propose_for(desk: Desk, clues: Sequence[int]) -> dict[int, str]:
    """Propose the rulebook's reward for clues that were true and filed, to the first named reporter; the amounts by clue."""
    rows = rows_among(desk, FIRST, {"ids": clues}) if clues else []
    amount = Decimal(desk.rulebook.figures["clue_reward_yuan"].on(desk.today))
    ids = insert_rows(desk, Reward, [
        {"clue_id": row.first, "amount": amount, "basis": f"{row.number}经核查属实并立案，按每件{amount:f}元的标准",
         "state": "proposed", "proposed_by": desk.actor.label, "proposed_at": desk.now} for row in rows])
    journal.note_each(desk, "reward.proposed", "reward", [
        Entry(reward, row.office_id, {"number": row.number, "amount": f"{amount:.2f}"})
        for reward, row in zip(ids, rows, strict=True)])
    return {row.main: f"{amount:f}" for row in rows}


def propose(desk: Desk, number: str, *, amount: str, basis: str) -> int:
    """Propose a reward of another amount, or after one was refused; its number."""
    clue = clue_of(desk, number)
    desk.permit("reward.propose", clue.office_path)
    if not (clue.outcome in (Outcome.TRUE, Outcome.PARTLY) and clue.disposal == Disposal.FILE and clue.named):
        raise ConflictError(f"{clue.number} founds no reward: it must be true, filed, and its reporter known.",
                            way_out="Nothing is to be proposed.")
    if not basis.strip():
        raise InvalidError("The basis of the reward is missing.", way_out="Say by which standard it is this amount.")
    yuan = _yuan(desk, amount)
    if desk.rows(f"{REWARDS} WHERE m.id = :id AND r.state <> 'refused'", id=clue.main_id or clue.id):
        raise ConflictError(f"A reward for {clue.number} stands already.", way_out="Look at it in the list of rewards.")
    change(desk, clue, stage=clue.stage)  # of two at once one is told
    said, = without_reporter(desk, clue.id, basis)
    found = insert_rows(desk, Reward, [{"clue_id": clue.id, "amount": yuan, "basis": said, "state": "proposed",
                                        "proposed_by": desk.actor.label, "proposed_at": desk.now}])[0]
    _note(desk, "reward.proposed", found, clue, amount=f"{yuan:.2f}")
    return found


def decide(desk: Desk, reward_id: int, *, approve: bool, reason: str = "") -> None:
    """Approve a reward or refuse it with a reason; as another than who proposed it."""
    rows = desk.rows(f"{REWARDS} WHERE r.id = :id", types=AMOUNT, id=reward_id)
    try:
        clue = clue_by_id(desk, rows[0].main if rows else 0)
    except NotFoundError:
        raise NotFoundError(f"There is no reward {reward_id}.", way_out="Look at the list of rewards.") from None
    desk.permit("reward.approve", clue.office_path)
    if rows[0].proposed_by == desk.actor.label:
        raise RefusedError("Nobody approves what he has proposed himself.", way_out="Have another leader decide.")
    if not approve and not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why it is refused, so that another can be proposed.")
    state = "approved" if approve else "refused"
    why, = without_reporter(desk, clue.id, reason)
    if not desk.run(DECIDE, state=state, by=desk.actor.label, now=desk.now, reason=why or None, id=reward_id):
        raise ConflictError(f"Reward {reward_id} is {rows[0].state} already.", way_out="Look at it again.")
    _note(desk, f"reward.{state}", reward_id, clue, amount=f"{rows[0].amount:.2f}")


def reward_of(desk: Desk, code: str) -> RewardDue:
    """What is to be paid for a receipt code at the payer's office; any other code is told as one that there is none for."""
    row = _by_code(desk, code)
    return RewardDue(row.number, row.amount, row.state)


def pay(desk: Desk, code: str) -> RewardDue:
    """Pay the reward of a receipt code, once."""
    row = _by_code(desk, code)
    if row.state == "proposed":
        raise ConflictError("This reward is not approved yet.", way_out="Have it approved first.")
    if not desk.run(PAY, by=desk.actor.label, now=desk.now, id=row.id):
        raise ConflictError("This reward was paid already.", way_out="Pay nothing; look at the list of rewards.")
    journal.note(desk, "reward.paid", "reward", row.id, office_id=row.office_id, number=row.number,
                 amount=f"{row.amount:.2f}")
    return RewardDue(row.number, row.amount, "paid")


def _by_code(desk: Desk, code: str) -> Any:
    permit_somewhere(desk.actor, "reward.pay")
    rows = desk.rows(BY_CODE, types=AMOUNT, mark=desk.house.seal.mark(plain_code(code)), officer=desk.actor.officer_id or 0)
    there = [row for row in rows if allowed(desk.actor, "reward.pay", row.path)]
    if not there:
        raise NotFoundError("Nothing is to be paid here for this receipt code.", way_out="Look at the code again.")
    return there[0]


def _yuan(desk: Desk, amount: str) -> Decimal:
    most = desk.rulebook.figures["clue_reward_most_yuan"].on(desk.today)
    try:
        yuan = Decimal(amount.strip().replace(",", ""))
        if not (yuan.is_finite() and 0 < yuan <= most and yuan == yuan.quantize(Decimal("0.01"))):
            raise InvalidOperation
    except InvalidOperation:
        raise InvalidError(f"A reward is an amount above 0 and up to {most} yuan.",
                           way_out="Write it like 5000 or 5000.50.") from None
    return yuan


def _note(desk: Desk, action: str, reward_id: int, clue: ClueRow, **detail: Any) -> None:
    journal.note(desk, action, "reward", reward_id, office_id=clue.office_id, number=clue.number, **detail)
