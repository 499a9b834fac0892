"""Stories of cases told to an installation that is killed: each step is sent again under its key until it is answered."""

import asyncio
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.clue_load import Post

CLIENTS = 12
PATIENCE = 400.0  # seconds in which a step must be answered, though its flow and its runner are killed again and again
PAUSE = 0.3  # before it is sent again
FLOW = 2.0  # seconds between two looks for what a flow drafts: dozens who look all the time would take it its processor
AGREED = {"opinion": "同意。"}
CONDITIONS = dict.fromkeys(("clear_actor", "against_law", "liability", "own_jurisdiction", "within_limitation"), True)
NONE_OF_THESE = {**dict.fromkeys(("major", "complex", "difficult", "public_interest", "major_rights", "hearing_due"), False),
                 "why": "案情简单"}
REPORT = {"facts": "在东山北坡采铁矿。", "law": "矿产资源法", "evidence": "现场笔录", "nature": "无证采矿",
          "circumstances": "一般", "proposal": "建议处罚"}
# So small that no hearing has to be offered: the story ends on the day on which it begins.
MONEY = {"facts": "钻探后未回填", "basis": "矿产资源法第六十九条", "fine": "3000.00"}


ISSUE = "issue"  # no move: the document is signed by its whole chain and issued
SIGNERS = {"handler": "handler", "unit": "unit", "review": "legal", "leader": "leader"}


@dataclass(frozen=True)
class Step:
    """A move of a case by somebody, and what is filled in."""

    who: str
    action: str
    fields: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Cast:
    """Who plays: by role a token, and the numbers of the investigators."""

    tokens: Mapping[str, str]
    investigators: Sequence[int]

    def header(self, who: str) -> tuple[tuple[str, str], ...]:
        """By which a request is somebody's."""
        return (("Authorization", f"Bearer {self.tokens[who]}"),)


@dataclass(frozen=True)
class Get:
    """A page that is asked for."""

    path: str
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def written(self, host: str) -> bytes:
        """Its bytes."""
        lines = [f"GET {self.path} HTTP/1.1", f"Host: {host}", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join([*lines, "", ""]).encode()


@dataclass
class Told:
    """What the players were told: by story the case's number, how many steps were answered, how often one was sent again."""

    numbers: dict[int, str] = field(default_factory=dict)
    steps: int = 0
    issued: int = 0
    again: int = 0
    failed: Exception | None = None


def filing(cast: Cast) -> Iterator[Step]:
    """From the finding to the investigators."""
    yield Step("handler", "filing.establish", CONDITIONS)
    yield Step("handler", "filing.propose", {**CONDITIONS, "facts": "无证采矿"})
    yield Step("unit", "filing.unit", AGREED)
    yield Step("legal", "filing.review", AGREED)
    yield Step("leader", "filing.approve", {**AGREED, "major": False, "reason": "金额较小，没有造成破坏"})
    yield Step("unit", "team.name", {"officers": list(cast.investigators)})


def investigated(cast: Cast, day: str) -> Iterator[Step]:
    """To a report that passed review."""
    yield from filing(cast)
    yield Step("handler", "evidence.collect", {"kind": "现场勘测笔录", "title": "现场勘测笔录", "taken_on": day,
                                               "source": "王某", "original": True, "content": "采坑的位置和大小"})
    yield Step("handler", "case.value", {"circumstance": "一般情形", "basis": "现场勘测"})
    yield Step("handler", "case.assess", NONE_OF_THESE)
    yield Step("handler", "report.submit", REPORT)
    yield Step("legal", "review.pass", {**AGREED, "made_out": True})


def paid(cast: Cast, day: str, receipt: str) -> Iterator[Step]:
    """A penalty that is paid on the day on which it is served."""
    served = {"method": "直接送达", "recipient": "王某", "served_on": day}
    yield from investigated(cast, day)
    yield Step("leader", "notice.issue", MONEY)
    yield Step("", ISSUE, {"title": "行政处罚告知书"})
    yield Step("handler", "notice.serve", served)
    yield Step("handler", "statement.record", {"statement": "没有异议。"})
    yield Step("legal", "statement.weigh", {"opinion": "当事人没有异议。"})
    yield Step("leader", "decision.penalty", {**MONEY, "discretion": "一般情形", "social_impact": False})
    yield Step("", ISSUE, {"title": "行政处罚决定书"})
    yield Step("handler", "decision.serve", served)
    yield Step("leader", "publication.leave", {"reason": "没有社会影响"})
    yield Step("handler", "payment.record", {"amount": "3000.00", "paid_on": day, "item": "罚款", "receipt": receipt})
    yield Step("handler", "performance.complete", {"others_performed": True})
    yield Step("handler", "closing.propose", {**AGREED, "reason": "履行完毕"})
    yield Step("leader", "closing.performed", AGREED)


def excused(cast: Cast, day: str) -> Iterator[Step]:
    """Minor and corrected: no penalty."""
    yield from investigated(cast, day)
    yield Step("leader", "decision.none", {"ground": "轻微并及时改正，没有危害后果", "facts": "已经回填"})


def refused(_cast: Cast) -> Iterator[Step]:
    """It is not filed."""
    yield Step("handler", "filing.propose-refusal", {"facts": "系历史采坑", "reason": "没有违法事实"})
    yield Step("unit", "filing.unit", AGREED)
    yield Step("legal", "filing.review", AGREED)
    yield Step("leader", "filing.refuse", {"reason": "没有违法事实"})


def story(n: int, cast: Cast, day: str) -> list[Step]:
    """The n-th story: of seven five are paid, one is excused, one is not filed."""
    return list({5: lambda: excused(cast, day), 6: lambda: refused(cast)}.get(n % 7, lambda: paid(cast, day, f"票{n:05d}"))())


def play(port: int, cast: Cast, day: str, stories: int, told: Told) -> None:
    """Play all stories, some at the same time: each comes to its end however often a step is sent, or it is told why not."""
    try:
        asyncio.run(_all(port, cast, day, stories, told))
    except Exception as error:
        told.failed = error


async def _all(port: int, cast: Cast, day: str, stories: int, told: Told) -> None:
    waiting = iter(range(stories))

    async def player() -> None:
        for n in waiting:
            await _play(port, cast, day, n, told)
    await asyncio.gather(*(player() for _ in range(CLIENTS)))


async def _play(port: int, cast: Cast, day: str, n: int, told: Told) -> None:
    new = {"cause": f"王某{n}未清理恢复案", "offence": "no-clean-up", "discovered_on": day, "act_start": day,
           "act_end": day, "source": "巡查发现",
           "party": {"kind": "person", "name": f"王某{n}", "address": "口前镇新立村"}}
    number = str((await _answered(port, _post(cast, "handler", "/api/cases", new, f"open-{n}"), told))["number"])
    told.numbers[n] = number
    for at, step in enumerate(story(n, cast, day)):
        if step.action == ISSUE:
            await asyncio.wait_for(_issue(port, cast, number, str(step.fields["title"]), told), PATIENCE)
            told.issued += 1
            continue
        body = {"action": step.action, "fields": dict(step.fields), "day": day}
        await _answered(port, _post(cast, step.who, f"/api/cases/{number}/moves", body, f"step-{n}-{at}"), told)
        told.steps += 1


async def _issue(port: int, cast: Cast, number: str, title: str, told: Told) -> None:
    """See a document through: whoever's turn it is signs, then it is issued; looked at anew each time, whatever got lost."""
    while True:
        try:
            listed = await _once(port, Get(f"/api/cases/{number}/documents", cast.header("handler")))
            drawn = [one["document"] for one in listed["documents"] if one["title"] == title]
            if drawn and await _one_further(port, cast, f"/api/cases/{number}/documents/{drawn[-1]}"):
                return
            await asyncio.sleep(0 if drawn else FLOW)  # its draft comes with the flow
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            told.again += 1
            await asyncio.sleep(PAUSE)


async def _one_further(port: int, cast: Cast, at: str) -> bool:
    document = await _once(port, Get(at, cast.header("handler")))
    if document["state"] == "issued":
        return True
    turn = document["turn"]
    who = SIGNERS[turn] if turn else "handler"
    body = {"opinion": "同意。"} if turn else {}
    await _once(port, Post(f"{at}/{'signatures' if turn else 'issue'}", json.dumps(body).encode(), cast.header(who)))
    return False


def _post(cast: Cast, who: str, path: str, body: Mapping[str, Any], key: str) -> Post:
    return Post(path, json.dumps(body).encode(), (*cast.header(who), ("Idempotency-Key", key)))


async def _answered(port: int, post: Post, told: Told) -> dict[str, Any]:
    async def until() -> dict[str, Any]:
        while True:
            try:
                return await _once(port, post)
            except (TimeoutError, OSError, asyncio.IncompleteReadError):
                told.again += 1
                await asyncio.sleep(PAUSE)
    return await asyncio.wait_for(until(), PATIENCE)


async def _once(port: int, post: Post | Get) -> dict[str, Any]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(post.written(f"127.0.0.1:{port}"))
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        body: dict[str, Any] = json.loads(await reader.readexactly(length))
        status = int(head.split()[1])
        if status in (500, 503):  # the database was not there
            raise ConnectionError(status)
        assert status in (200, 201), (status, post.path, post.body, body)
        return body
    finally:
        writer.close()
