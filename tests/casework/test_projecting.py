"""When a year's notice is imported every open date is reckoned again, a journal line each (domain §10)."""

import json
from dataclasses import asdict, replace
from datetime import date

from casework.desk import House
from casework.duty.opening import open_duties
from casework.duty.projecting import project_again
from casework.record.holidays import import_notice
from regulation.loading import documents, parse
from tests.casework.town import at, duty_id, duty_of, go_to, patrol, settle_in, watch_on


def ready(house: House) -> int:
    town = settle_in(house, date(2026, 12, 1))
    go_to(house, date(2026, 12, 15))
    with at(house) as desk:
        open_duties(desk)
    return duty_id(house, "situation_report", "2026Q4", town.city)


def notice(house: House) -> None:
    rest = [(date(2027, 1, day), False, "元旦") for day in (1, 2, 3, 4)]
    later = [(date(2027, 4, 5), False, "清明节"), (date(2027, 5, 1), False, "劳动节"), (date(2027, 6, 9), False, "端午节"),
             (date(2027, 9, 15), False, "中秋节"), (date(2027, 10, 1), False, "国庆节")]
    with at(house) as desk:
        import_notice(desk, 2027, [*rest, (date(2027, 1, 9), True, "元旦"),
                                   *[(date(2027, 2, day), False, "春节") for day in range(5, 13)], *later], "测试通知")


def test_a_date_beyond_the_announced_years_is_provisional(house: House) -> None:
    duty = duty_of(house, ready(house))
    # Ten working days after 2026-12-31 by the week alone: 01-01 is a Friday and still counts.
    assert (duty.due, bool(duty.provisional)) == (date(2027, 1, 14), True)


def test_the_notice_makes_it_firm_moves_it_and_journals_each_duty(house: House) -> None:
    number = ready(house)
    notice(house)
    report = project_again(house)
    duty = duty_of(house, number)
    # Rest: 1, 4 January (and the week-ends but for the 9th): 5 6 7 8 9 | 11 12 13 14 15.
    assert (duty.due, bool(duty.provisional)) == (date(2027, 1, 15), False)
    assert report.moved > 0 and report.made_firm >= report.moved
    with at(house) as desk:
        noted = desk.rows("SELECT detail FROM journal WHERE action = 'duty.projected' AND entity_id = :id", id=number)
        first = desk.scalar("SELECT count(*) FROM reckoning_rung r WHERE r.reckoning_id = :id AND r.no = 4 AND r.day = :day",
                            id=duty.reckoning_id, day=date(2027, 1, 15))
    assert [row.detail for row in noted] == ['{"after":"2027-01-15","before":"2027-01-14","provisional":false}']
    assert first == 1  # the rung of the day moved with it


def test_a_duty_of_which_only_reminders_move_says_nothing_and_the_runs_own_entry_counts_it(house: House) -> None:
    ready(house)
    with at(house) as desk:
        desk.run("UPDATE reckoning SET explanation = '早先的说明'")
    report = project_again(house)
    assert (report.moved, report.made_firm) == (0, 0) and report.duties == report.reworded > 0
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.projected'") == 0
        noted = [json.loads(row.detail) for row in desk.rows("SELECT detail FROM journal WHERE action = 'dates.projected'")]
    assert noted == [asdict(report)]


def test_projecting_again_changes_nothing_more(house: House) -> None:
    ready(house)
    notice(house)
    project_again(house)
    again = project_again(house)
    assert (again.moved, again.made_firm, again.duties) == (0, 0, 0)
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'dates.projected'") == 1


def amended_to(house: House, times: int) -> House:
    """The house with a decree that sets the weekly patrols from 2027-01-04 on."""
    value = {"duty": "township_patrol", "from": date(2027, 1, 4), "times": times, "due": {"at": "period_end"}, "roll": False,
             "reports_on": "none", "confidence": "V", "source": "测试文件"}
    return replace(house, source=parse({**documents(), "decree.toml": {"duty_value": [value]}}))


def test_a_decree_reaches_the_weeks_that_were_opened_ahead_and_no_earlier_ones(house: House) -> None:
    town = settle_in(house, date(2026, 12, 1))
    watch_on(house, date(2026, 12, 18))
    later = amended_to(house, 3)
    watch_on(later, date(2026, 12, 21))
    weeks = {week: duty_of(house, duty_id(house, "township_patrol", week, town.township)) for week in ("2026-W53", "2027-W01")}
    assert {week: (duty.times, duty.effective_from) for week, duty in weeks.items()} == {
        "2026-W53": (2, date(2010, 1, 1)), "2027-W01": (3, date(2027, 1, 4))}


def test_a_decree_that_asks_for_less_discharges_what_is_thereby_done(house: House) -> None:
    town = settle_in(house, date(2026, 12, 1))
    watch_on(house, date(2027, 1, 6))
    patrol(house, town.township, date(2027, 1, 5))
    watch_on(amended_to(house, 1), date(2027, 1, 7))
    duty = duty_of(house, duty_id(house, "township_patrol", "2027-W01", town.township))
    assert (duty.status, duty.done, duty.times, duty.ended_on) == ("discharged", 1, 1, date(2027, 1, 5))


def test_an_unchanged_rulebook_is_not_projected_every_night(house: House) -> None:
    settle_in(house, date(2026, 12, 1))
    for day in (18, 21, 22):
        watch_on(house, date(2026, 12, day))
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'rulebook.taken'") == 1
