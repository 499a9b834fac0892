"""Tokens of programs: shown once, held to their actions, their office and their end."""

import json
from datetime import date, timedelta

import pytest

from casework.access import OPERATOR, Actor, Post, allowed, reading_paths
from casework.account.accounts import close_account, open_account
from casework.account.api_tokens import bearer, issue_for_office, issue_for_officer, note_use, revoke
from casework.act.acts import NewAct, record
from casework.desk import Desk, House, open_desk
from casework.grants import PROGRAM
from casework.record.officers import actor_of
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import Province
from tests.casework.test_accounts import wait
from tests.casework.town import at, filled, settle_in

MAY = ("act.record", "duty.read")


@pytest.fixture
def town(house: House) -> Province:
    return settle_in(house, date(2024, 1, 1))


def holder(house: House, token: str) -> Actor | None:
    with at(house) as desk:
        found = bearer(desk, token)
    return None if found is None else found[0]


def path_of(desk: Desk, office: int) -> str:
    return str(desk.scalar("SELECT path FROM party WHERE id = :id", id=office))


def test_an_officers_token_acts_for_the_officer_within_its_actions(house: House, town: Province) -> None:
    officer = town.officer(town.township)
    with at(house) as desk:
        issued = issue_for_officer(desk, officer, "巡查手机", actions=MAY, days=30)
        assert issued.last_day == desk.today + timedelta(days=30)
        path, posts = path_of(desk, town.township), actor_of(desk, officer).posts
    actor = holder(house, issued.token)
    assert actor == Actor("巡查手机", officer, posts, only=frozenset(MAY))
    assert allowed(actor, "act.record", path) and not allowed(actor, "duty.hand_in", path)
    with open_desk(house, actor) as desk:
        record(desk, NewAct("patrol", town.township, desk.today, fields=filled(house, "patrol")))
        assert desk.scalar("SELECT recorded_by FROM act") == f"officer:{officer}"


def test_a_systems_token_acts_at_its_office_and_nowhere_else(house: House, town: Province) -> None:
    with at(house) as desk:
        issued = issue_for_office(desk, town.county, "县视频平台", actions=MAY, days=1)
        here, above, below = (path_of(desk, one) for one in (town.county, town.city, town.township))
    actor = holder(house, issued.token)
    assert actor is not None and actor.posts == (Post(PROGRAM, town.county, here),)
    assert [allowed(actor, "act.record", path) for path in (here, above, below)] == [True, False, False]
    assert [allowed(actor, "duty.read", path) for path in (here, above, below)] == [True, False, True]
    assert reading_paths(actor, "duty.read") == (here,) and reading_paths(actor, "journal.read") == ()


def test_a_token_holds_no_more_when_revoked_over_or_its_account_is_closed(house: House, town: Province) -> None:
    officer = town.officer(town.township)
    with at(house) as desk:
        open_account(desk, officer, "patroller")
        revoked, over, closed = (issue_for_officer(desk, officer, name, actions=MAY, days=days)
                                 for name, days in (("a", 9), ("b", 1), ("c", 9)))
        revoke(desk, revoked.id)
        revoke(desk, revoked.id)
        with pytest.raises(NotFoundError, match="no token 99"):
            revoke(desk, 99)
    assert holder(house, revoked.token) is None and holder(house, over.token)
    wait(house, timedelta(days=1))
    assert holder(house, over.token) is None and holder(house, closed.token)
    with at(house) as desk:
        close_account(desk, officer)
    assert holder(house, closed.token) is None and holder(house, "made up") is None
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'token.revoked'") == 1


def test_a_use_is_written_down_now_and_then(house: House, town: Province) -> None:
    with at(house) as desk:
        issued = issue_for_office(desk, town.county, "x", actions=MAY, days=9)
        assert bearer(desk, issued.token)[1] == issued.id  # type: ignore[index]
        note_use(desk, issued.id)
        assert bearer(desk, issued.token)[1] is None  # type: ignore[index]
    wait(house, timedelta(hours=1, seconds=1))
    with at(house) as desk:
        assert bearer(desk, issued.token)[1] == issued.id  # type: ignore[index]


def test_an_abolished_offices_system_may_nothing(house: House, town: Province) -> None:
    with at(house) as desk:
        issued = issue_for_office(desk, town.county, "x", actions=MAY, days=9)
        desk.run("UPDATE party SET valid_to = :yesterday WHERE id = :id", yesterday=desk.today - timedelta(days=1),
                 id=town.county)
        with pytest.raises(ConflictError, match="永吉县 is abolished"):
            issue_for_office(desk, town.county, "y", actions=MAY, days=9)
    actor = holder(house, issued.token)
    assert actor is not None and actor.posts == ()


@pytest.mark.parametrize(("actions", "days", "name"), [
    ((), 9, "x"), (("duty.open",), 9, "x"), (("account.manage",), 9, "x"), (MAY, 0, "x"), (MAY, 367, "x"), (MAY, 9, " ")])
def test_a_token_without_name_end_or_known_actions_is_not_made(
        house: House, town: Province, actions: tuple[str, ...], days: int, name: str) -> None:
    with at(house) as desk, pytest.raises(InvalidError, match="cannot be made" if actions else "Choose at least one action"):
        issue_for_office(desk, town.county, name, actions=actions, days=days)


def test_a_system_is_given_nothing_that_only_officers_may(house: House, town: Province) -> None:
    with at(house) as desk, pytest.raises(InvalidError, match=r"can never do this: case\.lead, case\.open\.") as refused:
        issue_for_office(desk, town.county, "x", actions=("case.read", "case.open", "case.lead"), days=9)
    assert refused.value.way_out.startswith("Issue it for an officer who may")
    with at(house) as desk:
        assert issue_for_office(desk, town.county, "x", actions=("case.read",), days=9).token
        assert desk.scalar("SELECT count(*) FROM api_token") == 1


def test_only_an_administrator_above_issues_and_revokes(house: House, town: Province) -> None:
    with at(house) as desk:
        handler = actor_of(desk, town.officer(town.county))
        issued = issue_for_office(desk, town.county, "x", actions=MAY, days=9)
    with pytest.raises(RefusedError), open_desk(house, handler) as desk:
        issue_for_office(desk, town.county, "y", actions=MAY, days=9)
    with pytest.raises(RefusedError), open_desk(house, handler) as desk:
        revoke(desk, issued.id)


def test_the_token_itself_is_not_kept(house: House, town: Province) -> None:
    with at(house) as desk:
        issued = issue_for_office(desk, town.county, "x", actions=MAY, days=9)
    with open_desk(house, OPERATOR, reads=True) as desk:
        row = tuple(desk.rows("SELECT * FROM api_token")[0])
    assert issued.token not in str(row) and json.dumps(sorted(MAY)) in row


@pytest.mark.parametrize("name", ["system", " operator ", "officer:17"])
def test_no_token_is_called_as_the_journal_calls_somebody_else(house: House, town: Province, name: str) -> None:
    with at(house) as desk, pytest.raises(InvalidError, match="what the journal calls somebody else"):
        issue_for_office(desk, town.township, name, actions=MAY, days=9)
