"""The post round: claims letters, writes them, sends them over few connections, records each outcome as it comes."""

import asyncio
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.letter import outbox, outcomes
from casework.letter.letters import Letter
from casework.letter.reporter_round import ReporterPost, send_reporters
from casework.triggers import pull
from foundation.clock import day_of
from models.letter import CASES, CLUES, DIGEST
from notifications.letter import Rendered
from notifications.message import Outgoing
from notifications.post import Carrier, Outcome, Post, PostSettings
from notifications.settings import MailSender

# The address was taken off the books between the chase and the post.
NO_ADDRESS = Outcome("refused", "收件人没有登记电子邮箱")


@dataclass
class PostReport:
    """What a round did: letters written, and what became of those that left."""

    written: int = 0
    void: int = 0
    kept: int = 0
    failed: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    reporters: ReporterPost = field(default_factory=ReporterPost)
    unreachable: str | None = None
    rest_day: bool = False  # or so near one that a letter might leave on it

    def lines(self) -> list[tuple[str, int | str]]:
        """The figures under their Chinese names."""
        rest = [("休息日", "不发提醒信，顺延至下一工作日")] if self.rest_day else []
        failed = [("未能写成", self.failed)] if self.failed else []
        host = [("邮件服务器", self.unreachable)] if self.unreachable else []
        return [*rest, ("写成", self.written), ("作废（已办结）", self.void), ("留存未寄", self.kept),
                ("寄出", self.outcomes["sent"]), ("稍后再试", self.outcomes["queued"]),
                ("拒收", self.outcomes["refused"]), ("停止重试", self.outcomes["dead"]),
                *self.reporters.lines(), *failed, *host]


async def post_round(house: House, sender: MailSender | None, post: PostSettings | None, *, carrier: Carrier | None = None,
                     batch: int = 200, rounds: int = 500) -> PostReport:
    """Send what waits, batch after batch, until nothing is due, the host does not answer, or the round is long enough.

    A round that ends with letters left asks for the next one: a run that never ends would be taken for dead. On a rest
    day no digest leaves. The letters travel by SMTP, unless another carrier is given.
    """
    report = PostReport()
    batch = _within_lease(house, post, batch)
    report.reporters = await send_reporters(house, sender, post, carrier or Post(), batch=batch)
    report.unreachable = report.reporters.unreachable
    until = house.clock.now() + timedelta(minutes=_minutes(house, "post_round_minutes"))
    for _ in range(0 if report.unreachable else rounds):
        if house.clock.now() >= until:
            await asyncio.to_thread(_ask_again, house)
            break
        ids, in_full = await asyncio.to_thread(_prepare, house, batch, report, post is None)
        if not ids:
            break
        if post is not None and sender is not None:
            await _send(house, await asyncio.to_thread(_leaving, house, sender, ids, in_full, report), post, report,
                        carrier or Post())
            if report.unreachable:
                break
    return report


def _within_lease(house: House, post: PostSettings | None, batch: int) -> int:
    """As many letters as a limited rate lets out in half the lease: else another round would take them for lost."""
    if post is None or not post.per_minute:
        return batch
    return max(1, min(batch, post.per_minute * _minutes(house, "letter_lease_minutes") // 2))


def _minutes(house: House, figure: str) -> int:
    return house.rulebook.figures[figure].on(day_of(house.clock.now()))


def _ask_again(house: House) -> None:
    with open_desk(house, SYSTEM) as desk:
        pull(desk, "post_round")


def _prepare(house: House, batch: int, report: PostReport, keep: bool) -> tuple[list[int], Mapping[int, Rendered]]:
    with open_desk(house, SYSTEM) as desk:
        ids = outbox.claim(desk, batch=batch)
        report.rest_day = outbox.resting(desk)
    if not ids:
        return [], {}
    with open_desk(house, SYSTEM) as desk:
        written = outbox.write(desk, ids, links=not keep)
        report.written += written.written
        report.void += written.void
        report.failed += written.failed
        if keep:
            report.kept += outbox.keep(desk, ids)
    return ids, written.in_full


def _leaving(house: House, sender: MailSender, ids: list[int], in_full: Mapping[int, Rendered],
             report: PostReport) -> list[tuple[Letter, Outgoing]]:
    """The letters of a lease as they leave; one without an address is booked as refused."""
    leaving = []
    for letter in _leased(house, ids):
        if letter.to_address:
            leaving.append((letter, _outgoing(letter, sender, in_full.get(letter.id))))
        else:
            report.outcomes[_record(house, letter, NO_ADDRESS)] += 1
    return leaving


async def _send(house: House, leaving: list[tuple[Letter, Outgoing]], post: PostSettings, report: PostReport,
                carrier: Carrier) -> None:
    outgoing = {mail.message_id: letter for letter, mail in leaving}
    half = timedelta(minutes=_minutes(house, "letter_lease_minutes")) / 2
    renewed = house.clock.now()

    async def outcome(mail: Outgoing, result: Outcome) -> None:
        nonlocal renewed
        state = await asyncio.to_thread(_record, house, outgoing.pop(mail.message_id), result)
        report.outcomes[state] += 1
        if result.kind == "unreachable":
            report.unreachable = result.detail
        if house.clock.now() >= renewed + half:  # a slow host: what still waits is not to be taken for lost
            renewed = house.clock.now()
            await asyncio.to_thread(_renew, house, [letter.id for letter in outgoing.values()])

    await carrier.send_all(post, [mail for _, mail in leaving], outcome=outcome)


def _renew(house: House, ids: list[int]) -> None:
    with open_desk(house, SYSTEM) as desk:
        outbox.renew(desk, ids)


def _leased(house: House, ids: list[int]) -> list[Letter]:
    with open_desk(house, SYSTEM, reads=True) as desk:
        return outbox.leased(desk, ids)


def _record(house: House, letter: Letter, result: Outcome) -> str:
    with open_desk(house, SYSTEM) as desk:
        return outcomes.record(desk, letter.id, result, attempt=letter.attempts)


def _outgoing(letter: Letter, sender: MailSender, in_full: Rendered | None) -> Outgoing:
    assert letter.message_id and letter.written_at and letter.to_address  # written before it leaves
    assert in_full or letter.kind in (DIGEST, CLUES, CASES)  # what is kept of the others is not what is sent
    says = in_full or Rendered(letter.subject or "", letter.text or "", letter.html or "", letter.ics or "")
    return Outgoing(
        message_id=letter.message_id, sender_name=sender.name, sender_address=sender.address,
        to_name=letter.to_name or "", to_address=letter.to_address, subject=says.subject,
        text=says.text, html=says.html, ics=says.ics, date=letter.written_at,
    )
