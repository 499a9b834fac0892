"""The notices are served once each; the time to ask for a hearing counts from that of the hearing notice (第六十四条)."""

from datetime import date

import pytest
from sqlalchemy import Date

from casework.case.cases import case_of
from casework.case.known import service
from casework.case.particulars import particulars_of
from casework.case.replaying import replay
from casework.case.watching import watch_cases
from casework.desk import House
from foundation.errors import ConflictError, InvalidError
from tests.casework.cases import NONE_OF_THESE, SERVED, Office, a_bureau, limits, move, proposed
from tests.casework.town import at, go_to

MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
FIRST = date(2025, 8, 4)


def notified(house: House, *, due: bool = True) -> tuple[Office, str]:
    office = a_bureau(house, date(2025, 1, 1), FIRST)
    told = {"offence": "no-clean-up", "worth": {}} if not due else {"worth": {"ore_value": "50000"}}
    number = proposed(house, office, assessed={**NONE_OF_THESE, "hearing_due": due}, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1), **told)
    move(house, office, number, "notice.issue", **(MONEY if due else {**MONEY, "fine": "4000.00"}))
    return office, number


def serve(house: House, office: Office, number: str, served_on: str, hearing_notice_on: str | None = None, **more: str) -> None:
    move(house, office, number, "notice.serve", **SERVED, served_on=served_on, hearing_notice_on=hearing_notice_on, **more)


def test_each_notice_starts_its_own_time_on_the_day_of_its_own_service(sqlite_house: House) -> None:
    office, number = notified(sqlite_house)
    go_to(sqlite_house, date(2025, 8, 6))
    serve(sqlite_house, office, number, "2025-08-04", "2025-08-06")
    running = limits(sqlite_house, number)
    assert (running["statement"], running["hearing-request"]) == (date(2025, 8, 11), date(2025, 8, 13))


def test_without_the_hearing_notice_no_time_to_ask_runs_or_lapses(sqlite_house: House) -> None:
    office, number = notified(sqlite_house)
    serve(sqlite_house, office, number, "2025-08-04")
    assert "hearing-request" not in limits(sqlite_house, number)
    go_to(sqlite_house, date(2025, 8, 20))
    watch_cases(sqlite_house)
    for action, fields in (("hearing.ask", {"asked_on": "2025-08-20"}), ("hearing.lapse", {}),
                           ("statement.weigh", {"opinion": "未陈述"})):
        with pytest.raises(ConflictError, match="No hearing was offered" if fields.get("asked_on") else "is not served"):
            move(sqlite_house, office, number, action, **fields)


def test_the_hearing_notice_served_later_starts_its_time_then_and_multiplies_nothing(sqlite_house: House) -> None:
    office, number = notified(sqlite_house)
    serve(sqlite_house, office, number, "2025-08-04")
    go_to(sqlite_house, date(2025, 8, 20))
    watch_cases(sqlite_house)
    serve(sqlite_house, office, number, "2025-08-04", "2025-08-19")
    assert {name: limits(sqlite_house, number).get(name) for name in ("statement", "hearing-request")} == {
        "statement": None, "hearing-request": date(2025, 8, 26)}
    go_to(sqlite_house, date(2025, 8, 26))
    watch_cases(sqlite_house)
    assert events(sqlite_house, number)[-1][0] == "notice.serve"
    go_to(sqlite_house, date(2025, 8, 27))
    watch_cases(sqlite_house)
    assert events(sqlite_house, number)[-1] == ("hearing.lapse", date(2025, 8, 27))
    move(sqlite_house, office, number, "statement.weigh", opinion="未陈述")
    with at(sqlite_house) as desk:
        assert replay(desk, case_of(desk, number).id).faults == ()
        assert desk.scalar("SELECT count(*) FROM case_period WHERE step = 'statement'") == 1


def events(house: House, number: str) -> list[tuple[str, date]]:
    with at(house) as desk:
        rows = desk.rows("SELECT action, day FROM case_event WHERE case_id = :case ORDER BY no", types={"day": Date()},
                         case=case_of(desk, number).id)
    return [(row.action, row.day) for row in rows]


def test_each_service_enters_and_its_receipt_names_what_it_served_on_its_day(sqlite_house: House) -> None:
    office, number = notified(sqlite_house)
    serve(sqlite_house, office, number, "2025-08-04")
    go_to(sqlite_house, date(2025, 8, 6))
    serve(sqlite_house, office, number, "2025-08-04", "2025-08-05")
    with at(sqlite_house) as desk:
        case = case_of(desk, number)
        rows = desk.rows("SELECT d.title, s.served_on FROM case_service s JOIN case_document d ON d.id = s.document_id"
                         " ORDER BY s.id", types={"served_on": Date()})
        told = particulars_of(desk, case)
        receipts = [service(told, one) for one in told.events if one.action == "notice.serve"]
    assert [tuple(row) for row in rows] == [("行政处罚告知书", date(2025, 8, 4)), ("听证告知书", date(2025, 8, 5))]
    assert [([one["name"] for one in told["served"]], told["served_on"]) for told in receipts] == [
        (["行政处罚告知书"], date(2025, 8, 4)), (["听证告知书"], date(2025, 8, 5))]


def test_what_was_served_is_not_served_again(sqlite_house: House) -> None:
    office, number = notified(sqlite_house)
    serve(sqlite_house, office, number, "2025-08-04")
    with pytest.raises(ConflictError, match="the hearing notice is not served yet") as refused:
        serve(sqlite_house, office, number, "2025-08-04")
    assert refused.value.way_out is not None and "notice.renew" in refused.value.way_out
    go_to(sqlite_house, date(2025, 8, 6))
    for wrong in ({"served_on": "2025-08-05"}, {"served_on": "2025-08-04", "until": "2025-08-20"}):
        with pytest.raises(InvalidError, match="now the hearing notice alone"):
            serve(sqlite_house, office, number, hearing_notice_on="2025-08-05", **wrong)
    serve(sqlite_house, office, number, "2025-08-04", "2025-08-05")
    for action, fields in (("notice.serve", {**SERVED, "served_on": "2025-08-04", "hearing_notice_on": "2025-08-05"}),
                           ("notice.announce", {"failed": "下落不明", "medium": "局网站"})):
        with pytest.raises(ConflictError, match="The notices were served already, on 2025-08-04"):
            move(sqlite_house, office, number, action, **fields)
    assert events(sqlite_house, number)[-1] == ("notice.serve", date(2025, 8, 6))
    move(sqlite_house, office, number, "notice.renew", reason="罚款有误")
    move(sqlite_house, office, number, "notice.issue", **MONEY)
    serve(sqlite_house, office, number, "2025-08-06", "2025-08-06")
    assert limits(sqlite_house, number)["hearing-request"] == date(2025, 8, 13)


def test_where_no_hearing_is_due_one_service_serves_all(sqlite_house: House) -> None:
    office, number = notified(sqlite_house, due=False)
    serve(sqlite_house, office, number, "2025-08-04")
    with pytest.raises(ConflictError, match="served already"):
        serve(sqlite_house, office, number, "2025-08-04")


def test_a_hearing_that_is_offered_though_none_is_due_can_be_asked_for_in_its_time(sqlite_house: House) -> None:
    office, number = notified(sqlite_house, due=False)
    serve(sqlite_house, office, number, "2025-08-04", "2025-08-04")
    assert limits(sqlite_house, number)["hearing-request"] == date(2025, 8, 11)
    go_to(sqlite_house, date(2025, 8, 11))
    move(sqlite_house, office, number, "statement.record", statement="不服")
    with pytest.raises(ConflictError, match="may ask for a hearing until 2025-08-11"):
        move(sqlite_house, office, number, "statement.weigh", opinion="未陈述")
