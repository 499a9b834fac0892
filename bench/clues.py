"""Clues at their worst: ten thousand posted at once, every fifth twice, beside a bare endpoint; then drained by intake."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from bench.clue_load import Post, Posted, post_all
from bench.databases import Databases
from bench.measuring import open_house
from bench.nation import build
from bench.scale import NIGHT, Scale
from bench.serving import bare_app, served
from bench.visits import p95
from casework.access import OPERATOR
from casework.account.api_tokens import issue_for_office
from casework.clue.intake import drain
from casework.desk import House, open_desk

CLUES, AGAIN = 10_000, 5  # every fifth is sent twice
HALF, DRAINED = 0.5, 30.0  # of the bare endpoint's rate; clues a second
TEXTS = ("夜里有人在{0}号山头用{1}台挖掘机采铁矿，早上用卡车运走", "{0}号采石场越过界桩向北挖了约{1}米，没有人管",
         "听说{0}号矿的采矿证已经过期{1}个月，白天仍在生产", "{0}组河滩有人抽沙，{1}条船，水都浑了")


@dataclass(frozen=True)
class ClueLoad:
    """What a database took: the bare endpoint's rates before and after, ours, and intake's."""

    database: str
    bare: tuple[float, float]
    accepted: Posted
    clues: int
    lost: int
    doubled: int
    runs: int
    drained: float  # a second

    @property
    def times(self) -> float:
        """Our rate as a part of the bare endpoint's."""
        return self.accepted.rate / (sum(self.bare) / 2)

    @property
    def met(self) -> bool:
        """Whether all targets are met."""
        return self.times >= HALF and self.drained >= DRAINED and not self.lost and not self.doubled

    def row(self) -> str:
        """A line of the table."""
        cells = (self.database, f"{self.clues:,}", str(self.lost), str(self.doubled), f"{sum(self.bare) / 2:,.0f}",
                 f"{self.accepted.rate:,.0f}", f"{self.times:.2f}", f"{p95(self.accepted.waits) * 1000:.0f}",
                 f"{self.drained:,.0f}", str(self.runs), "yes" if self.met else "**no**")
        return f"| {' | '.join(cells)} |"


SMALL = Scale(60, 600, 3000)  # a province of one city for ten counties
HEAD = """## Clues

{clues:,} clues posted by twenty clients, every fifth sent twice with the same key; the bare endpoint inserts one row in a
transaction of its own, asked before and after in the same run. Intake drains what waits, in batches.

| database | clues | lost | doubled | bare /s | accepted /s | of bare (≥ 0.5) | 95 % ms | drained /s (≥ 30) | runs | met |
|---|---|---|---|---|---|---|---|---|---|---|
"""


def clue_section(loads: Sequence[ClueLoad]) -> str:
    """The table."""
    return HEAD.format(clues=loads[0].clues) + "".join(f"{one.row()}\n" for one in loads)


def posting(databases: Databases, scale: Scale, clues: int = CLUES) -> ClueLoad:
    """Post and drain on a database of a kind."""
    address = databases.fresh()
    house = open_house(address, NIGHT)
    build(house, scale, date(2024, 1, 1))
    token, licences = _token(house), _licences(house)
    bare = Post("/bare", json.dumps({"number": "x", "text": TEXTS[0]}).encode())
    with served(bare_app, databases.fresh()) as root:
        before = post_all(root, [bare] * clues).rate
    with served(_application, address) as root:
        accepted = post_all(root, list(_posts(token, licences, clues)))
    with served(bare_app, databases.fresh()) as root:
        after = post_all(root, [bare] * clues).rate
    numbers = [json.loads(answer)["number"] for answer in accepted.answers]
    kept = _kept(house)
    runs, rate = _drained(house, len(kept))
    house.engine.dispose()
    return ClueLoad(f"{databases.name} {databases.version}", (before, after), accepted, len(kept),
                    len(set(numbers) - set(kept)) + clues - len(set(numbers)), len(kept) - len(set(kept)), runs, rate)


def _application(address: str) -> Any:
    from deployments.asgi import application
    return application(open_house(address, NIGHT))


def _token(house: House) -> str:
    with open_desk(house, OPERATOR) as desk:
        office = desk.scalar("SELECT min(id) FROM party WHERE level = 'county'")
        return issue_for_office(desk, int(office), "bench", actions=("clue.take",), days=300).token


def _licences(house: House) -> list[str]:
    with open_desk(house, OPERATOR, reads=True) as desk:
        return [row.licence_no for row in desk.rows("SELECT licence_no FROM mineral_right ORDER BY id LIMIT 2000")]


def _posts(token: str, licences: list[str], clues: int) -> Any:
    sent, bearer = count(), ("Authorization", f"Bearer {token}")
    for n in range(clues):
        body = json.dumps({"text": TEXTS[n % 4].format(n % 97, n % 7), "offence": "mining_without_licence",
                           "reporter": {"name": "李大山", "phone": "13812345678"}, "place": "东山",
                           "licence": licences[n % len(licences)]}).encode()
        post = Post("/api/clues", body, (bearer, ("Idempotency-Key", f"clue-{next(sent)}")))
        yield post
        if n % AGAIN == 0:
            yield post


def _kept(house: House) -> list[str]:
    with open_desk(house, OPERATOR, reads=True) as desk:
        return [row.number for row in desk.rows("SELECT number FROM clue ORDER BY id")]


def _drained(house: House, clues: int) -> tuple[int, float]:
    """How many runs it took until nothing waited, and the clues a second."""
    began, runs = time.perf_counter(), 0
    while _waiting(house):
        drain(house)
        runs += 1
    return runs, clues / (time.perf_counter() - began)


def _waiting(house: House) -> int:
    with open_desk(house, OPERATOR, reads=True) as desk:
        return int(desk.scalar("SELECT count(*) FROM clue WHERE stage = 'received'"))

