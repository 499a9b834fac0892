"""Clocks that are wrong: one that jumps forward and back, and two machines whose clocks are apart."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

import pytest

from casework.desk import House
from deployments.rehearsal.fingerprint import Print
from foundation.clock import SetClock
from foundation.database import open_engine
from tests.casework.together import at_once
from tests.conftest import the_rulebook
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.trial.clocks import FIRST, Seen, days, lapsed, noon, patrol, printed, reminded, told_twice, unsent, weeks, work
from tests.trial.province import found

pytestmark = pytest.mark.trial


@dataclass
class Kind:
    """The province on one kind of database, to be copied, and what an undisturbed machine makes of it."""

    databases: SqliteDatabases | PostgresDatabases
    founded: House
    quiet: dict[str, Print]
    reminded: dict[str, int]
    lapsed: set[str]
    letters: set[tuple[str, str]]

    def copy(self) -> House:
        """A province of its own."""
        return replace(self.founded, engine=self.databases.copy_of(self.founded.engine), clock=SetClock.at(FIRST))


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> Kind:
    databases = request.getfixturevalue(f"{'sqlite' if request.param == 'sqlite' else 'postgres'}_databases")
    house = House(databases.fresh(), the_rulebook(), SetClock.at(FIRST), "http://kj.example.cn")
    found(house, mines=10, seed=5)
    one = Kind(databases, house, {}, {}, set(), set())
    quiet, post = one.copy(), Seen()
    weeks(quiet, post)
    one.quiet, one.reminded, one.lapsed, one.letters = printed(quiet), reminded(quiet), lapsed(quiet), post.told()
    return one


BACK = [(date(2024, 7, 2), -1), (date(2024, 7, 5), -9), (date(2024, 7, 8), -1)]
FORTH = [(date(2024, 7, 1), 9)]


def test_a_clock_that_falls_back_changes_nothing(kind: Kind) -> None:
    house, post = kind.copy(), Seen()
    weeks(house, post, BACK)
    assert printed(house) == kind.quiet and post.told() == kind.letters
    assert (unsent(house), told_twice(house), set(post.copies.values())) == (0, [], {1})


def test_a_clock_that_runs_ahead_and_is_set_back_sends_nothing_twice_and_forgets_nobody(kind: Kind) -> None:
    house, post = kind.copy(), Seen()
    weeks(house, post, FORTH)
    assert (unsent(house), told_twice(house), set(post.copies.values())) == (0, [], {1})
    # What lapsed by the wrong clock stays lapsed, as after nine days of downtime: its report (rung 0) is its only reminder.
    now, over = reminded(house), lapsed(house)
    assert {duty: (now.get(duty), no) for duty, no in kind.reminded.items() if now.get(duty) != no and duty not in over} == {}
    assert {duty for duty in over if duty not in now} == set() and over >= kind.lapsed


@pytest.mark.parametrize("apart", [timedelta(minutes=7), timedelta(days=-1)], ids=["seven minutes ahead", "a day behind"])
@pytest.mark.parametrize("kind", ["postgresql"], indirect=True)
def test_two_machines_with_clocks_apart_do_what_one_does(kind: Kind, apart: timedelta) -> None:
    one, post = kind.copy(), Seen()
    second = replace(one, clock=SetClock.at(FIRST), engine=open_engine(one.engine.url.render_as_string(hide_password=False)))
    for n, day in enumerate(days()):
        if n % 3 == 0:
            patrol(one, day, n)
        both = [partial(work, one, noon(day), post), partial(work, second, noon(day) + apart, post)]
        for aside in at_once(*both):
            aside.done()
        work(one, noon(day) + timedelta(minutes=30), post)  # whose round came too early is followed by another
    second.engine.dispose()
    assert (unsent(one), told_twice(one), post.twice_as_another()) == (0, [], set())
    assert printed(one) == kind.quiet and post.told() == kind.letters
