"""处罚法第四十三条: whoever is recused does nothing more in the case; whoever investigated it does not judge it."""

from datetime import date
from typing import Any

import pytest

from casework.case.moving import Wish, make
from casework.case.replaying import replay
from casework.desk import House
from casework.record.certificates import add_certificate
from casework.record.officers import actor_of
from casework.view.case_story import case_story
from foundation.errors import InvalidError, RefusedError
from tests.casework.builders import an_officer
from tests.casework.cases import (
    AGREED,
    CONDITIONS,
    NONE_OF_THESE,
    Office,
    a_bureau,
    a_case,
    as_it_is,
    filed,
    move,
    proposed,
    reported,
)
from tests.casework.test_case_recusals import DAY, SINCE, heard
from tests.casework.town import at


def by(house: House, office: Office, role: str, number: str, action: str, /, **fields: Any) -> None:
    """A move by one of the bureau by name of his place."""
    with at(house) as desk:
        who = actor_of(desk, office.officer(role))
    with at(house, who) as desk:
        make(desk, number, Wish(action, fields))


def test_a_leader_is_recused_as_asked_and_does_nothing_more_in_the_case(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "recusal.ask", officer="局长甲", grounds="亲属")
    with pytest.raises(InvalidError, match=f"The request is about 局长甲, not about {office.officer('second')}"):
        by(house, office, "deputy", number, "recusal.decide", granted=True, officers=[office.officer("second")])
    by(house, office, "deputy", number, "recusal.decide", granted=True, officers=[office.officer("leader")])
    with pytest.raises(RefusedError, match="You were recused from this case"):
        move(house, office, number, "decision.withdraw", reason="不再查处")
    with at(house) as desk:
        leader = actor_of(desk, office.officer("leader"))
    with at(house, leader) as desk:
        story = case_story(desk, number)
        assert not any(one.mine for one in story.offers)
        assert replay(desk, story.case.id).faults == ()
    by(house, office, "deputy", number, "decision.withdraw", reason="不再查处")


def test_a_handler_who_is_recused_hands_over_to_who_investigates_on(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "recusal.ask", officer="承办人丁", grounds="亲属")
    move(house, office, number, "recusal.decide", granted=True, officers=[office.officer("handler")])
    assert as_it_is(house, number).handler_id == office.officer("second")
    valued = {"basis": "鉴定意见", "ore_value": "50000"}
    with pytest.raises(RefusedError, match="You were recused from this case"):
        by(house, office, "handler", number, "case.value", **valued)
    by(house, office, "second", number, "case.value", **valued)
    with pytest.raises(InvalidError, match=f"cannot be named on {number}: {office.officer('handler')}"):
        move(house, office, number, "team.name", officers=[office.officer("handler"), office.officer("second")])


def test_where_nobody_of_the_office_investigates_on_the_case_is_free_for_who_handles_cases_there(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        below = an_officer(desk, office.town.township, "handler", name="所员壬")
        add_certificate(desk, below, number="吉执010", first=date(2001, 1, 1))
    number = filed(house, office)
    move(house, office, number, "team.name", officers=[office.officer("handler"), below])
    move(house, office, number, "recusal.ask", officer="承办人丁", grounds="亲属")
    move(house, office, number, "recusal.decide", granted=True, officers=[office.officer("handler")])
    assert as_it_is(house, number).handler_id is None
    by(house, office, "second", number, "case.value", basis="鉴定意见", ore_value="50000")


def test_whoever_was_named_by_mistake_and_put_right_at_once_has_investigated_nothing(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        add_certificate(desk, office.officer("leader"), number="吉执009", first=date(2001, 1, 1))
    number = filed(house, office)
    for who in ("leader", "handler"):
        move(house, office, number, "team.name", officers=[office.officer(who), office.officer("second")])
    move(house, office, number, "investigation.end", ground="其他", told="另案处理", reason="另案处理")  # the leader does


def test_whoever_is_recused_does_not_chair_the_hearing(sqlite_house: House) -> None:
    office, number = heard(sqlite_house)
    move(sqlite_house, office, number, "recusal.ask", officer="法制员己", grounds="亲属")
    move(sqlite_house, office, number, "recusal.decide", granted=True, officers=[office.officer("legal")])
    with pytest.raises(InvalidError, match="法制员己 was recused from this case and does not chair its hearing"):
        move(sqlite_house, office, number, "hearing.fix", hearing_day="2025-08-20", place="会议室", chair="法制员己")


def test_whoever_is_recused_does_not_deliberate(sqlite_house: House) -> None:
    office = a_bureau(sqlite_house, SINCE, DAY)
    number = proposed(sqlite_house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, "complex": True})
    move(sqlite_house, office, number, "recusal.ask", officer="法制员己", grounds="亲属")
    move(sqlite_house, office, number, "recusal.decide", granted=True, officers=[office.officer("legal")])
    move(sqlite_house, office, number, "deliberation.call", question="处罚")
    with pytest.raises(InvalidError, match="法制员己 was recused from this case and does not deliberate on it"):
        move(sqlite_house, office, number, "deliberation.conclude", present="局长甲、法制员己、副局长乙", conclusion="同意")


def test_whoever_investigated_does_not_judge_after_another_took_his_place(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        add_certificate(desk, office.officer("deputy"), number="吉执009", first=date(2001, 1, 1))
        other = an_officer(desk, office.town.county, "legal_reviewer", name="审理员辛")
    number = a_case(house, office)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    for action in ("filing.unit", "filing.review", "filing.approve"):
        move(house, office, number, action, **AGREED)
    for who in ("deputy", "handler"):
        move(house, office, number, "team.name", officers=[office.officer(who), office.officer("second")])
        move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    reported(house, office, number)
    with pytest.raises(RefusedError, match="Nobody decides on what he investigated"):
        move(house, office, number, "review.pass", made_out=True, **AGREED)
    with at(house) as desk:
        reviewer = actor_of(desk, other)
    with at(house, reviewer) as desk:
        make(desk, number, Wish("review.pass", {"made_out": True, **AGREED}))
