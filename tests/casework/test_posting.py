"""The outbox over a real SMTP server: sent once, tried again, refused, given up; nothing lost when killed in mid-batch."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest

from casework.desk import House, open_desk
from casework.letter import letters, outbox
from casework.letter.outcomes import bounced
from casework.letter.posting import PostReport, post_round
from foundation.clock import SetClock
from foundation.errors import ConflictError, InvalidError
from notifications.bounce import Bounce
from notifications.message import Outgoing
from notifications.post import Outcome, PostSettings, Report
from notifications.settings import MailSender
from tests.casework.builders import Province
from tests.casework.town import at, patrol, settle_in, watch_on
from tests.notifications.smtp_host import SmtpHost

SENDER = MailSender("矿监（省厅）", "kuangjian@jl.example.cn")


def to(host: Any, **more: Any) -> PostSettings:
    return PostSettings(host=host.host, port=host.port, security="none", username=None, password=None, timeout=5,
                        connections=2, per_minute=None, ca_file=None, **more)


def run(house: House, post: PostSettings | None, **more: Any) -> PostReport:
    return asyncio.run(post_round(house, SENDER if post else None, post, **more))


def letters_waiting(house: House) -> Province:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 5, 31))
    return town


def states(house: House) -> dict[str, int]:
    with at(house) as desk:
        return {row.state: row.n for row in desk.rows("SELECT state, count(*) AS n FROM letter GROUP BY state")}


def advance(house: House, **step: float) -> None:
    clock = house.clock
    assert isinstance(clock, SetClock)
    clock.advance(**step)


def test_every_letter_is_sent_once(house: House) -> None:
    letters_waiting(house)
    with SmtpHost() as host:
        report = run(house, to(host))
        again = run(house, to(host))
        received = list(host.messages)
    assert states(house) == {"sent": len(received)} and len(received) >= 3
    assert (report.outcomes["sent"], again.outcomes["sent"]) == (len(received), 0)
    assert len({message["Message-ID"] for message in received}) == len(received)


def test_a_digest_names_clause_quote_day_and_address(house: House) -> None:
    letters_waiting(house)
    run(house, None)
    with at(house) as desk:
        texts = [letter.text or "" for letter in letters.listed(desk)]
    body = next(text for text in texts if "六（三）" in text)
    assert "2024-06-30" in body and "http://kj.example.cn/duties/" in body and "工作总" in body


def test_without_a_host_letters_are_kept_and_can_be_read(house: House) -> None:
    letters_waiting(house)
    report = run(house, None)
    assert states(house) == {"kept": report.kept} and report.kept == report.written > 0


def test_what_was_done_before_the_letter_left_is_not_in_it(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    watch_on(house, date(2024, 3, 8))
    patrol(house, town.township, date(2024, 3, 5))
    patrol(house, town.township, date(2024, 3, 6))
    run(house, None)
    with at(house) as desk:
        mine = desk.rows("SELECT state, text FROM letter WHERE recipient_id = :id", id=town.officer(town.township))
    assert all("2024-W10" not in (row.text or "") for row in mine)


def test_a_passing_failure_is_tried_again_with_growing_gaps(house: House) -> None:
    town = letters_waiting(house)
    address = f"{town.city}.handler@kj.example.cn"
    with SmtpHost(replies={address: ["451 try later", "250 ok"]}) as host:
        first = run(house, to(host))
        early = run(house, to(host))
        advance(house, minutes=6)
        later = run(house, to(host))
    assert (first.outcomes["queued"], early.outcomes["sent"], later.outcomes["sent"]) == (1, 0, 1)
    assert set(states(house)) == {"sent"}


def test_a_letter_that_never_gets_through_is_given_up_kept_and_resendable(house: House) -> None:
    town = letters_waiting(house)
    address = f"{town.city}.handler@kj.example.cn"
    with SmtpHost(replies={address: ["451 never"] * 20}) as host:
        for _ in range(house.rulebook.figures["letter_attempts"].values[0].value):
            run(house, to(host))
            advance(house, days=7)  # from Friday to Friday
        assert states(house)["dead"] == 1
    with at(house) as desk:
        dead = letters.listed(desk, state="dead")[0]
        item = desk.rows("SELECT office_id, kind FROM work_item")
        letters.resend(desk, dead.id)
    assert [(row.office_id, row.kind) for row in item] == [(town.province, "letter-dead")]
    with SmtpHost() as host:
        run(house, to(host))
        assert [message["Message-ID"] for message in host.messages] == [dead.message_id]


def test_a_refusal_becomes_work_of_the_superior_and_the_address_is_left_alone(house: House) -> None:
    town = letters_waiting(house)
    address = f"{town.county}.handler@kj.example.cn"
    with SmtpHost(replies={address: ["550 no such user"] * 9}) as host:
        run(house, to(host))
    with at(house) as desk:
        items = desk.rows("SELECT office_id, kind, text FROM work_item")
        fails = desk.scalar("SELECT email_fails FROM officer WHERE id = :id", id=town.officer(town.county))
    assert [(row.office_id, row.kind) for row in items] == [(town.city, "letter-refused")]
    assert "550" in items[0].text and bool(fails)


def test_an_unreachable_host_costs_no_letter_an_attempt(house: House) -> None:
    letters_waiting(house)
    with SmtpHost() as host:
        gone = to(host)
    report = run(house, gone)
    assert report.unreachable and str(gone.port) in report.unreachable
    with at(house) as desk:
        rows = desk.rows("SELECT DISTINCT state, attempts FROM letter")
    assert [(row.state, row.attempts) for row in rows] == [("queued", 0)]


def test_killed_between_sending_and_booking_it_goes_out_again_under_the_same_id(house: House) -> None:
    letters_waiting(house)
    with SmtpHost() as host:
        with open_desk(house) as desk:
            ids = outbox.claim(desk, batch=200)
        with open_desk(house) as desk:
            outbox.write(desk, ids)
            before = {letter.message_id: letter.text for letter in outbox.leased(desk, ids)}
        # The process dies here: nothing is booked. Until the lease ends nobody touches them.
        assert run(house, to(host)).outcomes["sent"] == 0
        advance(house, minutes=house.rulebook.figures["letter_lease_minutes"].values[0].value + 1)
        run(house, to(host))
        sent = {message["Message-ID"] for message in host.messages}
    assert sent == set(before)


def test_a_host_killed_in_mid_batch_loses_nothing_and_repeats_only_under_the_same_id(house: House) -> None:
    letters_waiting(house)
    with SmtpHost(dies_at=2) as host:
        run(house, to(host))
        first = [message["Message-ID"] for message in host.messages]
    waiting = states(house)["queued"]
    advance(house, minutes=6)
    with SmtpHost() as host:
        run(house, to(host))
        second = [message["Message-ID"] for message in host.messages]
    with at(house) as desk:
        everything = {row.message_id for row in desk.rows("SELECT message_id FROM letter")}
    assert waiting > 0 and set(states(house)) == {"sent"}
    assert set(first) | set(second) == everything
    assert len(second) == len(set(second)) == waiting


def test_a_delay_is_no_bounce_and_a_report_without_the_letter_is_named(house: House) -> None:
    letters_waiting(house)
    run(house, None)
    for message_id, action, said in (("<x@y>", "delayed", "delayed"), (None, "failed", "does not name the letter")):
        bounce = Bounce(message_id=message_id, recipient="x@kj.example.cn", action=action, status="4.4.1", diagnostic="")
        with at(house) as desk, pytest.raises(InvalidError, match=said):
            bounced(desk, bounce)
    assert set(states(house)) == {"kept"}


def test_a_bounce_marks_the_letter_and_tells_the_superior(house: House) -> None:
    town = letters_waiting(house)
    run(house, None)
    with at(house) as desk:
        row = desk.rows("SELECT id, message_id FROM letter WHERE recipient_id = :id", id=town.officer(town.city))[0]
    bounce = Bounce(message_id=row.message_id, recipient="x@kj.example.cn", action="failed", status="5.1.1",
                    diagnostic="550 user unknown")
    with at(house) as desk:
        assert bounced(desk, bounce) == row.id
    with at(house) as desk, pytest.raises(ConflictError):
        bounced(desk, bounce)
    with at(house) as desk:
        items = desk.rows("SELECT office_id, kind FROM work_item")
    assert [(item.office_id, item.kind) for item in items] == [(town.province, "letter-bounced")]


def test_a_round_on_a_rest_day_says_so_and_sends_nothing_though_a_letter_is_sent_anew(house: House) -> None:
    letters_waiting(house)
    with SmtpHost() as host:
        run(house, to(host))
        advance(house, days=1)  # a Saturday
        with at(house) as desk:
            anew = letters.resend(desk, letters.listed(desk)[0].id)
        with at(house) as desk, pytest.raises(ConflictError, match=r"this working day, or of the next"):
            letters.resend(desk, anew.id)
        before = len(host.messages)
        assert run(house, to(host)).lines()[0] == ("休息日", "不发提醒信，顺延至下一工作日")
        assert (anew.state, len(host.messages)) == ("queued", before)
        advance(house, days=2)
        run(house, to(host))
        assert [message["Message-ID"] for message in host.messages[before:]] == [anew.message_id]


class Pigeon:
    """Carries letters without a network, and remembers them."""

    def __init__(self) -> None:
        self.carried: list[Outgoing] = []

    async def send_all(self, settings: PostSettings, letters: Sequence[Outgoing], *, outcome: Report) -> None:
        assert settings.host == "nowhere"
        for letter in letters:
            self.carried.append(letter)
            await outcome(letter, Outcome("sent", "250"))


def test_letters_travel_by_whatever_carrier_is_given(house: House) -> None:
    letters_waiting(house)
    pigeon = Pigeon()
    nowhere = PostSettings(host="nowhere", port=25, security="none", username=None, password=None, timeout=5, connections=1,
                           per_minute=None, ca_file=None)
    report = asyncio.run(post_round(house, SENDER, nowhere, carrier=pigeon))
    assert states(house) == {"sent": len(pigeon.carried)} and len(pigeon.carried) == report.outcomes["sent"] > 0


def test_two_rounds_at_once_send_each_letter_once(postgres_house: House) -> None:
    letters_waiting(postgres_house)

    async def both(host: Any) -> None:
        await asyncio.gather(*(post_round(postgres_house, SENDER, to(host), batch=1) for _ in range(2)))

    with SmtpHost() as host:
        asyncio.run(both(host))
        ids = [message["Message-ID"] for message in host.messages]
    assert len(ids) == len(set(ids)) == states(postgres_house)["sent"]


def test_the_lease_is_longer_than_a_batch_takes(house: House) -> None:
    assert timedelta(minutes=house.rulebook.figures["letter_lease_minutes"].values[0].value) >= timedelta(minutes=5)
