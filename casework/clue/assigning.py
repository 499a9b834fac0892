"""A clue is given to an office below, transferred for lack of competence, disputed, designated (处罚办法 2024 第十条)."""

from datetime import date

from casework.access import reading_paths
from casework.act.acts import bring
from casework.act.forms import checked, kind_of
from casework.act.given import NewAct, Ready
from casework.clue import clues
from casework.clue.clues import DESIGNATED, ClueRow, clue_of
from casework.clue.passing import Ground, Passed, a_last_day, arrive, ground_of, name_of, office_called, said
from casework.clue.routing import Office, common_superior, lifted_above
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError

BUREAUS = ("province", "city", "county")  # the lowest that are competent (行政处罚法 2021 第二十三条)


def record_act(desk: Desk, kind: str, clue: ClueRow, party_id: int, **fields: str) -> int:
    """Record what an office did about a clue; it discharges what was owed by it. The act's number."""
    form = kind_of(desk.rulebook, kind)
    good = checked(form, {name: value for name, value in fields.items() if value}, [])
    return bring(desk, Ready(form, NewAct(kind, party_id, desk.today, "clue", clue.id, fields=good), good)).act_id


def assign(desk: Desk, number: str, *, to: str, reason: str, answer_by: date | None = None,
           seen: int | None = None) -> Passed:
    """Give a clue to an office below (交办), with or without a day by which it answers; that day stays on every later way."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.assign", "clue.assign", seen=seen)
    ground, why = ground_of(desk, clue), said(desk, clue, reason)
    office = _another(clue, office_called(desk, ground, to))
    giver = _giver(desk, clue, ground, office)
    given_by, until = _answer(clue, ground, giver, a_last_day(desk, answer_by))
    bound = clue.transferred and ground.facts.offices[giver].path.startswith(clue.office_path)
    now = clues.change(desk, clue, stage="routed", office_id=office.id, given_by_id=given_by, answer_by=until,
                       # What was transferred here is passed on by nobody below either; only an office above frees it.
                       transferred=bound, routed_by=clue.routed_by if bound else "上级交办")
    owes = clue.office_id if clue.stage == "unrouted" and clue.office_id is not None else giver
    record_act(desk, "clue_assignment", clue, owes, office=name_of(desk, office.id), reason=why)
    return arrive(desk, now, ground, how="assigned", reason=why)


def transfer(desk: Desk, number: str, *, to: str, reason: str, seen: int | None = None) -> Passed:
    """Pass a clue on to the office that is competent (移送); that one may not pass it on again, only dispute it."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.transfer", "clue.transfer", seen=seen)
    ground, why = ground_of(desk, clue), said(desk, clue, reason)
    office = _another(clue, office_called(desk, ground, to, BUREAUS))
    now = clues.change(desk, clue, stage="routed", office_id=office.id, transferred=True, routed_by="移送")
    return arrive(desk, now, ground, how="transferred", reason=why)


def dispute(desk: Desk, number: str, *, reason: str, other: str = "", seen: int | None = None) -> Passed:
    """Lay a clue before the common superior of its office and another, which designates; by default the one it came from."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.transfer", "clue.dispute", seen=seen)
    ground, why = ground_of(desk, clue), said(desk, clue, reason)
    rival = _rival(desk, clue, ground, other)
    above = common_superior(ground.facts, clue.office_id or rival, rival)
    superior = lifted_above(ground.facts, above, ground.about) or above
    if superior == clue.office_id:
        raise ConflictError("No office stands above the two.", way_out="Decide it here.")
    now = clues.change(desk, clue, stage="disputed", office_id=superior)
    return arrive(desk, now, ground, how="disputed", reason=why, event="clue_disputed")


def designate(desk: Desk, number: str, *, to: str, reason: str, seen: int | None = None) -> Passed:
    """Designate the office that is competent (指定管辖): it is bound, and does not pass it on."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.designate", "clue.designate", seen=seen)
    ground, why = ground_of(desk, clue), said(desk, clue, reason)
    office = office_called(desk, ground, to, BUREAUS)
    if not office.path.startswith(clue.office_path):
        raise InvalidError("The office designated does not stand below.", way_out="Name this office, or one below it.")
    now = clues.change(desk, clue, stage="routed", office_id=office.id, transferred=True, routed_by=DESIGNATED)
    record_act(desk, "clue_designation", clue, int(clue.office_id or 0), office=name_of(desk, office.id), reason=why)
    return arrive(desk, now, ground, how="designated", reason=why)


def last_way(desk: Desk, clue: ClueRow) -> tuple[str, int | None]:
    """How the clue came to its office last, and from which."""
    row = desk.rows("SELECT how, from_id FROM clue_move WHERE clue_id = :id ORDER BY id DESC LIMIT 1", id=clue.id)
    return (row[0].how, row[0].from_id) if row else ("routed", None)


def _another(clue: ClueRow, office: Office) -> Office:
    if office.id == clue.office_id:
        raise InvalidError(f"{clue.number} lies there already.", way_out="Choose another office.")
    return office


def _giver(desk: Desk, clue: ClueRow, ground: Ground, office: Office) -> int:
    """The office for which the actor gives it: the lowest of his that stands above both."""
    paths = reading_paths(desk.actor, "clue.assign")
    if paths is None:
        return common_superior(ground.facts, clue.office_id or office.id, office.id)
    mine = [path for path in paths
            if clue.office_path.startswith(path) and office.path.startswith(path) and path != office.path]
    if not mine:
        raise InvalidError("A clue is given to an office below your own.", way_out="To another office it is transferred.")
    return int(max(mine, key=len).rstrip("/").rpartition("/")[2])


def _answer(clue: ClueRow, ground: Ground, giver: int, day: date | None) -> tuple[int, date | None]:
    """To whom it is answered by when: whoever gave it first is answered, unless an office above him sets another day."""
    if clue.answer_by is None or clue.given_by_id is None:
        return giver, day
    first = ground.facts.offices[clue.given_by_id]
    if day is not None and not first.path.startswith(ground.facts.offices[giver].path):
        raise InvalidError(f"{clue.number} is to be answered by {clue.answer_by} already, to whoever gave it.",
                           way_out="Leave the day out: that one stays.")
    return (clue.given_by_id, clue.answer_by) if day is None else (giver, day)


def _rival(desk: Desk, clue: ClueRow, ground: Ground, other: str) -> int:
    how, came_from = last_way(desk, clue)
    if other.strip():
        return _another(clue, office_called(desk, ground, other, BUREAUS)).id
    if how != "transferred" or came_from is None:
        raise InvalidError("With which office it is disputed is missing.", way_out="Name the other office.")
    return came_from
