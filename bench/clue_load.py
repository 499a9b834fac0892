"""Twenty clients that post to a web process: each keeps its connection, as fast as it is answered."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

CLIENTS = 20


@dataclass(frozen=True)
class Post:
    """A request as it is sent."""

    path: str
    body: bytes
    headers: tuple[tuple[str, str], ...] = ()

    def written(self, host: str) -> bytes:
        """Its bytes."""
        lines = [f"POST {self.path} HTTP/1.1", f"Host: {host}", "Content-Type: application/json",
                 f"Content-Length: {len(self.body)}", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join([*lines, "", ""]).encode() + self.body


@dataclass(frozen=True)
class Posted:
    """What became of a load: seconds in all, the body of every answer in the order sent, and of each how long it took."""

    seconds: float
    answers: list[bytes]
    waits: list[float]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.answers) / self.seconds


def post_all(root: str, posts: Sequence[Post], *, clients: int = CLIENTS, status: int = 201) -> Posted:
    """Send them all, shared out among the clients; any other answer than the status expected ends it."""
    return asyncio.run(_all(root, posts, clients, status))


async def _all(root: str, posts: Sequence[Post], clients: int, status: int) -> Posted:
    answers: list[bytes] = [b""] * len(posts)
    waits = [0.0] * len(posts)
    waiting = iter(range(len(posts)))
    host = urlsplit(root).netloc

    async def client() -> None:
        reader, writer = await asyncio.open_connection(*host.split(":"))
        for at in waiting:  # whoever is free takes the next
            began = time.perf_counter()
            writer.write(posts[at].written(host))
            answers[at] = await _answer(reader, status)
            waits[at] = time.perf_counter() - began
        writer.close()
    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(clients)))
    return Posted(time.perf_counter() - began, answers, waits)


async def _answer(reader: asyncio.StreamReader, status: int) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").split("\r\n")
    length = next(int(line.split(":")[1]) for line in lines if line.lower().startswith("content-length:"))
    body = await reader.readexactly(length)
    if f" {status} " not in lines[0]:
        raise AssertionError(f"{lines[0]}: {body[:400]!r}")
    return body
