"""A case on one page: limits with their days, what can be done now and by whom, money to the fen."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import event

from casework.access import Actor
from casework.desk import House
from casework.record.officers import actor_of
from casework.view.case_list import cases_listed, cases_waiting
from casework.view.case_story import CaseStory, case_story
from casework.view.listing import Asked
from foundation.errors import InvalidError, NotFoundError, RefusedError
from tests.casework.builders import a_party, an_officer
from tests.casework.cases import AGREED, NONE_OF_THESE, SERVED, Office, a_bureau, filed, move, proposed
from tests.casework.town import at, go_to

SINCE = date(2025, 1, 1)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
WORTH = {"ore_value": "50000"}


def story(house: House, office: Office, number: str, role: str = "handler", on: date | None = None) -> CaseStory:
    with at(house) as desk:
        who = actor_of(desk, office.officer(role))
    with at(house, who) as desk:
        return case_story(desk, number, on)


def notified(house: House, office: Office) -> str:
    number = proposed(house, office, worth=WORTH, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    return number


def test_each_limit_says_whose_it_is_how_long_it_has_and_by_which_law(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = notified(house, office)
    go_to(house, date(2025, 8, 12))
    told = {one.step: one for one in story(house, office, number).limits if one.running}
    decision, statement = told["decision"], told["statement"]
    assert (decision.whose, decision.due, decision.days, decision.kind) == ("永吉县", date(2025, 11, 3), 83, "duty")
    assert (statement.whose, statement.due, statement.days) == ("当事人", date(2025, 8, 11), -1)
    assert statement.law == "自然资源行政处罚办法（2024年，自然资源部令第12号）第三十三条" and statement.confidence == "V"
    assert "8月4日" in statement.explanation or "2025-08-04" in statement.explanation


def test_what_can_be_done_is_offered_and_of_the_rest_it_is_said_why_not(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = notified(house, office)
    offers = {one.doable.action: one for one in story(house, office, number).offers}
    assert offers["statement.record"].open and offers["statement.record"].doable.form[0].required
    lapse, weigh = offers["statement.lapse"], offers["statement.weigh"]
    assert not lapse.mine and [one.message for one in lapse.unmet] == ["The party may state and defend until 2025-08-11."]
    assert [one.message for one in weigh.unmet] == ["The party may state and defend until 2025-08-11.",
                                                    "The party may ask for a hearing until 2025-08-11."]
    assert "filing.approve" not in offers and not offers["notice.renew"].mine


def test_an_act_that_has_ended_is_not_offered_to_be_stopped(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    goes_on, ended = filed(house, office), filed(house, office, act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    assert _unmet(story(house, office, goes_on), "stop.order") == []
    assert _unmet(story(house, office, ended), "stop.order") == [
        "The act ended on 2025-08-01: there is nothing to be stopped."]


def test_the_archive_is_barred_with_the_names_of_the_documents_that_are_missing(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    move(house, office, number, "investigation.end", ground="违法事实不成立", told="查无实据", reason="查无实据")
    move(house, office, number, "closing.propose", reason="违法事实不成立", **AGREED)
    move(house, office, number, "closing.ended", **AGREED)
    offer = next(one for one in story(house, office, number).offers if one.doable.action == "archive.file")
    assert not offer.open and [one.message for one in offer.unmet] == [
        f"The file of {number} lacks 3 documents: 立案呈批表、终止调查决定书、结案呈批表."]


def _unmet(told: CaseStory, action: str) -> list[str]:
    return [one.message for offer in told.offers if offer.doable.action == action for one in offer.unmet]


def test_whoever_investigates_is_told_that_he_does_not_judge(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    move(house, office, number, "case.value", basis="鉴定意见", **WORTH)
    offers = {one.doable.action: one for one in story(house, office, number, "leader").offers}
    assert offers["investigation.suspend"].open
    with at(house) as desk:
        both = an_officer(desk, office.town.county, "deputy", name="副局长辛")
        desk.run("UPDATE enforcement_case SET handler_id = :who", who=both)
    mine = {one.doable.action: one for one in story(house, Office(office.town, {"both": both}), number, "both").offers}
    assert not mine["investigation.suspend"].open
    assert mine["investigation.suspend"].unmet[0].message == "Nobody decides on what he investigated or proposed himself."


def test_what_is_owed_is_told_for_any_day_with_the_range_and_what_came_in(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = notified(house, office)
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次", social_impact=False)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    before = story(house, office, number)
    assert before.money.owed is not None and before.money.owed.whole == Decimal("200000.00")
    assert before.money.books.decided is not None
    assert (before.money.books.decided.least, before.money.books.decided.most) == (Decimal(100_000), Decimal(1_000_000))
    complete = {one.doable.action: one for one in before.offers}["performance.complete"]
    assert not complete.open and [one.message for one in complete.unmet] == [
        "Of the fine 200,000.00 yuan are left; what is paid is recorded by payment.record."]
    move(house, office, number, "payment.record", amount="150000.00", paid_on="2025-08-12", item="罚款", receipt="0001")
    later = story(house, office, number, on=date(2025, 8, 29)).money.owed  # two days late at 3 %
    assert later is not None
    assert (later.left["fine"], later.left["surcharge"]) == (Decimal("50000.00"), Decimal("3000.00"))
    move(house, office, number, "payment.record", amount="50000.00", paid_on="2025-08-12", item="罚款", receipt="0002")
    assert {one.doable.action: one for one in story(house, office, number).offers}["performance.complete"].open


def test_whoever_does_not_work_on_it_sees_the_party_masked(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    with at(house) as desk:
        clerk = an_officer(desk, office.town.county, "clerk", name="文书壬")
    own, other = story(house, office, number).party, story(house, Office(office.town, {"clerk": clerk}), number, "clerk").party
    assert (own.id_number, own.address, own.masked) == ("220221197001011234", "口前镇新立村", False)
    assert (other.id_number, other.address, other.masked) == ("220221********1234", None, True)


def test_a_page_takes_eight_statements(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = notified(house, office)
    with at(house) as desk:
        who = actor_of(desk, office.officer("handler"))
    with at(house, who) as desk:
        asked = asked_of(house, lambda: case_story(desk, number))
    assert len([one for one in asked if "SELECT" in one]) == 8


def asked_of(house: House, do: Any) -> list[str]:
    found: list[str] = []

    def heard(_1: Any, _2: Any, statement: str, *_3: Any) -> None:
        found.append(statement)
    event.listen(house.engine, "before_cursor_execute", heard)
    try:
        do()
    finally:
        event.remove(house.engine, "before_cursor_execute", heard)
    return found


def test_the_list_is_narrowed_and_counted_within_ones_reach(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    first = filed(house, office)
    second = filed(house, office, offence="exploring-without-right", cause="李某无证勘查案")
    leader = _actor(house, office, "leader")
    with at(house, leader) as desk:
        assert [one.number for one in cases_listed(desk).rows] == [second, first]
        assert [one.number for one in cases_listed(desk, Asked(filters={"number": second})).rows] == [second]
        for filters, count in (({"offence": "exploring-without-right"}, 1),
                               ({"since": "2025-08-04", "until": "2025-08-04"}, 2), ({"since": "2025-08-05"}, 0),
                               ({"stage": "investigating", "party": "王"}, 2), ({"major": "yes"}, 0), ({"major": "no"}, 2),
                               ({"number": first[-4:]}, 1), ({"wants": "open", "whose": "own"}, 2), ({"whose": "me"}, 0),
                               ({"office": "220221"}, 2), ({"wants": "soon"}, 0)):
            assert len(cases_listed(desk, Asked(filters=filters)).rows) == count, filters
        line = cases_listed(desk).rows[1]
        assert (line.due, line.filed_on, line.handler) == (date(2025, 11, 3), date(2025, 8, 4), "承办人丁")
        assert cases_waiting(desk) == {"open": 2}
    go_to(house, date(2025, 11, 4))
    with at(house, leader) as desk:
        assert cases_waiting(desk, own=True) == {"open": 2, "late": 2}


def test_an_office_of_which_a_case_is_seen_is_known_to_the_list(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    with at(house) as desk:
        other = a_party(desk, "220281", "蛟河市", "county", office.town.city)
        desk.run("UPDATE enforcement_case SET office_id = :office WHERE number = :number", office=other, number=number)
    for role, known in (("handler", True), ("leader", False)):  # one of them investigates
        with at(house, _actor(house, office, role)) as desk:
            for said in ("220281", "蛟河"):
                asked = Asked(filters={"office": said, "stage": "archived"})
                if known:
                    assert cases_listed(desk, asked).rows == []
                else:
                    with pytest.raises(InvalidError, match="No office"):
                        cases_listed(desk, asked)
            with pytest.raises(InvalidError, match="No office"):
                cases_listed(desk, Asked(filters={"office": "吉林市"}))


def test_nobody_sees_a_case_out_of_his_reach(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    with at(house) as desk:
        elsewhere = actor_of(desk, an_officer(desk, office.town.township, "handler", name="乡干部"))
    with at(house, elsewhere) as desk:
        assert cases_listed(desk).rows == []
        with pytest.raises(NotFoundError):
            case_story(desk, number)
    with at(house, Actor("nobody")) as desk, pytest.raises(RefusedError):
        cases_listed(desk)


def _actor(house: House, office: Office, role: str) -> Actor:
    with at(house) as desk:
        return actor_of(desk, office.officer(role))
