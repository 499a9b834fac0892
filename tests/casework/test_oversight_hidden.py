"""Whoever a case's clue is about learns of it in no list of oversight either, and a superior is reminded of late answers."""

from datetime import date

import pytest

from casework.bulk import add_rows
from casework.desk import House
from casework.oversight import measures, typical
from casework.oversight.checks import check_of
from casework.oversight.gate import Question, check
from casework.oversight.orders import order_of
from casework.record.officers import actor_of
from casework.view.area_measures import measures_listed
from casework.view.case_checks import check_story
from casework.view.supervision import orders_listed, reports_listed
from foundation.errors import NotFoundError
from models import ClueNamed
from tests.casework.builders import an_officer
from tests.casework.cases import a_bureau, a_case, move
from tests.casework.clues import taken_in
from tests.casework.overseen import decided, one_of_each, somebody, unpaid
from tests.casework.town import at, duty_id, go_to, rungs_of, watch_on

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)


def test_an_officer_whom_the_clue_is_about_finds_nothing_of_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number, clue = a_case(house, office), taken_in(house).number
    with at(house) as desk:
        one_of_each(desk, 1, office.town.county, office.town.city)
        accused, other = (an_officer(desk, office.town.city, "head", name=name) for name in ("甲", "乙"))
        desk.run("UPDATE enforcement_case SET clue_id = (SELECT id FROM clue WHERE number = :clue)", clue=clue)
        desk.run("UPDATE area_measure SET grounds = :grounds", grounds=f'[{{"number": "{number}", "why": ["查处不及时"]}}]')
        add_rows(desk, ClueNamed, [{"clue_id": 1, "officer_id": accused, "party_id": None}])
    found = {}
    for who in (accused, other):
        with at(house) as desk:
            actor = actor_of(desk, who)
        with at(house, actor) as desk:
            story = check_story(desk, 1)
            found[who] = (len(orders_listed(desk).rows), len(reports_listed(desk).rows), len(story.cases), story.hidden,
                          [case["number"] for line in measures_listed(desk).rows for case in line.grounds])
    assert found[other] == (1, 1, 1, 0, [number])
    assert found[accused] == (0, 0, 0, 0, [])
    with at(house) as desk:
        actor = actor_of(desk, accused)
    with at(house, actor) as desk:
        for ask in (lambda: order_of(desk, 1), lambda: typical.typical_of(desk, 1)):
            with pytest.raises(NotFoundError):
                ask()
        assert check_of(desk, 1).id == 1  # that there is a check says nothing of its cases


def test_what_bars_by_a_case_that_is_about_the_asker_is_told_to_the_province_instead(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number, clue = decided(house, office, right_id=office.town.right), taken_in(house).number
    unpaid(house, office, number)
    with at(house) as desk:
        accused = an_officer(desk, office.town.city, "head", name="甲")
        desk.run("UPDATE enforcement_case SET clue_id = (SELECT id FROM clue WHERE number = :clue)", clue=clue)
        add_rows(desk, ClueNamed, [{"clue_id": 1, "officer_id": accused, "party_id": None}])
    with at(house) as desk:
        actor = actor_of(desk, accused)
    asked = Question("renewal", right="C2200002009012110000001")
    with at(house, actor) as desk:
        assert check(desk, asked).reasons == ()
        assert desk.rows("SELECT id FROM work_item WHERE kind = 'gate-withheld'") == []  # nor does he find this
        assert desk.rows("SELECT id FROM enforcement_case") == []
    with at(house) as desk:
        assert [one.record for one in check(desk, asked).reasons] == [number]
        assert desk.rows("SELECT office_id, text FROM work_item WHERE kind = 'gate-withheld'")[0][:] == (
            office.town.province,
            f"永吉县有申请查询审批闸门，因回避未告知查询人：案件{number}（处罚决定未履行），请告知登记机关不予办理。")


def test_a_superior_s_superior_is_reminded_of_an_order_that_stays_unanswered(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = a_case(house, office)
    move(house, office, number, "order.supervise", ordered_on="2025-08-01", order_number="督3号", deadline="2025-08-15",
         listed=True, demand="依法查处")
    duty = duty_id(house, "case_supervision", "2025-08-04/2025-08-15")
    for day in (date(2025, 8, 10), date(2025, 8, 14), date(2025, 8, 15), date(2025, 8, 18)):
        watch_on(house, day)
    assert [(no, state) for no, state, _ in rungs_of(house, duty)][-2:] == [(4, "sent"), (5, "sent")]
    with at(house) as desk:
        told = {row.office_id for row in desk.rows("SELECT t.office_id FROM letter_line l JOIN letter t ON t.id = l.letter_id"
                                                   " WHERE l.duty_id = :duty AND t.day = :day", duty=duty,
                                                   day=date(2025, 8, 18))}
    assert told == {office.town.county, office.town.city}


def test_a_measure_by_hand_shows_its_words_to_the_officials_of_the_area(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    with at(house) as desk:
        measures.propose(desk, "circular", "220221", why="多次发生")
    go_to(house, DAY)
    with at(house, somebody(house, office.town.county, "handler")) as desk:
        [line] = measures_listed(desk).rows
    assert (line.grounds, line.may_decide) == (({"number": "", "why": ["多次发生"]},), False)
