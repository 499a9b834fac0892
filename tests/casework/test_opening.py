"""Duties of a period are opened once, for whoever is there on its first day."""

from datetime import date

from casework.desk import House
from casework.duty.ending import close_gone
from casework.duty.opening import open_duties
from tests.casework.builders import a_mine, a_party, a_right
from tests.casework.town import at, duty_id, duty_of, go_to, settle_in


def test_the_february_report_is_owed_by_the_city_to_the_province(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, date(2024, 1, 2))
    with at(house) as desk:
        open_duties(desk)
    duty = duty_of(house, duty_id(house, "mining_inspection_bulletin", "2024")) if _in_force(house) else None
    if duty is not None:
        assert (duty.debtor_id, duty.creditor_id, duty.due) == (town.city, town.province, date(2024, 2, 29))


def _in_force(house: House) -> bool:
    rule = house.rulebook.duties["mining_inspection_bulletin"]
    return rule.value_on(date(2024, 1, 1)) is not None


def test_opening_twice_opens_nothing_more(house: House) -> None:
    settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        assert open_duties(desk).total > 0
    with at(house) as desk:
        assert open_duties(desk).total == 0


def test_a_township_owes_two_patrols_each_iso_week(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        open_duties(desk)
        rows = desk.rows("SELECT period, times FROM duty WHERE rule = 'township_patrol' AND debtor_id = :id"
                         " ORDER BY period", id=town.township)
    # 31 days ahead of 2024-03-04 reach 2024-04-04: weeks 10 to 14 begin by then.
    assert [(row.period, row.times) for row in rows] == [(f"2024-W{week}", 2) for week in (10, 11, 12, 13, 14)]


def test_what_fell_due_before_service_began_is_not_opened(house: House) -> None:
    settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        open_duties(desk)
        early = desk.scalar("SELECT count(*) FROM reckoning WHERE due < :day", day=date(2024, 3, 4))
    assert early == 0


def test_a_mine_that_came_later_owes_from_its_next_period(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        right = a_right(desk, licence_no="C2200002024022110000002", holder_id=town.holder, issuer_id=town.province,
                        county_id=town.county, valid_from=date(2024, 2, 1))
        late = a_mine(desk, code="JL0002", right_id=right, holder_id=town.holder, county_id=town.county,
                      valid_from=date(2024, 2, 1))
    with at(house) as desk:
        open_duties(desk)
        mines = {row.subject_id for row in desk.rows("SELECT subject_id FROM duty WHERE rule = 'mine_inspection'")}
    assert mines == {town.mine}
    go_to(house, date(2025, 1, 2))
    with at(house) as desk:
        open_duties(desk)
        mines = {row.subject_id for row in desk.rows(
            "SELECT subject_id FROM duty WHERE rule = 'mine_inspection' AND period = '2025'")}
    assert mines == {town.mine, late}


def test_the_maps_of_shafts_are_owed_for_underground_mines_only(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        a_mine(desk, code="JL0003", right_id=town.right, holder_id=town.holder, county_id=town.county, method="open_pit")
        open_duties(desk)
        shafts = desk.rows("SELECT DISTINCT subject_id FROM duty WHERE rule = 'mining_maps_underground'")
        surface = desk.rows("SELECT DISTINCT subject_id FROM duty WHERE rule = 'mining_maps_surface'")
    assert [row.subject_id for row in shafts] == [town.mine]
    assert len(surface) == 2


def test_radioactive_minerals_need_no_sign_board(house: House) -> None:
    town = settle_in(house, date(2010, 1, 1))
    go_to(house, date(2010, 1, 4))
    with at(house) as desk:
        a_right(desk, licence_no="C2200002009022110000003", holder_id=town.holder, issuer_id=town.province,
                county_id=town.county, mineral="铀", valid_from=date(2009, 2, 1))
        open_duties(desk)
        rows = desk.rows("SELECT subject_id FROM duty WHERE rule = 'sign_board_existing'")
    assert [row.subject_id for row in rows] == [town.right]


def test_duties_of_an_abolished_office_are_closed_with_that_reason_and_not_chased(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        open_duties(desk)
        desk.run("UPDATE party SET valid_to = :last WHERE id = :id", last=date(2024, 3, 4), id=town.township)
    go_to(house, date(2024, 3, 5))
    with at(house) as desk:
        closed = close_gone(desk)
        rows = desk.rows("SELECT status, end_reason, chase_on FROM duty WHERE debtor_id = :id", id=town.township)
        noted = desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.closed'")
    assert closed == noted == len(rows) > 0
    assert {(row.status, row.end_reason, row.chase_on) for row in rows} == {("closed", "义务主体已撤销", None)}


def test_an_officer_owes_training_within_three_years_of_the_last(house: House) -> None:
    town = settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        open_duties(desk)
        rows = desk.rows("SELECT d.subject_id, k.due FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
                         " WHERE d.rule = 'staff_training' AND d.debtor_id = :id", id=town.county)
    # In post since 2009, but what was done before the books were opened on 2024-01-01 is not known here.
    assert {str(row.due) for row in rows} == {"2027-01-01"}


def test_a_new_office_level_gets_the_duties_of_its_level(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        second = a_party(desk, "220222", "舒兰市", "county", town.city)
        open_duties(desk)
        rules = {row.rule for row in desk.rows("SELECT DISTINCT rule FROM duty WHERE debtor_id = :id", id=second)}
    assert "county_patrol" in rules
    assert not {"city_patrol", "township_patrol", "joint_action"} & rules  # not on the province's list of rich counties
