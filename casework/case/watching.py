"""The daily watch over cases: whose time is over moves on by itself, on the day after, however late the watch is kept."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

from casework.access import SYSTEM
from casework.bulk import rows_among
from casework.case.cases import case_by_id
from casework.case.lapsing import Lapse, lapsed
from casework.case.limits import end_periods
from casework.case.missing import note_instalments, note_missed
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
        for at in range(0, len(fresh), BATCH):
            report.add(_move_on(house, fresh[at:at + BATCH]))
    for note in (note_missed, note_instalments, note_measures):
        with open_desk(house, SYSTEM) as desk:
            report.add(note(desk))
    return report


def note_measures(desk: Desk) -> StageReport:
    """Propose to the province what the figures say is due against an area (四（三）)."""
    return StageReport(TITLES, Counter(proposed=propose_due(desk)))


def _move_on(house: House, some: Sequence[Lapse]) -> StageReport:
    report = StageReport(TITLES)
    try:
        with open_desk(house, SYSTEM) as desk:
            _move_each(desk, some, report)
    except Exception:
        report = StageReport(TITLES)
        for one in some:  # something among them is wrong: which, is found out by trying each
            report.add(_alone(house, one))
    return report


def _alone(house: House, one: Lapse) -> StageReport:
    try:
        with open_desk(house, SYSTEM) as desk:
            report = StageReport(TITLES)
            _move_each(desk, [one], report)
            return report
    except Exception as error:
        with open_desk(house, SYSTEM) as desk:
            case = case_by_id(desk, one.case_id)
            need(desk, case.office_id, UNMOVED, str(case.id),
                 f"案件{case.number}期限届满，但系统未能推进（{what_went_wrong(error)}），将继续重试。")
            return StageReport(TITLES, Counter(failed=1), [(case.number, f"未能处理：{type(error).__name__}")])


def _move_each(desk: Desk, some: Sequence[Lapse], report: StageReport) -> None:
    """Ask again under lock, so that nothing is made twice however many watches are kept at once; then make what is due."""
    ids = {one.case_id for one in some}
    if desk.postgres:  # SQLite has one writer at a time
        rows_among(desk, LOCKED, {"ids": ids})
    for one in lapsed(desk, ids):
        if one in some:
            report.add(_move(desk, one))
    waiting = desk.rows(FAILED_BEFORE)
    settle_each(desk, UNMOVED, [row.matter for row in waiting if int(row.matter) in ids], "已由系统推进")


def _move(desk: Desk, one: Lapse) -> StageReport:
    """Make the move on the day after the last, or on that of the case's last move where it was busy meanwhile."""
    case = case_by_id(desk, one.case_id)
    day = max(case.moved_on, one.due + timedelta(days=1))
    title = desk.rulebook.procedure.move[one.action].title
    try:
        make_for(desk, case, Wish(one.action, {}, day))
    except KuangjianError as error:  # the law does not let it, as of one who has paid: nothing was written
        if one.action == "performance.lapse":
            end_periods(desk, case, ("payment",), day, state="over")  # all is paid, nothing follows from its end
        return StageReport(TITLES, Counter(kept=1), [(case.number, f"{title}：{error.message}")])
    return StageReport(TITLES, Counter(moved=1), [(case.number, f"{title}（{day}）")])
