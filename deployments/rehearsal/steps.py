"""The steps of a rehearsed day: what befalls, the watch, the post, what people do, the night; each right when done again."""

import asyncio
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from casework import journal, triggers
from casework.access import OPERATOR, SYSTEM
from casework.desk import open_desk
from casework.duty.projecting import project_again
from casework.letter.posting import post_round
from casework.watch import keep_watch
from deployments.rehearsal.deeds import do_deeds
from deployments.rehearsal.incidents import befall
from deployments.rehearsal.mail_host import SETTINGS
from deployments.rehearsal.stage import mark
from foundation.clock import SetClock, day_of
from foundation.database import Instant
from notifications.settings import MailSender

if TYPE_CHECKING:
    from deployments.rehearsal.playing import Player

SENDER = MailSender("矿监", "kuangjian@rehearsal.invalid")
TRIES = 12  # post rounds a day
LAST_POST = 15  # o'clock; people act afterwards
PATIENCE = 600  # tenths of a second
BY = "rehearsal"


def _befall(player: "Player", day: date) -> None:
    player.stage.go_to(day, 7)
    if player.stage.script.still:
        return
    with open_desk(player.stage.house, OPERATOR) as desk:
        befallen = befall(desk, player.stage)
    if "decree" in befallen:
        player.stage.read_rulebook()


def _watch(player: "Player", day: date) -> None:
    player.stage.go_to(day, 8)
    house = player.stage.house
    _served(player, "holiday_projection", lambda: project_again(house))
    keep_watch(house)
    player.audit(day, "watch")


def _served(player: "Player", stage: str, work: Callable[[], object]) -> None:
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


def _post(player: "Player", day: date) -> None:
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


def _deeds(player: "Player", day: date) -> None:
    player.stage.go_on(SetClock.at(day, 16).instant)
    if not player.stage.script.still:
        with open_desk(player.stage.house, OPERATOR) as desk:
            do_deeds(desk, player.stage)
            mark(desk, day, STEPS.index(_deeds) + 1)  # with the deeds: they are not done twice


def _seal(player: "Player") -> None:
    """Seal all; where other transactions run on the server (of one just killed, too), once they are over."""
    for _ in range(PATIENCE):
        with open_desk(player.stage.house, SYSTEM) as desk:
            sealed = journal.seal(desk)
            left = desk.scalar("SELECT count(*) FROM journal WHERE id > (SELECT coalesce(max(entry_id), 0) FROM journal_seal)")
        if not left:
            break
        if not sealed:
            time.sleep(0.1)


def _night(player: "Player", day: date) -> None:
    player.stage.go_to(day, 23)
    _seal(player)
    player.audit(day, "day")
    if (day + timedelta(days=1)).day == 1 or day == player.stage.script.last:
        player.audit(day, "month")


STEPS: tuple[Callable[["Player", date], None], ...] = (_befall, _watch, _post, _deeds, _night)
