"""Whom a provider vouches for: the account of the name the first time, of the person from then on; an answer counts once."""

from datetime import date, timedelta

import pytest

from casework.account.accounts import close_account, open_account
from casework.account.sessions import Stay, present
from casework.account.sign_on import Attempt, Vouched, begin_attempt, sign_on, take_attempt, unbind
from casework.account.signing_in import sign_in
from casework.desk import House
from casework.record.officers import actor_of
from foundation.errors import ConflictError, NotFoundError, RefusedError
from tests.casework.builders import Province
from tests.casework.test_accounts import WORDS, cheap, opened, wait  # noqa: F401  cheap makes Argon2 quick
from tests.casework.town import at, settle_in

STAY = Stay()
CLERK = Vouched("https://id.jl.example.cn", "person-7", "ＣＬＥＲＫ")
ASKED = Attempt("a nonce", "a verifier", "/board")


@pytest.fixture
def town(house: House) -> Province:
    found = settle_in(house, date(2024, 1, 1))
    opened(house, found.officer(found.county))
    return found


def test_the_first_time_the_name_tells_and_from_then_on_the_person(house: House, town: Province) -> None:
    officer = town.officer(town.county)
    token = sign_on(house, CLERK, STAY)
    with at(house) as desk:
        found = present(desk, token, STAY)
        assert found and found.actor == actor_of(desk, officer)
    sign_on(house, Vouched(CLERK.issuer, CLERK.subject, "another name since"), STAY)
    for other in (Vouched(CLERK.issuer, "person-8", "clerk"), Vouched("https://other.example.cn", CLERK.subject, "clerk")):
        with pytest.raises(RefusedError, match="belongs to another sign-on"):
            sign_on(house, other, STAY)
    with at(house) as desk:
        actions = [row.action for row in desk.rows("SELECT action FROM journal WHERE action IN ('account.bound',"
                                                   " 'account.signed_in') ORDER BY id")]
    assert actions == ["account.bound", "account.signed_in", "account.signed_in"]


def test_an_account_that_is_not_there_and_one_that_is_closed_are_refused_alike(house: House, town: Province) -> None:
    said = []
    for name in ("nobody", "clerk"):
        with at(house) as desk:
            if name == "clerk":
                close_account(desk, town.officer(town.county))
        with pytest.raises(RefusedError) as caught:
            sign_on(house, Vouched(CLERK.issuer, "x", name), STAY)
        said.append(str(caught.value))
    assert said[0] == said[1] and "No open account" in said[0]


def test_a_closed_account_stays_closed_to_whom_it_was_bound_also_under_another_name(house: House, town: Province) -> None:
    sign_on(house, CLERK, STAY)
    with at(house) as desk:
        close_account(desk, town.officer(town.county))
        open_account(desk, town.officer(town.city), "city")
    for name in ("clerk", "city"):
        with pytest.raises(RefusedError, match="No open account"):
            sign_on(house, Vouched(CLERK.issuer, CLERK.subject, name), STAY)


def test_a_name_that_has_to_wait_waits_here_too_and_nothing_is_bound_meanwhile(house: House, town: Province) -> None:
    for _ in range(4):
        with pytest.raises(RefusedError, match="wrong"):
            sign_in(house, "clerk", "guess", STAY)
    with pytest.raises(RefusedError, match="Wait 5 s"):
        sign_on(house, CLERK, STAY)
    with at(house) as desk:
        assert desk.scalar("SELECT sso_subject FROM account WHERE login = 'clerk'") is None
    wait(house, timedelta(seconds=5))
    sign_on(house, CLERK, STAY)
    assert sign_in(house, "clerk", WORDS, STAY)  # and is forgiven


def test_an_answer_is_taken_once_by_its_state_in_its_browser_and_within_ten_minutes(house: House, town: Province) -> None:
    def taken(state: str, browser: str) -> Attempt | None:
        with at(house) as desk:
            try:
                return take_attempt(desk, state, browser)
            except RefusedError:
                return None
    for state in ("one", "two"):
        with at(house) as desk:
            begin_attempt(desk, state, f"browser {state}", ASKED)
    for state, browser in (("one", "browser two"), ("two", "browser one"), ("one", ""), ("", "browser one")):
        assert taken(state, browser) is None
    assert taken("one", "browser one") == ASKED and taken("one", "browser one") is None
    wait(house, timedelta(minutes=10))
    assert taken("two", "browser two") is None
    with at(house) as desk:
        begin_attempt(desk, "three", "browser three", ASKED)
        assert desk.scalar("SELECT count(*) FROM sign_on") == 1  # what took too long is forgotten


def test_an_administrator_frees_an_account_for_another_sign_on(house: House, town: Province) -> None:
    officer, another = town.officer(town.county), Vouched(CLERK.issuer, "person-8", "clerk")
    with at(house) as desk, pytest.raises(ConflictError, match="bound to no sign-on"):
        unbind(desk, officer)
    token = sign_on(house, CLERK, STAY)
    with at(house) as desk:
        county = actor_of(desk, town.officer(town.county, "head"))
    with at(house, county) as desk, pytest.raises(RefusedError, match="may not manage accounts here"):
        unbind(desk, officer)
    with at(house) as desk:
        unbind(desk, officer)
    with at(house) as desk:
        assert present(desk, token, STAY) is None
        with pytest.raises(NotFoundError, match="has no account"):
            unbind(desk, town.officer(town.city))
    sign_on(house, another, STAY)
