"""The board and the lists of duties show what lies below the reader's posts, counted exactly."""

from datetime import date

import pytest

from casework.access import OPERATOR, SYSTEM, Actor
from casework.desk import Desk, House, open_desk
from casework.record.officers import actor_of
from casework.view.board import BoardRow, due, overdue_board
from foundation.errors import RefusedError
from tests.casework.builders import Province, a_party, build_province
from tests.casework.town import at

TODAY = date(2024, 3, 4)  # where `house` stands
NOBODY = Actor("无岗人员", 999)


def a_duty(desk: Desk, debtor: int, day: date, status: str = "open", ended: date | None = None) -> int:
    """A duty of a debtor that falls due on a day, of its own reckoning."""
    number = int(desk.scalar("SELECT count(*) FROM duty")) + 1
    desk.run("INSERT INTO reckoning (id, key, rule, period, effective_from, start, \"end\", opens, joins_until, due,"
             " provisional, explanation, times) VALUES (:id, :key, 'equipment_register', :key, :day, :day, :day, :day, :day,"
             " :day, false, '', 1)",
             id=number, key=f"{number}", day=day)
    desk.run("INSERT INTO duty (id, rule, period, debtor_id, creditor_id, subject_kind, subject_id, reckoning_id, times, done,"
             " status, round, ended_on, version) VALUES (:id, 'equipment_register', :key, :debtor, NULL, 'self', 0, :id, 1, 0,"
             " :status, 1, :ended, 1)", id=number, key=f"{number}", debtor=debtor, status=status, ended=ended)
    return number


def person(house: House, officer: int) -> Actor:
    with at(house) as desk:
        return actor_of(desk, officer)


def three_cities(house: House) -> tuple[Province, dict[str, int]]:
    """The mini-province with two more cities, and duties on every side of today."""
    with at(house) as desk:
        town = build_province(desk)
        other = a_party(desk, "222400", "延边州", "city", town.province)
        a_party(desk, "220100", "长春市", "city", town.province)
        last = TODAY.replace(month=12, day=31)
        numbers = {
            "old": a_duty(desk, town.county, date(2024, 2, 1)), "holder": a_duty(desk, town.holder, date(2024, 3, 1)),
            "yesterday": a_duty(desk, town.city, date(2024, 3, 3)), "today": a_duty(desk, town.city, TODAY),
            "seven": a_duty(desk, town.township, date(2024, 3, 11)), "eight": a_duty(desk, town.city, date(2024, 3, 12)),
            "lapsed": a_duty(desk, town.township, date(2023, 12, 31), "lapsed", date(2024, 1, 1)),
            "last year": a_duty(desk, town.township, date(2023, 12, 24), "lapsed", date(2023, 12, 31)),
            "waiting": a_duty(desk, town.county, date(2024, 2, 1), "handed_in"),
            "stopped": a_duty(desk, town.county, date(2024, 2, 1), "suspended"),
            **{end: a_duty(desk, town.county, date(2024, 2, 1), end, TODAY) for end in ("discharged", "waived", "closed")},
            "province": a_duty(desk, town.province, date(2024, 2, 2)), "elsewhere": a_duty(desk, other, last)}
    return town, numbers


def test_the_board_counts_each_city_with_all_below_it_the_most_overdue_first(house: House) -> None:
    town, _ = three_cities(house)
    for actor in (OPERATOR, SYSTEM, person(house, town.officer(town.province))):
        with open_desk(house, actor) as desk:
            assert overdue_board(desk) == [
                BoardRow("220200", "吉林市", open=6, due_soon=2, overdue=3, lapsed=1, oldest_due=date(2024, 2, 1)),
                BoardRow("220100", "长春市", open=0, due_soon=0, overdue=0, lapsed=0, oldest_due=None),
                BoardRow("222400", "延边州", open=1, due_soon=0, overdue=0, lapsed=0, oldest_due=None)]
    for officer in (town.officer(town.city), town.officer(town.county), town.officer(town.holder, "holder")):
        with open_desk(house, person(house, officer)) as desk, pytest.raises(RefusedError, match=r"may not read duties"):
            overdue_board(desk)


def test_lists_of_duties_show_what_lies_below_the_readers_posts(house: House) -> None:
    town, numbers = three_cities(house)
    names = {number: name for name, number in numbers.items()}
    end = date(2024, 12, 31)

    def listed(actor: Actor, **asked: object) -> list[str]:
        with open_desk(house, actor) as desk:
            return [names[line.duty] for line in due(desk, **{"by": end, **asked})]  # type: ignore[arg-type]

    city, county = person(house, town.officer(town.city)), person(house, town.officer(town.county))
    everything = ["old", "province", "holder", "yesterday", "today", "seven", "eight", "elsewhere"]
    assert listed(OPERATOR) == listed(person(house, town.officer(town.province))) == everything
    assert listed(city) == ["old", "holder", "yesterday", "today", "seven", "eight"]
    assert listed(county) == ["old", "holder", "seven"]
    assert listed(person(house, town.officer(town.township))) == ["seven"]
    assert listed(person(house, town.officer(town.holder, "holder"))) == ["holder"]
    assert (listed(city, by=TODAY), listed(city, by=date(2024, 2, 1))) == (["old", "holder", "yesterday", "today"], ["old"])
    assert (listed(city, overdue=True), listed(city, limit=2)) == (["old", "holder", "yesterday"], ["old", "holder"])
    assert (listed(city, review=True), listed(OPERATOR, review=True, by=date(2024, 1, 31))) == (
        ["waiting"], ["waiting"])  # whenever it is due, it waits now
    with at(house) as desk:
        paths = {row.id: row.path for row in desk.rows("SELECT id, path FROM party")}
    assert listed(city, path=paths[town.county]) == ["old", "holder", "seven"]
    assert listed(county, path=paths[town.province]) == ["old", "holder", "seven"]  # asking above one's post shows no more
    with open_desk(house, NOBODY) as desk, pytest.raises(RefusedError, match=r"may not read duties"):
        due(desk, by=end)
