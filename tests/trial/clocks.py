"""What tests of wrong clocks share: work at an instant of a machine's clock, letters seen leaving, who was told what."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from casework.access import OPERATOR, SYSTEM
from casework.act.acts import NewAct, record
from casework.desk import House, open_desk
from casework.letter.posting import post_round
from casework.watch import keep_watch
from deployments.rehearsal.fingerprint import NUMBERS, TABLES, Print, fingerprint
from foundation.clock import SetClock
from notifications.message import Outgoing
from notifications.settings import MailSender
from notifications.terms import Outcome
from tests.casework.town import filled
from tests.trial.province import NOWHERE, Hands

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


def days() -> list[date]:
    return [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]


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


def weeks(house: House, post: Seen, jumps: Sequence[tuple[date, int]] = ()) -> None:
    """Watch and post day by day; on some days the clock is first wrong by so many days, then right again."""
    for n, day in enumerate(days()):
        if n % 3 == 0:
            patrol(house, day, n)
        for on, by in jumps:
            if on == day:
                work(house, noon(day + timedelta(days=by)), post)
        work(house, noon(day), post)
