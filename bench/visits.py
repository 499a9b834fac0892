"""The pages of a nation: how many statements each asks, what they read, and how long it takes, alone and with twenty at it."""

import asyncio
import random
import time
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

import httpx

from bench.measuring import open_house
from bench.scale import NIGHT
from bench.serving import served
from bench.visitors import Visitor, settle

ALONE, TWENTY = 0.150, 0.400  # seconds, the 95th percentile
USERS, SECONDS, THOUGHT = 20, 60.0, 2.0
STATEMENTS = 10


@dataclass
class Visit:
    """A page as a level of office opens it."""

    level: str
    page: str
    statements: int = 0
    scans: list[str] = field(default_factory=list)  # of large tables, read whole
    alone: list[float] = field(default_factory=list)
    beside: list[float] = field(default_factory=list)  # with the others

    @property
    def met(self) -> bool:
        """Whether it is within what is asked; the others' times are judged together."""
        return p95(self.alone) <= ALONE and self.statements <= STATEMENTS and not self.scans


def p95(times: list[float]) -> float:
    """The 95th percentile."""
    return quantiles(times, n=20)[-1] if len(times) > 1 else max(times, default=0.0)


def measure_visits(address: str, rounds: int) -> list[Visit]:
    """Visit the nation of a database."""
    from bench.statements import look_into
    house = open_house(address, NIGHT)
    visitors = settle(house, USERS)
    looked = look_into(house, visitors[:5])
    house.engine.dispose()
    visits = {(one.level, one.page): one for one in looked}
    with served(_application, address) as root:
        asyncio.run(_alone(root, visitors[:5], visits, rounds))
        asyncio.run(_together(root, visitors, visits))
    return list(visits.values())


def _application(address: str) -> Any:
    from deployments.asgi import application
    return application(open_house(address, NIGHT))


def _client(root: str, visitor: Visitor) -> httpx.AsyncClient:
    return httpx.AsyncClient(base_url=root, cookies={"kuangjian": visitor.token}, headers={"accept": "text/html"},
                             follow_redirects=True, timeout=60)


async def _ask(client: httpx.AsyncClient, path: str) -> float:
    began = time.perf_counter()
    answer = await client.get(path)
    if answer.status_code != 200:
        raise AssertionError(f"{path}: {answer.status_code} {answer.text[:300]}")
    return time.perf_counter() - began


async def _alone(root: str, visitors: list[Visitor], visits: dict[tuple[str, str], Visit], rounds: int) -> None:
    for visitor in visitors:
        async with _client(root, visitor) as client:
            for path in visitor.paths:
                for _ in range(3):
                    await _ask(client, path)  # as it is after the first of the day
                visits[visitor.level, page_of(path)].alone += [await _ask(client, path) for _ in range(4 * rounds)]


async def _together(root: str, visitors: list[Visitor], visits: dict[tuple[str, str], Visit]) -> None:
    ends = time.perf_counter() + SECONDS

    async def visit(number: int, visitor: Visitor) -> None:
        luck = random.Random(number)
        await asyncio.sleep(luck.random() * THOUGHT)
        async with _client(root, visitor) as client:
            while time.perf_counter() < ends:
                path = luck.choice(visitor.paths)
                visits[visitor.level, page_of(path)].beside.append(await _ask(client, path))
                await asyncio.sleep(THOUGHT * (0.5 + luck.random()))
    await asyncio.gather(*(visit(number, visitor) for number, visitor in enumerate(visitors)))


def page_of(path: str) -> str:
    """A page's path without what is asked of it."""
    return "/" + path.partition("?")[0].split("/")[1]
