"""Builders: letters to send, settings that fit a test host, lines and digests."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from notifications.letter import Digest, Line
from notifications.message import Outgoing
from notifications.post import Outcome, Post, PostSettings
from tests.notifications.smtp_host import SmtpHost, a_certificate

DAY = date(2024, 5, 31)


def a_letter(number: int = 1, **changed: Any) -> Outgoing:
    given: dict[str, Any] = {
        "message_id": f"<letter.{number}@kj.example.cn>",
        "sender_name": "矿监（省厅）", "sender_address": "kuangjian@jl.example.cn",
        "to_name": "王伟（主任）", "to_address": f"w{number}@example.cn",
        "subject": "矿监提醒", "text": "正文\n", "html": "<p>正文</p>\n",
        "ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        "date": datetime(2024, 5, 31, 0, 30, tzinfo=UTC)}
    return Outgoing(**(given | changed))


def letters(count: int) -> list[Outgoing]:
    return [a_letter(number) for number in range(1, count + 1)]


def settings_for(host: SmtpHost, /, **changed: Any) -> PostSettings:
    user, password = host.login or (None, None)
    given: dict[str, Any] = {
        "host": host.host, "port": host.port, "security": host.security,
        "username": user, "password": password, "timeout": 5, "connections": 1, "per_minute": None,
        "ca_file": None if host.security == "none" else str(a_certificate().certificate)}
    return PostSettings(**(given | changed))


class Book:
    """Writes down what is reported, in the order it is reported."""

    def __init__(self) -> None:
        self.entries: list[tuple[str, Outcome]] = []

    async def __call__(self, letter: Outgoing, outcome: Outcome) -> None:
        await asyncio.sleep(0)
        self.entries.append((letter.to_address, outcome))

    @property
    def kinds(self) -> list[str]:
        return [outcome.kind for _, outcome in self.entries]

    @property
    def by_letter(self) -> dict[str, str]:
        assert len({to for to, _ in self.entries}) == len(self.entries), "a letter was reported twice"
        return {to: outcome.kind for to, outcome in self.entries}

    @property
    def details(self) -> set[str]:
        return {outcome.detail for _, outcome in self.entries}


async def sent_to(server: SmtpHost, batch: Sequence[Outgoing], /, **changed: Any) -> Book:
    book = Book()
    await Post().send_all(settings_for(server, **changed), batch, outcome=book)
    return book


def a_line(number: int = 1, **changed: Any) -> Line:
    given: dict[str, Any] = {
        "duty_id": number, "title": "年度工作总结", "subject": "", "debtor": "吉林市国土资源局",
        "period": "2023", "due": DAY, "provisional": False, "state": "due", "days": 0, "audience": "debtor",
        "clause": "六（三）", "quote": "每年1月底前报送工作总结",
        "url": f"https://kj.example.cn/duties/{number}?k=ab", "times": 1, "done": 0}
    return Line(**(given | changed))


def a_digest(*lines: Line, **changed: Any) -> Digest:
    given: dict[str, Any] = {"recipient_name": "王伟", "office": "吉林市国土资源局", "day": DAY,
                             "lines": lines, "more": 0, "on_behalf_of": None, "demo": False}
    return Digest(**(given | changed))
