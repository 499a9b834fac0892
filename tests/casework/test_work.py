"""Who reads letters, and the work a lost one leaves: its office's, seen from above, settled once with a note (六（三）)."""

import json
from contextlib import nullcontext
from datetime import date

import pytest

from casework.access import OPERATOR, SYSTEM, Actor
from casework.desk import House, open_desk
from casework.letter import letters, outbox, outcomes, work
from casework.record.officers import actor_of
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from notifications.post import Outcome
from tests.casework.builders import Province, an_officer
from tests.casework.town import at, settle_in, watch_on


def person(house: House, officer: int) -> Actor:
    with at(house) as desk:
        return actor_of(desk, officer)


def lose(house: House, officer: int, kind: str = "refused") -> int:
    """The letter of an officer comes to nothing."""
    with open_desk(house) as desk:
        letter = int(desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=officer))
        outcomes.record(desk, letter, Outcome(kind, "550 no such user", address=kind == "refused"))
    return letter


def waiting(house: House) -> Province:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 5, 31))
    return town


def fails(house: House, officer: int) -> bool:
    with at(house) as desk:
        return bool(desk.scalar("SELECT email_fails FROM officer WHERE id = :id", id=officer))


def test_work_is_listed_for_its_office_and_those_above(house: House) -> None:
    town = waiting(house)
    for office in (town.city, town.county, town.county):  # the county's twice: one matter, one item
        lose(house, town.officer(office))
    seen = {}
    for office, role in ((town.province, "handler"), (town.city, "inspector"), (town.county, "head"), (town.holder, "holder")):
        with open_desk(house, person(house, town.officer(office, role))) as desk:
            seen[role] = [(item.office, item.kind) for item in work.open_items(desk)]
    both = [("吉林省", "letter-refused"), ("吉林市", "letter-refused")]
    assert seen == {"handler": both, "inspector": both[1:], "head": [], "holder": []}
    with open_desk(house) as desk:
        assert [(item.office, item.kind) for item in work.open_items(desk)] == both


def test_a_lost_letter_is_settled_once_by_the_superior_who_says_what_was_done(house: House) -> None:
    town = waiting(house)
    clerk, superior = town.officer(town.county), person(house, town.officer(town.city))
    lose(house, clerk)
    assert fails(house, clerk)
    with open_desk(house, superior) as desk:
        item = work.open_items(desk)[0]
        with pytest.raises(InvalidError, match=r"What was done is missing"):
            work.settle(desk, item.id, note=" ")
    with open_desk(house, person(house, clerk)) as desk, pytest.raises(NotFoundError, match=f"no work item {item.id}"):
        work.settle(desk, item.id, note="已核实")  # his superior's
    for other in (person(house, town.officer(town.province)), SYSTEM):
        with open_desk(house, other) as desk, pytest.raises(RefusedError, match=r"may not settle work items"):
            work.settle(desk, item.id, note="已核实")
    assert fails(house, clerk)
    with open_desk(house, superior) as desk:
        work.settle(desk, item.id, note=" 已电话核实 ")
    with open_desk(house, superior) as desk, pytest.raises(ConflictError, match=r"is settled already"):
        work.settle(desk, item.id, note="再次")
    with at(house) as desk:
        row = desk.rows("SELECT settled_by, note, open_key FROM work_item")[0]
        line = desk.rows("SELECT actor, office_id, detail FROM journal WHERE action = 'work.settled'")[0]
    assert tuple(row) == (superior.label, "已电话核实", None) and not fails(house, clerk)
    assert (line.actor, line.office_id, json.loads(line.detail)) == (superior.label, town.city, {"note": "已电话核实"})


def test_what_is_lost_again_is_work_again_and_work_that_is_not_there_is_named(house: House) -> None:
    town = waiting(house)
    clerk = town.officer(town.county)
    for _ in range(2):
        lose(house, clerk)
        with at(house) as desk:
            open_now = work.open_items(desk)
            work.settle(desk, open_now[0].id, note="已更正")
        assert len(open_now) == 1 and not fails(house, clerk)
    with at(house) as desk, pytest.raises(NotFoundError, match=r"There is no work item 999\."):
        work.settle(desk, 999, note="已更正")


def test_letters_are_read_and_sent_anew_by_those_who_keep_the_house_each_in_his_reach(house: House) -> None:
    town = waiting(house)
    with at(house) as desk:
        auditor, of_city = an_officer(desk, town.province, "auditor"), an_officer(desk, town.city, "administrator")
    with open_desk(house) as desk:
        ids = outbox.claim(desk, batch=200)
        outbox.write(desk, ids)
        outbox.keep(desk, ids[:1])
    administrator, readers = town.officer(town.province, "administrator"), (OPERATOR, SYSTEM, person(house, auditor))
    for actor in (*readers, person(house, administrator)):
        with open_desk(house, actor) as desk:
            found = [[one.id for one in letters.listed(desk, **asked)] for asked in ({}, {"limit": 2}, {"state": "kept"})]
        assert found == [ids[::-1], ids[:-3:-1], ids[:1]]
    for officer in (town.officer(town.province), town.officer(town.county), town.officer(town.holder, "holder")):
        with open_desk(house, person(house, officer)) as desk:
            with pytest.raises(RefusedError):
                letters.listed(desk)
            with pytest.raises(NotFoundError):
                letters.read(desk, ids[0])
    with at(house) as desk:
        below = {row.id: row.path.startswith("/1/2/") for row in desk.rows(
            "SELECT l.id, p.path FROM letter l JOIN party p ON p.id = l.office_id")}
    with open_desk(house, person(house, of_city)) as desk:
        assert [one.id for one in letters.listed(desk)] == [one for one in ids[::-1] if below[one]] != ids[::-1]
        for one in ids:
            with nullcontext() if below[one] else pytest.raises(NotFoundError, match=f"There is no letter {one}"):
                assert letters.read(desk, one).id == one
    for actor in readers[1:]:
        with open_desk(house, actor) as desk, pytest.raises(RefusedError, match=r"may not send letters again"):
            letters.resend(desk, ids[0])
    with open_desk(house, person(house, administrator)) as desk:
        assert letters.resend(desk, ids[0]).state == "queued"
