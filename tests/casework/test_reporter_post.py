"""Letters to reporters over a real SMTP server: an address opened only as they leave, a code for whoever has none."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.clue.receipts import plain_code
from casework.desk import House
from casework.letter.outcomes import bounced
from foundation.errors import ConflictError
from foundation.sealing import Keys, Seal
from notifications.bounce import Bounce
from regulation.clue import Channel
from tests.casework.clues import WHO, a_clue, taken_in
from tests.casework.test_posting import advance, run, to
from tests.casework.town import at, settle_in
from tests.notifications.smtp_host import SmtpHost

CODE = re.compile(r"(?:[0-9A-Z]{4}-){2}[0-9A-Z]{4}")
FAILS = {WHO.email: [f"550 5.1.1 <{WHO.email}> lidashan unknown"]}


@pytest.fixture
def town(house: House) -> Any:
    return settle_in(house, date(2024, 3, 4))


def letter(house: House) -> Any:
    with at(house) as desk:
        return desk.rows("SELECT * FROM reporter_letter ORDER BY id")[0]


def by_mail(house: House) -> Any:
    """A clue that came by mail: its reporter has no code yet."""
    return taken_in(house, channel=Channel.EMAIL, receipt=False)


def mark_of(house: House, clue: int) -> str | None:
    with at(house) as desk:
        found = desk.scalar("SELECT receipt FROM clue_seal WHERE clue_id = :id", id=clue)
        return None if found is None else str(found)


def theirs(host: SmtpHost) -> list[Any]:
    return [message for message in host.messages if str(message["To"]) == WHO.email]


def everything(house: House) -> str:
    with at(house) as desk:
        rows = [desk.rows(f"SELECT * FROM {table}") for table in ("reporter_letter", "work_item", "journal", "clue")]
    return " ".join(str(row) for part in rows for row in part)


def test_whoever_gave_an_address_is_thanked_once_by_a_letter_that_names_nobody(house: House, town: Any) -> None:
    made = taken_in(house)
    with SmtpHost() as host:
        report = run(house, to(host))
        assert run(house, to(host)).reporters.outcomes == {}
    (message,) = theirs(host)
    text = message.get_content()
    assert report.reporters.outcomes == {"sent": 1} and ("致举报人：寄出", 1) in report.lines()
    assert made.number in text and "/report/follow" in text and "李" not in text and message["To"] == WHO.email
    assert not CODE.search(text) and message.get_content_type() == "text/plain"
    assert (letter(house).state, letter(house).message_id) == ("sent", message["Message-ID"])
    assert WHO.email not in everything(house)


def test_a_clue_that_came_by_mail_gets_its_code_with_the_letter_and_nowhere_else(house: House, town: Any) -> None:
    made = by_mail(house)
    assert mark_of(house, made.clue_id) is None
    with SmtpHost() as host:
        run(house, to(host))
    (code,) = CODE.findall(theirs(host)[0].get_content())
    assert mark_of(house, made.clue_id) == house.seal.mark(plain_code(code))
    assert house.seal.open(bytes(letter(house).sealed_to)).decode() == WHO.email
    assert code not in letter(house).text


def test_a_letter_in_doubt_goes_out_again_as_it_was_with_the_same_code(house: House, town: Any) -> None:
    by_mail(house)
    with SmtpHost(data_replies={WHO.email: ["451 wait"]}, drop_at=[]) as host:
        first = run(house, to(host))
        assert first.reporters.outcomes == {"queued": 1} and letter(house).attempts == 1
        kept = letter(house).message_id
        advance(house, minutes=6)
        run(house, to(host))
    (message,) = theirs(host)
    (code,) = CODE.findall(message.get_content())
    assert message["Message-ID"] == kept
    assert mark_of(house, letter(house).clue_id) == house.seal.mark(plain_code(code))


def test_a_refused_letter_is_work_of_the_office_which_is_told_no_address(house: House, town: Any) -> None:
    made = by_mail(house)
    with SmtpHost(replies=FAILS) as host:
        assert run(house, to(host)).reporters.outcomes == {"refused": 1}
    with at(house) as desk:
        (item,) = desk.rows("SELECT office_id, kind, text FROM work_item")
    assert (item.office_id, item.kind) == (town.county, "letter-refused")
    assert made.number in item.text and "lidashan" not in everything(house)
    assert mark_of(house, made.clue_id) is None  # the next letter brings another code


def test_without_a_host_letters_are_kept_with_their_addresses_shut(house: House, town: Any) -> None:
    by_mail(house)
    assert run(house, None).reporters.outcomes == {"kept": 1}
    assert (letter(house).state, letter(house).message_id) == ("kept", None)
    assert mark_of(house, letter(house).clue_id) is None


def test_a_host_that_is_away_costs_no_attempt_and_after_enough_of_them_it_is_given_up(house: House, town: Any) -> None:
    a_clue(house)
    taken_in(house, reporter=replace(WHO, email=""))  # one letter in all
    with SmtpHost() as gone:
        away = to(gone)
    assert run(house, away).unreachable and (letter(house).state, letter(house).attempts) == ("queued", 0)
    with SmtpHost(replies={WHO.email: ["451 later"] * 20}) as host:
        for _ in range(20):
            advance(house, hours=25)
            run(house, to(host))
    assert letter(house).state == "dead"


def test_a_bounce_is_work_without_the_address_and_told_once(house: House, town: Any) -> None:
    taken_in(house)
    with SmtpHost() as host:
        run(house, to(host))
    bounce = Bounce(letter(house).message_id, WHO.email, "failed", "5.1.1", f"<{WHO.email}>: unknown")
    with at(house) as desk:
        bounced(desk, bounce)
    with at(house) as desk, pytest.raises(ConflictError):
        bounced(desk, bounce)
    assert letter(house).state == "bounced" and WHO.email not in everything(house)
    with at(house) as desk:
        assert [row.kind for row in desk.rows("SELECT kind FROM work_item")] == ["letter-bounced"]


def test_without_its_key_a_letter_waits_and_officers_get_theirs(house: House, town: Any) -> None:
    taken_in(house)
    with SmtpHost() as host:
        report = run(replace(house, seal=Seal(Keys.made())), to(host))
        assert (report.outcomes["sent"], report.reporters.outcomes) == (1, {})
        advance(house, minutes=61)
        assert run(house, to(host)).reporters.outcomes == {"sent": 1}
