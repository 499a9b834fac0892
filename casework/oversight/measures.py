"""Measures of the province against an area: proposed by computation or by hand, decided and lifted by its head (四（三）)."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework import journal
from casework.bulk import insert_rows
from casework.clue.mail_books import need, settle
from casework.desk import Desk
from casework.oversight.grounds import Ground, grounds
from casework.record.parties import find_party
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from models import AreaMeasure

KINDS = ("circular", "suspension")
ONE = ("SELECT m.id, m.kind, m.area_id, m.state, m.version, m.proposed_by, p.name AS area, p.path FROM area_measure m"
       " JOIN party p ON p.id = m.area_id WHERE m.id = :id")
STANDING = "SELECT 1 FROM area_measure WHERE kind = :kind AND area_id = :area AND state IN ('proposed', 'decided')"
PROVINCE = ("SELECT r.id, a.name FROM party a, party r WHERE a.id = :id AND r.level = 'province' AND a.path LIKE r.path || '%'")
WORK = "measure-proposed"  # a work item of the province until it is decided upon
TITLES = {"circular": "全省通报", "suspension": "暂停审批"}
BEFORE = "SELECT grounds FROM area_measure WHERE kind = :kind AND area_id = :area AND state IN ('refused', 'lifted')"


@dataclass(frozen=True)
class MeasureRow:
    """A measure as it stands."""

    id: int
    kind: str
    area_id: int
    state: str
    version: int
    proposed_by: str
    area: str
    path: str


def propose_due(desk: Desk) -> int:
    """Propose every measure for which a ground stands and which nobody has decided upon; how many."""
    desk.permit("measure.propose")
    found = [ground for ground in grounds(desk) if not _known(desk, ground)]
    if not found:
        return 0
    desk.lock("case")  # whoever computes at the same moment waits, and finds it proposed
    return sum(_propose(desk, ground) is not None for ground in found if not _known(desk, ground))


def propose(desk: Desk, kind: str, area: str, *, why: str) -> int:
    """Propose a measure by hand, with its grounds; its number."""
    desk.permit("measure.propose")
    if kind not in KINDS:
        raise InvalidError("There is no such measure.", way_out=f"It is one of {', '.join(KINDS)}.")
    if not why.strip():
        raise InvalidError("A reason is missing.", way_out="Say in which cases, and what followed.")
    party = find_party(desk, area)
    if party.level not in ("city", "county"):
        raise InvalidError("A measure is taken against a city or a county.", way_out="Name one by its code.")
    desk.lock("case")
    if desk.rows(STANDING, kind=kind, area=party.id):
        raise ConflictError(f"Such a measure against {party.name} is proposed or stands already.",
                            way_out="Look at the list of measures.")
    return _propose(desk, Ground(kind, party.id, ({"number": "", "why": [why.strip()]},)))


def _known(desk: Desk, ground: Ground) -> bool:
    """Whether it waits or stands, or was refused or lifted with all but too few of the same cases before it."""
    if desk.rows(STANDING, kind=ground.kind, area=ground.area_id):
        return True
    told = {case["number"] for row in desk.rows(BEFORE, kind=ground.kind, area=ground.area_id)
            for case in json.loads(row.grounds)}
    fresh = [case for case in ground.cases if case["number"] not in told]
    least = desk.rulebook.figures["circular_cases"].on(desk.today) if ground.kind == "circular" else 1
    return len(fresh) < least


def _propose(desk: Desk, ground: Ground) -> int:
    """Write it, and have the province see to it; its number."""
    found = insert_rows(desk, AreaMeasure, [{
        "kind": ground.kind, "area_id": ground.area_id, "grounds": json.dumps(ground.cases, ensure_ascii=False),
        "state": "proposed", "proposed_on": desk.today, "proposed_by": desk.actor.label}])[0]
    journal.note(desk, "measure.proposed", "area_measure", found, office_id=ground.area_id, kind=ground.kind,
                 count=len(ground.cases))
    province, area = desk.rows(PROVINCE, id=ground.area_id)[0]
    need(desk, province, WORK, str(found),
         f"对{area}{TITLES[ground.kind]}的建议待省厅主要领导决定（涉及{len(ground.cases)}件）。")
    return found


def decide(desk: Desk, measure_id: int, *, agree: bool, number: str = "", reason: str = "", seen: int | None = None) -> None:
    """Decide on a proposal, as the head of the province: agreed with the number of the document, refused with a reason."""
    row = _to_decide(desk, measure_id, seen)
    if row.state != "proposed":
        raise ConflictError("The measure is decided upon already.", way_out="Look at it again.")
    if row.proposed_by == desk.actor.label:
        raise RefusedError("Nobody approves what he has proposed himself.", way_out="Have another leader decide.")
    if not reason.strip() or (agree and not number.strip()):
        raise InvalidError("The reason, or the number of the document, is missing.",
                           way_out="Give the reason in any case, and the number where it is agreed to.")
    settle(desk, WORK, str(row.id), "已决定")
    if agree:
        _write(desk, row, "decided", decided_on=desk.today, decided_by=desk.actor.label, number=number.strip(),
               reason=reason.strip())
    else:
        _write(desk, row, "refused", refused_on=desk.today, decided_by=desk.actor.label, reason=reason.strip())


def lift(desk: Desk, measure_id: int, *, reason: str, seen: int | None = None) -> None:
    """Lift a measure with a reason; from today on it bars nothing."""
    row = _to_decide(desk, measure_id, seen)
    if row.state != "decided":
        raise ConflictError("The measure does not stand.", way_out="Look at it again.")
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say what was set right.")
    _write(desk, row, "lifted", lifted_on=desk.today, lifted_by=desk.actor.label, lift_reason=reason.strip())


def _to_decide(desk: Desk, measure_id: int, seen: int | None) -> MeasureRow:
    desk.permit("measure.decide")
    rows = desk.rows(ONE, id=measure_id)
    if not rows:
        raise NotFoundError(f"There is no measure {measure_id}.", way_out="Look at the list of measures.")
    row = MeasureRow(**rows[0]._asdict())
    if seen not in (None, row.version):
        raise _outdated()
    return row


def _write(desk: Desk, row: MeasureRow, state: str, **columns: str | date) -> None:
    sets = ", ".join(f"{name} = :{name}" for name in columns)
    values: dict[str, Any] = dict(columns)
    if desk.run(f"UPDATE area_measure SET state = :state, version = version + 1, {sets} WHERE id = :id AND version = :seen",
                state=state, id=row.id, seen=row.version, **values) != 1:
        raise _outdated()
    journal.note(desk, f"measure.{state}", "area_measure", row.id, office_id=row.area_id, kind=row.kind, **values)


def _outdated() -> ConflictError:
    return ConflictError("The measure was changed by somebody else meanwhile.", way_out="Look at it again.")
