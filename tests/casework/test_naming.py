"""What people write down and the house must read again: links in letters, subjects by code, limits to be counted."""

from datetime import date

import pytest

from casework.act.subjects import resolve
from casework.desk import House
from casework.letter.links import check_link, duty_link, link_secret
from casework.view.counting import count_limit
from foundation.errors import InvalidError, NotFoundError
from tests.casework.builders import build_province
from tests.casework.town import at


def test_a_link_opens_the_page_of_its_duty_and_no_other(house: House) -> None:
    with at(house) as desk:
        with pytest.raises(NotFoundError, match=r"There is no such page"):
            check_link(desk, 17, "")  # nothing was sent yet, so there is no key either
        link, other = duty_link(desk, 17), duty_link(desk, 18)
        assert len(link_secret(desk)) == 64
    address, _, key = link.partition("?k=")
    assert (address, len(key), key != other[-32:]) == ("http://kj.example.cn/duties/17", 32, True)
    with at(house) as desk:
        assert duty_link(desk, 17) == link  # the same letter goes out again
        check_link(desk, 17, key)
        for duty, wrong in ((18, key), (17, ""), (17, key[:-1]), (17, key + "0"), (17, key.upper()), (17, other[-32:])):
            with pytest.raises(NotFoundError, match=r"Use the whole address as it stands in the letter"):
                check_link(desk, duty, wrong)


@pytest.mark.parametrize("wrong", ["钥匙", "é" * 32])
def test_a_key_of_other_letters_opens_nothing_either(sqlite_house: House, wrong: str) -> None:
    with at(sqlite_house) as desk:
        duty_link(desk, 17)
        with pytest.raises(NotFoundError):
            check_link(desk, 17, wrong)


def test_links_of_two_installations_differ(postgres_house: House, sqlite_house: House) -> None:
    found = []
    for one in (postgres_house, sqlite_house):
        with at(one) as desk:
            found.append(duty_link(desk, 17))
    assert found[0] != found[1]


def test_a_subject_is_named_by_its_code(house: House) -> None:
    with at(house) as desk:
        town = build_province(desk)
        for named, found in (
                (None, ("self", 0)), ("", ("self", 0)), ("self", ("self", 0)), ("mine:JL0001", ("mine", town.mine)),
                ("right:C2200002009012110000001", ("mining_right", town.right)),
                ("right:T22120090102000001", ("exploration_right", town.exploration_right)),
                (f"officer:{town.inspector}", ("officer", town.inspector)),
                (f"inspector:{town.inspector}", ("inspector", town.inspector))):
            assert resolve(desk, named) == found


def test_what_does_not_name_a_subject_is_refused(house: House) -> None:
    with at(house) as desk:
        for named in ("mine:JL9999", "mine:", "right:X", "officer:999", "inspector:0", "act:999"):
            with pytest.raises(NotFoundError, match=rf"There is no {named}\."):
                resolve(desk, named)
        for named in ("officer:张三", "officer:-1", "officer:", "JL0001", "矿山:JL0001"):
            with pytest.raises(InvalidError, match=rf"“{named}” does not say what it is about\. Write mine:CODE"):
                resolve(desk, named)


def test_a_number_that_no_officer_can_have_is_refused_like_any_other(house: House) -> None:
    for named in ("officer:²", "officer:99999999999999999999"):
        with at(house) as desk, pytest.raises((NotFoundError, InvalidError)):
            resolve(desk, named)


@pytest.mark.parametrize(("start", "n", "unit", "last"), [
    (date(2024, 9, 27), 3, "day", date(2024, 9, 30)), (date(2024, 1, 31), 1, "month", date(2024, 2, 29)),
    (date(2024, 9, 27), 3, "working_day", date(2024, 10, 8)),  # 09-29 and 09-30 are worked, then 国庆
    (date(2024, 9, 27), 7, "penalty_law", date(2024, 10, 12)),  # 七日 are working days (行政处罚法 85)
    (date(2021, 7, 14), 7, "penalty_law", date(2021, 7, 21)), (date(2024, 5, 1), 15, "penalty_law", date(2024, 5, 16))])
def test_a_limit_is_counted_in_the_unit_of_its_law(sqlite_house: House, start: date, n: int, unit: str, last: date) -> None:
    with at(sqlite_house) as desk:
        counted = count_limit(desk, start, n, unit)
    assert (counted.start, counted.last_day, counted.provisional) == (start, last, False)
    assert str(last) in counted.explanation


@pytest.mark.parametrize(("start", "n", "unit", "said"), [
    (date(2024, 5, 1), 7, "week", r"week is no unit and no law of the rulebook\. Write day, working_day, month, or one of"),
    (date(2024, 5, 1), 0, "day", r"0 cannot be counted"), (date(2024, 5, 1), -3, "working_day", r"-3 cannot be counted"),
    (date(2003, 12, 30), 3, "working_day", r"2003"), (date(2010, 1, 1), 7, "coercion_law", r"coercion_law"),
    (date(2024, 5, 1), 10**7, "day", r"Choose another day"), (date(2024, 5, 1), 10**12, "day", r"Choose another day"),
    (date(2024, 5, 1), 10**6, "month", r"Choose another day"), (date(9999, 12, 30), 3, "working_day", r"Choose another day")])
def test_a_limit_that_cannot_be_counted_is_refused(sqlite_house: House, start: date, n: int, unit: str, said: str) -> None:
    with at(sqlite_house) as desk, pytest.raises(InvalidError, match=said):
        count_limit(desk, start, n, unit)


def test_a_limit_into_a_year_not_announced_is_provisional(sqlite_house: House) -> None:
    with at(sqlite_house) as desk:
        counted = count_limit(desk, date(2035, 12, 28), 5, "working_day")
    assert (counted.last_day, counted.provisional, "2036" in counted.explanation) == (date(2036, 1, 4), True, True)
