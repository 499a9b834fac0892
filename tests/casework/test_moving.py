"""Suspension, extension and waiver each move or close the date, and each is journalled."""

from datetime import date

import pytest

from casework.access import Actor
from casework.desk import House, open_desk
from casework.duty import moving
from casework.duty.ending import waive
from casework.duty.opening import open_duties
from casework.record.officers import actor_of
from foundation.errors import ConflictError, InvalidError, RefusedError
from regulation.terms import Unit
from tests.casework.builders import Province
from tests.casework.town import at, duty_id, duty_of, go_to, rungs_of, settle_in, watch_on


def ready(house: House) -> tuple[Province, int]:
    town = settle_in(house, date(2024, 5, 1))
    go_to(house, date(2024, 6, 3))
    with at(house) as desk:
        open_duties(desk)
    return town, duty_id(house, "work_summary_half", "2024", town.city)


def test_a_suspension_moves_the_day_by_the_days_it_lasted(house: House) -> None:
    _, duty = ready(house)
    with at(house) as desk:
        moving.suspend(desk, duty, reason="机构改革")
    watch_on(house, date(2024, 6, 13))
    assert duty_of(house, duty).status == "suspended"
    assert rungs_of(house, duty) == []
    with at(house) as desk:
        assert moving.resume(desk, duty).due == date(2024, 7, 10)  # 06-03 to 06-12 are ten days
    with at(house) as desk:
        actions = [row.action for row in desk.rows("SELECT action FROM journal WHERE entity = 'duty' AND entity_id = :id"
                                                   " ORDER BY id", id=duty)]
    assert actions == ["duty.suspended", "duty.resumed"]


def test_a_suspension_ended_on_its_first_day_moves_nothing(house: House) -> None:
    _, duty = ready(house)
    with at(house) as desk:
        moving.suspend(desk, duty, reason="误操作")
        assert moving.resume(desk, duty).due == date(2024, 6, 30)


def test_an_extension_moves_the_day_and_starts_the_ladder_anew(house: House) -> None:
    _, duty = ready(house)
    watch_on(house, date(2024, 6, 28))
    before = rungs_of(house, duty)
    with at(house) as desk:
        moved = moving.extend(desk, duty, n=1, unit=Unit.MONTH, reason="汛情", approver="王厅长")
    assert (moved.due, moved.round, "延长" in moved.explanation) == (date(2024, 7, 30), 2, True)
    watch_on(house, date(2024, 7, 23))
    assert len(rungs_of(house, duty)) > len(before)


def test_an_extension_needs_a_number_a_reason_and_an_approver(house: House) -> None:
    _, duty = ready(house)
    for n, reason, approver in ((0, "汛情", "王"), (5, "", "王"), (5, "汛情", "")):
        with at(house) as desk, pytest.raises(InvalidError):
            moving.extend(desk, duty, n=n, unit=Unit.DAY, reason=reason, approver=approver)
    assert duty_of(house, duty).due == date(2024, 6, 30)


def test_nobody_grants_himself_time(house: House) -> None:
    town, duty = ready(house)
    with at(house) as desk:
        city: Actor = actor_of(desk, town.officer(town.city, "head"))
    with open_desk(house, city) as desk, pytest.raises(RefusedError):
        moving.extend(desk, duty, n=5, unit=Unit.DAY, reason="汛情", approver="本人")


def test_a_waived_duty_has_ended_and_cannot_be_moved(house: House) -> None:
    _, duty = ready(house)
    with at(house) as desk:
        waived = waive(desk, duty, reason="辖区无矿山", approver="王厅长")
    assert (waived.status, waived.ended_on, waived.end_reason) == ("waived", date(2024, 6, 3), "辖区无矿山（批准：王厅长）")
    with at(house) as desk, pytest.raises(ConflictError, match="has ended"):
        moving.suspend(desk, duty, reason="再试")
