"""The mail host of a rehearsal: takes letters, refuses some, answers late, is down for days; all it took stands in its log."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from deployments.rehearsal.chance import Chance
from foundation.clock import Clock, day_of
from notifications.message import Outgoing
from notifications.post import Outcome, PostSettings, Report

REFUSED, BOUNCED = 0.006, 0.006  # of all addresses
DEFERRED = 0.004  # of all letters: taken at the second try
MENDED = "new."  # what an address begins with once somebody mended it
SETTINGS = PostSettings("rehearsal.invalid", 25, "none", None, None, 1.0, 1, None, None)


@dataclass(frozen=True)
class Taken:
    """A letter as the host took it, and on which day."""

    day: date
    message_id: str
    to: str
    content: str  # a hash of what it said


def fate(chance: Chance, address: str) -> str:
    """What becomes of letters to an address: arrives, refused at the door, or bounced later."""
    if address.startswith(MENDED):
        return "arrives"
    lot = chance.of("address", address)
    return "refused" if lot < REFUSED else "bounced" if lot < REFUSED + BOUNCED else "arrives"


class MailHost:
    """A carrier of letters that writes down what it took before it says so, as a real host does."""

    def __init__(self, chance: Chance, clock: Clock, log: Path) -> None:
        self.chance, self.clock, self.log = chance, clock, log
        self.down = False
        self.told = 0  # bytes of the log that were read
        self.deferred = {line["deferred"] for line in _lines(log) if "deferred" in line}

    async def send_all(self, settings: PostSettings, letters: Sequence[Outgoing], *, outcome: Report) -> None:  # noqa: ARG002
        """Try each letter and report it exactly once."""
        with self.log.open("a", encoding="utf-8") as log:
            for letter in letters:
                line, result = self._try(letter)
                if line:
                    log.write(json.dumps(line) + "\n")
                    log.flush()
                await outcome(letter, result)

    def _try(self, letter: Outgoing) -> tuple[dict[str, str] | None, Outcome]:
        if self.down:
            return None, Outcome("unreachable", "邮件服务器 rehearsal.invalid:25 没有应答")
        if fate(self.chance, letter.to_address) == "refused":
            return None, Outcome("refused", "550 5.1.1 User unknown", address=True)
        if letter.message_id not in self.deferred and self.chance.happens(DEFERRED, letter.to_address, letter.date):
            self.deferred.add(letter.message_id)
            return {"deferred": letter.message_id}, Outcome("later", "451 4.7.1 Try again later")
        said = "\x1f".join((letter.subject, letter.text, letter.html, letter.ics))
        return {"day": day_of(self.clock.now()).isoformat(), "id": letter.message_id, "to": letter.to_address,
                "said": sha256(said.encode()).hexdigest()[:16]}, Outcome("sent", "250 2.0.0 Ok")

    def taken(self) -> list[Taken]:
        """What it took since this was last asked, in order; a letter taken twice stands there twice."""
        lines = list(_lines(self.log, self.told))
        self.told = self.log.stat().st_size if self.log.exists() else 0
        return [Taken(date.fromisoformat(line["day"]), line["id"], line["to"], line["said"]) for line in lines if "id" in line]


def _lines(log: Path, start: int = 0) -> Iterator[dict[str, str]]:
    if log.exists():
        with log.open("rb") as file:
            file.seek(start)
            for line in file:
                try:
                    yield json.loads(line)
                except ValueError:  # the host was killed in the middle of the line
                    continue
