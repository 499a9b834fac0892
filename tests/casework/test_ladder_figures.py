"""No day of a reminder stands in the code: move the rungs of a ladder in a copy of the rulebook, and letters move (实务)."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Date

from casework.act.acts import NewAct, record
from casework.desk import House
from casework.duty.chasing import chase
from casework.duty.ending import lapse
from casework.duty.opening import open_duties
from regulation.book import Rulebook
from regulation.rungs import lapse_day, rung_days
from regulation.workdays import WorkCalendar
from tests.casework.cases import a_bureau, filed
from tests.casework.clues import taken_in
from tests.casework.rulebooks import rulebook_with
from tests.casework.town import at, duty_id, duty_of, filled, go_to, settle_in
from tests.conftest import the_rulebook


@dataclass(frozen=True)
class Moved:
    """A duty on a ladder: by rung the new offset and the days in 2024 of its letter; when it lapses, as it stands and moved."""

    rule: str
    period: str
    debtor: str
    offsets: tuple[int, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    lapse: Mapping[int, date] = field(default_factory=dict)


CASES = {
    # Due on Friday 07-12, ten working days after the quarter.
    "report": Moved("situation_report", "2024Q2", "county", (-29, -8, -2, -1, 2, 8, 14, 29),
                    ("06-12", "07-05", "07-11", "07-12", "07-15", "07-23", "08-02", "08-23"),
                    ("06-13", "07-04", "07-10", "07-11", "07-16", "07-24", "08-01", "08-22")),
    # Mining starts on Thursday 03-07: due on 03-21; 04-04 to 04-06 is 清明节, Sunday 04-07 is worked.
    "event": Moved("exploration_start_report", "2024-03-07", "holder", (-2, 0, 1, 2, 6, 9, 19),
                   ("03-18", "03-20", "03-21", "03-22", "03-28", "04-07", "04-19"),
                   ("03-19", "03-21", "03-22", "03-25", "03-29", "04-03", "04-18")),
    # Told on Monday 03-04, to be verified within seven working days: on Wednesday 03-13.
    "clue": Moved("clue_verification", "2024-03-04", "clue", (-2, -1, 2, 4, 8, 14),
                  ("03-12", "03-13", "03-14", "03-18", "03-22", "04-03"),
                  ("03-11", "03-12", "03-15", "03-19", "03-25", "04-02")),
    # Filed on Monday 03-04, to be decided within 90 days: Sunday 06-02, so on Monday 06-03; 06-10 is 端午节.
    "case": Moved("limit_decision", "2024-03-04", "case", (-14, -4, -2, 1, 2, 8, 16),
                  ("05-17", "05-29", "05-31", "06-03", "06-04", "06-13", "06-25"),
                  ("05-20", "05-30", "05-31", "06-04", "06-05", "06-14", "06-26")),
    "patrol_week": Moved("township_patrol", "2024-W12", "township", (-5,), ("03-22",), ("03-19",),
                         {1: date(2024, 3, 25), 3: date(2024, 3, 27)}),
    "patrol_month": Moved("county_patrol", "2024-03", "county", (-11, -4), ("03-21", "03-28"), ("03-20", "03-27"),
                          {1: date(2024, 4, 1), 3: date(2024, 4, 3)}),
    # Seven days before Sunday 03-31 is a Sunday: the letter leaves on Friday.
    "patrol_quarter": Moved("city_patrol", "2024Q1", "city", (-27, -5), ("03-01", "03-22"), ("03-04", "03-26"),
                            {1: date(2024, 4, 1), 3: date(2024, 4, 3)}),
    # 10-02 lies in 国庆: 09-30; 12-01 is a Sunday; Saturday 10-12 is worked.
    "year_count": Moved("mine_inspection", "2024", "city", (-80, -20, -5), ("09-30", "11-29", "12-24"),
                        ("10-12", "12-11", "12-26"), {3: date(2025, 1, 6), 1: date(2025, 1, 2)}),
}


def days(told: tuple[str, ...]) -> dict[int, date]:
    return {no: date.fromisoformat(f"2024-{day}") for no, day in enumerate(told, 1)}


def moved_book(code: str, offsets: tuple[int, ...], lapse_after: int | None) -> Rulebook:
    """The rulebook with the rungs of one ladder at other offsets."""
    def change(_: object, ladder: dict[str, Any]) -> None:
        for rung, offset in zip(ladder["rung"], offsets, strict=True):
            assert rung["offset"] != offset
            rung["offset"] = offset
        if lapse_after is not None:
            ladder["lapse_after"] = lapse_after
    return rulebook_with("ladder", code, change)


def opened(house: House, case: Moved, first: date) -> int:
    """The duty, opened in time for its first letter."""
    if case.debtor == "case":
        filed(house, a_bureau(house, date(2024, 1, 1), date.fromisoformat(case.period)))
        return duty_id(house, case.rule, case.period)
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, date.fromisoformat(case.period) if case.debtor in ("holder", "clue") else first - timedelta(days=20))
    if case.debtor == "clue":
        taken_in(house)
        return duty_id(house, case.rule, case.period)
    with at(house) as desk:
        if case.debtor == "holder":
            fields = {**filled(house, "exploration_started"), "event_day": case.period}
            record(desk, NewAct("exploration_started", town.holder, date(2024, 3, 7), "exploration_right",
                                town.exploration_right, fields=fields))
        else:
            open_duties(desk)
    return duty_id(house, case.rule, case.period, {"county": town.county, "city": town.city, "township": town.township,
                                                   "holder": town.holder}[case.debtor])


def letters_of(house: House, duty: int) -> dict[int, date]:
    """The day of the letter by rung."""
    with at(house) as desk:
        return {row.no: row.day for row in desk.rows(
            "SELECT DISTINCT l.no, x.day FROM letter_line l JOIN letter x ON x.id = l.letter_id WHERE l.duty_id = :id",
            types={"day": Date()}, id=duty)}


@pytest.mark.parametrize("code", CASES)
def test_a_ladder_whose_rungs_are_moved_moves_the_letters(sqlite_house: House, code: str) -> None:
    case = CASES[code]
    lapse_after = list(case.lapse)[-1] if case.lapse else None
    changed = replace(sqlite_house, source=moved_book(code, case.offsets, lapse_after))
    before, after = days(case.before), days(case.after)
    duty = opened(changed, case, min(*before.values(), *after.values()))
    for day in sorted({*before.values(), *after.values()}):
        go_to(changed, day)
        with at(changed) as desk:
            chase(desk)
            desk.run("UPDATE letter SET state = 'kept', written_at = :now WHERE state = 'queued'", now=desk.now)
    assert letters_of(changed, duty) == after
    if lapse_after is not None:
        last = case.lapse[lapse_after]  # the last day to record what was done
        for day, status in ((last, "open"), (last + timedelta(days=1), "lapsed")):
            go_to(changed, day)
            with at(changed) as desk:
                lapse(desk)
            assert duty_of(changed, duty).status == status


def test_every_ladder_has_its_case_with_all_its_rungs_as_they_stand() -> None:
    book, calendar = the_rulebook(), WorkCalendar()
    due = {"report": date(2024, 7, 12), "event": date(2024, 3, 21), "clue": date(2024, 3, 13), "case": date(2024, 6, 3),
           "patrol_week": date(2024, 3, 24), "patrol_month": date(2024, 3, 31), "patrol_quarter": date(2024, 3, 31),
           "year_count": date(2024, 12, 31)}
    assert set(CASES) == set(book.ladders)
    for code, case in CASES.items():
        ladder = book.ladders[code]
        rungs = rung_days(ladder, due[code], opens=date(2024, 1, 1), calendar=calendar)
        assert {rung.no: rung.day for rung in rungs} == days(case.before)
        assert lapse_day(ladder, due[code], calendar) == next(iter(case.lapse.values()), None)
