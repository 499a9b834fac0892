"""A case told again from its events is the case as it stands; what was written past them is named."""

from datetime import date

import pytest

from casework.case.cases import case_of
from casework.case.replaying import Replayed, replay, replay_all
from casework.desk import House
from foundation.errors import InvalidError
from tests.casework.cases import NONE_OF_THESE, SERVED, a_bureau, a_case, filed, limits, move, proposed
from tests.casework.town import at, go_to

SINCE = date(2025, 1, 1)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
WORTH = {"ore_value": "50000"}


def replayed(house: House, number: str) -> Replayed:
    with at(house) as desk:
        return replay(desk, case_of(desk, number).id)


def test_every_case_is_what_its_events_say(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    a_case(house, office, received=True)
    number = proposed(house, office, worth=WORTH, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    with at(house) as desk:
        all_of_them = list(replay_all(desk))
    assert [(one.case.stage, one.faults) for one in all_of_them] == [("found", ()), ("notified", ())]
    assert all_of_them[1].told.worth == all_of_them[1].case.worth != "{}"


def test_what_stops_the_clock_is_told_by_the_events_too(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    move(house, office, number, "evidence.appraise", body="省地质院", question="矿石价值")
    assert replayed(house, number).told.stopped_by == replayed(house, number).case.stopped_by == "appraisal"
    move(house, office, number, "evidence.appraised", conclusion="五万元")
    assert (replayed(house, number).told.stopped_by, replayed(house, number).faults) == ("", ())


@pytest.mark.parametrize(("column", "value", "fault"), [
    ("stage", "proposed", "stage is 'proposed', the events say 'investigating'"),
    ("filed_on", date(2025, 8, 3), "filed_on is 2025-08-03, the events say 2025-08-04"),
    ("facts", '{"made_out": true}', "facts is '{\"made_out\": true}', the events say '"),
    ("events", 7, "events is 7, the events say 6")])
def test_what_was_written_past_the_events_is_named(house: House, column: str, value: object, fault: str) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    with at(house) as desk:
        desk.run(f"UPDATE enforcement_case SET {column} = :value WHERE number = :number", value=value, number=number)
    (found,) = replayed(house, number).faults
    assert found.startswith(fault)


def test_an_event_that_was_slipped_in_is_named(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    with at(house) as desk:
        desk.run("INSERT INTO case_event (case_id, no, action, day, at, by, stage, given) SELECT case_id, 8, action, day, at,"
                 " by, stage, given FROM case_event WHERE no = 6")
    assert replayed(house, number).faults == ("event 7 is missing",)


def test_the_last_day_for_a_statement_is_the_one_in_the_notice_but_no_earlier_than_the_law_s(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = proposed(house, office, worth=WORTH, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10))
    move(house, office, number, "notice.issue", **MONEY)
    with pytest.raises(InvalidError, match=r"cannot end on 2025-08-08.*until 2025-08-11 at least"):
        move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04", until="2025-08-08")
    assert "statement" not in limits(house, number)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04", until="2025-08-20")
    assert limits(house, number)["statement"] == date(2025, 8, 20)
    assert replayed(house, number).faults == ()


@pytest.mark.parametrize(("change", "fault"), [
    ("given = replace(given, '无证采矿', '有证采矿')", "event 2: the journal tells what was filled in otherwise"),
    ("given = '{'", "event 2: what was filled in cannot be read"),
    ("by = 'officer:999'", "event 2: the journal tells by whom or when it was recorded otherwise")])
def test_what_was_changed_in_an_event_is_named_by_the_journal(sqlite_house: House, change: str, fault: str) -> None:
    office = a_bureau(sqlite_house, SINCE, date(2025, 8, 4))
    number = filed(sqlite_house, office)
    with at(sqlite_house) as desk:
        desk.run("DROP TRIGGER case_event_no_update")
        desk.run(f"UPDATE case_event SET {change} WHERE no = 2")
    assert replayed(sqlite_house, number).faults == (fault,)
