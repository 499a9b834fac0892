"""Clocks that are wrong: one that jumps forward and back, and two machines whose clocks are apart."""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest

from casework.access import OPERATOR, SYSTEM
from casework.act.acts import NewAct, record
from casework.desk import House, open_desk
from casework.letter.posting import post_round
from casework.watch import keep_watch
from deployments.rehearsal.fingerprint import NUMBERS, TABLES, Print, fingerprint
from foundation.clock import SetClock
from foundation.database import open_engine
from notifications.message import Outgoing
from notifications.settings import MailSender
from notifications.terms import Outcome
from tests.casework.together import at_once
from tests.casework.town import filled
from tests.conftest import the_rulebook
from tests.databases import PostgresDatabases, SqliteDatabases
from tests.trial.province import NOWHERE, Hands, found

pytestmark = pytest.mark.trial
SENDER = MailSender("矿监", "kj@kj.example")
FIRST, LAST = date(2024, 6, 28), date(2024, 7, 11)  # the half-year ends; weeks, a month and a quarter lapse
BOOKS = {name: TABLES[name] for name in (
    "duty", "reckoning", "rung", "letter_line", "act", "act_credit", "work_item", "submission")}


class Seen(Hands):
    """A carrier that remembers every letter as it left."""

    def __init__(self) -> None:
        super().__init__()
        self.copies: Counter[tuple[str, str, str]] = Counter()

    def take(self, letter: Outgoing) -> Outcome:
        self.copies[(letter.message_id, letter.to_address, letter.text)] += 1
        return super().take(letter)

    def twice_as_another(self) -> set[str]:
        """Message-IDs under which different letters left."""
        names = Counter(name for name, _, _ in self.copies)
        return {name for name, n in names.items() if n > 1}

    def told(self) -> set[tuple[str, str]]:
        """What was said to whom; the links are another installation's."""
        return {(address, NUMBERS.sub("", text)) for _, address, text in self.copies}


def noon(day: date) -> datetime:
    return SetClock.at(day, 12).instant


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def work(at: House, instant: datetime, post: Hands) -> None:
    """A watch and a post round at an instant of this machine's clock."""
    assert isinstance(at.clock, SetClock)
    at.clock.instant = instant
    keep_watch(at)
    asyncio.run(post_round(at, SENDER, NOWHERE, carrier=post))


def patrol(house: House, day: date, n: int) -> None:
    """Some townships record a patrol."""
    with open_desk(replace(house, clock=SetClock.at(day, 7)), OPERATOR) as desk:
        for row in desk.rows("SELECT id FROM party WHERE level = 'township' ORDER BY code")[n * 7:n * 7 + 7]:
            record(desk, NewAct("patrol", row.id, day, fields=filled(house, "patrol")))


def printed(house: House) -> dict[str, Print]:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return fingerprint(desk, BOOKS)


DUTY = "d.rule || '|' || d.period || '|' || d.debtor_id || '|' || d.subject_kind || '|' || d.subject_id"


def reminded(house: House) -> dict[str, int]:
    """The highest rung that each duty was reminded of."""
    with open_desk(house, SYSTEM, reads=True) as desk:
        return {row.duty: row.no for row in desk.rows(
            f"SELECT {DUTY} AS duty, max(r.no) AS no FROM rung r JOIN duty d ON d.id = r.duty_id GROUP BY {DUTY}")}


def lapsed(house: House) -> set[str]:
    """The duties that lapsed and whose lapse was to be reported by now."""
    with open_desk(house, SYSTEM, reads=True) as desk:
        return {row.duty for row in desk.rows(
            f"SELECT {DUTY} AS duty FROM duty d WHERE status = 'lapsed' AND ended_on < :last", last=LAST)}


def told_twice(house: House) -> list[object]:
    """The same rung of the same duty told to the same man in two letters, and two letters for one man and day."""
    with open_desk(house, SYSTEM, reads=True) as desk:
        return [*desk.rows("SELECT x.duty_id, x.no, x.audience, l.recipient_id FROM letter_line x JOIN letter l ON"
                           " l.id = x.letter_id WHERE l.state = 'sent' GROUP BY x.duty_id, x.no, x.audience, l.recipient_id,"
                           " x.party_id HAVING count(*) > 1"),
                *desk.rows("SELECT recipient_id, day FROM letter WHERE state = 'sent' GROUP BY recipient_id, day"
                           " HAVING count(*) > 1")]


def unsent(house: House) -> int:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return int(desk.scalar("SELECT count(*) FROM letter WHERE state IN ('queued', 'sending')"))


def jumping(jumps: Sequence[tuple[date, int]]) -> Callable[[House, Seen], None]:
    """Weeks in which the clock is wrong by some days on some days, and right again afterwards."""
    def through(house: House, post: Seen) -> None:
        for n, day in enumerate(days(FIRST, LAST)):
            if n % 3 == 0:
                patrol(house, day, n)
            for on, by in jumps:
                if on == day:
                    work(house, noon(day + timedelta(days=by)), post)
            work(house, noon(day), post)
    return through


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
    jumping([])(quiet, post)
    one.quiet, one.reminded, one.lapsed, one.letters = printed(quiet), reminded(quiet), lapsed(quiet), post.told()
    return one


BACK = [(date(2024, 7, 2), -1), (date(2024, 7, 5), -9), (date(2024, 7, 8), -1)]
FORTH = [(date(2024, 7, 1), 9)]


def test_a_clock_that_falls_back_changes_nothing(kind: Kind) -> None:
    house, post = kind.copy(), Seen()
    jumping(BACK)(house, post)
    assert printed(house) == kind.quiet and post.told() == kind.letters
    assert (unsent(house), told_twice(house), set(post.copies.values())) == (0, [], {1})


def test_a_clock_that_runs_ahead_and_is_set_back_sends_nothing_twice_and_forgets_nobody(kind: Kind) -> None:
    house, post = kind.copy(), Seen()
    jumping(FORTH)(house, post)
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
    for n, day in enumerate(days(FIRST, LAST)):
        if n % 3 == 0:
            patrol(one, day, n)
        both = [partial(work, one, noon(day), post), partial(work, second, noon(day) + apart, post)]
        for aside in at_once(*both):
            aside.done()
        work(one, noon(day) + timedelta(minutes=30), post)  # whose round came too early is followed by another
    second.engine.dispose()
    assert (unsent(one), told_twice(one), post.twice_as_another()) == (0, [], set())
    assert printed(one) == kind.quiet and post.told() == kind.letters
