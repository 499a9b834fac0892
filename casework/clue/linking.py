"""Clues that are one matter: the later is handled together with the main one, by a person's word; never merged (三（二）)."""

from datetime import date

from casework import journal
from casework.bulk import add_rows
from casework.clue import clues
from casework.clue.appraising import joined, parted, waited_for
from casework.clue.clues import ClueRow, clue_of, record
from casework.clue.duties import close_duties, open_again, open_for_clues
from casework.clue.letters import tell_no_more
from casework.clue.passing import ground_of
from casework.clue.routing import lifted_above
from casework.desk import Desk
from casework.journal import Entry
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models import ClueMove
from regulation.clue import Stage

BY_HAND = "人工认定"
# What is owed first at an office to which a clue has come, by the stage in which it came.
ARRIVED = {Stage.ROUTED.value: "clue_arrived", Stage.DISPUTED.value: "clue_disputed", Stage.UNROUTED.value: "clue_unrouted"}
SAY = ("INSERT INTO clue_link (clue_id, other_id, likeness, why, state, by, at) VALUES (:clue, :other, 0, :why, :state, :by,"
       " :now) ON CONFLICT (clue_id, other_id) DO UPDATE SET state = excluded.state, by = excluded.by, at = excluded.at")
REPLY = ("SELECT period FROM duty WHERE subject_kind = 'clue' AND subject_id = :id AND rule = 'clue_reply'"
         " ORDER BY id DESC LIMIT 1")
END = ("UPDATE clue SET stage = :stage, outcome = :outcome, disposal = :disposal, end_reason = :reason, ended_on = :on,"
       " version = version + 1 WHERE main_id = :main AND ended_on IS NULL RETURNING id, office_id")


def link(desk: Desk, number: str, main: str, *, seen: int | None = None) -> None:
    """Have the later of two clues handled together with the other: its limits end but for the reply to its own reporter."""
    clue, other = _pair(desk, number, main)
    _permit(desk, clue, seen)
    _refuse_ends(desk, clue, other)
    there = other.office_id is not None and clue.office_id != other.office_id
    clues.change(desk, clue, main_id=other.id, **({"office_id": other.office_id, "stage": "routed"} if there else {}))
    closed = close_duties(desk, clue.id, _reason(other), but=() if there else ("clue_reply",))
    if there:
        _come_along(desk, clue, other)
    joined(desk, clue, other)
    _say(desk, clue, other, "linked")
    record(desk, "clue.linked", clue, other=other.number, duties=len(closed))


def _come_along(desk: Desk, clue: ClueRow, main: ClueRow) -> None:
    """It comes to the office of its main one, which owes its reporter the answer by the same day."""
    since = desk.scalar(REPLY, id=clue.id)
    if clue.named and since:
        open_for_clues(desk, "clue_named", {clue.id: date.fromisoformat(since[:10])})
    add_rows(desk, ClueMove, [{"clue_id": clue.id, "how": "routed", "from_id": clue.office_id, "to_id": main.office_id,
                               "reason": _reason(main), "by": desk.actor.label, "at": desk.now}])
    tell_no_more(desk, [clue.id])


def unlink(desk: Desk, number: str, *, seen: int | None = None) -> None:
    """Part a clue from its main one again: what was closed then is owed again, on its own date."""
    clue = clue_of(desk, number)
    _permit(desk, clue, seen)
    if clue.main_id is None:
        raise ConflictError(f"{clue.number} is linked to none.", way_out="Look at the clue as it stands.")
    main = clues.clue_by_id(desk, clue.main_id)
    parted(desk, clue)
    now = clues.change(desk, clue, main_id=None)
    back = open_again(desk, [clue.id], "end_reason = :reason AND debtor_id = :office", because="撤销并案", reason=_reason(main),
                      office=clue.office_id)
    if not back and now.stage in ARRIVED:  # it came elsewhere with its main one: there nothing was owed yet
        open_for_clues(desk, ARRIVED[now.stage], {clue.id: desk.today})
    _say(desk, clue, main, "dismissed")
    record(desk, "clue.unlinked", clue, other=main.number, duties=back)


def dismiss(desk: Desk, number: str, other: str) -> None:
    """Say that two clues that look alike are two matters: it is not suggested again."""
    clue, twin = _pair(desk, number, other)
    _permit(desk, clue, None)
    if clue.main_id == twin.id:
        raise ConflictError(f"{clue.number} is linked to {twin.number}.", way_out="Unlink it.")
    _say(desk, clue, twin, "dismissed")
    record(desk, "clue.dismissed", clue, other=twin.number)


def end_linked(desk: Desk, main: ClueRow) -> list[int]:
    """End what is linked to a clue that has ended, as that one has: their reporters get its outcome. Their ids."""
    rows = desk.rows(END, stage=main.stage, outcome=main.outcome, disposal=main.disposal, reason=main.end_reason,
                     on=main.ended_on, main=main.id)
    journal.note_each(desk, "clue.ended", "clue", [
        Entry(row.id, row.office_id, {"other": main.number}) for row in sorted(rows, key=lambda row: int(row.id))])
    return sorted(int(row.id) for row in rows)


def _pair(desk: Desk, number: str, other: str) -> tuple[ClueRow, ClueRow]:
    """The later and the earlier of two clues."""
    one = clue_of(desk, number)
    try:
        two = clue_of(desk, other)
    except NotFoundError as error:  # a slip of the pen in what was filled in
        raise InvalidError(error.message, way_out=error.way_out) from None
    if one.id == two.id:
        raise InvalidError("A clue is not linked to itself.", way_out="Give the number of the other one.")
    return (one, two) if one.id > two.id else (two, one)


def _permit(desk: Desk, clue: ClueRow, seen: int | None) -> None:
    clues.permit(desk, clue, "clue.link", "clue.link", seen=seen)


def _refuse_ends(desk: Desk, clue: ClueRow, main: ClueRow) -> None:
    if clue.main_id is not None:
        raise ConflictError(f"{clue.number} is linked already.", way_out="Unlink it first.")
    if main.ended_on is not None or Stage(main.stage) in (Stage.RECEIVED, Stage.SET_ASIDE):
        raise ConflictError(f"Nothing is handled together with {main.number} now.", way_out="Look at it as it stands.")
    if waited_for(desk, clue.id) is not None:
        raise ConflictError(f"An opinion about {clue.number} is still waited for.", way_out="Have the leader resume first.")
    if main.main_id is not None:
        raise ConflictError(f"{main.number} is linked itself.", way_out="Link this one to its main one.")
    if desk.rows("SELECT 1 FROM clue WHERE main_id = :id", id=clue.id):
        raise ConflictError(f"Others are linked to {clue.number}.", way_out="Unlink them first.")
    ground = ground_of(desk, clue)
    if main.office_id is None or lifted_above(ground.facts, main.office_id, ground.about) != main.office_id:
        raise ConflictError(f"{clue.number} is about the office at which {main.number} lies.",
                            way_out="It is handled apart from it.")


def _reason(main: ClueRow) -> str:
    return f"与{main.number}并案办理"


def _say(desk: Desk, clue: ClueRow, other: ClueRow, state: str) -> None:
    desk.run(SAY, clue=clue.id, other=other.id, why=BY_HAND, state=state, by=desk.actor.label, now=desk.now)
