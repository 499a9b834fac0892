import json
from datetime import date

import pytest

from casework.access import OPERATOR
from casework.clue.places import divisions_at
from casework.desk import Desk, House, open_desk
from casework.letter.recipients import recipients_cte
from casework.record.licences import oddity, outside
from casework.record.rings import fault_of
from deployments.demo import DemoReport, fill_demo
from foundation.clock import SetClock
from foundation.errors import ConflictError
from tests.casework.builders import build_province


def one(desk: Desk, query: str) -> int:
    return int(desk.scalar(f"SELECT count(*) FROM {query}"))


@pytest.fixture
def filled(house: House) -> House:
    fill_demo(house, mines=300)
    return house


def test_the_demo_has_all_real_offices_and_made_up_mines(house):
    assert fill_demo(house, mines=300) == DemoReport(
        filled=True, offices=682, officers=1548 + 182, absences=30, townships_without_address=6, holders=182,
        mining_rights=300, exploration_rights=30, mines=300, rich_counties=20)


def test_what_is_made_up_is_marked_and_the_offices_are_not(filled):
    with open_desk(filled, OPERATOR) as desk:
        for table in ("officer", "mine", "mineral_right"):
            assert one(desk, f"{table} WHERE NOT demo") == 0
        assert one(desk, "party WHERE demo <> (level = 'holder')") == 0
        assert desk.rows("SELECT key, value FROM instance WHERE key <> 'id' ORDER BY key") == [
            ("demo", "yes"), ("in_service_from", "2024-01-01")]
        assert one(desk, "officer WHERE email NOT LIKE '%.example'") == 0
        assert {(row.level, row.title) for row in desk.rows(
            "SELECT DISTINCT p.level, s.title FROM post s JOIN party p ON p.id = s.office_id WHERE s.role = 'head'")} == {
                ("province", "厅长"), ("city", "局长"), ("county", "局长"), ("township", "所长")}


def test_every_office_has_its_officers_and_nearly_all_can_be_written_to(filled):
    with open_desk(filled, OPERATOR) as desk:
        assert one(desk, "party p WHERE p.level <> 'holder' AND NOT EXISTS (SELECT 1 FROM post s WHERE"
                         " s.office_id = p.id"
                         " AND s.role = 'handler')") == 0
        rows = desk.rows(recipients_cte() + "SELECT count(*), count(stands_in_for_id) FROM recipient",
                         day=desk.today)
        parties = one(desk, "party")
        assert rows[0][0] == parties - 6
        assert 0 < rows[0][1] <= 30
        assert one(desk, "officer o WHERE o.email IS NOT NULL AND EXISTS"
                         " (SELECT 1 FROM officer x WHERE x.email = o.email AND x.id <> o.id)") == 0


def test_every_mine_has_an_inspector_of_its_own_city_and_lies_in_its_county(filled):
    with open_desk(filled, OPERATOR) as desk:
        assert one(desk, "mine WHERE inspector_id IS NULL") == 0
        assert one(desk,
                   "mine m JOIN party c ON c.id = m.county_id JOIN post s ON s.officer_id = m.inspector_id"
                         " WHERE s.office_id <> CASE c.level WHEN 'city' THEN c.id ELSE c.parent_id END") == 0
        assert one(desk,
                   "mine m LEFT JOIN area a ON a.code = m.area_code LEFT JOIN party t ON t.code = m.area_code"
                         " WHERE COALESCE(a.office_id, t.parent_id) <> m.county_id") == 0


def test_rights_have_numbers_of_their_time_and_minerals_of_this_order(filled, rulebook):
    with open_desk(filled, OPERATOR) as desk:
        rights = desk.rows("SELECT licence_no, kind, mineral FROM mineral_right")
        assert [row.licence_no for row in rights if oddity(row.licence_no, row.kind)] == []
        assert [row.mineral for row in rights if outside(row.mineral, rulebook.minerals["outside"])] == []
        assert one(desk, "mineral_right WHERE valid_to <= valid_from") == 0


def test_a_demo_that_stands_is_left_alone(filled):
    again = fill_demo(filled, mines=5)
    assert (again.filled, again.mines) == (False, 300)


def test_the_same_seed_fills_the_same_demo(filled, sqlite_databases):
    twin = House(sqlite_databases.fresh(), filled.rulebook, SetClock.at(date(2024, 3, 4)))
    fill_demo(twin, mines=300)
    queries = ("SELECT code, name FROM mine ORDER BY id", "SELECT name, email FROM officer ORDER BY id",
               "SELECT licence_no, holder_id FROM mineral_right ORDER BY id")
    with open_desk(filled, OPERATOR) as one_desk, open_desk(twin, OPERATOR) as other:
        for query in queries:
            assert one_desk.rows(query) == other.rows(query)
    twin.engine.dispose()


def test_where_real_people_are_recorded_no_demo_is_laid_over_them(house):
    with open_desk(house, OPERATOR) as desk:
        build_province(desk)
    with pytest.raises(ConflictError, match="this is no demo"):
        fill_demo(house)
    with open_desk(house, OPERATOR) as desk:
        assert one(desk, "mine") == 1


def test_counties_have_boundaries_and_rights_areas_within_their_county(filled):
    with open_desk(filled, OPERATOR) as desk:
        counties = one(desk, "party c WHERE c.level = 'county' OR (c.level = 'city' AND NOT EXISTS"
                             " (SELECT 1 FROM party d WHERE d.parent_id = c.id AND d.level = 'county'))")
        assert one(desk, "division_boundary b JOIN party p ON p.code = b.code WHERE p.level <> 'township'") == counties + 9 + 1
        rows = desk.rows("SELECT r.id, p.code, b.ring FROM right_boundary b JOIN mineral_right r ON r.id = b.right_id"
                         " JOIN party p ON p.id = r.county_id ORDER BY r.id")
        rings = {row.id: json.loads(row.ring) for row in rows}
        assert {fault_of(tuple(map(tuple, ring))) for ring in rings.values()} == {None}
        middles = {right: tuple(sum(corner[axis] for corner in ring[:-1]) / (len(ring) - 1) for axis in (0, 1))
                   for right, ring in rings.items()}
        assert {right: at.division for right, at in divisions_at(desk, middles).items()} == {row.id: row.code for row in rows}
        assert len(rows) == 330 - one(desk, "mineral_right WHERE id % 30 = 0")


def test_each_county_has_two_certified_officers_and_some_whose_certificates_ran_out(filled):
    with open_desk(filled, OPERATOR) as desk:
        certified = desk.rows(
            "SELECT p.id, count(*) AS n FROM party p JOIN post s ON s.office_id = p.id JOIN certificate c"
            " ON c.officer_id = s.officer_id WHERE p.level = 'county' AND c.valid_from <= :today AND c.valid_to >= :today"
            " GROUP BY p.id", today=desk.today)
        assert (len(certified), min(row.n for row in certified)) == (one(desk, "party WHERE level = 'county'"), 2)
        assert desk.scalar("SELECT count(*) FROM certificate WHERE valid_to < :today", today=desk.today) > 5
