"""A random sample that anybody can draw again: cases are ranked by the SHA-256 of seed and number, and the first are taken."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

SHARE = re.compile(r"(100|[1-9]?[0-9](?:\.[0-9]{1,2})?)\s*[%％]")
COUNT = re.compile(r"[1-9][0-9]{0,5}")


class SamplingError(ValueError):
    """What was asked for is no size of a sample."""


def size_of(asked: str, frame: int) -> int:
    """How many cases "5" or "20%" are of a frame; a share is rounded up. SamplingError says what is wrong."""
    written = asked.strip()
    if COUNT.fullmatch(written):
        if int(written) > frame:
            raise SamplingError(f"there are only {frame} cases")
        return int(written)
    share = SHARE.fullmatch(written)
    if share is None or Decimal(share[1]) == 0:
        raise SamplingError("write a number as 5, or a share as 20%")
    return int((Decimal(share[1]) * frame / 100).to_integral_value(ROUND_CEILING))


def sample(frame: Iterable[str], seed: str, size: int) -> tuple[str, ...]:
    """The sample of a frame: the same seed and frame give the same, in whichever order the frame came."""
    return tuple(sorted(frame, key=lambda number: (sha256(f"{seed}\n{number}".encode()).hexdigest(), number))[:size])


def digest(frame: Sequence[str]) -> str:
    """The hash of a frame, a number a line in their order: who draws again sees whether it is the same frame."""
    return sha256("".join(f"{number}\n" for number in sorted(frame)).encode()).hexdigest()
