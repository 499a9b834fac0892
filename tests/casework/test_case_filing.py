"""A major case is filed by the head; a penalty on the spot is reported to the office before the case closes."""

from datetime import date
from typing import Any

import pytest

from casework.case.moving import Wish, make
from casework.desk import House
from casework.record.officers import actor_of
from foundation.errors import ConflictError, RefusedError
from tests.casework.cases import AGREED, CONDITIONS, Office, a_bureau, a_case, as_it_is, limits, move
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
SPOT = {"facts": "钻孔未封", "basis": "矿产资源法第六十九条", "made_out": True, "told_orally": True, "sanction": "罚款"}


def at_the_leader(house: House, office: Office, **given: Any) -> str:
    number = a_case(house, office, act_start=DAY, act_end=DAY, **given)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="现场所见")
    move(house, office, number, "filing.unit", **AGREED)
    with at(house) as desk:
        legal = actor_of(desk, office.officer("legal"))
    with at(house, legal) as desk:
        make(desk, number, Wish("filing.review", AGREED))
    return number


def approved_by_deputy(house: House, office: Office, number: str, **answered: Any) -> None:
    with at(house) as desk:
        deputy = actor_of(desk, office.officer("deputy"))
    with at(house, deputy) as desk:
        make(desk, number, Wish("filing.approve", {**AGREED, **answered}))


def test_a_deputy_approves_a_plain_case_and_the_head_a_major_one(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    plain = at_the_leader(house, office, offence="no-clean-up")
    with pytest.raises(RefusedError, match="approved by the head of the office"):
        approved_by_deputy(house, office, plain, major=True)
    approved_by_deputy(house, office, plain)
    focus = at_the_leader(house, office)  # of the kinds in focus: major unless somebody says no with a reason
    with pytest.raises(RefusedError, match="approved by the head of the office"):
        approved_by_deputy(house, office, focus)
    move(house, office, focus, "filing.approve", **AGREED)
    small = at_the_leader(house, office)
    approved_by_deputy(house, office, small, major=False, reason="金额很小")
    assert [as_it_is(house, one).stage for one in (plain, focus, small)] == ["investigating"] * 3


def test_where_the_head_has_left_whoever_leads_approves(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = at_the_leader(house, office)
    with at(house) as desk:
        desk.run("UPDATE post SET valid_to = :day WHERE office_id = :office AND role = 'head'",
                 day=date(2025, 8, 3), office=office.town.county)
    approved_by_deputy(house, office, number)


def test_where_the_head_may_not_approve_whoever_else_leads_does(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, act_start=DAY, act_end=DAY)
    with at(house) as desk:
        desk.run("INSERT INTO post (officer_id, office_id, role, title, valid_from)"
                 " VALUES (:who, :office, 'unit_head', '', :since)", who=office.officer("leader"), office=office.town.county,
                 since=SINCE)
        desk.run("UPDATE post SET valid_to = :day WHERE office_id = :office AND role = 'head' AND officer_id <> :who",
                 day=date(2025, 8, 3), office=office.town.county, who=office.officer("leader"))  # the town has another
        head, legal = (actor_of(desk, office.officer(who)) for who in ("leader", "legal"))
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="现场所见")
    for who, action in ((head, "filing.unit"), (legal, "filing.review")):
        with at(house, who) as desk:
            make(desk, number, Wish(action, AGREED))
    with at(house, head) as desk, pytest.raises(RefusedError, match="Nobody holds two places"):
        make(desk, number, Wish("filing.approve", AGREED))
    approved_by_deputy(house, office, number)


def test_a_penalty_on_the_spot_is_reported_to_the_office_before_the_case_closes(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office, offence="no-clean-up", act_start=DAY, act_end=DAY)
    with at(house) as desk:
        desk.run("INSERT INTO case_officer (case_id, officer_id, part, certificate, named_on) SELECT id, :who, 'investigator',"
                 " '吉执001', :day FROM enforcement_case", who=office.officer("second"), day=DAY)
        desk.run("INSERT INTO case_officer (case_id, officer_id, part, certificate, named_on) SELECT id, :who, 'investigator',"
                 " '吉执002', :day FROM enforcement_case", who=office.officer("handler"), day=DAY)
    with pytest.raises(ConflictError, match="nothing to be done"):
        move(house, office, number, "spot.report", to="执法队")
    move(house, office, number, "spot.decide", **SPOT, fine="200.00")
    assert "spot-report" not in limits(house, number)  # the law names no day
    move(house, office, number, "payment.record", amount="200.00", paid_on="2025-08-04", item="罚款", receipt="1")
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "closing.propose", reason="履行完毕", **AGREED)
    with pytest.raises(ConflictError, match="was not reported to the office"):
        move(house, office, number, "closing.performed", **AGREED)
    move(house, office, number, "spot.report", to="执法队", receipt="2025-1")
    move(house, office, number, "publication.leave", reason="没有社会影响")
    move(house, office, number, "closing.performed", **AGREED)
