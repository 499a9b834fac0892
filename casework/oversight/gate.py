"""The gate: whether an application may go on, with every reason, its clause and record; each asking is journalled."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from casework import journal
from casework.access import allowed, permit_somewhere
from casework.bulk import rows_among
from casework.case.party_numbers import kind_meant, number_faults, plain
from casework.case.unseen import seen
from casework.clue.mail_books import need
from casework.desk import Desk
from casework.oversight.bar_sources import SOURCES, Application, Record, with_cases
from casework.reach import Reach
from casework.record.days import LATEST
from casework.record.parties import PartyRef, find_party
from foundation.errors import InvalidError, NotFoundError
from regulation.bar_table import RIGHTS, Asked, Bar, BarValue
from regulation.bars import bars_on

WITHHELD = "gate-withheld"  # a work item of the province
ABOUT_A_RIGHT = ("renewal", "change", "transfer")  # by whoever has one
ON, LONGEST = 1, 60  # a bar is switched on; characters of a code or number
WRITTEN = {"area": "地区代码", "holder": "申请人统一社会信用代码", "right": "许可证号"}  # as the page calls them
RIGHT = "SELECT r.id, r.kind, r.holder_id, p.code, p.path FROM mineral_right r JOIN party p ON p.id = r.county_id"
# A holder of rights by his code or his name; whoever is party to a case by his number.
HOLDERS = "SELECT id, code FROM party WHERE level = 'holder' AND (code = :code OR code = :plain OR name = :code)"
PARTY = "SELECT 1 FROM case_party WHERE id_number = :plain LIMIT 1"
SEEN = "SELECT c.id FROM enforcement_case c JOIN party p ON p.id = c.office_id WHERE c.id IN :ids AND "


@dataclass(frozen=True)
class Question:
    """What is asked: the application's kind, the area's code, the applicant's number (of a known holder the name does),
    the licence's number, the day."""

    kind: str
    area: str = ""
    holder: str = ""
    right: str = ""
    for_right: str = ""  # mining or exploration, where the application is for a new one
    on: date | None = None


@dataclass(frozen=True)
class Reason:
    """Why it may not go on; `record` is nothing where the asker may not see the case."""

    gate: str
    title: str
    clause: str
    quote: str
    record: str | None
    since: date
    until: date | None
    confidence: str


@dataclass(frozen=True)
class Answer:
    """Whether the application may go on on that day."""

    allowed: bool
    on: date
    reasons: tuple[Reason, ...]


def check(desk: Desk, asked: Question) -> Answer:
    """Ask every bar, and journal the answer; InvalidError names what cannot be asked so."""
    permit_somewhere(desk.actor, "gate.check")
    area, application = _application(desk, asked)
    desk.permit("gate.check", area.path)
    found = _found(desk, application)
    visible = _seen(desk, {record.case_id for _, _, record in found if record.case_id is not None})
    reasons = tuple(_reason(bar, value, record, visible) for bar, value, record in found)
    journal.note(desk, "gate.checked", "gate", 0, office_id=area.id, allowed=not reasons,
                 gates=sorted({reason.gate for reason in reasons}),
                 **{name: value for name, value in asdict(asked).items() if value and name != "on"}, on=application.day)
    _tell_above(desk, area, application, {record.case_id for _, _, record in found})
    return Answer(not reasons, application.day, reasons)


def _found(desk: Desk, application: Application) -> list[tuple[Bar, BarValue, Record]]:
    asked = with_cases(desk, application)
    return [(bar, value, record) for bar, value in bars_on(desk.rulebook.bars, asked.kind, asked.right_kind, asked.day)
            if _switched_on(desk, bar, asked.day) for record in SOURCES[bar.records](desk, asked, bar, value)]


def _tell_above(desk: Desk, area: PartyRef, application: Application, told: set[int | None]) -> None:
    """What bars by a case of which the asker is to learn nothing is told to the province, which sees to it."""
    if desk.actor.veil is None:
        return
    with desk.unveiled():
        hidden = {record.number: bar.title for bar, _, record in _found(desk, application) if record.case_id not in told}
    province = int(desk.scalar("SELECT id FROM party WHERE level = 'province'"))
    for number, title in hidden.items():  # a few
        need(desk, province, WITHHELD, f"{number} {application.kind.value}",
             f"{area.name}有申请查询审批闸门，因回避未告知查询人：案件{number}（{title}），请告知登记机关不予办理。")


def _switched_on(desk: Desk, bar: Bar, day: date) -> bool:
    return bar.switch is None or desk.rulebook.figures[bar.switch].on(day) == ON


def _reason(bar: Bar, value: BarValue, record: Record, visible: set[int]) -> Reason:
    hidden = record.case_id is not None and record.case_id not in visible
    return Reason(bar.code, bar.title, f"{value.law}{value.provision}", value.quote, None if hidden else record.number,
                  record.since, record.until, value.confidence.value)


def _faults(desk: Desk, asked: Question) -> list[str]:
    faults = [f"{name}（{title}）: at most {LONGEST} characters" for name, title in WRITTEN.items()
              if len(getattr(asked, name)) > LONGEST]
    if asked.kind not in {one.value for one in Asked}:
        faults.append(f"kind（申请事项）: it is one of {', '.join(one.value for one in Asked)}")
    if asked.for_right not in ("", *RIGHTS):
        faults.append(f"for_right（新设何种矿业权）: it is one of {', '.join(RIGHTS)}")
    if not asked.area.strip() and not asked.right.strip():
        faults.append("area（地区代码）: name the area, or the licence")
    if asked.kind == "new" and not asked.holder.strip():  # a licence says who has a right, not who wants a new one
        faults.append("holder（申请人统一社会信用代码）: name the applicant")
    first = desk.rulebook.begins()
    if asked.on is not None and not first <= asked.on <= LATEST:
        faults.append(f"on（日期）: give a day from {first}, from which on the order holds, to {LATEST}")
    if asked.kind == "approval" and not (asked.holder.strip() or asked.right.strip()):
        faults.append("holder（申请人统一社会信用代码）: name the applicant, or the licence")
    return faults


def _application(desk: Desk, asked: Question) -> tuple[PartyRef, Application]:
    if faults := _faults(desk, asked):
        raise InvalidError("The gate cannot be asked so:", problems=tuple(faults), way_out="Mend these and ask again.")
    right = _right(desk, asked.right)
    area = _area(desk, asked.area.strip() or right.code)
    holder, number = _holder(desk, asked.holder.strip())
    if right is None and holder is None and asked.kind in ABOUT_A_RIGHT:
        raise InvalidError("The gate cannot be asked so:", way_out="Mend these and ask again.", problems=(
            "right（许可证号）: name the licence, or a holder of rights whose code is known",))
    return area, Application(
        Asked(asked.kind), asked.on or desk.today, area.path, holder or 0, number, right.id if right else 0,
        right.kind if right else asked.for_right or None, right.holder_id if right else 0)


def _holder(desk: Desk, given: str) -> tuple[int | None, str]:
    """The holder that is meant, if he is known to us, and the number: a mistyped one is refused, for it would bar nobody."""
    if not given:
        return None, ""
    number = plain(given)
    rows = desk.rows(HOLDERS, code=given, plain=number)
    if len(rows) == 1:
        return int(rows[0].id), str(rows[0].code)
    if rows:
        fault = f"{given} is the name of several holders"
    elif desk.rows(PARTY, plain=number) or not all(number_faults(kind, number, desk.today) for kind in ("entity", "person")):
        return None, number
    else:
        known = len(number) in (15, 18) and number.isascii()
        fault = number_faults(kind_meant(number, desk.today), number, desk.today)[0] if known else (
            f"{given} is neither a number of an applicant nor the name of a known holder of rights")
    raise InvalidError("The gate cannot be asked so:", problems=(fault,), way_out=(
        "Give the unified social credit code, or of a person the identity number, as the application has it."))


def _right(desk: Desk, number: str) -> Any:
    if not number.strip():
        return None
    rows = desk.rows(f"{RIGHT} WHERE r.licence_no = :number", number=number.strip())
    if not rows or not allowed(desk.actor, "gate.check", rows[0].path):
        raise InvalidError(f"There is no right with the licence {number.strip()}.", way_out="Check the licence's number.")
    return rows[0]


def _area(desk: Desk, code: str) -> PartyRef:
    office = desk.scalar("SELECT p.code FROM area a JOIN party p ON p.id = a.office_id WHERE a.code = :code", code=code.strip())
    try:
        found = find_party(desk, str(office or code), "gate.check")
    except NotFoundError as error:
        raise InvalidError(error.message, way_out=error.way_out) from error
    if found.level == "holder":
        raise InvalidError(f"{code} is a holder, not an area.", way_out="Give the code of a division as the area.")
    return found


def _seen(desk: Desk, cases: set[int]) -> set[int]:
    if not cases:
        return set()
    reach = Reach(desk.actor)
    where, more = seen(reach)
    return {row.id for row in rows_among(desk, SEEN + where, {"ids": cases}, **reach.values, **more)}
