"""What is told of an officer ends where the reader's offices end."""

from datetime import date, timedelta

import pytest

from casework.desk import open_desk
from casework.record.absences import set_absence
from casework.record.officers import actor_of
from casework.record.people import give_post
from casework.record.responsibility import answer_for_mine, answer_for_rule, inspect_mine
from casework.view.officer_told import officer_told
from tests.casework.builders import a_party, an_officer
from tests.casework.town import at, settle_in

DAY = date(2024, 3, 4)


@pytest.fixture
def town(house):
    return settle_in(house, DAY)


@pytest.fixture
def moved_on(house, town):
    """Somebody who served 蛟河市 and serves 永吉县 now, where he inspects a mine, answers for things and is away."""
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        who = an_officer(desk, beside, "inspector", name="调走的", valid_to=DAY - timedelta(days=1))
        give_post(desk, who, office_id=town.county, role="inspector", since=DAY)
        inspect_mine(desk, town.mine, who)
        answer_for_mine(desk, town.mine, town.county, who)
        answer_for_rule(desk, town.county, "county_patrol", who)
        set_absence(desk, who, first=DAY, last=DAY + timedelta(days=9), reason="住院手术")
        set_absence(desk, town.officer(town.county), first=DAY, last=DAY, substitute_id=who, reason="事假")
    return beside, who


def seen_from(house, office, role, who):
    with at(house) as desk:
        reader = actor_of(desk, an_officer(desk, office, role))
    with open_desk(house, reader) as desk:
        told = officer_told(desk, who)
    return [one.kind for one in told.answers], [one.reason for one in told.away], [one.reason for one in told.stands_in]


def test_where_he_served_once_neither_what_he_answers_for_now_nor_why_he_is_away_is_told(house, town, moved_on):
    beside, who = moved_on
    assert seen_from(house, beside, "head", who) == ([], [], [])
    assert seen_from(house, town.county, "head", who) == (["rule", "mine", "inspector"], ["住院手术"], ["事假"])


def test_where_he_serves_too_only_that_office_s_share_is_told(house, town, moved_on):
    beside, who = moved_on
    with at(house) as desk:
        give_post(desk, who, office_id=beside, role="clerk", since=DAY)
        answer_for_rule(desk, beside, "county_patrol", who)
    assert seen_from(house, beside, "head", who) == (["rule"], ["住院手术"], ["事假"])


def test_whoever_keeps_his_records_sees_days_away_before_he_begins(house, town):
    with at(house) as desk:
        coming = an_officer(desk, town.county, "clerk", valid_from=DAY + timedelta(days=7))
        set_absence(desk, coming, first=DAY + timedelta(days=8), last=DAY + timedelta(days=9), reason="培训")
    assert seen_from(house, town.county, "head", coming) == ([], [], [])
    assert seen_from(house, town.county, "administrator", coming) == ([], ["培训"], [])
