"""Accounts: opened by an administrator, given a password by a one-time link, guessed at in vain, closed."""

from datetime import date, timedelta
from functools import cache

import pytest
from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from casework.access import OPERATOR, Actor
from casework.account import passwords
from casework.account.accounts import close_account, folded, give_link, open_account, use_link
from casework.account.delays import delay_after
from casework.account.sessions import Stay, begin, end_all, note_visit, present, sign_out
from casework.account.signing_in import change_password, sign_in
from casework.desk import House, open_desk
from casework.record.absences import set_absence
from casework.record.officers import actor_of
from casework.record.people import end_post
from foundation.clock import SetClock
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import Province
from tests.casework.town import at, settle_in

MONDAY = date(2024, 3, 4)
STAY = Stay()
WORDS = "山高水长·巡查每周两次"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Argon2 as ever, but at a cost that tests can pay."""
    hasher = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))
    monkeypatch.setattr(passwords, "_hasher", lambda: hasher)
    monkeypatch.setattr(passwords, "_nobodys", cache(lambda: hasher.hash("nobody's")))


@pytest.fixture
def town(house: House) -> Province:
    return settle_in(house, date(2024, 1, 1))


def wait(house: House, span: timedelta) -> None:
    clock = house.clock
    assert isinstance(clock, SetClock)
    clock.instant += span


def opened(house: House, officer: int, login: str = "clerk") -> None:
    """An account with a password."""
    with at(house) as desk:
        link = open_account(desk, officer, login)
    with at(house) as desk:
        use_link(desk, link.token, WORDS)


def test_whoever_signs_in_or_sets_a_password_stands_in_the_journal_and_a_guess_is_the_systems(
        house: House, town: Province) -> None:
    officer = town.officer(town.county)
    opened(house, officer)
    for _ in range(5):
        with pytest.raises(RefusedError, match="wrong"):
            sign_in(house, "clerk", "a guess", STAY)
        wait(house, timedelta(hours=1))
    sign_in(house, "clerk", WORDS, STAY)
    change_password(house, 1, WORDS, f"{WORDS}又", keep=0)
    with at(house) as desk:
        told = desk.rows("SELECT action, actor FROM journal WHERE entity = 'account' AND entity_id = 1"
                         " AND action <> 'account.opened' ORDER BY id")
    him = f"officer:{officer}"
    assert [tuple(row) for row in told] == [
        ("account.password_set", him), ("account.signed_out_everywhere", him), ("account.guessed_at", "system"),
        ("account.signed_in", him), ("account.password_set", him), ("account.signed_out_everywhere", him)]


def who(house: House, token: str) -> Actor | None:
    with at(house) as desk:
        found = present(desk, token, STAY)
    return None if found is None else found.actor


def test_an_officer_sets_a_password_by_the_link_and_comes_in_with_the_posts_held(house: House, town: Province) -> None:
    officer = town.officer(town.county)
    opened(house, officer, "ＣＬＥＲＫ ")
    actor = who(house, sign_in(house, "Clerk", WORDS, STAY))
    with at(house) as desk:
        assert actor == actor_of(desk, officer) and actor.posts


def test_a_link_sets_a_password_once_and_only_while_it_holds(house: House, town: Province) -> None:
    with at(house) as desk:
        first = open_account(desk, town.officer(town.county), "clerk")
    with at(house) as desk, pytest.raises(InvalidError, match="at least 10"):
        use_link(desk, first.token, "short")
    with at(house) as desk:
        assert use_link(desk, first.token, WORDS) == "clerk"
    for token in (first.token, "no such token"):
        with at(house) as desk, pytest.raises(NotFoundError, match="holds no more"):
            use_link(desk, token, WORDS)
    with at(house) as desk:
        older = give_link(desk, town.officer(town.county))
        newer = give_link(desk, town.officer(town.county))
    with at(house) as desk, pytest.raises(NotFoundError):
        use_link(desk, older.token, WORDS)
    wait(house, timedelta(hours=48))
    with at(house) as desk, pytest.raises(NotFoundError):
        use_link(desk, newer.token, WORDS)


def test_a_new_password_ends_every_session_and_forgives_failures(house: House, town: Province) -> None:
    officer = town.officer(town.county)
    opened(house, officer)
    token = sign_in(house, "clerk", WORDS, STAY)
    for _ in range(4):
        with pytest.raises(RefusedError, match="wrong"):
            sign_in(house, "clerk", "wrong", STAY)
    with at(house) as desk:
        link = give_link(desk, officer)
    with at(house) as desk:
        use_link(desk, link.token, "另一句足够长的话语，二〇二四")
    assert who(house, token) is None
    with pytest.raises(RefusedError, match="wrong"):
        sign_in(house, "clerk", WORDS, STAY)
    assert who(house, sign_in(house, "clerk", "另一句足够长的话语，二〇二四", STAY))


@pytest.mark.parametrize("name", ["clerk", "nobody"])
def test_guessers_wait_longer_each_time_and_learn_nothing_of_names(house: House, town: Province, name: str) -> None:
    opened(house, town.officer(town.county))
    said = []
    for _ in range(4):
        with pytest.raises(RefusedError) as caught:
            sign_in(house, name, "guess", STAY)
        said.append(str(caught.value))
    assert len(set(said)) == 1 and "wrong" in said[0]
    with pytest.raises(RefusedError, match="Wait 5 s"):
        sign_in(house, name, WORDS, STAY)
    wait(house, timedelta(seconds=5))
    with pytest.raises(RefusedError, match="wrong"):
        sign_in(house, name, "guess", STAY)
    with pytest.raises(RefusedError, match="Wait 10 s"):
        sign_in(house, name, WORDS, STAY)
    wait(house, timedelta(days=1, seconds=1))
    for _ in range(3):
        with pytest.raises(RefusedError, match="wrong"):
            sign_in(house, name, "guess", STAY)


def test_who_comes_in_is_forgiven(house: House, town: Province) -> None:
    opened(house, town.officer(town.county))
    for _ in range(2):
        for _ in range(3):
            with pytest.raises(RefusedError):
                sign_in(house, "clerk", "guess", STAY)
        assert sign_in(house, "clerk", WORDS, STAY)


@pytest.mark.parametrize(("failures", "seconds"), [
    (0, 0), (3, 0), (4, 5), (5, 10), (6, 20), (10, 320), (11, 640), (12, 900), (13, 900), (10_000, 900)])
def test_the_delay_doubles_from_the_fourth_failure_on_up_to_a_quarter_of_an_hour(failures: int, seconds: int) -> None:
    assert delay_after(failures) == timedelta(seconds=seconds)


def test_a_session_ends_by_rest_by_age_and_by_signing_out(house: House, town: Province) -> None:
    opened(house, town.officer(town.county))
    one, two, three = (sign_in(house, "clerk", WORDS, STAY) for _ in range(3))
    assert len({one, two, three}) == 3
    with at(house) as desk:
        sign_out(desk, one)
    assert who(house, one) is None and who(house, two)
    for _ in range(13):  # two keeps clicking, three rests
        wait(house, timedelta(minutes=55))
        with at(house) as desk:
            found = present(desk, two, STAY)
            if found is not None:
                assert found.stale
                note_visit(desk, found.session_id)
        if _ == 0:
            assert who(house, three)
        elif _ == 1:
            assert who(house, three) is None
    assert who(house, two) is not None  # 11:55
    wait(house, timedelta(minutes=5))
    assert who(house, two) is None  # its day is over


def test_a_session_is_its_own_and_all_others_can_be_ended(house: House, town: Province) -> None:
    opened(house, town.officer(town.county))
    here, there = sign_in(house, "clerk", WORDS, STAY), sign_in(house, "clerk", WORDS, STAY)
    with at(house) as desk:
        mine = present(desk, here, STAY)
        assert mine is not None and end_all(desk, mine.account_id, but=mine.session_id) == 1
    assert who(house, here) and who(house, there) is None


def test_a_closed_account_lets_nobody_in_and_says_no_more_than_a_wrong_password(house: House, town: Province) -> None:
    officer = town.officer(town.county)
    opened(house, officer)
    token = sign_in(house, "clerk", WORDS, STAY)
    with at(house) as desk:
        close_account(desk, officer)
    assert who(house, token) is None
    with pytest.raises(RefusedError, match="wrong"):
        sign_in(house, "clerk", WORDS, STAY)
    with at(house) as desk, pytest.raises(ConflictError, match="closed"):
        give_link(desk, officer)


def test_a_password_changed_while_the_old_one_was_looked_at_lets_the_old_one_no_more_in(
        house: House, town: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(house, town.officer(town.county))
    looked = passwords.fits

    def and_meanwhile(password: str, kept: str | None) -> tuple[bool, str | None]:
        found = looked(password, kept)
        with at(house) as desk:
            desk.run("UPDATE account SET password_hash = 'another'")
        return found
    monkeypatch.setattr(passwords, "fits", and_meanwhile)
    with pytest.raises(RefusedError, match="wrong"):
        sign_in(house, "clerk", WORDS, STAY)


def test_an_officer_without_posts_may_nothing(house: House, town: Province) -> None:
    officer = town.officer(town.county)
    opened(house, officer)
    with at(house) as desk:
        post = int(desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=officer))
        end_post(desk, post, desk.today)
    wait(house, timedelta(days=1))
    actor = who(house, sign_in(house, "clerk", WORDS, STAY))
    assert actor is not None and actor.posts == ()


def test_a_stand_in_holds_the_posts_of_whoever_is_away_for_those_days(house: House, town: Province) -> None:
    with at(house) as desk:
        away, here = town.officer(town.county), town.officer(town.city)
        set_absence(desk, away, first=desk.today, last=desk.today + timedelta(days=1), substitute_id=here)
        assert {post.office_id for post in actor_of(desk, here).posts} == {town.city, town.county}
        assert {post.office_id for post in actor_of(desk, away).posts} == {town.county}
    wait(house, timedelta(days=2))
    with at(house) as desk:
        assert {post.office_id for post in actor_of(desk, here).posts} == {town.city}


def test_names_and_passwords_that_will_not_do_are_refused(house: House, town: Province) -> None:
    officer = town.officer(town.county)
    with at(house) as desk:
        for login in ("", "x", "a b", "a" * 65, "张三<b>"):
            with pytest.raises(InvalidError, match="no sign-in name"):
                open_account(desk, officer, login)
        open_account(desk, officer, "张三")
        with pytest.raises(ConflictError, match="has an account"):
            open_account(desk, officer, "another")
        with pytest.raises(ConflictError, match="is taken"):
            open_account(desk, town.officer(town.city), "张三")
        with pytest.raises(NotFoundError, match="has no account"):
            give_link(desk, town.officer(town.city))
    for weak in ("password123", "1234567890", "qwertyuiop", "county-clerk"):
        with pytest.raises(InvalidError, match="soon guessed"):
            passwords.refuse_weak(weak, "county-clerk")
    with pytest.raises(InvalidError, match="at most"):
        passwords.refuse_weak("x" * 201)
    assert folded("  Ａdmin＠吉林 ") == "admin@吉林"


def test_only_an_administrator_above_opens_accounts(house: House, town: Province) -> None:
    officer = town.officer(town.county)
    with at(house) as desk:
        handler = actor_of(desk, officer)
    with pytest.raises(RefusedError, match="may not manage accounts here"), open_desk(house, handler) as desk:
        open_account(desk, officer, "clerk")


def test_what_is_kept_opens_nothing(house: House, town: Province) -> None:
    """Neither a token nor a password nor a name that was guessed at stands in the database."""
    with at(house) as desk:
        link = open_account(desk, town.officer(town.county), "clerk")
        use_link(desk, link.token, WORDS)
    token = sign_in(house, "clerk", WORDS, STAY)
    with pytest.raises(RefusedError):
        sign_in(house, "secret@name", "guess", STAY)
    with open_desk(house, OPERATOR, reads=True) as desk:
        kept = str([list(map(tuple, desk.rows(f"SELECT * FROM {table}"))) for table in (
            "account", "sign_in", "one_time_link", "guess", "journal")])
    assert not any(word in kept for word in (link.token, token, WORDS, "secret@name"))


def test_a_session_begun_by_somebody_else_is_not_taken_over(house: House, town: Province) -> None:
    """Signing in makes a token of its own, whatever the browser brought along (session fixation)."""
    opened(house, town.officer(town.county))
    with at(house) as desk:
        account = desk.scalar("SELECT id FROM account")
        planted = begin(desk, account, STAY)
        sign_out(desk, planted)
    assert sign_in(house, "clerk", WORDS, STAY) != planted and who(house, planted) is None
