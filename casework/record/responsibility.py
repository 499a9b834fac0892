"""任务到矿、责任到人 (五（三）): who answers at an office for a mine or a kind of duty, and who inspects a mine (一（二）)."""

from datetime import date, timedelta
from typing import Any

from casework import journal
from casework.desk import Desk
from casework.duty.duties import LARGEST
from casework.duty.owing import rules_of
from casework.in_force import in_force
from casework.record.days import plausible
from casework.record.mines import MineRef, mine_of
from casework.record.officers import permit_at
from foundation.errors import ConflictError, InvalidError

SERVES = f"SELECT 1 FROM post WHERE officer_id = :officer AND office_id = :office AND {in_force('post', 'day')}"
NEAR = ("SELECT 1 FROM post s JOIN party p ON p.id = s.office_id WHERE s.officer_id = :officer AND s.role = 'inspector'"
        f" AND :path LIKE p.path || '%' AND {in_force('s')}")


def answer_for_rule(desk: Desk, office_id: int, rule: str, officer_id: int | None, *, since: date | None = None) -> None:
    """Let an officer, or nobody in particular, answer for a kind of duty that the office owes, from a day (today) on."""
    permit_at(desk, office_id)
    if rule not in {one.code for one in rules_of(desk, office_id)}:
        raise InvalidError(f"This office owes nothing by the rule {rule}.", way_out="Choose one of the duties on its page.")
    _answer(desk, office_id, officer_id, since or desk.today, rule=rule)


def answer_for_mine(desk: Desk, mine_id: int, office_id: int, officer_id: int | None, *, since: date | None = None) -> None:
    """Let an officer, or nobody in particular, answer for a mine at its county or township, from a day (today) on."""
    mine = mine_of(desk, mine_id)
    permit_at(desk, office_id)
    if office_id not in (mine.county_id, mine.township_id):
        raise InvalidError(f"{mine.name} does not lie there.", way_out="A mine is answered for at its county and its township.")
    _answer(desk, office_id, officer_id, since or desk.today, mine_id=mine.id)


def _answer(desk: Desk, office_id: int, officer_id: int | None, since: date, **what: str | int) -> None:
    plausible(since)
    # Who serves elsewhere and who does not exist are told alike.
    if officer_id is not None and not _one(desk, SERVES, officer_id, office=office_id, day=since):
        raise ConflictError("This officer does not serve at that office then.",
                            way_out="Give him a post there first, or choose a colleague.")
    column, value = next(iter(what.items()))
    values = {"office": office_id, "value": value, "since": since}
    _refuse_past(desk, column, values)
    # Whoever would begin later is taken back, whoever answers for it now does so until the day before.
    where = f"office_id = :office AND {column} = :value AND (valid_to IS NULL OR valid_to >= :since)"
    desk.run(f"DELETE FROM responsibility WHERE {where} AND valid_from >= :since", **values)
    desk.run(f"UPDATE responsibility SET valid_to = :before WHERE {where}", before=since - timedelta(days=1), **values)
    # The index on what is open tells whoever is second of two at the same moment.
    if officer_id is not None and desk.run(
            f"INSERT INTO responsibility (officer_id, office_id, {column}, valid_from)"
            " VALUES (:officer, :office, :value, :since) ON CONFLICT DO NOTHING", officer=officer_id, **values) != 1:
        raise ConflictError("Somebody else was named for it at the same moment.", way_out="Look at it again, and decide anew.")
    entity, number = ("mine", int(value)) if column == "mine_id" else ("party", office_id)
    journal.note(desk, f"{entity}.responsible", entity, number, office_id=office_id, officer=officer_id, since=since,
                 **({} if column == "mine_id" else {"rule": value}))


def _refuse_past(desk: Desk, column: str, values: dict[str, Any]) -> None:
    """Refuse a day by which somebody else's time would be gone that has been: what was stays written down."""
    if values["since"] < desk.today and desk.scalar(
            f"SELECT 1 FROM responsibility WHERE office_id = :office AND {column} = :value AND ((valid_from >= :since"
            " AND valid_from <= :today) OR (valid_to >= :since AND valid_to < :today))", today=desk.today, **values):
        raise ConflictError(f"Somebody was named for it since {values['since']}, which stays written down.",
                            way_out="Give a later day, or today.")


def _one(desk: Desk, statement: str, officer_id: int, **values: Any) -> bool:
    """Whether an officer is one of those whom a statement finds; no key holds the longest numbers."""
    return 0 < officer_id <= LARGEST and desk.scalar(statement, officer=officer_id, **values) is not None


def inspect_mine(desk: Desk, mine_id: int, officer_id: int | None) -> MineRef:
    """Give a mine its inspector, one who serves as such at an office above it, or leave it without one."""
    mine = mine_of(desk, mine_id)
    desk.permit("records.change", mine.county_path)
    if officer_id is not None and not _one(desk, NEAR, officer_id, path=mine.county_path, today=desk.today):
        raise ConflictError("This officer is no inspector of an office above the mine.",
                            way_out="Give him a post as inspector at the city first, or choose another.")
    desk.run("UPDATE mine SET inspector_id = :officer WHERE id = :id", officer=officer_id, id=mine.id)
    journal.note(desk, "mine.inspector", "mine", mine.id, office_id=mine.county_id, old=mine.inspector_id, new=officer_id)
    return mine
