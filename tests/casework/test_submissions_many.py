"""Many reports handed in and accepted at once: as one by one, all of a list or none."""

from collections import Counter
from contextlib import suppress
from datetime import date
from typing import Any

import pytest

from casework.access import OPERATOR
from casework.act.reviews import accept, accept_each, give_back
from casework.act.submissions import hand_in, hand_in_each
from casework.desk import House, open_desk
from casework.duty.moving import suspend
from casework.duty.opening import open_duties
from deployments.rehearsal.fingerprint import fingerprint
from foundation.errors import ConflictError, InvalidError, NotFoundError
from tests.casework.town import at, duty_of, filled, go_to, settle_in
from tests.databases import SqliteDatabases


def reports(house: House) -> list[tuple[int, dict[str, Any]]]:
    """Every duty in force that is done by a report, with its form filled in; one of them stands still."""
    go_to(house, date(2024, 6, 3))
    settle_in(house, date(2024, 1, 1))
    with at(house) as desk:
        open_duties(desk)
        rows = desk.rows("SELECT d.id, d.rule FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE k.opens <= :today"
                         " ORDER BY d.id", today=desk.today)
        kinds = {row.id: house.rulebook.acts[house.rulebook.duties[row.rule].act] for row in rows}
        wanted = [(number, filled(house, kind.kind)) for number, kind in kinds.items() if kind.reviewed]
        suspend(desk, wanted[0][0], reason="汛情")
    assert len(wanted) > 8
    return wanted


def counts(house: House) -> Counter[str]:
    with at(house) as desk:
        return Counter({name: int(desk.scalar(f"SELECT count(*) FROM {name}")) for name in ("submission", "act", "journal")})


def test_many_at_once_are_as_one_by_one(house: House, sqlite_databases: SqliteDatabases) -> None:
    other = House(sqlite_databases.fresh(), house.rulebook, house.clock, house.base_url)
    many, singly = reports(house), reports(other)
    with open_desk(house, OPERATOR) as desk:
        handed = hand_in_each(desk, many)
        waiting = [one.submission_id for one in handed if one.act_id is None]
        give_back(desk, waiting[-1], reasons="缺附件")
        accept_each(desk, waiting[:-1])
    with open_desk(other, OPERATOR) as desk:
        numbers = [one.submission_id for one in (hand_in(desk, *report) for report in singly) if one.act_id is None]
        give_back(desk, numbers[-1], reasons="缺附件")
        for number in numbers[:-1]:
            accept(desk, number)
    assert any(one.act_id for one in handed)  # the province's own: nobody stands above it
    with open_desk(house, OPERATOR, reads=True) as one, open_desk(other, OPERATOR, reads=True) as two:
        assert fingerprint(one) == fingerprint(two)
    other.engine.dispose()


@pytest.mark.parametrize("fault", ["form", "twice", "unknown", "waiting"])
def test_one_that_is_bad_is_named_by_its_place_and_none_is_handed_in(house: House, fault: str) -> None:
    many = reports(house)
    before = counts(house)
    bad = {"form": (many[2][0], {"no such field": 1}), "twice": many[1], "unknown": (999_999, {}), "waiting": many[1]}[fault]
    if fault == "waiting":
        with at(house) as desk:
            hand_in(desk, *many[1])
        before = counts(house)
        many = [many[0], *many[2:]]
    told = {"form": r"Report 3 of the list: The form of \S+ .* is not right:\n  - no such field", "twice": "handed in already",
            "unknown": "Report 3 of the list: There is no duty 999999", "waiting": "Report 3 of the list: .* in already"}[fault]
    with pytest.raises((InvalidError, ConflictError, NotFoundError), match=told), at(house) as desk:
        hand_in_each(desk, [*many[:2], bad, *many[3:]])
    assert counts(house) == before


def test_where_one_cannot_be_accepted_none_is(house: House) -> None:
    many = reports(house)
    with at(house) as desk:
        waiting = [one.submission_id for one in hand_in_each(desk, many) if one.act_id is None]
        accept(desk, waiting[1])
    before = counts(house)
    with pytest.raises(ConflictError, match="accepted already"), at(house) as desk:
        accept_each(desk, waiting)
    assert counts(house) == before
    assert duty_of(house, many[0][0]).status == "handed_in"


def test_one_named_twice_is_refused_before_anything_is_accepted(house: House) -> None:
    many = reports(house)
    with at(house) as desk:
        waiting = [one.submission_id for one in hand_in_each(desk, many) if one.act_id is None]
    before = counts(house)
    with pytest.raises(InvalidError, match=f"{waiting[0]} stands twice"), at(house) as desk:
        accept_each(desk, [*waiting, waiting[0]])
    assert counts(house) == before


def test_what_is_caught_leaves_nothing_of_a_list_behind(house: House) -> None:
    many = reports(house)
    with at(house) as desk:
        waiting = [one.submission_id for one in hand_in_each(desk, many) if one.act_id is None]
        accept(desk, waiting[-1])
    before = counts(house)
    with at(house) as desk, suppress(ConflictError):  # and the desk's other work is committed
        accept_each(desk, waiting)
    assert counts(house) == before


def test_an_acceptance_is_told_before_the_end_it_brings(house: House) -> None:
    many = reports(house)
    with at(house) as desk:
        accept(desk, next(one.submission_id for one in hand_in_each(desk, many) if one.act_id is None))
        told = [row.action for row in desk.rows("SELECT action FROM journal WHERE action IN ('duty.accepted',"
                                                " 'duty.discharged') ORDER BY id DESC LIMIT 2")]
    assert told == ["duty.discharged", "duty.accepted"]


def test_none_at_all_is_nothing(house: House) -> None:
    settle_in(house, date(2024, 1, 1))
    before = counts(house)
    with at(house) as desk:
        assert hand_in_each(desk, []) == [] and accept_each(desk, []) == []
    assert counts(house) == before
