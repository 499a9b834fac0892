"""What becomes of a verified clue: proposed by whoever handles it, approved by a leader who is another; then it has ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casework.bulk import insert_rows
from casework.clue import clues
from casework.clue.acting import act_about
from casework.clue.clues import ClueRow, clue_of
from casework.clue.duties import close_duties
from casework.clue.known import without_reporter
from casework.clue.linking import end_linked
from casework.clue.stopping import OWED, permit_at_it
from casework.desk import Desk
from casework.journal import officer_in
from casework.triggers import pull
from foundation.database import Instant
from foundation.errors import ConflictError, InvalidError, RefusedError
from models import ClueDisposal
from regulation.clue import Disposal, Outcome, may_follow, needs_approval
from regulation.clue_words import DISPOSALS

PROPOSED = ("SELECT d.id, d.disposal, d.refer_to, d.reason, d.proposed_by, d.proposed_at, coalesce(o.name, d.proposed_by)"
            f" AS proposer FROM clue_disposal d LEFT JOIN officer o ON o.id = {officer_in('d.proposed_by')}"
            " WHERE d.clue_id = :id AND d.state = 'proposed'")
DECIDE = ("UPDATE clue_disposal SET state = :state, decided_by = :by, decided_at = :now, note = :note"
          " WHERE id = :id AND state = 'proposed'")


@dataclass(frozen=True)
class Proposal:
    """What somebody proposes to do with a verified clue."""

    id: int
    disposal: Disposal
    refer_to: str | None
    reason: str
    proposed_by: str
    proposed_at: datetime
    proposer: str  # by name


def propose(desk: Desk, number: str, disposal: Disposal, *, reason: str, refer_to: str = "") -> bool:
    """Propose what becomes of a clue, in place of what was proposed before; whether it has ended by that."""
    clue = clue_of(desk, number)
    permit_at_it(desk, clue, "clue.dispose")
    outcome = _refuse_unfit(desk, clue, disposal, reason, refer_to)
    reason, refer_to = without_reporter(desk, clue.id, reason, refer_to)
    now = clues.change(desk, clue, stage=clue.stage)  # first of all: of two at once one is told
    desk.run("DELETE FROM clue_disposal WHERE clue_id = :id AND state = 'proposed'", id=clue.id)
    made = insert_rows(desk, ClueDisposal, [{
        "clue_id": clue.id, "disposal": disposal.value, "refer_to": refer_to or None, "reason": reason,
        "state": "proposed", "proposed_by": desk.actor.label, "proposed_at": desk.now}])[0]
    if needs_approval(outcome, disposal):
        clues.record(desk, "clue.proposed", now, disposal=disposal.value)
        return False
    desk.run(DECIDE, state="approved", by=desk.actor.label, now=desk.now, note=None, id=made)
    _end(desk, now, disposal, reason, refer_to, approver="")
    return True


def decide(desk: Desk, number: str, *, approve: bool, note: str = "") -> None:
    """Approve what is proposed, which ends the clue, or refuse it with a reason; as another than who proposed it."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.approve", "clue.dispose")
    found = proposal_of(desk, clue.id)
    if found is None:
        raise ConflictError(f"Nothing is proposed for {clue.number}.", way_out="Have its handler propose what becomes of it.")
    if found.proposed_by == desk.actor.label:
        raise RefusedError("Nobody approves what he has proposed himself.", way_out="Have another leader decide.")
    if not approve and not note.strip():
        raise InvalidError("A reason is missing.", way_out="Say why it is refused, so that another can be proposed.")
    said, = without_reporter(desk, clue.id, note)
    desk.run(DECIDE, state="approved" if approve else "refused", by=desk.actor.label, now=desk.now, note=said or None,
             id=found.id)
    if approve:
        _refuse_unfit(desk, clue, found.disposal, found.reason, found.refer_to or "")
        _end(desk, clue, found.disposal, found.reason, found.refer_to or "", approver=desk.actor.name)
    else:
        clues.change(desk, clue, stage=clue.stage)
        clues.record(desk, "clue.sent_back", clue, disposal=found.disposal.value, reason=said)


def proposal_of(desk: Desk, clue_id: int) -> Proposal | None:
    """What is proposed for a clue that the caller may see, and not decided."""
    rows = desk.rows(PROPOSED, types={"proposed_at": Instant()}, id=clue_id)
    return Proposal(**{**rows[0]._asdict(), "disposal": Disposal(rows[0].disposal)}) if rows else None


def _refuse_unfit(desk: Desk, clue: ClueRow, disposal: Disposal, reason: str, refer_to: str) -> Outcome:
    if clue.outcome is None:
        raise ConflictError(f"{clue.number} has no outcome yet.", way_out="Conclude its verification first.")
    outcome = Outcome(clue.outcome)
    if disposal not in may_follow(outcome):
        raise InvalidError("What was found does not lead to this disposal.",
                           way_out="Choose among what the page offers.")
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why in a sentence; it stays with the clue.")
    if (disposal is Disposal.REFER) != bool(refer_to.strip()):
        raise InvalidError("To which body it is referred is told where it is referred, and only then.",
                           way_out="Name the body, or choose another disposal.")
    if desk.rows(OWED, id=clue.id, office=clue.office_id):
        raise ConflictError("The unlawful act was seen going on, and nobody has ordered it to stop.",
                            way_out="Give the stop notice first, or correct the site check.")
    return outcome


def _end(desk: Desk, clue: ClueRow, disposal: Disposal, reason: str, refer_to: str, *, approver: str) -> None:
    """The end of a clue; what it owes is done by that, but for the answer to its reporter."""
    done = act_about(desk, clue, "clue_closing", {
        "disposal": DISPOSALS[disposal.value], "reason": f"移送{refer_to}：{reason}" if refer_to else reason,
        "approver": approver})
    close_duties(desk, clue.id, "线索已办结", but=("clue_reply",))
    ends: dict[str, Any] = {"stage": "closed", "disposal": disposal.value, "end_reason": reason, "ended_on": desk.today}
    now = clues.change(desk, clue, **ends)
    to = {"to": refer_to} if refer_to else {}
    clues.record(desk, "clue.disposed", clue, disposal=disposal.value, act=done.act_id, **to)
    end_linked(desk, now)
    pull(desk, "clue_verify", "clue", clue.id)
