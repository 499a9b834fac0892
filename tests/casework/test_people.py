from datetime import date

import pytest

from casework.access import OPERATOR, Actor, Post
from casework.desk import open_desk
from casework.record.officer_rows import import_officers
from casework.record.officers import actor_of
from casework.record.people import add_officer, change_address, give_post, officer_leaves, set_absence
from foundation.errors import InvalidError, NotFoundError, RefusedError
from tests.casework.builders import an_officer, build_province
from workbooks.reading import Row


def test_an_officer_acts_with_the_posts_of_today(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        officer = an_officer(desk, town.county, "handler", name="李四")
        give_post(desk, officer, office_id=town.township, role="head", until=date(2024, 3, 31))
        give_post(desk, officer, office_id=town.city, role="head", since=date(2024, 3, 5))
        county = f"/{town.province}/{town.city}/{town.county}/"
        assert actor_of(desk, officer) == Actor("李四", officer, (
            Post("handler", town.county, county), Post("head", town.township, f"{county}{town.township}/")))


def test_an_unknown_officer_is_not_found(house):
    with open_desk(house, OPERATOR) as desk, pytest.raises(NotFoundError, match="No officer has the id 99"):
        actor_of(desk, 99)


def test_an_officer_is_added_with_a_first_post_by_the_office_s_administrator_only(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        keeper = actor_of(desk, town.officer(town.province, "administrator"))
        handler = actor_of(desk, town.officer(town.county))
    with open_desk(house, keeper) as desk:
        officer = add_officer(desk, office_id=town.county, role="deputy", name=" 王五 ",
                              email="w@jl.example.cn")
        assert desk.rows("SELECT name, email FROM officer WHERE id = :id", id=officer) == [
            ("王五", "w@jl.example.cn")]
        assert desk.scalar("SELECT count(*) FROM journal WHERE action IN ('officer.add', 'post.give')") == 2
    with open_desk(house, handler) as desk, pytest.raises(RefusedError):
        add_officer(desk, office_id=town.county, role="deputy", name="王五")


@pytest.mark.parametrize("email", ["no", "a@b", "a b@c.cn", "a@b.cn\nBcc: x@y.cn", "a@b..cn", "<a@b.cn>"])
def test_an_address_no_mail_can_reach_is_refused(house, email):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        with pytest.raises(InvalidError, match="not a mail address"):
            change_address(desk, town.officer(town.county), email)


def test_a_mended_address_is_written_to_again(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        officer = an_officer(desk, town.county, "deputy", email="old@jl.example.cn", email_fails=True)
        change_address(desk, officer, "new@jl.example.cn")
        row = desk.rows("SELECT email, email_fails FROM officer WHERE id = :id", id=officer)[0]
        assert (row.email, bool(row.email_fails)) == ("new@jl.example.cn", False)
        assert "jl.example.cn" not in desk.scalar("SELECT detail FROM journal WHERE action ="
                                                  " 'officer.address'")


def test_holders_have_holders_and_offices_have_officers(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        for office, role in ((town.holder, "handler"), (town.county, "holder"), (town.county, "king")):
            with pytest.raises(InvalidError, match="is no role at a"):
                add_officer(desk, office_id=office, role=role, name="王五")


def test_an_absence_runs_forward_and_nobody_stands_in_for_himself(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        officer = town.officer(town.county)
        with pytest.raises(InvalidError, match="before it begins"):
            set_absence(desk, officer, first=date(2024, 3, 5), last=date(2024, 3, 4))
        with pytest.raises(InvalidError, match="Nobody stands in"):
            set_absence(desk, officer, first=date(2024, 3, 4), last=date(2024, 3, 5), substitute_id=officer)


def test_a_leaver_without_successor_frees_the_inspected_mines_and_says_so(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        left = officer_leaves(desk, town.inspector, last_day=date(2024, 3, 4))
        assert (left.posts_ended, left.mines_freed, left.mines_handed_over) == (1, 1, 0)
        assert desk.scalar("SELECT inspector_id FROM mine") is None
        assert '"mines_freed":1' in desk.scalar("SELECT detail FROM journal WHERE action = 'officer.leave'")
        assert len(actor_of(desk, town.inspector).posts) == 1  # the last day is still worked
    house.clock.advance(days=1)
    with open_desk(house, OPERATOR) as desk:
        assert actor_of(desk, town.inspector).posts == ()


def test_a_successor_takes_posts_mines_and_substitutions_over(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        heir = an_officer(desk, town.city, "patroller", name="继任")
        deputy = town.officer(town.city, "deputy")
        set_absence(desk, deputy, first=date(2024, 3, 1), last=date(2024, 3, 20),
                    substitute_id=town.inspector)
        set_absence(desk, heir, first=date(2024, 3, 8), last=date(2024, 3, 20), substitute_id=town.inspector)
        left = officer_leaves(desk, town.inspector, last_day=date(2024, 3, 4), successor_id=heir)
        assert (left.posts_ended, left.mines_handed_over, left.absences_uncovered) == (1, 1, 0)
        assert desk.scalar("SELECT inspector_id FROM mine") == heir
        absences = desk.rows("SELECT officer_id, substitute_id FROM absence ORDER BY id")
        assert absences == [(deputy, heir), (heir, None)]
    house.clock.advance(days=1)
    with open_desk(house, OPERATOR) as desk:
        # Until the deputy is back the heir stands in there, too.
        assert [post.role for post in actor_of(desk, heir).posts] == ["deputy", "patroller", "inspector"]


def _sheet(*rows: tuple[str, ...]) -> list[Row]:
    names = ("office", "name", "role", "title", "email", "since")
    return [Row(n, dict(zip(names, row, strict=True))) for n, row in enumerate(rows, 2)]


def test_officers_are_imported_once_however_often_the_sheet_is(house):
    rows = _sheet(("220221", "赵六", "承办人", "科员", "z@jl.example.cn", "2020-01-01"),
                  ("220221", "赵六", "督察员", "", "z@jl.example.cn", ""),
                  ("220200", "钱七", "head", "局长", "", ""))
    with open_desk(house, OPERATOR) as desk:
        build_province(desk)
        report = import_officers(desk, rows)
        assert (report.rows, report.officers_added, report.posts_added) == (3, 2, 3)
        assert report.warnings == ("row 4, 电子邮箱: no address: what is due here becomes a work item of the"
                                   " superior",)
        again = import_officers(desk, rows)
        assert (again.officers_added, again.posts_added) == (0, 0)


def test_every_bad_row_of_officers_is_named_and_nothing_is_taken(house):
    rows = _sheet(("220221", "赵六", "承办人", "", "z@jl.example.cn", ""),
                  ("229999", "", "国王", "", "z@", "2020-13-01"))
    with open_desk(house, OPERATOR) as desk:
        build_province(desk)
        before = desk.scalar("SELECT count(*) FROM officer")
        with pytest.raises(InvalidError) as caught:
            import_officers(desk, rows)
        assert [problem.split(":")[0] for problem in caught.value.problems] == [
            "row 3, 机构代码", "row 3, 姓名", "row 3, 角色", "row 3, 任职起", "row 3, 电子邮箱"]
        assert desk.scalar("SELECT count(*) FROM officer") == before
