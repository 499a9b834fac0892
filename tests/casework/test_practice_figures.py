"""No figure of the practice stands in the code: change it in a copy of the rulebook, and casework does otherwise (实务)."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from casework import runs, triggers
from casework.desk import House, open_desk
from casework.duty.opening import open_duties
from casework.letter import outbox, outcomes
from casework.letter.posting import post_round
from foundation.clock import SetClock
from notifications.post import Outcome
from tests.casework.rulebooks import rulebook_with
from tests.casework.town import at, settle_in, watch_on
from tests.conftest import the_rulebook

FIGURES = sorted(figure.code for figure in the_rulebook().figures.values() if figure.provision == "实务")


def with_figure(house: House, code: str, value: int) -> House:
    """The same installation under a rulebook in which one figure is another."""
    def change(_: object, figure: dict[str, Any]) -> None:
        assert figure["value"][0]["value"] != value
        figure["value"][0]["value"] = value
    return replace(house, source=rulebook_with("figure", code, change))


def later(house: House, **step: float) -> None:
    assert isinstance(house.clock, SetClock)
    house.clock.advance(**step)


def letters_wait(house: House) -> None:
    with at(house) as desk:
        today = desk.today
    settle_in(house, today)
    watch_on(house, today)


def claimed(house: House) -> list[int]:
    with open_desk(house) as desk:
        return outbox.claim(desk, batch=200)


def fail(house: House, ids: list[int]) -> set[str]:
    """The states of letters that came to nothing for now."""
    with open_desk(house) as desk:
        return {outcomes.record(desk, one, Outcome("later", "451 try later")) for one in ids}


def opening_horizon(house: House) -> None:
    with at(house) as desk:
        today = desk.today
    settle_in(house, today)
    found = []
    for one in (with_figure(house, "opening_horizon", 7), house):
        with at(one) as desk:
            open_duties(desk)
            found.append(desk.scalar("SELECT max(period) FROM duty WHERE rule = 'township_patrol'"))
    assert found == ["2024-W11", "2024-W14"]  # from Monday 2024-03-04, a week ahead and a month ahead


def letter_attempts(house: House) -> None:
    changed = with_figure(house, "letter_attempts", 2)
    letters_wait(house)
    assert fail(changed, claimed(house)) == {"queued"}
    later(house, hours=1)
    ids = claimed(house)
    assert (fail(changed, ids[:1]), fail(house, ids[1:])) == ({"dead"}, {"queued"})


def letter_backoff_minutes(house: House) -> None:
    changed = with_figure(house, "letter_backoff_minutes", 30)
    letters_wait(house)
    ids = claimed(house)
    for minutes in (30, 60):  # doubled each time
        fail(changed, ids)
        later(house, minutes=minutes, seconds=-1)
        assert claimed(house) == []
        later(house, seconds=1)
        assert claimed(house) == ids


def letter_lease_minutes(house: House) -> None:
    changed = with_figure(house, "letter_lease_minutes", 3)
    letters_wait(house)
    ids = claimed(changed)
    later(house, minutes=3, seconds=-1)
    assert claimed(changed) == []
    later(house, seconds=1)
    assert claimed(changed) == ids


def run_died_after_minutes(house: House) -> None:
    changed = with_figure(house, "run_died_after_minutes", 15)
    number = runs.begin(house, "duty_watch", None)
    for step, of_changed in ((timedelta(minutes=15, seconds=-1), []), (timedelta(seconds=1), [number])):
        later(house, seconds=step.total_seconds())
        for one, expected in ((changed, of_changed), (house, [])):
            with open_desk(one) as desk:
                assert [dead.id for dead in runs.running(desk)] == expected


def digest_lines(house: House) -> None:
    changed = with_figure(house, "digest_lines", 1)
    letters_wait(house)
    ids = claimed(house)
    with open_desk(changed) as desk:
        outbox.write(desk, ids)
        texts = [letter.text or "" for letter in outbox.leased(desk, ids)]
        lines = [row.n for row in desk.rows("SELECT count(*) AS n FROM letter_line GROUP BY letter_id")]
    assert [text.count("/duties/") for text in texts] == [1] * len(lines)
    told = [int(n) for text in texts for n in re.findall(r"另有 (\d+) 项", text)[:1]]
    assert sorted(told) == sorted(n - 1 for n in lines if n > 1) != []


def runs_kept_days(house: House) -> None:
    changed = with_figure(house, "runs_kept_days", 30)
    for _ in range(2):  # the newest of a flow stays in any case
        runs.finish(house, runs.begin(house, "duty_watch", None), state="done")
    gone = []
    for days, one in ((30, changed), (1, house), (0, changed)):
        later(house, days=days)
        with open_desk(one) as desk:
            gone.append(runs.prune(desk))
    assert gone == [0, 0, 1]


class Ticking:
    """A clock on which three minutes pass each time it is looked at."""

    def __init__(self, instant: datetime) -> None:
        self.instant = instant

    def now(self) -> datetime:
        self.instant += timedelta(minutes=3)
        return self.instant


def post_round_minutes(house: House) -> None:
    changed = with_figure(house, "post_round_minutes", 10)
    letters_wait(house)
    kept = [asyncio.run(post_round(replace(one, clock=Ticking(house.clock.now())), None, None, batch=1)).kept
            for one in (changed, house)]
    assert kept[0] == 1 < kept[1]  # the second batch would have begun after the round's ten minutes
    with at(house) as desk:
        assert "post_round" in triggers.waiting(desk)  # and is asked for


CASES: dict[str, Callable[[House], None]] = {case.__name__: case for case in (
    opening_horizon, letter_attempts, letter_backoff_minutes, letter_lease_minutes, run_died_after_minutes, digest_lines,
    runs_kept_days, post_round_minutes)}


@pytest.mark.parametrize("code", FIGURES)
def test_a_figure_of_the_practice_that_is_changed_changes_what_casework_does(sqlite_house: House, code: str) -> None:
    assert code in CASES, f"{code} is new: say here what changes with it"
    CASES[code](sqlite_house)  # figures are read before any statement: both databases get the same values


def test_every_case_is_of_a_figure_that_stands() -> None:
    assert sorted(CASES) == FIGURES
