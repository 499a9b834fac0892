"""Twenty clients that post clues to an installation that is killed: each sends again under its key until it is answered."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass, field

from bench.clue_load import CLIENTS, Post

PATIENCE = 240.0  # seconds in which a clue must be answered
PAUSE = 0.3  # before it is sent again


@dataclass
class Told:
    """What the clients were told: by key every number that was answered, and how often something was sent again."""

    numbers: dict[str, set[str]] = field(default_factory=dict)
    again: int = 0


def post_through(port: int, posts: Sequence[tuple[str, Post]], told: Told) -> None:
    """Send all clues; each comes to its answer however often it must be sent."""
    asyncio.run(_all(port, posts, told))


async def _all(port: int, posts: Sequence[tuple[str, Post]], told: Told) -> None:
    waiting = iter(posts)

    async def client() -> None:
        for key, post in waiting:
            number = await asyncio.wait_for(_until_answered(port, post, told), PATIENCE)
            told.numbers.setdefault(key, set()).add(number)
    await asyncio.gather(*(client() for _ in range(CLIENTS)))


async def _until_answered(port: int, post: Post, told: Told) -> str:
    while True:
        try:
            return await _once(port, post)
        except (TimeoutError, OSError, asyncio.IncompleteReadError):
            told.again += 1
            await asyncio.sleep(PAUSE)


async def _once(port: int, post: Post) -> str:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(post.written(f"127.0.0.1:{port}"))
        head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 60)
        length = next(int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:"))
        body = json.loads(await reader.readexactly(length))
        status = int(head.split()[1])
        if status in (500, 503):  # the database was not there
            raise ConnectionError(status)
        assert status == 201, (status, body)
        return str(body["number"])
    finally:
        writer.close()
