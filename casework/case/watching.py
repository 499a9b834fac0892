"""The daily watch over cases: whose time is over moves on by itself, on the day after, however late the watch is kept."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from casework.access import SYSTEM
from casework.bulk import rows_among
from casework.case.cases import CaseRow, case_by_id, cases_by_id
from casework.case.facts import Known, known_of
from casework.case.instalments import note_instalments
from casework.case.lapsing import Lapse, lapsed
from casework.case.limits import end_periods
from casework.case.missing import note_missed
from casework.case.moving import Wish, make_for
from casework.clue.intake import what_went_wrong
from casework.clue.mail_books import need, settle_each
from casework.desk import Desk, House, open_desk
from casework.draining import StageReport
from casework.oversight.measures import propose_due
from foundation.errors import KuangjianError

BATCH = 100
ROUNDS = 20  # what lapses may open what has lapsed too, after weeks without a watch
UNMOVED = "case-unmoved"  # a work item of the office until it works
LOCKED = "SELECT id FROM enforcement_case WHERE id IN :ids ORDER BY id FOR UPDATE"
FAILED_BEFORE = (f"SELECT substr(open_key, {len(UNMOVED) + 2}) AS matter FROM work_item WHERE kind = '{UNMOVED}'"
                 " AND open_key IS NOT NULL")
TITLES = {"moved": "期满推进", "kept": "期满暂不推进", "missed": "本机关逾期", "unpaid": "分期逾期", "proposed": "建议地区措施",
          "failed": "未能处理"}


def watch_cases(house: House) -> StageReport:
    """Move on every case in which a time of others is over, record what was missed, propose measures that are due.

    Kept twice, or weeks late, it ends the same.
    """
    report = StageReport(TITLES)
    tried: set[Lapse] = set()
    for _ in range(ROUNDS):
        with open_desk(house, SYSTEM, reads=True) as desk:
            fresh = [one for one in lapsed(desk) if one not in tried]
        if not fresh:
            break
        tried.update(fresh)
        for some in _batches(fresh):
            report.add(_move_on(house, some))
    for note in (note_missed, note_instalments, note_measures):
        with open_desk(house, SYSTEM) as desk:
            report.add(note(desk))
    return report


def note_measures(desk: Desk) -> StageReport:
    """Propose to the province what the figures say is due against an area (四（三）)."""
    return StageReport(TITLES, Counter(proposed=propose_due(desk)))


def _batches(lapses: Sequence[Lapse]) -> Iterator[list[Lapse]]:
    """In none of them a case comes twice: what a move of it left is asked by the next."""
    left = list(lapses)
    while left:
        batch: dict[int, Lapse] = {}
        for one in left:
            if len(batch) < BATCH:
                batch.setdefault(one.case_id, one)
        yield list(batch.values())
        taken = set(batch.values())
        left = [one for one in left if one not in taken]


def _move_on(house: House, some: Sequence[Lapse]) -> StageReport:
    try:
        with open_desk(house, SYSTEM) as desk:
            return _move_all(desk, some)
    except Exception:
        report = StageReport(TITLES)
        for one in some:  # something among them is wrong: which, is found out by trying each
            report.add(_alone(house, one))
        return report


def _move_all(desk: Desk, some: Sequence[Lapse]) -> StageReport:
    """Ask again under lock, so that nothing is made twice however many watches are kept at once; then make what is due.

    What is read and appended is read and appended for all together; each move is made and refused by itself.
    """
    report, ids = StageReport(TITLES), {one.case_id for one in some}
    if desk.postgres:  # SQLite has one writer at a time
        rows_among(desk, LOCKED, {"ids": ids})
    due = [one for one in lapsed(desk, ids) if one in some]
    cases = cases_by_id(desk, ids)
    days = {one: _day(cases[one.case_id], one) for one in due}
    with desk.gathering():
        for day in sorted(set(days.values())):
            those = [one for one in due if days[one] == day]
            known = known_of(desk, [one.case_id for one in those], day)
            for one in those:
                report.add(_move(desk, cases[one.case_id], one, day, known[one.case_id]))
    waiting = desk.rows(FAILED_BEFORE)
    settle_each(desk, UNMOVED, [row.matter for row in waiting if int(row.matter) in ids], "已由系统推进")
    return report


def _alone(house: House, one: Lapse) -> StageReport:
    try:
        with open_desk(house, SYSTEM) as desk:
            return _move_all(desk, [one])
    except Exception as error:
        with open_desk(house, SYSTEM) as desk:
            case = case_by_id(desk, one.case_id)
            need(desk, case.office_id, UNMOVED, str(case.id),
                 f"案件{case.number}期限届满，但系统未能推进（{what_went_wrong(error)}），将继续重试。")
            return StageReport(TITLES, Counter(failed=1), [(case.number, f"未能处理：{type(error).__name__}")])


def _day(case: CaseRow, one: Lapse) -> date:
    """The day after the last, or that of the case's last move where it was busy meanwhile."""
    return max(case.moved_on, one.due + timedelta(days=1))


def _move(desk: Desk, case: CaseRow, one: Lapse, day: date, known: Known) -> StageReport:
    title = desk.rulebook.procedure.move[one.action].title
    try:
        make_for(desk, case, Wish(one.action, {}, day), known=known)
    except KuangjianError as error:  # the law does not let it, as of one who has paid: nothing was written
        if one.action == "performance.lapse":
            end_periods(desk, case, ("payment",), day, state="over")  # all is paid, nothing follows from its end
        return StageReport(TITLES, Counter(kept=1), [(case.number, f"{title}：{error.message}")])
    return StageReport(TITLES, Counter(moved=1), [(case.number, f"{title}（{day}）")])
