"""四（二）: whom a letter reaches, when officers are away, have no address, or have left."""

from datetime import date
from itertools import pairwise

import pytest

from casework.access import OPERATOR
from casework.bulk import add_rows
from casework.desk import Desk, open_desk
from casework.letter.recipients import recipients_cte
from models import Absence, Post
from tests.casework.builders import a_party, an_officer

DAY = date(2024, 3, 4)


def recipients(desk: Desk) -> dict[int, tuple[int, int | None]]:
    rows = desk.rows(recipients_cte() + "SELECT party_id, officer_id, stands_in_for_id FROM recipient",
                     day=DAY)
    assert len(rows) == len({row.party_id for row in rows})
    return {row.party_id: (row.officer_id, row.stands_in_for_id) for row in rows}


def away(desk: Desk, officer: int, substitute: int | None = None, first: date = DAY,
         last: date = DAY) -> None:
    add_rows(desk, Absence,
             [{"officer_id": officer, "first": first, "last": last, "substitute_id": substitute}])


@pytest.fixture
def desk(house):
    with open_desk(house, OPERATOR) as opened:
        yield opened


@pytest.fixture
def office(desk):
    return a_party(desk, "220221", "永吉县", "county")


@pytest.mark.parametrize("roles", [
    ("administrator", "head", "deputy", "unit_head", "handler"),
    ("administrator", "head", "deputy", "unit_head"),
    ("administrator", "head", "deputy"), ("administrator", "head"), ("patroller", "administrator")])
def test_the_handler_is_written_to_before_his_superiors(desk, office, roles):
    officers = [an_officer(desk, office, role) for role in roles]
    assert recipients(desk) == {office: (officers[-1], None)}


@pytest.mark.parametrize("role",
                         ["inspector", "patroller", "clerk", "statistician", "auditor", "legal_reviewer"])
def test_other_roles_are_not_written_to(desk, office, role):
    an_officer(desk, office, role)
    assert recipients(desk) == {}


def test_of_two_handlers_the_one_longer_in_post_is_written_to(desk, office):
    an_officer(desk, office, valid_from=date(2020, 1, 1))
    senior = an_officer(desk, office, valid_from=date(2019, 1, 1))
    an_officer(desk, office, valid_from=date(2019, 1, 1))
    assert recipients(desk) == {office: (senior, None)}


def test_at_a_holder_the_holder_is_written_to(desk, office):
    mine = a_party(desk, "91220000MA0000001X", "永吉矿业", "holder", office)
    person = an_officer(desk, mine, "holder")
    assert recipients(desk) == {mine: (person, None)}


def test_a_post_counts_from_its_first_to_its_last_day(desk, office):
    an_officer(desk, office, "handler", valid_to=date(2024, 3, 3))
    an_officer(desk, office, "unit_head", valid_from=date(2024, 3, 5))
    deputy = an_officer(desk, office, "deputy", valid_from=DAY, valid_to=DAY)
    assert recipients(desk) == {office: (deputy, None)}


@pytest.mark.parametrize("broken", [{"email": None}, {"email": "x@y.cn", "email_fails": True}])
def test_an_officer_without_a_working_address_gives_way(desk, office, broken):
    an_officer(desk, office, "handler", **broken)
    assert recipients(desk) == {}
    head = an_officer(desk, office, "head")
    assert recipients(desk) == {office: (head, None)}


def test_an_absent_officer_is_represented_by_the_substitute(desk, office):
    handler, head = an_officer(desk, office, "handler"), an_officer(desk, office, "head")
    an_officer(desk, office, "unit_head")
    away(desk, handler, head, first=date(2024, 3, 1))
    assert recipients(desk) == {office: (head, handler)}


@pytest.mark.parametrize(("first", "last"),
                         [(date(2024, 3, 5), date(2024, 3, 9)), (date(2024, 2, 1), date(2024, 3, 3))])
def test_on_other_days_nobody_stands_in(desk, office, first, last):
    handler, head = an_officer(desk, office, "handler"), an_officer(desk, office, "head")
    away(desk, handler, head, first, last)
    assert recipients(desk) == {office: (handler, None)}


def test_a_substitute_may_serve_at_another_office(desk, office):
    other = a_party(desk, "220283", "舒兰市", "county")
    handler, neighbour = an_officer(desk, office), an_officer(desk, other)
    away(desk, handler, neighbour)
    assert recipients(desk) == {office: (neighbour, handler), other: (neighbour, None)}


@pytest.mark.parametrize(("links", "reached"), [(1, True), (2, True), (3, True), (4, False)])
def test_a_substitute_who_is_away_is_represented_by_his_own_up_to_three_times(desk, office, links, reached):
    handler = an_officer(desk, office, "handler")
    deputy = an_officer(desk, office, "deputy")
    chain = [handler, *(an_officer(desk, office, "patroller") for _ in range(links))]
    for officer, substitute in pairwise(chain):
        away(desk, officer, substitute)
    assert recipients(desk) == {office: (chain[-1], handler) if reached else (deputy, None)}


def test_substitutes_in_a_circle_give_way_to_whoever_is_present(desk, office):
    one, two = an_officer(desk, office, "handler"), an_officer(desk, office, "unit_head")
    away(desk, one, two)
    away(desk, two, one)
    assert recipients(desk) == {office: (one, None)}  # nobody is present: the handler's own mailbox
    head = an_officer(desk, office, "head")
    assert recipients(desk) == {office: (head, None)}


@pytest.mark.parametrize("ground", ["none named", "no address", "address fails", "has left", "away too"])
def test_without_a_reachable_substitute_the_next_in_rank_is_written_to(desk, office, ground):
    handler, head = an_officer(desk, office, "handler"), an_officer(desk, office, "head")
    substitute = an_officer(desk, office, "patroller",
                            email=None if ground == "no address" else "s@kj.example.cn",
                            email_fails=ground == "address fails",
                            valid_to=date(2024, 3, 3) if ground == "has left" else None)
    away(desk, handler, None if ground == "none named" else substitute)
    if ground == "away too":
        away(desk, substitute)
    assert recipients(desk) == {office: (head, None)}


def test_the_next_in_rank_who_is_away_is_represented_too(desk, office):
    handler, unit_head = an_officer(desk, office, "handler"), an_officer(desk, office, "unit_head")
    patroller = an_officer(desk, office, "patroller")
    an_officer(desk, office, "head")
    away(desk, handler)
    away(desk, unit_head, patroller)
    assert recipients(desk) == {office: (patroller, unit_head)}


def test_an_absent_officer_needs_no_working_address_to_be_represented(desk, office):
    handler, head = an_officer(desk, office, "handler", email=None), an_officer(desk, office, "head")
    away(desk, handler, head)
    assert recipients(desk) == {office: (head, handler)}


def test_when_nobody_is_present_the_best_posts_own_mailbox_is_written_to(desk, office):
    an_officer(desk, office, "handler", email=None)
    unit_head, head = an_officer(desk, office, "unit_head"), an_officer(desk, office, "head")
    away(desk, unit_head)
    away(desk, head)
    assert recipients(desk) == {office: (unit_head, None)}


def test_of_two_absences_on_one_day_the_later_entry_with_a_substitute_counts(desk, office):
    handler, one, two = (an_officer(desk, office, role) for role in ("handler", "patroller", "patroller"))
    away(desk, handler, one)
    away(desk, handler, two)
    away(desk, handler)
    assert recipients(desk) == {office: (two, handler)}


def test_an_officer_with_two_posts_is_written_to_for_both(desk, office):
    other = a_party(desk, "220221100", "口前镇", "township", office)
    both = an_officer(desk, office)
    add_rows(desk, Post, [{"officer_id": both, "office_id": other, "role": "head", "valid_from": DAY}])
    assert recipients(desk) == {office: (both, None), other: (both, None)}


def fill(desk: Desk, n: int) -> None:
    series = f"WITH RECURSIVE s(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM s WHERE i < {n})"
    desk.run(f"INSERT INTO party (id, code, name, level, path, mineral_rich, demo) {series} SELECT i, 'H' ||"
             f" i, '矿',"
             " 'holder', '/' || i || '/', :no, :no FROM s", no=False)
    desk.run(f"INSERT INTO officer (id, name, email, email_fails, demo) {series} SELECT i, '人', i ||"
             f" '@mines.example',"
             " :no, :no FROM s", no=False)
    desk.run(f"INSERT INTO post (id, officer_id, office_id, role, title, valid_from) {series} SELECT i, i,"
             f" i, 'holder',"
             " '', CAST(:day AS DATE) FROM s" if desk.postgres else
             f"INSERT INTO post (id, officer_id, office_id, role, title, valid_from) {series} SELECT i, i,"
             f" i, 'holder',"
             " '', :day FROM s", day=DAY)


def test_many_parties_are_resolved_together_those_away_by_whoever_stands_in(desk):
    n = 3_000
    fill(desk, n)
    add_rows(desk, Absence, [{"officer_id": i, "first": DAY, "last": DAY, "substitute_id": i + 1000}
                             for i in range(1, 1001)])
    rows = desk.rows(recipients_cte() + "SELECT count(*), count(stands_in_for_id) FROM recipient", day=DAY)
    assert rows == [(n, 1000)]
