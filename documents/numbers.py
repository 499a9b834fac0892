"""How an organ is called on a day, the prefix of its documents, and their numbers: 吉国土资罚〔2010〕7号."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from foundation.errors import BrokenError, InvalidError
from regulation.reader import Reader
from regulation.terms import Confidence
from regulation.yuan import least_sure

FILE = Path(__file__).resolve().parent / "organs.toml"
ENDINGS = ("自治州", "自治县", "省", "市", "区", "县", "州")
BUREAUS = ("自然资源和规划局", "自然资源局", "自然资源厅", "国土资源局", "国土资源厅")


@dataclass(frozen=True)
class Bureau:
    """What the organ of a level is called after its division's name, and the prefix after its short name, from a day on."""

    level: str
    ending: str
    prefix: str
    effective_from: date
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Office:
    """A division whose organ is called or numbered otherwise than the rule has it; `full` stands before the bureau's ending."""

    name: str
    short: str | None = None
    full: str | None = None
    organ: str | None = None  # the whole name, where it is none of the usual ones
    prefix: str | None = None  # the whole prefix, likewise
    effective_from: date | None = None  # none: for as long as there are organs
    until: date | None = None
    source: str = ""
    confidence: Confidence = Confidence.R

    def holds_on(self, day: date) -> bool:
        """Whether its organ is called so on a day."""
        return (self.effective_from or day) <= day <= (self.until or day)


@dataclass(frozen=True)
class Organ:
    """An organ on a day."""

    name: str
    prefix: str
    confidence: Confidence


def organ_of(division: str, level: str, day: date, *, own: Sequence[Office] = ()) -> Organ:
    """The organ of a division (吉林省, 永吉县) of level province, city or county on a day; lines of one's `own` come first."""
    name = next((division.removesuffix(one) for one in BUREAUS if division.endswith(one) and division != one), division)
    bureaus, offices = _organs()
    found = [one for one in bureaus if one.level == level and one.effective_from <= day]
    if not found:
        raise InvalidError(f"No organ of the level {level} issues documents on {day.isoformat()}.",
                           way_out="Take an office of the province, a city or a county, and a day from 1998-04-01 on.")
    bureau = max(found, key=lambda one: one.effective_from)
    line = next((one for one in (*own, *offices) if one.name == name and one.holds_on(day)),
                Office(name, confidence=Confidence.D))
    short = line.short or next((name.removesuffix(one) for one in ENDINGS if name.endswith(one) and len(name) > len(one) + 1),
                               name)
    return Organ(line.organ or (line.full or name) + bureau.ending, line.prefix or short + bureau.prefix,
                 least_sure(bureau.confidence, line.confidence))


def number(prefix: str, character: str, year: int, n: int) -> str:
    """The number of a document: 吉国土资罚〔2010〕7号; numbers begin with 1 each year."""
    if n < 1 or not 1949 <= year <= 9999:
        raise InvalidError(f"{n} of {year} is no number of a document.",
                           way_out="Give a year of four figures, and a number from 1 on.")
    return f"{prefix}{character}〔{year}〕{n}号"


@cache
def _organs() -> tuple[tuple[Bureau, ...], tuple[Office, ...]]:
    given = tomllib.loads(FILE.read_text(encoding="utf-8"))
    reader = Reader()
    bureaus = [reader.table(Bureau, one, f"organs.toml · {one.get('level')}") for one in given["bureau"]]
    offices = [reader.table(Office, one, f"organs.toml · {one.get('name')}") for one in given["office"]]
    if reader.problems:
        raise BrokenError("The table of organs has mistakes.", problems=tuple(reader.problems),
                          way_out="Mend documents/organs.toml.")
    return tuple(bureaus), tuple(offices)
