"""三（三）: who helps to watch stands in a register and reports by a link of his own; who he is stands in the seal alone."""

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casework.access import PUBLIC, Actor, Post
from casework.desk import House
from casework.letter.outcomes import bounced
from casework.record.offices import abolish_office
from casework.record.watchers import (
    NewWatcher,
    add_watcher,
    by_link,
    end_watcher,
    new_link,
    send_link,
    set_area,
)
from casework.view.listing import Asked
from casework.view.reporter_letters import reporter_letters
from casework.view.watchers import watchers_at
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from foundation.tokens import digest_of
from notifications.bounce import Bounce
from tests.casework.builders import a_party
from tests.casework.clues import taken_in
from tests.casework.test_posting import advance, run, to
from tests.casework.town import at, go_to, settle_in
from tests.notifications.smtp_host import SmtpHost

DAY = date(2024, 3, 4)
HIM = NewWatcher("informant", "高远山", "220221", DAY, "13912345678", "gao@example.cn", "220221100")
LINK = re.compile(r"http://kj\.example\.cn/report/by/([\w-]+)")


@pytest.fixture
def town(house: House) -> Any:
    return settle_in(house, DAY)


@pytest.fixture
def mailing(house: House, town: Any) -> House:
    return replace(house, mails=True)


def entered(house: House, **given: Any) -> tuple[int, str]:
    with at(house) as desk:
        return add_watcher(desk, replace(HIM, **given))


def opens(house: House, token: str) -> int | None:
    with at(house, PUBLIC) as desk:
        try:
            return by_link(desk, token).id
        except NotFoundError:
            return None


def keeper(house: House, office: int, role: str = "administrator") -> Actor:
    with at(house) as desk:
        path = desk.scalar("SELECT path FROM party WHERE id = :id", id=office)
    return Actor("keeper", posts=(Post(role, office, path),))


def test_a_watcher_has_a_link_of_which_only_the_digest_is_kept(house: House, town: Any) -> None:
    number, token = entered(house)
    assert opens(house, token) == number and opens(house, token + "x") is None
    with at(house) as desk:
        row = desk.rows("SELECT * FROM watcher")[0]
        told = desk.rows("SELECT detail FROM journal WHERE entity = 'watcher'")
    assert (row.link_digest, row.area_code, row.kind) == (digest_of(token), "220221100", "informant")
    assert "高远山" not in str(told) and token not in str(told)


def test_what_is_wrong_is_refused(house: House, town: Any) -> None:
    for wrong, said in (
            ({"kind": "spy"}, "not right"), ({"name": " "}, "not right"), ({"email": "gao"}, "not right"),
            ({"phone": "1" * 61}, "not right"), ({"area": "220281"}, "no such area"),
            ({"until": date(2024, 3, 1)}, "before it begins"), ({"office": "永吉矿业有限公司"}, "no office")):
        with pytest.raises(InvalidError, match=said):
            entered(house, **wrong)


def test_a_link_opens_from_the_first_day_to_the_last(house: House, town: Any) -> None:
    number, token = entered(house, since=date(2024, 3, 5))
    assert opens(house, token) is None
    go_to(house, date(2024, 3, 5))
    assert opens(house, token) == number
    with at(house) as desk:
        end_watcher(desk, number, date(2024, 3, 6))
    go_to(house, date(2024, 3, 6))
    assert opens(house, token) == number
    go_to(house, date(2024, 3, 7))
    assert opens(house, token) is None
    with at(house) as desk, pytest.raises(ConflictError, match="serves no more"):
        new_link(desk, number)


def test_a_new_link_makes_the_old_one_void(house: House, town: Any) -> None:
    number, old = entered(house)
    with at(house) as desk:
        new = new_link(desk, number)
    assert (opens(house, old), opens(house, new)) == (None, number)


def test_who_keeps_the_register_keeps_it_in_his_reach_alone(house: House, town: Any) -> None:
    number, _ = entered(house)
    with at(house, keeper(house, town.township)) as desk:
        assert watchers_at(desk).rows == []
        for do in (lambda: end_watcher(desk, number, DAY), lambda: new_link(desk, number), lambda: set_area(desk, number, "")):
            with pytest.raises(NotFoundError, match="no watcher"):
                do()
    with at(house, keeper(house, town.city)) as desk:
        assert [(one.name, one.office, one.area) for one in watchers_at(desk).rows] == [("高远山", "永吉县", "口前镇")]
        set_area(desk, number, "")
        end_watcher(desk, number, DAY)
    go_to(house, date(2024, 3, 5))
    with at(house, keeper(house, town.city)) as desk:
        assert watchers_at(desk).rows == []
        assert [(one.area, one.over) for one in watchers_at(desk, Asked(filters={"all": "yes"})).rows] == [(None, 1)]
    with at(house, keeper(house, town.city, "handler")) as desk:
        with pytest.raises(RefusedError):
            watchers_at(desk)
        with pytest.raises(RefusedError):
            add_watcher(desk, HIM)


def test_a_link_by_mail_is_made_as_it_leaves_and_stands_nowhere_else(mailing: House) -> None:
    number, old = entered(mailing)
    with at(mailing) as desk:
        send_link(desk, number)
        with pytest.raises(ConflictError, match="on its way"):
            send_link(desk, number)
        with pytest.raises(ConflictError, match="on its way"):
            new_link(desk, number)
    assert opens(mailing, old) == number
    with SmtpHost(data_replies={"gao@example.cn": ["451 later"]}) as host:
        run(mailing, to(host))
        advance(mailing, minutes=6)
        run(mailing, to(host))
    (message,) = host.messages
    (token,) = LINK.findall(message.get_content())
    assert (opens(mailing, token), opens(mailing, old)) == (number, None)
    with at(mailing) as desk:
        row = desk.rows("SELECT * FROM reporter_letter")[0]
    assert (row.state, row.message_id) == ("sent", message["Message-ID"])
    assert mailing.seal.open(bytes(row.sealed_to)) == b"gao@example.cn" and token not in row.text


def test_without_an_address_or_a_mail_host_no_link_is_sent(mailing: House, house: House) -> None:
    number, _ = entered(mailing, email="")
    with at(mailing) as desk, pytest.raises(InvalidError, match="No mail address"):
        send_link(desk, number)
    other, _ = entered(house)
    with at(house) as desk, pytest.raises(InvalidError, match="sends no letters"):
        send_link(desk, other)


def test_a_letter_that_came_back_is_work_of_his_office_without_his_name(mailing: House, town: Any) -> None:
    number, _ = entered(mailing)
    with at(mailing) as desk:
        send_link(desk, number)
    with SmtpHost() as host:
        run(mailing, to(host))
    with at(mailing) as desk:
        message = desk.scalar("SELECT message_id FROM reporter_letter")
        bounced(desk, Bounce(message, "gao@example.cn", "failed", "5.1.1", "<gao@example.cn>: unknown"))
        (item,) = desk.rows("SELECT office_id, text FROM work_item")
    assert item.office_id == town.county and "gao" not in item.text and "高远山" not in item.text


def test_who_keeps_the_post_sees_that_a_letter_went_and_never_to_whom_nor_of_what_is_about_himself(
        house: House, town: Any) -> None:
    made = taken_in(house)
    run(house, None)
    with at(house, keeper(house, town.city)) as desk:
        assert [(one.number, one.kind, one.state) for one in reporter_letters(desk).rows] == [(made.number, "received", "kept")]
        assert "lidashan" not in str(reporter_letters(desk).rows)
    with at(house, keeper(house, town.township)) as desk:
        assert reporter_letters(desk).rows == []
    with at(house, keeper(house, town.city, "handler")) as desk, pytest.raises(RefusedError):
        reporter_letters(desk)
    with at(house) as desk:
        desk.run("INSERT INTO clue_named (clue_id, officer_id) VALUES (:clue, :officer)", clue=made.clue_id,
                 officer=town.officer(town.city, "head"))
    named = replace(keeper(house, town.city), officer_id=town.officer(town.city, "head"))
    with at(house, named) as desk:
        assert reporter_letters(desk).rows == []


def test_a_clue_by_his_link_says_who_he_is_in_its_seal_alone(house: House, town: Any) -> None:
    from casework.clue.accepting import NewClue, accept
    from regulation.clue import Channel
    number, token = entered(house)
    with at(house, PUBLIC) as desk:
        who = by_link(desk, token)
        made = accept(desk, NewClue(Channel.SUPERVISOR, "高远山看见有人采矿", reporter=who.reporter, watcher=who.id))
    with at(house) as desk:
        clue = desk.rows("SELECT * FROM clue")[0]
        sealed = json.loads(house.seal.open(bytes(desk.scalar("SELECT content FROM clue_seal"))))
        assert desk.scalar("SELECT actor FROM journal WHERE action = 'clue.received'") == "public"
    assert (clue.number, clue.channel, clue.text) == (made.number, "supervisor", "〔姓名〕看见有人采矿")
    assert sealed["watcher"] == number and sealed["reporter"]["name"] == "高远山" and "高远山" not in str(clue)


def test_when_his_office_is_abolished_he_watches_for_its_successor(house: House, town: Any) -> None:
    with at(house) as desk:
        heir = a_party(desk, "220221101", "双河镇", "township", town.county)
    number, token = entered(house, office="220221100")
    with at(house) as desk:
        abolish_office(desk, "220221100", date(2024, 3, 3), successor="220221101")
    with at(house) as desk:
        row = desk.rows("SELECT office_id, area_code FROM watcher WHERE id = :id", id=number)[0]
    assert (row.office_id, row.area_code) == (heir, "220221101") and opens(house, token) == number
