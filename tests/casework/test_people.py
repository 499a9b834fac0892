from datetime import date

import pytest

from casework.access import OPERATOR, Actor, Post
from casework.account.accounts import close_account, open_account
from casework.account.api_tokens import bearer, issue_for_officer
from casework.desk import open_desk
from casework.record.absences import end_absence, set_absence
from casework.record.officer_rows import import_officers
from casework.record.officers import actor_of
from casework.record.people import add_officer, change_address, change_officer, end_post, give_post, rename_officer
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import a_party, an_officer, build_province
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


def test_a_post_ends_after_its_last_day_and_one_still_to_begin_is_taken_back(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        officer = town.officer(town.county)
        post = int(desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=officer))
        later = give_post(desk, officer, office_id=town.county, role="clerk", since=date(2024, 5, 1))
        end_post(desk, post, date(2024, 3, 4))
        end_post(desk, later, date(2024, 4, 30))
        assert [post.role for post in actor_of(desk, officer).posts] == ["handler"]  # the last day is still worked
        assert desk.scalar("SELECT count(*) FROM post WHERE officer_id = :id", id=officer) == 1
    house.clock.advance(days=1)
    with open_desk(house, OPERATOR) as desk:
        assert actor_of(desk, officer).posts == ()
        with pytest.raises(ConflictError, match="has ended already"):
            end_post(desk, post, date(2024, 3, 5))
        with pytest.raises(NotFoundError):
            end_post(desk, later, date(2024, 3, 5))


def test_whoever_would_serve_nowhere_leaves_instead_of_losing_the_last_post(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        clerk = town.officer(town.county)
        post = int(desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=clerk))
        for last in (date(2024, 3, 3), date(2008, 1, 1)):  # ended, or taken back
            with pytest.raises(ConflictError, match="This is the last post"):
                end_post(desk, post, last)
        later = give_post(desk, clerk, office_id=town.county, role="clerk", since=date(2024, 5, 1))
        end_post(desk, post, date(2024, 3, 3))
        with pytest.raises(ConflictError, match="This is the last post"):
            end_post(desk, later, date(2024, 3, 3))
        assert desk.scalar("SELECT id FROM post WHERE officer_id = :id AND valid_to IS NULL", id=clerk) == later
        new = add_officer(desk, office_id=town.county, role="clerk", name="王五", since=date(2024, 5, 1))
        with pytest.raises(ConflictError, match="This is the last post"):  # he would be found nowhere
            end_post(desk, int(desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=new)), desk.today)


def test_whoever_is_back_sooner_is_away_no_more(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        officer, head = town.officer(town.county), town.officer(town.county, "head")
        away = set_absence(desk, officer, first=date(2024, 3, 1), last=date(2024, 3, 20), substitute_id=head)
        leave = set_absence(desk, officer, first=date(2024, 5, 1), last=date(2024, 5, 3))
        assert len(actor_of(desk, head).posts) == 2
        end_absence(desk, away, date(2024, 3, 3))
        end_absence(desk, leave, date(2024, 4, 1))
        assert len(actor_of(desk, head).posts) == 1
        assert desk.scalar("SELECT count(*) FROM absence") == 1
        with pytest.raises(ConflictError, match="is over by then"):
            end_absence(desk, away, date(2024, 3, 3))


def test_a_stand_in_serves_somewhere_when_the_absence_begins(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        gone = an_officer(desk, town.county, "clerk", valid_to=date(2024, 3, 31))
        with pytest.raises(ConflictError, match="serves nowhere on 2024-04-01"):
            set_absence(desk, town.officer(town.county), first=date(2024, 4, 1), last=date(2024, 4, 2), substitute_id=gone)


def test_a_name_is_written_otherwise_and_stays_out_of_the_journal(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        rename_officer(desk, town.officer(town.county), " 欧阳修 ")
        assert desk.scalar("SELECT name FROM officer WHERE id = :id", id=town.officer(town.county)) == "欧阳修"
        assert "欧阳" not in desk.scalar("SELECT detail FROM journal WHERE action = 'officer.rename'")
        with pytest.raises(InvalidError, match="needs a name"):
            rename_officer(desk, town.officer(town.county), " ")


def test_nobody_of_another_county_is_named_or_posted(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        keeper = actor_of(desk, an_officer(desk, beside, "administrator"))
        own, other = an_officer(desk, beside), town.officer(town.county)
    with open_desk(house, keeper) as desk:
        for do in (lambda: set_absence(desk, own, first=desk.today, last=desk.today, substitute_id=other),
                   lambda: give_post(desk, other, office_id=beside, role="clerk"), lambda: rename_officer(desk, other, "x"),
                   lambda: change_address(desk, other, "a@b.cn"), lambda: rename_officer(desk, 10**6, "x")):
            with pytest.raises(NotFoundError, match="No officer has the id"):
                do()
        with pytest.raises(NotFoundError, match="No office or holder"):
            give_post(desk, own, office_id=town.county, role="clerk")


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


def held_to(desk, officer, *actions):
    """Who acts by a token of an officer."""
    issued = issue_for_officer(desk, officer, "人事系统", actions=actions, days=9)
    found = bearer(desk, issued.token)
    assert found is not None
    return found[0]


def test_a_token_leads_no_one_time_link_to_another_address(house):
    with open_desk(house, OPERATOR) as desk:
        town = build_province(desk)
        clerk, keeper = town.officer(town.county), town.officer(town.province, "administrator")
        open_account(desk, clerk, "clerk")
        token = held_to(desk, keeper, "records.change", "office.read")
        was = desk.scalar("SELECT email FROM officer WHERE id = :id", id=clerk)
        signed_in = actor_of(desk, keeper)
    with open_desk(house, token) as desk:
        change_officer(desk, clerk, name="欧阳修", email=was)
        change_address(desk, town.officer(town.county, "head"), "no-account@jl.example.cn")
        with pytest.raises(RefusedError, match="may not manage accounts: it lacks"):
            change_officer(desk, clerk, name="欧阳修", email="evil@evil.cn")
        assert desk.scalar("SELECT email FROM officer WHERE id = :id", id=clerk) == was
    with open_desk(house, signed_in) as desk:
        change_address(desk, clerk, "new@jl.example.cn")
        close_account(desk, clerk)
    with open_desk(house, token) as desk:
        change_address(desk, clerk, "closed@jl.example.cn")
        assert desk.scalar("SELECT email FROM officer WHERE id = :id", id=clerk) == "closed@jl.example.cn"
