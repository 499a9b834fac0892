"""What a notice or a decree would move is told by the code that moves it, and nothing of it is kept."""

from datetime import date

import pytest

from casework.access import SYSTEM, Actor, Post
from casework.desk import House, open_desk
from casework.duty.foreseeing import SHOWN, RuleMoves, foresee
from casework.duty.moving import extend
from casework.record.holidays import state_of
from casework.record.notice_rows import read_lines
from casework.record.notices import known_years, preview, provisional_dates, take
from foundation.errors import ConflictError, InvalidError, RefusedError
from regulation.terms import Unit
from tests.casework.test_holidays import NOTICE, SOURCE
from tests.casework.test_projecting import amended_to, ready
from tests.casework.town import at, duty_id, duty_of, settle_in, watch_on

ADMINISTRATOR = Actor("省管理员", 1, (Post("administrator", 1, "/1/"),))
QUARTER = "situation_report"


def everything(house: House) -> list[object]:
    """All that dates hang on, and what was written about it."""
    with at(house) as desk:
        return [desk.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in (
            "reckoning", "reckoning_rung", "duty", "journal", "holiday", "trigger_row")]


def test_a_preview_tells_what_the_import_then_does_and_keeps_nothing(house: House) -> None:
    number = ready(house)
    with at(house) as desk:
        extend(desk, number, n=3, unit=Unit.WORKING_DAY, reason="大雪", approver="省厅")
    was = everything(house)
    told = preview(house, ADMINISTRATOR, 2027, NOTICE, SOURCE)
    assert everything(house) == was and told.report.changed == 34
    report, projected = take(house, ADMINISTRATOR, 2027, NOTICE, SOURCE, told.seen)
    assert report == told.report
    assert projected.looked_at == told.foresight.looked_at and projected.duties == told.foresight.duties > 0
    moved = [one for one in told.foresight.moves if one.due_moves]
    assert projected.moved == len(moved) > 1
    with at(house) as desk:
        journalled = desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.projected'")
    assert journalled == told.foresight.duties - projected.reworded > 0
    assert told.foresight.duties == sum(line.changed for line in told.foresight.by_rule)
    own = next(one for one in moved if one.debtor == "吉林市" and one.rule == QUARTER)
    # Ten working days from 2027 on and three more: the New Year's Friday is a rest day now.
    assert (own.before, own.after, own.was_provisional, own.provisional) == (date(2027, 1, 19), date(2027, 1, 20), True, False)
    assert duty_of(house, number).due == own.after
    line = next(line for line in told.foresight.by_rule if line.rule == QUARTER)
    # Three bureaux, two quarters.
    assert line == RuleMoves(QUARTER, "监管情况和违法态势报告", moved=6, recounted=0, made_firm=6, changed=6)


def test_a_notice_that_came_meanwhile_is_not_overwritten_unseen(house: House) -> None:
    ready(house)
    told = preview(house, ADMINISTRATOR, 2027, NOTICE, SOURCE)
    take(house, ADMINISTRATOR, 2027, NOTICE[:-1], "先到的通知", told.seen)
    was = everything(house)
    with pytest.raises(ConflictError, match="Somebody else has imported a notice for 2027"):
        take(house, ADMINISTRATOR, 2027, NOTICE, SOURCE, told.seen)
    assert everything(house) == was
    with at(house) as desk:
        seen = state_of(desk, 2027)
    assert take(house, ADMINISTRATOR, 2027, NOTICE, SOURCE, seen)[0].changed == 1


def test_only_the_province_looks_ahead(house: House) -> None:
    ready(house)
    for actor in (Actor("市管理员", 1, (Post("administrator", 2, "/1/2/"),)), SYSTEM):
        with pytest.raises(RefusedError):
            preview(house, actor, 2027, NOTICE, SOURCE)


def test_a_decree_is_foreseen_with_the_numbers_owed(house: House) -> None:
    town = settle_in(house, date(2026, 12, 1))
    watch_on(house, date(2027, 1, 6))
    with open_desk(amended_to(house, 3), reads=True) as desk:
        told = foresee(desk)
    assert [(one.rule, one.period, one.before, one.after, one.times_before, one.times_after, one.debtor)
            for one in told.moves if one.period == "2027-W01"] == [
        ("township_patrol", "2027-W01", date(2027, 1, 10), date(2027, 1, 10), 2, 3, "口前镇")]
    assert {line.rule: line.moved for line in told.by_rule} == {"township_patrol": 0}
    assert told.by_rule[0].recounted == len(told.moves)
    assert duty_of(house, duty_id(house, "township_patrol", "2027-W01", town.township)).times == 2


def test_many_moves_are_cut_and_counted(house: House) -> None:
    settle_in(house, date(2026, 12, 1))
    watch_on(house, date(2027, 1, 6))
    with at(house) as desk:
        week = desk.rows("SELECT reckoning_id FROM duty WHERE rule = 'township_patrol' AND period = '2027-W01'")[0]
        desk.run("INSERT INTO reckoning (key, rule, period, effective_from, start, \"end\", opens, due, provisional,"
                 " explanation, times, joins_until)"
                 " WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 230)"
                 " SELECT k.key || '|' || n, k.rule, k.period, k.effective_from, k.start, k.\"end\", k.opens, k.due,"
                 " k.provisional, k.explanation, k.times, k.joins_until FROM reckoning k CROSS JOIN g WHERE k.id = :id",
                 id=week.reckoning_id)
        desk.run("INSERT INTO duty (rule, period, debtor_id, subject_kind, subject_id, reckoning_id, times, done, status,"
                 " round, version) SELECT k.rule, k.period, 4, 'mine', k.id, k.id, k.times, 0, 'open', 1, 1 FROM reckoning k"
                 " WHERE k.key LIKE 'township_patrol|2027-W01|%'")
    with open_desk(amended_to(house, 3), reads=True) as desk:
        told = foresee(desk)
    assert len(told.moves) == SHOWN and told.more == told.by_rule[0].recounted - SHOWN > 30


def test_years_and_dates_that_wait_for_a_notice_are_told(house: House) -> None:
    ready(house)
    with at(house) as desk:
        assert known_years(desk)[0].year == 2026 and known_years(desk)[-1].year == 2004
        waiting = provisional_dates(desk)
        assert waiting[0] > 3 and waiting[1].year == 2027
    told = preview(house, ADMINISTRATOR, 2027, NOTICE, SOURCE)
    take(house, ADMINISTRATOR, 2027, NOTICE, SOURCE, told.seen)
    with at(house) as desk:
        newest = known_years(desk)[0]
        assert (newest.year, newest.source) == (2027, SOURCE) and newest.imported_at == desk.now
        assert provisional_dates(desk)[0] < waiting[0]


def test_days_are_read_as_typed() -> None:
    assert read_lines("2027-01-01 休 元旦\n\n 2027/2/20，班，春节 调休\n") == [
        (date(2027, 1, 1), False, "元旦"), (date(2027, 2, 20), True, "春节 调休")]
    with pytest.raises(InvalidError) as caught:
        read_lines("tomorrow 休\n2027-01-01")
    assert caught.value.problems == ("row 1, 日期: 'tomorrow' is not a date; write it as 2027-01-01",
                                     "row 2, 类型: '' is neither 休 nor 班")
