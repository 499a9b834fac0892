"""Chance without memory: what happens to whom follows from the seed and names, so that a year can be taken up anywhere."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import blake2b
from typing import TypeVar

Choice = TypeVar("Choice")


@dataclass(frozen=True)
class Chance:
    """The chances of one seed; asked twice for the same thing it answers the same."""

    seed: int

    def of(self, *about: object) -> float:
        """A number from 0 up to 1 that belongs to these names."""
        told = "|".join(map(str, (self.seed, *about))).encode()
        return int.from_bytes(blake2b(told, digest_size=7).digest(), "big") / (1 << 56)

    def happens(self, share: float, *about: object) -> bool:
        """Whether what happens in a share of all cases happens in this one."""
        return self.of(*about) < share

    def between(self, low: int, high: int, *about: object) -> int:
        """A whole number from low to high, both included."""
        return low + int(self.of(*about) * (high - low + 1))

    def day(self, first: date, last: date, *about: object) -> date:
        """A day from one to another, both included; the first where they are the wrong way round."""
        return first + timedelta(days=self.between(0, max((last - first).days, 0), *about))

    def pick(self, choices: Sequence[Choice], *about: object) -> Choice:
        """One of the choices."""
        return choices[self.between(0, len(choices) - 1, *about)]
