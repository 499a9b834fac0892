"""One-time links by letter: the first sign-in and a reset through the mail as it is received; nobody else sees the link."""

import asyncio
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import SQLModel

from casework.account.accounts import close_account, give_link, open_account, use_link
from casework.account.forgotten import ask_for_link
from casework.account.invitations import Invitation, invite, reset
from casework.account.sessions import Stay
from casework.account.signing_in import sign_in
from casework.desk import House
from casework.house import instance_id
from casework.letter import letters, outbox
from casework.letter.outcomes import bounced
from casework.letter.posting import post_round
from foundation.errors import ConflictError, NotFoundError
from notifications.bounce import Bounce
from notifications.message import Outgoing
from notifications.post import Outcome, PostSettings, Report
from tests.casework.builders import Province, an_officer
from tests.casework.test_accounts import WORDS, cheap, wait  # noqa: F401  cheap makes Argon2 quick
from tests.casework.test_posting import SENDER, advance, run, states, to
from tests.casework.town import at, go_to, settle_in, watch_on
from tests.notifications.smtp_host import SmtpHost

OTHER = "另一句足够长的话语，二〇二四"
LINK = re.compile(r"http://kj\.example\.cn/password/([\w-]+)")
NOWHERE = PostSettings(host="nowhere", port=25, security="none", username=None, password=None, timeout=5, connections=1,
                       per_minute=None, ca_file=None)


@pytest.fixture
def town(house: House) -> Province:
    return settle_in(house, date(2024, 1, 1))


@pytest.fixture
def mailing(house: House) -> House:
    """The house with a mail host configured."""
    return replace(house, mails=True)


def token_in(message: Any) -> str:
    """The token of the one link in a letter, the same in its text and in its HTML."""
    parts = [message.get_body((kind,)).get_content() for kind in ("plain", "html")]
    found = {token for part in parts for token in LINK.findall(part)}
    assert len(found) == 1 and all(LINK.search(part) for part in parts)
    return str(found.pop())


def everything(house: House) -> str:
    """All that stands in the database."""
    with at(house) as desk:
        return "\n".join(str(row) for table in SQLModel.metadata.sorted_tables
                         for row in desk.session.execute(table.select()))


class Hands:
    """Carries letters without a network: remembers them, and answers what it is told to."""

    def __init__(self, *answers: Callable[[Outgoing], Outcome]) -> None:
        self.answers, self.carried = list(answers), list[Outgoing]()

    async def send_all(self, settings: PostSettings, letters: Sequence[Outgoing], *, outcome: Report) -> None:  # noqa: ARG002
        for letter in letters:
            self.carried.append(letter)
            await outcome(letter, self.answers.pop(0)(letter) if self.answers else Outcome("sent", "250"))

    async def send(self, house: House) -> None:
        await post_round(house, SENDER, NOWHERE, carrier=self)

    def round(self, house: House) -> None:
        asyncio.run(self.send(house))

    def token(self, number: int = -1) -> str:
        found = LINK.search(self.carried[number].text)
        assert found
        return found[1]


def later(_: Outgoing) -> Outcome:
    return Outcome("later", "可能已收到")


def works(house: House, token: str, password: str = WORDS) -> bool:
    with at(house) as desk:
        try:
            use_link(desk, token, password)
        except NotFoundError:
            return False
        return True


def test_the_first_sign_in_goes_by_the_letter_as_it_is_received_and_the_link_works_once(mailing: House, town: Province) -> None:
    officer = town.officer(town.county)
    with at(mailing) as desk:
        told = invite(desk, officer, "clerk")
    assert told == Invitation(officer, f"{town.county}号handler", "永吉县", "clerk",
                              f"{town.county}.handler@kj.example.cn", None)
    with SmtpHost() as host:
        run(mailing, to(host))
        run(mailing, to(host))
        (message,) = host.messages
    assert host.recipients == [told.letter_to] and message["Subject"] == "矿监：账号已开通，请设置密码"
    body = message.get_body(("plain",)).get_content()
    assert "永吉县 " in body and "登录名为 clerk" in body and "有效期至 2024-03-06 08:00" in body
    token = token_in(message)
    assert works(mailing, token) and sign_in(mailing, "clerk", WORDS, Stay())
    assert not works(mailing, token)


def test_a_reset_ends_older_links_at_once_and_the_letter_brings_a_new_one(mailing: House, town: Province) -> None:
    officer = town.officer(town.county)
    with at(mailing) as desk:
        older = open_account(desk, officer, "clerk")
    with at(mailing) as desk:
        assert reset(desk, officer).link is None
    assert not works(mailing, older.token)
    with SmtpHost() as host:
        run(mailing, to(host))
        assert host.messages[0]["Subject"] == "矿监：重新设置密码"
        assert works(mailing, token_in(host.messages[0]), OTHER)


def test_nobody_but_the_addressee_sees_the_link(mailing: House, town: Province) -> None:
    with at(mailing) as desk:
        invite(desk, town.officer(town.county), "clerk")
    with SmtpHost() as host:
        run(mailing, to(host))
        token = token_in(host.messages[0])
    with at(mailing) as desk:
        (kept,) = letters.listed(desk)
    assert kept.state == "sent" and "不在此留存" in (kept.text or "") and "不在此留存" in (kept.html or "")
    assert token not in everything(mailing) and "/password/" not in everything(mailing)
    assert works(mailing, token)  # it was the right one


def test_a_server_that_quotes_the_letter_it_refuses_does_not_tell_the_link(mailing: House, town: Province) -> None:
    hands = Hands(lambda letter: Outcome("refused", f"554 spam: {LINK.search(letter.text)[0]}"))  # type: ignore[index]
    with at(mailing) as desk:
        invite(desk, town.officer(town.county), "clerk")
    hands.round(mailing)
    with at(mailing) as desk:
        items = desk.rows("SELECT office_id, kind, text FROM work_item")
        bounce = Bounce(message_id=hands.carried[0].message_id, recipient="x@kj.example.cn", action="failed", status="5.1.1",
                        diagnostic=f"550 {hands.carried[0].text}")
        bounced(desk, bounce)
    assert [(item.office_id, item.kind) for item in items] == [(town.city, "letter-refused")]
    assert "的账号信未能送达" in items[0].text and "/password/…" in items[0].text
    assert hands.token() not in everything(mailing) and states(mailing) == {"bounced": 1}


def test_every_attempt_writes_a_new_link_under_a_new_id_and_the_older_one_works_no_more(mailing: House, town: Province) -> None:
    with at(mailing) as desk:
        invite(desk, town.officer(town.county), "clerk")
    hands = Hands(later, later)
    for _ in range(3):
        hands.round(mailing)
        advance(mailing, hours=1)
    assert states(mailing) == {"sent": 1} and len({letter.message_id for letter in hands.carried}) == 3
    assert [works(mailing, hands.token(n)) for n in (0, 1, 2)] == [False, False, True]


def test_the_link_holds_two_days_from_when_the_letter_left(mailing: House, town: Province) -> None:
    officer = town.officer(town.county)
    with at(mailing) as desk:
        invite(desk, officer, "clerk")
    hands = Hands(lambda _: Outcome("unreachable", "没有应答"))
    hands.round(mailing)
    advance(mailing, days=3)
    hands.round(mailing)
    advance(mailing, hours=47)
    assert works(mailing, hands.token())
    with at(mailing) as desk:
        reset(desk, officer)
    hands.round(mailing)
    advance(mailing, hours=48)
    assert not works(mailing, hands.token())


def test_the_letter_of_a_closed_account_is_not_sent_not_even_again(mailing: House, town: Province) -> None:
    officer = town.officer(town.county)
    with at(mailing) as desk:
        invite(desk, officer, "clerk")
    hands = Hands(later)
    hands.round(mailing)
    with at(mailing) as desk:
        close_account(desk, officer)
    advance(mailing, hours=1)
    hands.round(mailing)
    assert len(hands.carried) == 1 and states(mailing) == {"void": 1} and not works(mailing, hands.token())
    with at(mailing) as desk, pytest.raises(ConflictError, match="the account is closed"):
        letters.resend(desk, letters.listed(desk)[0].id)


def test_a_letter_sent_anew_has_a_link_of_its_own_and_goes_to_the_address_now_on_record(mailing: House, town: Province) -> None:
    officer = town.officer(town.county)
    with at(mailing) as desk:
        invite(desk, officer, "clerk")
    hands = Hands()
    hands.round(mailing)
    for address in ("new@kj.example.cn", "newer@kj.example.cn"):
        with at(mailing) as desk:
            desk.run("UPDATE officer SET email = :email WHERE id = :id", email=address, id=officer)
            letters.resend(desk, letters.listed(desk)[0].id)
        hands.round(mailing)
    assert [letter.to_address for letter in hands.carried] == [
        f"{town.county}.handler@kj.example.cn", "new@kj.example.cn", "newer@kj.example.cn"]
    assert len({letter.message_id for letter in hands.carried}) == 3  # a mailbox drops none for another
    assert [works(mailing, hands.token(n)) for n in range(3)] == [False, False, True]


def test_without_a_mail_host_the_letter_is_kept_and_no_link_is_made(mailing: House, town: Province) -> None:
    with at(mailing) as desk:
        invite(desk, town.officer(town.county), "clerk")
    run(mailing, None)
    assert states(mailing) == {"kept": 1} and "/password/" not in everything(mailing)
    with at(mailing) as desk:
        assert desk.scalar("SELECT count(*) FROM one_time_link") == 0


@pytest.mark.parametrize("why", ["no mail host", "no address", "an address that failed", "the link is asked for"])
def test_where_no_letter_can_go_the_link_is_handed_over(house: House, town: Province, why: str) -> None:
    with at(replace(house, mails=why != "no mail host")) as desk:
        officer = an_officer(desk, town.county, email=None if why == "no address" else "a@kj.example.cn",
                             email_fails=why == "an address that failed")
        told = invite(desk, officer, "clerk", by_letter=why != "the link is asked for")
    assert told.letter_to is None and told.link and works(house, LINK.search(told.link)[1])  # type: ignore[index]
    assert states(house) == {}


def test_the_digest_of_the_day_and_letters_about_the_account_do_not_stand_in_each_others_way(
        mailing: House, town: Province) -> None:
    officer = town.officer(town.city)
    go_to(mailing, date(2024, 5, 31))
    with at(mailing) as desk:
        invite(desk, officer, "clerk")
    hands = Hands()
    hands.round(mailing)
    watch_on(mailing, date(2024, 5, 31))  # the digest comes after the letter
    hands.round(mailing)
    with at(mailing) as desk:
        reset(desk, officer)  # and another after the digest
    hands.round(mailing)
    with at(mailing) as desk:
        sent = desk.rows("SELECT kind FROM letter WHERE recipient_id = :id AND state = 'sent' ORDER BY id", id=officer)
    assert [row.kind for row in sent] == ["account_opened", "digest", "account_reset"]


def test_on_a_rest_day_a_letter_about_an_account_leaves_and_a_digest_does_not(mailing: House, town: Province) -> None:
    watch_on(mailing, date(2024, 5, 31))
    go_to(mailing, date(2024, 6, 1))  # a Saturday
    with at(mailing) as desk:
        invite(desk, town.officer(town.county), "clerk")
    hands = Hands()
    hands.round(mailing)
    assert len(hands.carried) == 1 and LINK.search(hands.carried[0].text) and states(mailing)["queued"] > 1


def test_whoever_forgot_the_password_gets_a_letter_and_the_old_one_holds_until_another_is_set(
        mailing: House, town: Province) -> None:
    with at(mailing) as desk:
        use_link(desk, open_account(desk, town.officer(town.county), "clerk").token, WORDS)
    ask_for_link(mailing, "ＣＬＥＲＫ")
    assert sign_in(mailing, "clerk", WORDS, Stay())
    with SmtpHost() as host:
        run(mailing, to(host))
        (message,) = host.messages
    assert "如不是，不必理会" in message.get_body(("plain",)).get_content()
    assert works(mailing, token_in(message), OTHER) and sign_in(mailing, "clerk", OTHER, Stay())
    with at(mailing) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'account.link_asked'") == 1


def test_no_more_than_three_letters_an_hour_are_written_for_a_name(mailing: House, town: Province) -> None:
    with at(mailing) as desk:
        open_account(desk, town.officer(town.county), "clerk")
    hands = Hands()
    for _ in range(5):
        ask_for_link(mailing, "clerk")
        hands.round(mailing)
        wait(mailing, timedelta(minutes=10))
    assert len(hands.carried) == 3
    wait(mailing, timedelta(minutes=9))
    ask_for_link(mailing, "clerk")
    hands.round(mailing)
    wait(mailing, timedelta(minutes=1))  # an hour after the first
    ask_for_link(mailing, "clerk")
    hands.round(mailing)
    assert len(hands.carried) == 4


def test_a_letter_that_waits_already_is_not_doubled_but_hastened(mailing: House, town: Province) -> None:
    with at(mailing) as desk:
        invite(desk, town.officer(town.county), "clerk")
    hands = Hands(later)
    hands.round(mailing)
    ask_for_link(mailing, "clerk")  # before the next try is due
    hands.round(mailing)
    assert states(mailing) == {"sent": 1} and len(hands.carried) == 2


def statements(house: House, do: Callable[[], object]) -> list[str]:
    """What the database was asked meanwhile."""
    asked: list[str] = []

    def hear(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        asked.append(statement)
    event.listen(house.engine, "before_cursor_execute", hear)
    try:
        do()
    finally:
        event.remove(house.engine, "before_cursor_execute", hear)
    return asked


def test_asking_does_the_same_whether_or_not_there_is_such_an_account(mailing: House, town: Province) -> None:
    with at(mailing) as desk:
        open_account(desk, town.officer(town.county), "clerk")
        open_account(desk, an_officer(desk, town.county, email=None), "unreachable")
        closed = an_officer(desk, town.county)
        open_account(desk, closed, "closed")
        close_account(desk, closed)
    asked = [statements(mailing, lambda name=name: ask_for_link(mailing, name))  # type: ignore[misc]
             for name in ("clerk", "nobody", "unreachable", "closed", "", "x" * 5000)]
    assert all(one == asked[0] for one in asked) and len(asked[0]) >= 5
    assert states(mailing) == {"queued": 1}


def test_many_letters_about_accounts_cost_no_more_statements_than_one(mailing: House, town: Province) -> None:
    def written(count: int, first: int) -> list[str]:
        with at(mailing) as desk:
            for n in range(count):
                invite(desk, an_officer(desk, town.county, email=f"{first + n}@kj.example.cn"), f"clerk{first + n}")
        with at(mailing) as desk:
            ids = outbox.claim(desk, batch=200)
            assert len(ids) == count
            return statements(mailing, lambda: outbox.write(desk, ids, links=True))
    with at(mailing) as desk:
        instance_id(desk)
    one, many = written(1, 0), written(20, 1)
    assert len(many) == len(one) > 0


def test_an_older_link_is_gone_when_a_newer_one_is_given_by_hand(house: House, town: Province) -> None:
    with at(house) as desk:
        older = open_account(desk, town.officer(town.county), "clerk")
        newer = give_link(desk, town.officer(town.county))
    assert not works(house, older.token) and works(house, newer.token)
