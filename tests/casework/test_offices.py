from datetime import date

import pytest

from casework.access import OPERATOR, Actor, Post
from casework.changes import last_change, refuse_changed
from casework.desk import Desk, House, open_desk
from casework.duty.opening import open_duties
from casework.record.divisions import DivisionRow, ZoneRow, import_divisions
from casework.record.founding import found_office, make_office
from casework.record.holders import import_holders
from casework.record.mines import move_mine
from casework.record.offices import abolish_office, rename_office
from casework.record.parties import find_party
from casework.record.people import give_post
from casework.view.abolition import hanging, heirs
from casework.view.offices import office_of
from deployments.divisions import jilin_divisions, jilin_zones
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from models import Area
from tests.casework.builders import a_party, an_officer, build_province
from tests.casework.test_holders import MINE, sheet
from tests.casework.town import settle_in


def _import(house: House) -> None:
    with open_desk(house, OPERATOR) as desk:
        import_divisions(desk, jilin_divisions(), jilin_zones())


def _levels(desk: Desk) -> dict[str, int]:
    return {row[0]: row[1] for row in desk.rows("SELECT level, count(*) FROM party GROUP BY level")}


def test_jilin_is_a_province_of_nine_prefectures_and_长白山_sixty_counties_and_their_townships(house):
    with open_desk(house, OPERATOR) as desk:
        report = import_divisions(desk, jilin_divisions(), jilin_zones())
        # 433 镇 and 181 乡, less the three that are parts of 长白山.
        assert _levels(desk) == {"province": 1, "city": 10, "county": 60, "township": 433 + 181 - 3}
        assert (report.offices, report.areas) == (682, 1154 + 1 - 682)


def test_importing_the_divisions_again_changes_nothing(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        rename_office(desk, "220221", "永吉新县")
        before = desk.rows("SELECT code, name, parent_id, path FROM party ORDER BY id")
        again = import_divisions(desk, jilin_divisions(), jilin_zones())
        assert (again.offices_added, again.areas_added) == (0, 0)
        assert desk.rows("SELECT code, name, parent_id, path FROM party ORDER BY id") == before
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'divisions.import'") == 1


def test_a_later_import_adds_what_is_new(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        report = import_divisions(desk, [*jilin_divisions(),
                                         DivisionRow("220221300", "新立镇", "township", "220221")],
                                  jilin_zones())
        assert (report.offices_added, report.areas_added) == (1, 0)
        new, county = find_party(desk, "220221300"), find_party(desk, "永吉县")
        assert new.path == f"{county.path}{new.id}/"


def test_长白山_is_a_unit_of_its_own_that_answers_for_three_areas(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        unit = find_party(desk, "长白山管委会")
        assert (unit.code, unit.level, unit.path.count("/")) == ("22CBS", "city", 3)
        areas = desk.rows("SELECT code, kind FROM area WHERE office_id = :id ORDER BY code", id=unit.id)
        assert areas == [("220621120", "zone"), ("220621121", "zone"), ("222426120", "zone")]


def test_what_stands_under_a_statistical_zone_gets_its_real_parent(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        parents = {row.name: row.above for row in desk.rows(
            "SELECT p.name, a.name AS above FROM party p JOIN party a ON a.id = p.parent_id"
            " WHERE p.code IN ('220273100', '220171100', '220172100', '220771200')")}
        assert parents == {"岔路河镇": "永吉县", "兴隆山镇": "宽城区", "新立城镇": "南关区",
                           "兴原乡": "宁江区"}
        assert desk.scalar("SELECT p.name FROM area a JOIN party p ON p.id = a.office_id"
                           " WHERE a.code = '220871002'") == "洮北区"
        assert desk.rows("SELECT name FROM party WHERE substr(code, 5, 1) = '7' AND level = 'county'") == []


def test_every_path_ends_with_its_own_id_after_its_parents_path(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        rows = desk.rows("SELECT p.id, p.path, a.path AS above FROM party p LEFT JOIN party a ON a.id ="
                         " p.parent_id")
        assert all(row.path == f"{row.above or '/'}{row.id}/" for row in rows)


def test_a_division_without_an_office_above_is_refused_by_name(house):
    with open_desk(house, OPERATOR) as desk, pytest.raises(InvalidError, match="某街道: no office 220999"):
        import_divisions(desk, [DivisionRow("220000", "吉林省", "province", ""),
                                DivisionRow("220999001", "某街道", "township", "220999")], {})


def test_only_who_keeps_the_whole_records_imports_divisions(house):
    keeper = Actor("市管理员", 1, (Post("administrator", 2, "/1/2/"),))
    with open_desk(house, keeper) as desk, pytest.raises(RefusedError):
        import_divisions(desk, jilin_divisions(), jilin_zones())


@pytest.mark.parametrize(("asked", "code"), [
    ("220200", "220200"), ("吉林市", "220200"), (" 永吉县 ", "220221"), ("延边州", "222400"),
    ("前郭县", "220721"),
    ("伊通县", "220323"), ("长白县", "220623"), ("长白山管委会", "22CBS"),
])
def test_an_office_is_found_by_code_name_or_the_name_for_short(house, asked, code):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        assert find_party(desk, asked).code == code


def test_a_name_that_several_bear_lists_their_codes(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk, pytest.raises(NotFoundError) as caught:
        find_party(desk, "万宝镇")
    assert caught.value.way_out == ("Say which by its code: 220103102 (宽城区万宝镇),"
                                    " 220881101 (洮南市万宝镇),"
                                    " 222426105 (安图县万宝镇).")


def test_an_unknown_name_or_code_names_the_near_ones(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        with pytest.raises(NotFoundError, match="Did you mean 220000 吉林省, 220200 吉林市"):
            find_party(desk, "吉林")
        with pytest.raises(NotFoundError, match="Did you mean 220221 永吉县, 220200 吉林市, 220202 昌邑区"):
            find_party(desk, "220222")
        with pytest.raises(NotFoundError, match="such as 220200"):
            find_party(desk, "nowhere")


def test_an_area_becomes_an_office_below_the_one_that_answered_for_it(house):
    _import(house)
    with open_desk(house, OPERATOR) as desk:
        made = make_office(desk, "220871001", since=date(2024, 1, 1))
        assert (made.name, made.level, made.parent_id) == (
            "幸福街道", "township", find_party(desk, "洮北区").id)
        assert desk.scalar("SELECT count(*) FROM area WHERE code = '220871001'") == 0
        assert import_divisions(desk, jilin_divisions(), jilin_zones()).areas_added == 0
        with pytest.raises(NotFoundError, match="No area has the code 220871001"):
            make_office(desk, "220871001")


@pytest.mark.parametrize(("above", "code", "name", "level", "told"), [
    ("220221", "220221001", "西阳街道", "township", "Another office answers for the area 220221001"),
    ("220221", "220221100", "口前镇", "township", "The code 220221100 is taken"),
    ("220221", "2202213", "新立镇", "township", "is no code of such an office"),
    ("220221", "220221300", " ", "township", "needs a name"),
    ("220221", "220299", "新立县", "county", "no such office can stand"),
    ("220200", "220221300", "新立镇", "township", "Townships of 吉林市 stand below its counties"),
    ("220221100", "220221300", "新立镇", "township", "no such office can stand"),
])
def test_what_cannot_be_an_office_below_another_is_refused(house, above, code, name, level, told):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        desk.session.add(Area(code="220221001", name="西阳街道", kind="street", office_id=town.city))
        desk.session.flush()
        with pytest.raises((ConflictError, InvalidError), match=told):
            found_office(desk, above, code=code, name=name, level=level)
        assert desk.scalar("SELECT count(*) FROM party") == 5


def test_below_an_office_that_was_abolished_none_is_set_up(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        a_party(desk, "220283", "舒兰市", "county", town.city)
        abolish_office(desk, "220221", date(2024, 2, 29), "220283")
        with pytest.raises(ConflictError, match="永吉县 is abolished"):
            found_office(desk, "220221", code="220221300", name="新立镇", level="township")


def test_a_new_name_is_journalled_with_the_old(house):
    with open_desk(house, OPERATOR) as desk:
        build_province(desk)
        assert rename_office(desk, "220221", "永吉市").name == "永吉市"
        detail = desk.scalar("SELECT detail FROM journal WHERE action = 'office.rename'")
        assert detail == '{"new":"永吉市","old":"永吉县"}'


def test_what_hangs_on_an_abolished_office_moves_to_its_successor(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        heir = a_party(desk, "220283", "舒兰市", "county", town.city)
        ended = abolish_office(desk, "220221", date(2024, 2, 29), "220283")
        assert ended.id == town.county
        moved = find_party(desk, "口前镇")
        assert (moved.parent_id, moved.path) == (
            heir, f"/{town.province}/{town.city}/{heir}/{town.township}/")
        holder = find_party(desk, "912202210000000001")
        assert holder.path == f"/{town.province}/{town.city}/{heir}/{town.holder}/"
        assert desk.rows("SELECT county_id FROM mine UNION SELECT county_id FROM mineral_right") == [(heir,)]
        assert desk.scalar("SELECT count(*) FROM post WHERE office_id = :id AND valid_to IS NULL",
                           id=town.county) == 0


def test_the_mines_in_an_abolished_township_lie_in_its_successor_of_the_same_county(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        other = a_party(desk, "220283", "舒兰市", "county", town.city)
        for code, name, above in (("220221101", "双河镇", town.county), ("220283100", "白旗镇", other)):
            a_party(desk, code, name, "township", above)
        assert hanging(desk, "220221100")[1].mines == 1
        with pytest.raises(ConflictError, match="Mines lie in 口前镇, and 白旗镇 is of another county"):
            abolish_office(desk, "220221100", date(2024, 2, 29), "220283100")
        seen = last_change(desk, "mine", town.mine)
        abolish_office(desk, "220221100", date(2024, 3, 3), "220221101")
        assert desk.rows("SELECT county_id, area_code FROM mine") == [(town.county, "220221101")]
        assert last_change(desk, "mine", town.mine) > seen
        with pytest.raises(InvalidError, match="220221100 does not lie in 永吉县"):
            move_mine(desk, town.mine, county="220221", township="220221100")


def test_an_office_with_something_under_it_is_not_abolished_without_a_successor(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        for code in ("220221", "220221100"):  # a township has the mine that lies in it
            with pytest.raises(ConflictError, match="Name the successor"):
                abolish_office(desk, code, date(2024, 2, 29))
        move_mine(desk, town.mine, county="220221")
        assert abolish_office(desk, "220221100", date(2024, 2, 29)).name == "口前镇"
        with pytest.raises(ConflictError, match="abolished already, last day 2024-02-29"):
            abolish_office(desk, "220221100", date(2024, 2, 29))


def test_a_successor_is_another_standing_office_of_the_same_level(house):
    with open_desk(house, OPERATOR) as desk:
        build_province(desk)
        for successor in ("220221", "220200", "220221100"):
            with pytest.raises(ConflictError, match="another standing office of the same level"):
                abolish_office(desk, "220221", date(2024, 2, 29), successor)
        with pytest.raises(InvalidError, match="still to come"):
            abolish_office(desk, "220221", date(2024, 3, 5), "220221")


def test_a_successor_may_stand_from_the_day_after_the_last_and_no_later(house):
    with open_desk(house, OPERATOR) as desk:
        build_province(desk)  # today is 2024-03-04
        found_office(desk, "220200", code="220283", name="舒兰市", level="county", since=date(2024, 3, 6))
        assert heirs(desk, office_of(desk, "220221")) == []
        with pytest.raises(ConflictError, match="another standing office"):
            abolish_office(desk, "220221", date(2024, 3, 4), "220283")
        found_office(desk, "220200", code="220284", name="磐石市", level="county", since=date(2024, 3, 5))
        assert [one.code for one in heirs(desk, office_of(desk, "220221"))] == ["220284"]
        abolish_office(desk, "220221", date(2024, 3, 4), "220284")
        assert find_party(desk, "口前镇").parent_id == find_party(desk, "220284").id


def test_no_office_begins_before_the_one_above_it(house):
    with open_desk(house, OPERATOR) as desk:
        build_province(desk)
        found_office(desk, "220200", code="220283", name="舒兰市", level="county", since=date(2024, 6, 1))
        with pytest.raises(ConflictError, match="舒兰市 begins on 2024-06-01"):
            found_office(desk, "220283", code="220283100", name="白旗镇", level="township")
        assert found_office(desk, "220283", code="220283100", name="白旗镇", level="township", since=date(2024, 6, 1)).id


def test_what_was_to_begin_at_an_office_after_its_last_day_is_taken_back(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        clerk = an_officer(desk, town.township, "clerk", valid_from=date(2024, 3, 1))
        move_mine(desk, town.mine, county="220221")
        with pytest.raises(ConflictError, match="a post at 口前镇 alone, and only after its last day:\n  - 张三"):
            abolish_office(desk, "220221100", date(2024, 2, 29))
        give_post(desk, clerk, office_id=town.county, role="clerk", since=date(2024, 4, 1))
        found_office(desk, "220221", code="220221300", name="新立镇", level="township", since=date(2024, 1, 1))
        for code, day, told in (("220221300", date(2023, 12, 31), "it begins"), ("220221100", date(1900, 1, 1), "meant")):
            with pytest.raises(InvalidError, match=told):
                abolish_office(desk, code, day)
        abolish_office(desk, "220221100", date(2024, 2, 29))
        posts = desk.rows("SELECT role, valid_to FROM post WHERE office_id = :id ORDER BY id", id=town.township)
        assert [(row.role, str(row.valid_to)) for row in posts] == [("head", "2024-02-29"), ("handler", "2024-02-29")]
        assert '"posts":3' in desk.scalar("SELECT detail FROM journal WHERE action = 'office.abolish'")


def test_nothing_new_comes_to_an_office_on_its_last_day(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        a_party(desk, "220283", "舒兰市", "county", town.city)
        abolish_office(desk, "220221", date(2024, 3, 4), "220283")  # today
        with pytest.raises(InvalidError, match="永吉县 is no county that stands"):
            move_mine(desk, town.mine, county="220221")
        with pytest.raises(InvalidError, match="no office has the code 220221"):
            import_holders(desk, sheet(MINE))


def test_an_abolished_office_gives_its_name_free(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        move_mine(desk, town.mine, county="220221")
        abolish_office(desk, "220221100", date(2024, 2, 29))
        new = a_party(desk, "220221900", "口前镇", "township", town.county)
        assert find_party(desk, "口前镇").id == new
        assert find_party(desk, "220221100").id == town.township


def test_an_administrator_changes_the_own_subtree_only(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
    path = f"/{town.province}/{town.city}/{town.county}/"
    with open_desk(house, Actor("县管理员", 9, (Post("administrator", town.county, path),))) as desk:
        rename_office(desk, "220221100", "口前新镇")
        for code in ("220200", "229999"):  # what one may not see is told like what is not there
            with pytest.raises(NotFoundError, match=f"No office or holder is called {code}"):
                rename_office(desk, code, "吉林新市")
    with open_desk(house, Actor("县承办人", 8, (Post("handler", town.county, path),))) as desk, pytest.raises(RefusedError):
        rename_office(desk, "220221100", "口前新镇")


def test_an_office_goes_only_to_one_whose_records_the_actor_keeps_too(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        a_party(desk, "220283", "舒兰市", "county", town.city)
    path = f"/{town.province}/{town.city}/{town.county}/"
    with open_desk(house, Actor("县管理员", 9, (Post("administrator", town.county, path),))) as desk:
        with pytest.raises(NotFoundError, match="No office or holder is called 220283"):
            abolish_office(desk, "220221", date(2024, 2, 29), "220283")
        assert desk.scalar("SELECT valid_to FROM party WHERE id = :id", id=town.county) is None


def test_each_duty_owed_to_an_abolished_office_tells_to_whom_it_is_owed_now(house):
    town = settle_in(house, date(2024, 3, 4))
    with open_desk(house, OPERATOR) as desk:
        heir = a_party(desk, "220283", "舒兰市", "county", town.city)
        open_duties(desk)
    with open_desk(house, OPERATOR) as desk:
        owed = [row.id for row in desk.rows("SELECT id FROM duty WHERE creditor_id = :id ORDER BY id", id=town.county)]
        seen = last_change(desk, "duty", owed[0])
        abolish_office(desk, "220221", date(2024, 3, 3), "220283")
        told = desk.rows("SELECT entity_id, office_id, detail FROM journal WHERE action = 'duty.moved' ORDER BY entity_id")
        assert len(owed) > 3 and [row.entity_id for row in told] == owed
        assert {row.office_id for row in told} == {town.township, town.holder}
        assert all('"new":"220283","old":"220221"' in row.detail for row in told)
        assert {row.creditor_id for row in desk.rows("SELECT creditor_id FROM duty WHERE id IN"
                                                     f" ({', '.join(map(str, owed))})")} == {heir}
        with pytest.raises(ConflictError, match="This duty was changed meanwhile"):
            refuse_changed(desk, owed[0], seen)


def test_a_zone_of_the_reviewed_table_may_stay_a_township(house):
    with open_desk(house, OPERATOR) as desk:
        rows = [DivisionRow("220000", "吉林省", "province", ""),
                DivisionRow("220100", "长春市", "prefecture", "220000"),
                DivisionRow("220103", "宽城区", "county", "220100"),
                DivisionRow("220171", "开发区", "county", "220100"),
                DivisionRow("220171100", "兴隆山镇", "township", "220171")]
        zones = {"220171": ZoneRow("220171", "220103", "area", "R", ""),
                 "220171100": ZoneRow("220171100", "220103", "township", "R", "")}
        import_divisions(desk, rows, zones)
        assert find_party(desk, "兴隆山镇").parent_id == find_party(desk, "宽城区").id
