"""A case that changes hands takes with it who is recused and who investigated it; a naming put right the same day is none."""

from datetime import date

import pytest
from sqlalchemy import event

from casework.case.cases import case_of
from casework.case.chain import INVESTIGATED
from casework.case.done import named_in
from casework.case.moving import Wish, make
from casework.case.replaying import replay_all
from casework.case.todos import see_to_cases
from casework.desk import House
from casework.record.certificates import add_certificate
from casework.view.case_story import case_story
from foundation.errors import InvalidError, RefusedError
from regulation.stages import Who
from tests.casework.cases import AGREED, CONDITIONS, NONE_OF_THESE, Office, a_bureau, a_case, actor, filed, move, reported
from tests.casework.test_case_chain import by
from tests.casework.test_case_next import told, waiting, without
from tests.casework.test_case_passing import received
from tests.casework.town import at, go_to

SINCE, DAY, NEXT = date(2025, 1, 1), date(2025, 8, 4), date(2025, 8, 5)
JUDGE = ("leader", "deputy", "unit", "legal")  # the first case waits for its handler to close it
ORDER = {"ordered_on": DAY.isoformat(), "order_number": "吉市督〔2025〕1号"}


def a_bureau_that_can(house: House) -> Office:
    """A bureau whose deputy has a certificate, and in which nobody else serves."""
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    with at(house) as desk:
        add_certificate(desk, office.officer("deputy"), number="吉执009", first=date(2001, 1, 1))
    return office


def handed_back(house: House, office: Office, number: str) -> str:
    """The case of the county that the city took up and handed down to it again."""
    by(house, office, "above", number, "case.take-up-filed", **ORDER)
    see_to_cases(house, "case_penalize")
    above = received(house, number)[0].number
    by(house, office, "above", above, "case.hand-down", to="永吉县", reason="就近")
    see_to_cases(house, "case_file")
    return str(received(house, above)[0].number)


def named(house: House, office: Office, number: str, *roles: str, day: date | None = None) -> None:
    with at(house, actor(house, office, house.rulebook.procedure.move["team.name"].who)) as desk:
        make(desk, number, Wish("team.name", {"officers": [office.officer(one) for one in roles]}, day))


def test_who_was_recused_stays_so_in_the_case_that_came_of_it(house: House) -> None:
    office = a_bureau_that_can(house)
    first = filed(house, office, act_start=DAY, act_end=DAY)
    move(house, office, first, "recusal.ask", officer="承办人丁", grounds="亲属")
    move(house, office, first, "recusal.decide", granted=True, officers=[office.officer("handler")])
    number = handed_back(house, office, first)
    assert waiting(house, office, "handler", "second") == ["second", "second"]  # the first is to be closed
    with pytest.raises(RefusedError, match="You were recused from this case"):
        by(house, office, "handler", number, "filing.establish", **CONDITIONS)
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        assert not any(one.mine for one in case_story(desk, number).offers)
    by(house, office, "second", number, "filing.establish", **CONDITIONS)
    by(house, office, "second", number, "filing.propose", **CONDITIONS, facts="无证采矿")
    for action in ("filing.unit", "filing.review", "filing.approve"):
        move(house, office, number, action, **AGREED)
    with pytest.raises(InvalidError, match=f"cannot be named on {number}: {office.officer('handler')}"):
        named(house, office, number, "handler", "second")
    with at(house) as desk:
        assert [one.faults for one in replay_all(desk)] == [(), (), ()]


def test_who_investigated_does_not_judge_the_case_that_came_of_it(house: House) -> None:
    office = a_bureau_that_can(house)
    first = filed(house, office, act_start=DAY, act_end=DAY)
    named(house, office, first, "handler", "second")
    named(house, office, first, "deputy", "second")
    move(house, office, first, "case.value", basis="鉴定意见", ore_value="50000")
    number = handed_back(house, office, first)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    move(house, office, number, "filing.unit", **AGREED)
    assert (told(house, number), waiting(house, office, *JUDGE)) == (["法制员己"], ["legal"])
    with pytest.raises(RefusedError, match="Nobody decides on what he investigated"):
        by(house, office, "deputy", number, "filing.review", **AGREED)
    with at(house, actor(house, office, Who.REVIEW)) as desk:
        offer = next(one for one in case_story(desk, number).offers if one.doable.action == "filing.review")
    assert not offer.mine and offer.unmet[0].message.startswith("Nobody decides on what he investigated")
    by(house, office, "legal", number, "filing.review", **AGREED)
    with at(house) as desk:  # nor does he deliberate on it
        assert named_in(desk, case_of(desk, number), INVESTIGATED) == {office.officer("deputy"), office.officer("second")}


def test_who_was_named_by_mistake_where_the_case_came_from_judges_it(house: House) -> None:
    office = a_bureau_that_can(house)
    first = filed(house, office, act_start=DAY, act_end=DAY)
    named(house, office, first, "deputy", "second")
    named(house, office, first, "handler", "second")
    number = handed_back(house, office, first)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    move(house, office, number, "filing.unit", **AGREED)
    assert waiting(house, office, *JUDGE) == ["deputy", "legal"]
    by(house, office, "deputy", number, "filing.review", **AGREED)


def test_what_was_said_where_a_case_came_from_is_asked_with_what_was_said_in_it(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau_that_can(house)
    asked: list[str] = []
    event.listen(house.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    counted = []
    for number in (a_case(house, office), handed_back(house, office, filed(house, office))):
        move(house, office, number, "filing.establish", **CONDITIONS)
        move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
        with at(house, actor(house, office, Who.UNIT)) as desk:
            asked.clear()
            make(desk, number, Wish("filing.unit", AGREED))
            counted.append((len(asked), sum("RECURSIVE" in one for one in asked)))
    assert counted == [(counted[0][0], 0), (counted[0][0], 1)]


@pytest.mark.parametrize(("first", "then", "dated", "slip"), [
    ((NEXT, 1), (NEXT, 23), None, True),  # of one day in the province, of two in UTC
    ((DAY, 8), (NEXT, 8), None, False),
    ((DAY, 23), (NEXT, 1), DAY, False),  # dated back
    ((DAY, 8), (date(2025, 8, 25), 8), DAY, False)])
def test_a_naming_is_put_right_on_its_own_day_alone(
        house: House, first: tuple[date, int], then: tuple[date, int], dated: date | None, slip: bool) -> None:
    office = a_bureau_that_can(house)
    number = filed(house, office, act_start=DAY, act_end=DAY)
    go_to(house, *first)
    named(house, office, number, "deputy", "second")
    go_to(house, *then)
    named(house, office, number, "handler", "second", day=dated)
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    reported(house, office, number)
    assert (told(house, number), waiting(house, office)) == (
        ["法制员己"], ["deputy", "unit", "legal"] if slip else ["unit", "legal"])
    with at(house, actor(house, office, Who.REVIEW)) as desk:
        assert next(one for one in case_story(desk, number).offers if one.doable.action == "review.pass").mine is slip
    if slip:
        by(house, office, "deputy", number, "review.pass", made_out=True, **AGREED)
    else:
        with pytest.raises(RefusedError, match="Nobody decides on what he investigated"):
            by(house, office, "deputy", number, "review.pass", made_out=True, **AGREED)
