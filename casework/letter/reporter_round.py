"""The reporters' part of a post round: their letters leave one batch after the other, each outcome booked as it comes."""

import asyncio
from collections import Counter
from dataclasses import dataclass, field

from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.letter import reporter_post
from notifications.message import Outgoing
from notifications.post import Carrier, Outcome, PostSettings
from notifications.settings import MailSender

BATCH = 50  # few enough to leave within the lease, however slow the host


@dataclass
class ReporterPost:
    """What became of letters to reporters."""

    outcomes: Counter[str] = field(default_factory=Counter)
    unreachable: str | None = None

    def lines(self) -> list[tuple[str, int | str]]:
        """The figures under their Chinese names; none where nothing waited."""
        names = (("sent", "致举报人：寄出"), ("kept", "致举报人：留存未寄"), ("queued", "致举报人：稍后再试"),
                 ("refused", "致举报人：拒收"), ("dead", "致举报人：停止重试"))
        return [(title, self.outcomes[name]) for name, title in names if self.outcomes[name]]


async def send_reporters(house: House, sender: MailSender | None, post: PostSettings | None, carrier: Carrier, *,
                         batch: int = BATCH) -> ReporterPost:
    """Send what waits for reporters, until nothing is due or the host does not answer."""
    done = ReporterPost()
    while ids := await asyncio.to_thread(_claimed, house, min(batch, BATCH)):
        if post is None or sender is None:
            done.outcomes["kept"] += await asyncio.to_thread(_kept, house, ids)
            continue
        await _send(house, await asyncio.to_thread(_leaving, house, ids, sender), post, carrier, done)
        if done.unreachable:
            break
    return done


async def _send(house: House, leaving: list[tuple[int, int, Outgoing]], post: PostSettings, carrier: Carrier,
                done: ReporterPost) -> None:
    whose = {mail.message_id: (letter, attempt) for letter, attempt, mail in leaving}

    async def outcome(mail: Outgoing, result: Outcome) -> None:
        letter, attempt = whose[mail.message_id]
        done.outcomes[await asyncio.to_thread(_record, house, letter, attempt, result)] += 1
        if result.kind == "unreachable":
            done.unreachable = result.detail

    await carrier.send_all(post, [mail for _, _, mail in leaving], outcome=outcome)


def _claimed(house: House, batch: int) -> list[int]:
    with open_desk(house, SYSTEM) as desk:
        return reporter_post.claim(desk, batch=batch)


def _kept(house: House, ids: list[int]) -> int:
    with open_desk(house, SYSTEM) as desk:
        return reporter_post.keep(desk, ids)


def _leaving(house: House, ids: list[int], sender: MailSender) -> list[tuple[int, int, Outgoing]]:
    with open_desk(house, SYSTEM) as desk:
        return reporter_post.leaving(desk, ids, sender)


def _record(house: House, letter: int, attempt: int, result: Outcome) -> str:
    with open_desk(house, SYSTEM) as desk:
        return reporter_post.record(desk, letter, result, attempt=attempt)
