from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Date

from casework.access import OPERATOR, Actor, Post
from casework.account.accounts import close_account, open_account
from casework.bulk import add_rows
from casework.desk import Desk, open_desk
from casework.record.holder_rows import COLUMNS
from casework.record.holders import import_holders
from casework.record.licences import oddity, outside
from foundation.errors import InvalidError, RefusedError
from models import Area
from tests.casework.builders import a_party, an_officer, build_province
from workbooks.reading import Row

MINE = {
    "licence_no": "C2200002012034210000007", "kind": "采矿权", "holder": "口前矿业有限公司",
    "credit_code": "91220221MA0000007X", "contact": "孙八", "email": "sun@mines.example", "name": "口前金矿",
    "mine_code": "JL0007", "mineral": "金矿", "method": "地下", "scale": "小型", "county": "220221",
    "township": "220221100", "issuer": "220200", "valid_from": "2012-03-01", "valid_to": "2030年2月28日",
    "inspector": "",
}
SEARCH = MINE | {"licence_no": "T22120150302000009", "kind": "探矿权", "name": "口前金矿普查",
                 "mine_code": "", "method": "",
                 "scale": "", "issuer": "220000", "valid_from": "2015/3/1", "valid_to": ""}


def sheet(*rows: dict[str, str]) -> list[Row]:
    return [Row(number, row) for number, row in enumerate(rows, 2)]


def counts(desk: Desk) -> tuple[int, ...]:
    return tuple(desk.scalar(f"SELECT count(*) FROM {table}")
                 for table in ("party", "mineral_right", "mine", "officer", "post"))


def problems_of(desk: Desk, *rows: dict[str, str]) -> list[str]:
    before = counts(desk)
    with pytest.raises(InvalidError) as caught:
        import_holders(desk, sheet(*rows))
    assert counts(desk) == before
    return list(caught.value.problems)


@pytest.fixture
def desk(house):
    with open_desk(house, OPERATOR) as opened:
        build_province(opened)
        yield opened


def test_a_mine_comes_in_with_its_right_its_holder_and_whom_to_write_to(desk):
    report = import_holders(desk, sheet(MINE))
    assert report.warnings == ()
    assert (report.rows, report.holders_added, report.rights_added, report.mines_added, report.contacts_added,
            report.changed) == (1, 1, 1, 1, 1, 0)
    holder = desk.rows("SELECT p.name, c.code, p.path = c.path || p.id || '/' AS fits FROM party p"
                       " JOIN party c ON c.id = p.parent_id WHERE p.code = '91220221MA0000007X'")[0]
    assert (holder.name, holder.code, bool(holder.fits)) == ("口前矿业有限公司", "220221", True)
    right = desk.rows("SELECT r.kind, r.mineral, i.code, r.valid_from, r.valid_to FROM mineral_right r JOIN"
                      " party i"
                      " ON i.id = r.issuer_id WHERE licence_no = 'C2200002012034210000007'",
                      types={"valid_from": Date(), "valid_to": Date()})
    assert right == [("mining", "金矿", "220200", date(2012, 3, 1), date(2030, 2, 28))]
    assert desk.rows("SELECT name, method, scale, area_code FROM mine WHERE code = 'JL0007'") == [
        ("口前金矿", "underground", "small", "220221100")]
    assert desk.rows("SELECT o.name, o.email, s.role FROM officer o JOIN post s ON s.officer_id = o.id JOIN"
                     " party p"
                     " ON p.id = s.office_id WHERE p.code = '91220221MA0000007X'") == [
        ("孙八", "sun@mines.example", "holder")]


def test_a_holder_has_many_rights_and_an_exploration_right_brings_no_mine(desk):
    second = MINE | {"licence_no": "C2200002013034210000008", "mine_code": "JL0008", "name": "二号金矿"}
    report = import_holders(desk, sheet(MINE, SEARCH, second))
    added = (report.holders_added, report.rights_added, report.mines_added, report.contacts_added)
    assert added == (1, 3, 2, 1)


def test_the_same_sheet_again_changes_nothing(desk):
    import_holders(desk, sheet(MINE, SEARCH))
    before = counts(desk)
    again = import_holders(desk, sheet(MINE, SEARCH))
    assert (again.holders_added, again.rights_added, again.mines_added, again.contacts_added,
            again.changed) == (0,) * 5
    assert counts(desk) == before
    assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'holders.import'") == 1


def test_what_differs_is_updated_and_journalled_from_what_to_what(desk):
    import_holders(desk, sheet(MINE))
    report = import_holders(desk, sheet(MINE | {"scale": "中型", "valid_to": "2040-02-28",
                                                "holder": "口前黄金有限公司"}))
    assert (report.rights_added, report.mines_added, report.changed) == (0, 0, 3)
    assert desk.scalar("SELECT scale FROM mine WHERE code = 'JL0007'") == "medium"
    assert desk.scalar("SELECT name FROM party WHERE code = '91220221MA0000007X'") == "口前黄金有限公司"
    detail = desk.scalar("SELECT detail FROM journal WHERE entity = 'holder' ORDER BY id DESC LIMIT 1")
    assert '"scale":["small","medium"]' in detail
    assert '"valid_to":["2030-02-28","2040-02-28"]' in detail


def test_a_renewed_licence_takes_the_mine_along(desk):
    import_holders(desk, sheet(MINE))
    report = import_holders(desk, sheet(MINE | {"licence_no": "C2200002024034210000099"}))
    assert (report.rights_added, report.mines_added, report.changed) == (1, 0, 1)
    assert desk.scalar("SELECT r.licence_no FROM mine m JOIN mineral_right r ON r.id = m.right_id"
                       " WHERE m.code = 'JL0007'") == "C2200002024034210000099"


def test_another_address_is_mended_and_another_person_replaces_the_contact(desk):
    import_holders(desk, sheet(MINE))
    desk.run("UPDATE officer SET email_fails = :yes WHERE name = '孙八'", yes=True)
    import_holders(desk, sheet(MINE | {"email": "new@mines.example"}))
    row = desk.rows("SELECT email, email_fails FROM officer WHERE name = '孙八'")[0]
    assert (row.email, bool(row.email_fails)) == ("new@mines.example", False)
    import_holders(desk, sheet(MINE | {"contact": "周九", "email": "zhou@mines.example"}))
    now = desk.rows("SELECT o.name FROM post s JOIN officer o ON o.id = s.officer_id JOIN party p ON p.id ="
                    " s.office_id"
                    " WHERE p.code = '91220221MA0000007X' AND s.valid_to IS NULL")
    assert now == [("周九",)]
    assert "mines.example" not in desk.scalar(
        "SELECT detail FROM journal WHERE action = 'holders.import' ORDER BY id DESC LIMIT 1")


def test_the_address_of_a_contact_with_an_account_is_changed_by_whoever_manages_accounts(desk):
    import_holders(desk, sheet(MINE))
    contact = desk.scalar("SELECT id FROM officer WHERE name = '孙八'")
    open_account(desk, contact, "sunba")
    keeper = Actor("人事系统", 1, (Post("administrator", 1, "/1/"),), only=frozenset({"records.change", "office.read"}))
    other = MINE | {"email": "evil@evil.example"}
    desk.actor, signed_in = keeper, replace(keeper, only=None)
    with pytest.raises(RefusedError, match="are not yours to change") as caught:
        import_holders(desk, sheet(other))
    assert caught.value.problems == ("91220221MA0000007X",)
    assert desk.scalar("SELECT email FROM officer WHERE id = :id", id=contact) == "sun@mines.example"
    desk.actor = signed_in
    import_holders(desk, sheet(other))
    assert desk.scalar("SELECT email FROM officer WHERE id = :id", id=contact) == "evil@evil.example"
    close_account(desk, contact)
    desk.actor = keeper
    import_holders(desk, sheet(MINE))
    assert desk.scalar("SELECT email FROM officer WHERE id = :id", id=contact) == "sun@mines.example"


def test_a_row_without_township_or_inspector_leaves_what_is_assigned(desk):
    city = desk.scalar("SELECT id FROM party WHERE code = '220200'")
    inspector = an_officer(desk, city, "inspector", name="督察甲", email="jia@kj.example.cn")
    import_holders(desk, sheet(MINE | {"inspector": "督察甲"}))
    assert import_holders(desk, sheet(MINE | {"township": ""})).changed == 0
    assert desk.rows("SELECT inspector_id, area_code FROM mine WHERE code = 'JL0007'") == [
        (inspector, "220221100")]


def test_every_bad_row_is_reported_with_column_fault_and_remedy_and_nothing_is_taken(desk):
    found = problems_of(
        desk, MINE,
        MINE | {"licence_no": "", "kind": "采砂权", "valid_from": "2010-13-01"},
        MINE | {"licence_no": "C2200002012034210000008", "mine_code": "JL0008", "county": "229999",
                "email": "nobody"},
        SEARCH | {"mine_code": "JL0010", "valid_to": "2014-01-01"})
    assert found == [
        "row 3, 许可证号: is empty; fill it in",
        "row 3, 权种: '采砂权' is not known; write one of 采矿权、探矿权",
        "row 3, 有效期起: '2010-13-01' is not a date; write it as 2010-12-31",
        "row 4, 电子邮箱: 'nobody' is not a mail address; write it as name@example.cn",
        "row 4, 所在县代码: no office has the code 229999; give the six-digit code of the county, as 220221",
        "row 5, 矿山编号: an exploration right has no mine; leave it empty, or mend 权种",
        "row 5, 有效期止: 2014-01-01 lies before 2015-03-01; mend one of the two",
    ]


def test_faults_are_counted_in_words_that_fit_their_number(desk):
    for rows, told in (((MINE | {"mine_code": ""},), "1 fault in 1 row"),
                       ((MINE, MINE | {"mine_code": "", "scale": ""}), "2 faults in 2 rows")):
        with pytest.raises(InvalidError, match=f"^Nothing was imported: {told}\\."):
            import_holders(desk, sheet(*rows))


def test_codes_that_lead_nowhere_are_reported(desk):
    a_party(desk, "220283", "舒兰市", "county", desk.scalar("SELECT id FROM party WHERE code = '220200'"))
    found = problems_of(
        desk, MINE | {"county": "229999"}, MINE | {"county": "220200", "mine_code": "JL0008"},
        MINE | {"county": "220283", "mine_code": "JL0009"}, MINE | {"issuer": "100000", "inspector": "某人"},
        MINE | {"mine_code": "", "township": "220221999", "issuer": "220221100"})
    county = "give the six-digit code of the county, as 220221"
    issuer = "give the code of a province, city or county here (for a licence of the ministry: 220000)"
    township = "give a nine-digit code of this county, or leave it empty"
    assert found == [
        f"row 2, 所在县代码: no office has the code 229999; {county}",
        f"row 3, 所在县代码: 220200 is 吉林市, a city; {county}",
        f"row 4, 乡镇代码: 220221100 does not lie in 舒兰市; {township}",
        f"row 5, 发证机关代码: no office has the code 100000; {issuer}",
        "row 5, 督察员: no inspector 某人 here; add the inspector at the city first, or leave it empty",
        "row 5, 矿山编号: stands in row 2 already; give each mine its own",
        "row 6, 矿山编号: is empty; give the mine's number",
        f"row 6, 发证机关代码: 220221100 is 口前镇, a township; {issuer}",
        f"row 6, 乡镇代码: no division has the code 220221999; {township}",
    ]


@pytest.mark.parametrize("mineral", ["石油", "天然气", "煤层气", "石油、天然气", "煤层气（煤矿瓦斯）"])
def test_oil_gas_and_coal_bed_methane_are_refused_with_the_reason_and_clause(desk, mineral):
    [problem] = problems_of(desk, MINE | {"mineral": mineral})
    assert problem.startswith("row 2, 开采矿种: ")
    assert "lies outside this order (结尾（一）: 石油、天然气、煤层气矿产资源勘查开采监督管理" in problem
    assert "国土资发〔2003〕99号" in problem


@pytest.mark.parametrize("mineral", ["煤", "油页岩", "铁矿、金矿", "二氧化碳气"])
def test_other_minerals_are_inside(rulebook, mineral):
    assert outside(mineral, rulebook.minerals["outside"]) is None


def test_rows_that_contradict_one_another_are_refused(desk):
    found = problems_of(desk, MINE, MINE | {"mineral": "铁矿"}, SEARCH, SEARCH,
                        MINE | {
                            "licence_no": "C2200002013034210000008", "mine_code": "JL0008", "holder": "别家"})
    assert found == [
        "row 3, 开采矿种: differs from row 2, which names the same; make the two agree",
        "row 3, 矿山编号: stands in row 2 already; give each mine its own",
        "row 5, 许可证号: stands in row 4 already; leave one out",
        "row 6, 矿业权人: differs from row 2, which names the same; make the two agree",
    ]


def test_a_known_licence_stays_of_its_kind_and_an_office_is_no_holder(desk):
    import_holders(desk, sheet(SEARCH))
    found = problems_of(desk, MINE | {"licence_no": SEARCH["licence_no"]}, MINE | {"credit_code": "220221"})
    assert found == ["row 2, 权种: this licence is known as the other kind of right; mend 权种 or the number",
                     "row 3, 统一社会信用代码: 220221 is a division code; give the holder's own code",
                     "row 3, 矿山编号: stands in row 2 already; give each mine its own"]


def test_an_odd_number_or_code_or_a_missing_address_is_a_warning_only(desk):
    report = import_holders(desk, sheet(MINE | {"licence_no": "吉采证7号", "credit_code": "75932X",
                                                "email": "", "contact": ""}))
    assert (report.rights_added, report.contacts_added) == (1, 0)
    assert report.warnings == (
        "row 2, 统一社会信用代码: 75932X is not a code of 18 characters",
        "row 2, 电子邮箱: no address: reminders will become work items of the county",
        "row 2, 许可证号: 吉采证7号 has none of the known forms (C or T and 22 digits; T and 17 digits; 13"
        " digits)")


@pytest.mark.parametrize(("number", "kind", "fine"), [
    ("C1500002009064210023021", "mining", True), ("T2200002021014010000001", "exploration", True),
    ("T22120090102000001", "exploration", True), ("2200000720001", "mining", True),
    ("C2200002009134210000001", "mining", False), ("C2200002009064210023021", "exploration", False),
    ("C22000020090642100230211", "mining", False), ("T22120090102000001", "mining", False),
])
def test_licence_numbers_of_every_time_are_known(number, kind, fine):
    assert (oddity(number, kind) is None) is fine


def test_长白山_is_the_county_of_its_own_mines(desk):
    province = desk.scalar("SELECT id FROM party WHERE code = '220000'")
    unit = a_party(desk, "22CBS", "长白山保护开发区管理委员会", "city", province)
    add_rows(desk, Area, [{"code": "222426120", "name": "池北区", "kind": "zone", "office_id": unit}])
    assert import_holders(desk, sheet(MINE | {"county": "22CBS", "township": "222426120"})).mines_added == 1
    assert desk.scalar("SELECT county_id FROM mine WHERE code = 'JL0007'") == unit


def test_who_keeps_no_records_imports_nothing_and_a_county_imports_its_own_only(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        neighbour = a_party(desk, "220283", "舒兰市", "county", town.city)
        path = desk.scalar("SELECT path FROM party WHERE id = :id", id=neighbour)
    with open_desk(house, Actor("承办人", 1,
                                (Post("handler", neighbour, path),))) as desk, pytest.raises(RefusedError):
        import_holders(desk, sheet(MINE | {"kind": ""}))
    with open_desk(house, Actor("管理员", 1, (Post("administrator", neighbour, path),))) as desk:
        with pytest.raises(RefusedError):
            import_holders(desk, sheet(MINE))
        assert import_holders(desk, sheet(MINE | {"county": "220283", "township": ""})).mines_added == 1


def test_the_sheet_has_the_columns_that_officers_know():
    assert {title for column in COLUMNS for title in column.titles} >= {
        "采矿许可证号", "勘查许可证号", "权种", "矿业权人", "统一社会信用代码", "联系人", "电子邮箱",
        "矿山名称", "矿山编号", "开采矿种",
        "开采方式", "生产规模", "所在县代码", "乡镇代码", "发证机关代码", "有效期起", "有效期止", "督察员"}
