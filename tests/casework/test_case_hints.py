"""Whoever acts next is told what he has to know of an appraisal that is out, as long as something can be done about it."""

from datetime import date

from casework.case.cases import case_of
from casework.case.facts import facts_of, limits_of
from casework.case.hinting import hint_of
from casework.desk import House
from tests.casework.cases import AGREED, NONE_OF_THESE, a_bureau, filed, move, reported
from tests.casework.test_case_edges import decided_anew
from tests.casework.test_case_watch import MONDAY, SINCE
from tests.casework.town import at

OUT = {"body": "省地质院", "question": "矿石价值"}


def told(house: House, number: str) -> tuple[str, str, int, str]:
    """Where a case stands, what stops its time, how many appraisals are out, and what is said of it."""
    with at(house) as desk:
        case = case_of(desk, number)
        facts = facts_of(desk, case, limits_of(desk, case.id), desk.today)
        return case.stage, case.stopped_by, facts.appraisals_out, hint_of(desk, case, facts)


def test_whoever_acts_next_is_told_that_an_appraisal_is_out(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office)
    assert told(house, number) == ("investigating", "", 0, "")
    move(house, office, number, "evidence.appraise", **OUT)
    assert told(house, number) == (
        "investigating", "appraisal", 1, "委托的鉴定还有1项未收到意见，办案期限停止计算；误录的委托应当撤回")


def test_an_appraisal_that_was_forgotten_is_asked_for_no_more_once_it_is_decided(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, MONDAY)
    number = filed(house, office, act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    move(house, office, number, "evidence.appraise", **OUT)
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    reported(house, office, number)
    move(house, office, number, "review.pass", made_out=True, **AGREED)
    decided_anew(house, office, number)
    assert told(house, number) == ("performing", "", 1, "")
