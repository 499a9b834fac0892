"""Plays a script day by day on a stage: each step is done once, wherever the process was killed, and audited."""

import asyncio
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from casework import journal, triggers
from casework.access import OPERATOR, SYSTEM
from casework.desk import Desk, open_desk
from casework.duty.projecting import project_again
from casework.letter.posting import post_round
from casework.watch import keep_watch
from deployments.rehearsal import invariants_duties, invariants_letters  # noqa: F401 (they register themselves)
from deployments.rehearsal.deeds import do_deeds
from deployments.rehearsal.incidents import befall
from deployments.rehearsal.invariants import Audit, examine
from deployments.rehearsal.ledger import Ledger
from deployments.rehearsal.mail_host import SETTINGS, MailHost
from deployments.rehearsal.stage import Place, Stage, build_stage, mark, place_of
from foundation.clock import SetClock, day_of
from foundation.database import Instant
from notifications.settings import MailSender

SENDER = MailSender("矿监", "kuangjian@rehearsal.invalid")
TRIES = 12  # post rounds a day
BY = "rehearsal"
PATIENCE = 600  # tenths of a second
LAST_POST = 15  # o'clock; people act afterwards


@dataclass
class Player:
    """A rehearsal under way: the stage, the mail host, and what the audit has seen."""

    stage: Stage
    host: MailHost | None  # none: letters are kept, as where no mail host is configured
    ledger: Ledger = field(default_factory=Ledger)
    said: dict[str, str] = field(default_factory=dict)
    asked: int = 0  # invariants

    def play(self) -> Iterator[date]:
        """Play on from where the rehearsal stands to its last day; each day as it is over."""
        with open_desk(self.stage.house, OPERATOR) as desk:
            build_stage(desk)
            place = place_of(desk) or Place(self.stage.script.first, 0)
            if self.stage.script.still:
                self._take_stock(desk)
        self.stage.read_rulebook()
        for day in self.stage.script.days():
            if day >= place.day and not self.stage.script.is_down(day):
                self._day(day, place.steps if day == place.day else 0)
                yield day

    def _take_stock(self, desk: Desk) -> None:
        """A copy has a past, which the journal need not tell in full: it is audited from here on."""
        self.ledger = Ledger.of(desk)
        desk.run("UPDATE trigger_row SET done_at = :now WHERE done_at IS NULL", now=desk.now)

    def _day(self, day: date, over: int) -> None:
        if self.host is not None:
            self.host.down = self.stage.script.mail_down(day)
        for number, step in enumerate(STEPS, 1):
            if number > over:
                step(self, day)
                with open_desk(self.stage.house, OPERATOR) as desk:
                    mark(desk, day, number)

    def audit(self, day: date, moment: str) -> None:
        """Ask the invariants of a moment."""
        first = day
        while first > self.stage.script.first and self.stage.script.is_down(first - timedelta(days=1)):
            first -= timedelta(days=1)
        with open_desk(self.stage.house, OPERATOR, reads=moment != "month") as desk:
            audit = Audit(desk, first, day, self.ledger, self.ledger.read_on(desk),
                          self.host.taken() if self.host is not None else [], self.said)
            self.said.update({one.message_id: one.content for one in audit.taken if one.message_id not in self.said})
            self.asked += examine(audit, moment)


def _befall(player: Player, day: date) -> None:
    player.stage.go_to(day, 7)
    if player.stage.script.still:
        return
    with open_desk(player.stage.house, OPERATOR) as desk:
        befallen = befall(desk, player.stage)
    if "decree" in befallen:
        player.stage.read_rulebook()


def _watch(player: Player, day: date) -> None:
    player.stage.go_to(day, 8)
    house = player.stage.house
    _served(player, "holiday_projection", lambda: project_again(house))
    keep_watch(house)
    player.audit(day, "watch")


def _served(player: Player, stage: str, work: Callable[[], object]) -> None:
    """Do a stage's work if something asks for it, as the dispatcher's run would."""
    house = player.stage.house
    with open_desk(house, SYSTEM) as desk:
        triggers.claim(desk, stage, BY, minutes=0)
        # What was claimed before a kill is ours still, though the clock of a day begun again stands earlier.
        wanted = desk.scalar("SELECT count(*) FROM trigger_row WHERE stage = :stage AND claimed_by = :by AND done_at IS NULL",
                             stage=stage, by=BY)
    if wanted:
        work()
        with open_desk(house, SYSTEM) as desk:
            triggers.done(desk, stage, BY)


def _post(player: Player, day: date) -> None:
    """Post rounds until nothing is left for today, each when its letters are due, as the schedule and the backoff have it."""
    player.stage.go_to(day, 8, 10)
    house = player.stage.house
    for _ in range(TRIES if player.host else 0):
        asyncio.run(post_round(house, SENDER, SETTINGS, carrier=player.host))
        with open_desk(house, SYSTEM, reads=True) as desk:
            waiting = [row.at for row in desk.rows(
                "SELECT min(CASE state WHEN 'sending' THEN lease_until ELSE next_try_at END) AS at FROM letter"
                " WHERE state IN ('queued', 'sending')", types={"at": Instant()}) if row.at is not None]
            rest = not desk.calendar.is_working(day)
        if rest or not waiting or day_of(waiting[0]) > day or waiting[0] > SetClock.at(day, LAST_POST).instant:
            break
        player.stage.go_on(waiting[0])
    if player.host is None:  # how many letters is asked, not what they say
        with open_desk(house, SYSTEM) as desk:
            desk.run("UPDATE letter SET state = 'kept' WHERE state IN ('queued', 'sending')")
    _served(player, "post_round", lambda: None)


def _deeds(player: Player, day: date) -> None:
    player.stage.go_on(SetClock.at(day, 16).instant)
    if not player.stage.script.still:
        with open_desk(player.stage.house, OPERATOR) as desk:
            do_deeds(desk, player.stage)
            mark(desk, day, STEPS.index(_deeds) + 1)  # with the deeds: they are not done twice


def _seal(player: Player) -> None:
    """Seal all; where other transactions run on the server (of one just killed, too), once they are over."""
    for _ in range(PATIENCE):
        with open_desk(player.stage.house, SYSTEM) as desk:
            sealed = journal.seal(desk)
            left = desk.scalar("SELECT count(*) FROM journal WHERE id > (SELECT coalesce(max(entry_id), 0) FROM journal_seal)")
        if not left:
            break
        if not sealed:
            time.sleep(0.1)


def _night(player: Player, day: date) -> None:
    player.stage.go_to(day, 23)
    _seal(player)
    player.audit(day, "day")
    if (day + timedelta(days=1)).day == 1 or day == player.stage.script.last:
        player.audit(day, "month")


STEPS: tuple[Callable[[Player, date], None], ...] = (_befall, _watch, _post, _deeds, _night)
