"""A small demo province on a real day, the work its people bring, and the same work done undisturbed."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from casework import journal, triggers
from casework.access import OPERATOR
from casework.act import acts
from casework.act.acts import NewAct
from casework.desk import Desk, House, open_desk
from casework.house import instance_id
from casework.letter.letters import resend
from casework.letter.links import link_secret
from casework.letter.posting import post_round
from casework.record.holders import import_holders
from casework.watch import keep_watch
from deployments.demo import fill_demo
from deployments.demo_acts import play_acts
from foundation.clock import SHANGHAI
from notifications.message import Outgoing
from notifications.post import Outcome, PostSettings, Report
from notifications.settings import MailSender
from tests.casework.town import filled
from workbooks.reading import Row

NOWHERE = PostSettings("twin.example", 25, "none", None, None, 30.0, 4, None, None)
STAGES = ("duty_watch", "post_round", "holiday_projection", "health_watch")
FIGURE = """[[figure_value]]
figure = "{}"
from = 2010-06-01
value = 1
source = "试验"
confidence = "V"

"""
# Kept low, so that what a killed process held comes back within a minute.
DECREE = "".join(FIGURE.format(name) for name in ("run_died_after_minutes", "letter_lease_minutes", "letter_backoff_minutes"))


def minutes_of_today() -> float:
    """Minutes until the province's next day begins."""
    now = datetime.now(SHANGHAI)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return (midnight - now).total_seconds() / 60


def found(house: House, *, mines: int, seed: int) -> None:
    """Fill an empty house; today and tomorrow are worked, whatever the calendar says, for on a rest day no letter leaves."""
    with open_desk(house, OPERATOR) as desk:
        # A notice of a year that never was, so that the real year's holidays stay as they are.
        desk.run("INSERT INTO holiday_notice (year, source, imported_at) VALUES (1900, '试验', :now)", now=desk.now)
        for day in (desk.today, desk.today + timedelta(days=1)):
            desk.run("INSERT INTO holiday (day, year, working, name) VALUES (:day, 1900, :yes, '试验')", day=day, yes=True)
    fill_demo(house, mines=mines, seed=seed)
    with open_desk(house, OPERATOR) as desk:
        instance_id(desk)
        link_secret(desk)
    play_acts(house, seed=seed)


def work(desk: Desk, n: int) -> None:
    """A day's bit of work, whole or not at all: new mines, patrols recorded, letters put back, a watch asked for."""
    import_holders(desk, [_mine(n, k, row) for k, row in enumerate(_townships(desk, n))])
    kind = desk.rulebook.acts["patrol"]
    for row in _townships(desk, n):
        acts.record(desk, NewAct(kind.kind, row.id, desk.today, fields=filled(desk.house, kind.kind)))
    for letter in desk.rows("SELECT id FROM letter WHERE state = 'sent' AND day = :today ORDER BY id", today=desk.today):
        resend(desk, letter.id)
    triggers.ask(desk, "duty_watch")
    journal.note(desk, "trial.work", "instance", n)


def is_done(desk: Desk, n: int) -> bool:
    """Whether the bit of work stands: who got no answer looks before doing it again."""
    return bool(desk.scalar("SELECT 1 FROM journal WHERE action = 'trial.work' AND entity_id = :n", n=n))


def _townships(desk: Desk, n: int) -> Sequence[Any]:
    rows = desk.rows("SELECT t.id, t.code, c.code AS county FROM party t JOIN party c ON c.id = t.parent_id"
                     " WHERE t.level = 'township' AND c.level = 'county' AND length(c.code) = 6 ORDER BY t.code")
    return rows[n * 5:n * 5 + 5]


def _mine(n: int, k: int, township: Any) -> Row:
    return Row(k + 2, {
        "licence_no": f"C2200002015067120{n:02d}{k:04d}", "kind": "采矿权", "holder": f"试验矿业{n}号有限公司",
        "credit_code": f"91220000MA00000{n:02d}X", "contact": "王试", "email": f"trial{n}@mines.example",
        "name": f"试验采石场{n}之{k}", "mine_code": f"SY{n:02d}{k:04d}", "mineral": "石灰岩", "method": "露天",
        "scale": "小型", "county": township.county, "township": township.code, "issuer": township.county,
        "valid_from": "2015-06-01"})


class Hands:
    """A carrier that never fails and remembers the Message-IDs it took."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def take(self, letter: Outgoing) -> Outcome:
        """Take one letter."""
        self.taken.append(letter.message_id)
        return Outcome("sent", "250")

    async def send_all(self, settings: PostSettings, letters: Sequence[Outgoing], *, outcome: Report) -> None:  # noqa: ARG002
        for letter in letters:
            await outcome(letter, self.take(letter))


def undisturbed(house: House, rounds: int) -> list[str]:
    """The same province and work with nothing killed; the Message-IDs that left."""
    hands = Hands()
    for n in range(rounds + 1):
        if n:
            with open_desk(house, OPERATOR) as desk:
                work(desk, n)
        keep_watch(house)
        asyncio.run(post_round(house, MailSender("矿监", "kj@kj.example"), NOWHERE, carrier=hands))
    return hands.taken
