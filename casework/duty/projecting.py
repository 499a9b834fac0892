"""Reckons all open dates again after a year's holidays or a decree became known.

Each duty whose date moved or became certain gets a journal entry; the run's own entry counts them and all others.
"""

from collections import defaultdict
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Date, bindparam, text

from casework import journal
from casework.access import SYSTEM
from casework.desk import Desk, House, open_desk
from casework.duty.amending import recount, value_of
from casework.duty.duties import NEXT_RUNG
from casework.duty.noting import OPEN, RUNNING, difference, note_moves
from casework.duty.reckonings import many, row_of, store_rungs
from regulation.due import Suspension
from regulation.periods import Period
from regulation.reckoning import Reckoned, reckon
from regulation.rule import Span
from regulation.terms import Unit

COMPARED = ("joins_until", "due", "explanation", "lapse_on", "chase_from", "times", "reports_on", "effective_from")
DATES = {name: Date() for name in ("start", "end", "due", "effective_from", "first", "last", "lapse_on", "chase_from",
                                   "joins_until")}


@dataclass(frozen=True)
class ProjectionReport:
    """How many reckonings were looked at, how many dates moved, how many became firm, and duties concerned.

    Of `reworded` duties only the days of reminders or the explanation changed; their own history says nothing of it.
    """

    looked_at: int
    moved: int
    made_firm: int
    duties: int
    reworded: int = 0

    def lines(self) -> list[tuple[str, int | str]]:
        """The figures under their Chinese names."""
        return [("复核日期", self.looked_at), ("变动", self.moved), ("由暂定转为确定", self.made_firm),
                ("涉及义务", self.duties), ("其中仅提醒日或说明变动", self.reworded)]


def project_again(house: House) -> ProjectionReport:
    """Reckon every open date again by the holidays and decrees known now; run twice it changes nothing more."""
    with open_desk(house, SYSTEM) as desk:
        return project(desk)


def project(desk: Desk) -> ProjectionReport:
    """The same at a desk of the caller's."""
    desk.permit("duty.project")
    desk.lock("project")
    looked_at, changed = changes(desk)
    duties, noted = _apply(desk, changed)
    report = ProjectionReport(
        looked_at=looked_at, moved=sum(row.due != one.due for row, one in changed.values()),
        made_firm=sum(bool(row.provisional) and not one.provisional for row, one in changed.values()),
        duties=duties, reworded=duties - noted)
    if changed:
        journal.note(desk, "dates.projected", "instance", 0, **asdict(report))
    return report


def changes(desk: Desk) -> tuple[int, dict[int, tuple[Any, Reckoned]]]:
    """How many open reckonings were looked at; those that would come out differently now, as stored and as reckoned anew."""
    stored = desk.rows(
        "SELECT k.id, k.key, k.rule, k.period, k.effective_from, k.start, k.\"end\" AS \"end\", k.due, k.provisional,"
        " k.explanation, k.lapse_on, k.chase_from, k.times, k.reports_on, k.joins_until FROM reckoning k"
        f" WHERE {OPEN.format(of='k.id')}", types=DATES)
    stops, spans = _granted(desk)
    changed: dict[int, tuple[Any, Reckoned]] = {}
    for row in stored:
        one = _again(desk, row, stops, spans)
        if one is not None and _differs(desk, row, one):
            changed[row.id] = (row, one)
    return len(stored), changed


def _granted(desk: Desk) -> tuple[dict[int, list[Suspension]], dict[int, list[Span]]]:
    """Suspensions and extensions by the reckoning that was moved by them."""
    stops: dict[int, list[Suspension]] = defaultdict(list)
    spans: dict[int, list[Span]] = defaultdict(list)
    for row in desk.rows(f"SELECT d.reckoning_id, s.first, s.last FROM suspension s JOIN duty d ON d.id = s.duty_id"
                         f" WHERE s.last IS NOT NULL AND {RUNNING} ORDER BY s.first", types=DATES):
        stops[row.reckoning_id].append(Suspension(first=row.first, last=row.last))
    for row in desk.rows(f"SELECT d.reckoning_id, e.n, e.unit FROM extension e JOIN duty d ON d.id = e.duty_id"
                         f" WHERE {RUNNING} ORDER BY e.id"):
        spans[row.reckoning_id].append(Span(n=row.n, unit=Unit(row.unit)))
    return stops, spans


def _again(desk: Desk, row: Any, stops: dict[int, list[Suspension]], spans: dict[int, list[Span]]) -> Reckoned | None:
    rule = desk.rulebook.duties.get(row.rule) or desk.rulebook.periods.get(row.rule)
    if rule is None:
        return None
    return reckon(desk.rulebook, rule, Period(start=row.start, end=row.end, code=row.period), desk.calendar,
                  value=value_of(rule, row.start, row.effective_from),
                  suspensions=stops.get(row.id, ()), extensions=spans.get(row.id, ()))


def _differs(desk: Desk, row: Any, one: Reckoned) -> bool:
    fresh = row_of(one, row.key)
    if any(getattr(row, name) != fresh[name] for name in COMPARED):
        return True
    if bool(row.provisional) != one.provisional:
        return True
    stored = {(r.no, r.audience): r.day for r in _rungs(desk).get(row.id, [])}
    return stored != {(rung.no, audience): rung.day for rung in one.rungs for audience in rung.to}


def _rungs(desk: Desk) -> dict[int, list[Any]]:
    """All rungs of open reckonings, read once a desk."""
    known: dict[int, list[Any]] | None = desk.session.info.get("rungs")
    if known is None:
        known = defaultdict(list)
        for row in desk.rows("SELECT r.reckoning_id, r.no, r.audience, r.day FROM reckoning_rung r"
                             f" WHERE {OPEN.format(of='r.reckoning_id')}", types={"day": Date()}):
            known[row.reckoning_id].append(row)
        desk.session.info["rungs"] = known
    return known


def _apply(desk: Desk, changed: dict[int, tuple[Any, Reckoned]]) -> tuple[int, int]:
    """Write the new dates; how many open duties hang on them, and how many of these got an entry of their own."""
    if not changed:
        return 0, 0
    listed = ", ".join(str(at) for at in changed)
    rows = [{"id": at, **row_of(one, row.key)} for at, (row, one) in changed.items()]
    many(desk, "UPDATE reckoning SET due = :due, provisional = :provisional, explanation = :explanation,"
               " lapse_on = :lapse_on, chase_from = :chase_from, times = :times, reports_on = :reports_on,"
               " joins_until = :joins_until, effective_from = :effective_from WHERE id = :id", rows)
    many(desk, "DELETE FROM reckoning_rung WHERE reckoning_id = :id", [{"id": at} for at in changed])
    store_rungs(desk, {at: one for at, (_, one) in changed.items()})
    duties = int(desk.scalar(f"SELECT count(*) FROM duty d WHERE {RUNNING} AND d.reckoning_id IN ({listed})"))
    noted = note_moves(desk, {at: told for at, (row, one) in changed.items() if (told := difference(row, one))})
    clause = text(
        f"UPDATE duty SET chase_on = {NEXT_RUNG}, version = version + 1"
        " WHERE status = 'open' AND reckoning_id = :id").bindparams(bindparam("today", type_=Date()))
    desk.session.execute(clause, [{"id": at, "today": desk.today} for at in changed])
    recount(desk, [at for at, (row, one) in changed.items() if row.times != one.times])
    return duties, noted
