"""Two administrators at the same officer or mine at once on PostgreSQL: one is served, the other told."""

from datetime import date

import pytest

from casework.access import OPERATOR
from casework.changes import last_change, refuse_outdated
from casework.record.leaving import officer_leaves
from casework.record.people import rename_officer
from casework.record.responsibility import answer_for_rule
from foundation.errors import ConflictError
from tests.casework.together import at_a_desk, meanwhile
from tests.casework.town import at, settle_in

DAY = date(2024, 3, 4)


def test_of_two_who_decide_on_the_same_page_at_once_one_is_told(postgres_house):
    clerk = settle_in(postgres_house, DAY).inspector
    with at(postgres_house) as desk:
        seen = last_change(desk, "officer", clerk)

    def step(name):
        def run(desk):
            refuse_outdated(desk, "officer", clerk, seen)
            rename_officer(desk, clerk, name)
        return run
    with pytest.raises(ConflictError, match="was changed meanwhile"):
        meanwhile(postgres_house, step("甲"), at_a_desk(postgres_house, step("乙"), OPERATOR))
    with at(postgres_house) as desk:
        assert desk.scalar("SELECT name FROM officer WHERE id = :id", id=clerk) == "甲"


def test_of_two_who_have_an_officer_leave_at_once_one_is_told_that_he_has_left(postgres_house):
    town = settle_in(postgres_house, DAY)
    heirs = [town.officer(town.city, role) for role in ("deputy", "handler")]

    def step(heir):
        return lambda desk: officer_leaves(desk, town.inspector, since=DAY, successor_id=heir)
    with pytest.raises(ConflictError, match="has left already"):
        meanwhile(postgres_house, step(heirs[0]), at_a_desk(postgres_house, step(heirs[1]), OPERATOR))
    with at(postgres_house) as desk:
        assert desk.scalar("SELECT inspector_id FROM mine") == heirs[0]


def test_of_two_who_name_somebody_for_a_duty_at_once_one_is_told(postgres_house):
    town = settle_in(postgres_house, DAY)
    roles = ("head", "handler")

    def step(role):
        return lambda desk: answer_for_rule(desk, town.county, "county_patrol", town.officer(town.county, role))
    with pytest.raises(ConflictError):
        meanwhile(postgres_house, step(roles[0]), at_a_desk(postgres_house, step(roles[1]), OPERATOR))
    with at(postgres_house) as desk:
        assert desk.scalar("SELECT officer_id FROM responsibility") == town.officer(town.county, "head")
