"""What a decision says of the party's statement: what was said, that nothing was, and nothing while it may still be."""

from datetime import date
from typing import Any

from casework.case.cases import case_of
from casework.case.particulars import particulars_of
from casework.case.values import values_of
from casework.desk import House
from documents.catalogue import form_of
from documents.filling import missing
from tests.casework.cases import NONE_OF_THESE, SERVED, Office, a_bureau, move, proposed
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}


def told(house: House) -> tuple[Office, str]:
    """A case whose notice was served today."""
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on=DAY.isoformat())
    return office, number


def said(house: House, number: str) -> Any:
    """What the decision would say of it today; the title of the field where it cannot say anything."""
    with at(house) as desk:
        form = form_of("行政处罚决定书", desk.today)
        values = values_of(desk, particulars_of(desk, case_of(desk, number)), form, 0, desk.today)
    return values.get("statement_made") or next(one for one in missing(form, values) if one.startswith("陈述"))


def test_while_the_party_may_still_speak_nothing_is_said_for_it(house: House) -> None:
    _, number = told(house)
    assert said(house, number) == "陈述、申辩情况"


def test_what_the_party_said_stands_in_the_decision(house: House) -> None:
    office, number = told(house)
    move(house, office, number, "statement.record", statement="矿石已经退还。")
    assert said(house, number) == "矿石已经退还。"


def test_a_party_that_let_its_time_go_by_is_said_to_have_made_no_statement(house: House) -> None:
    office, number = told(house)
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    assert said(house, number) == "当事人在规定的期限内未提出陈述、申辩意见。"
