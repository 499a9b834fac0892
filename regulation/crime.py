"""Whether an act may be a crime, which a penalty cannot stand for, and until when it may be punished at all."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.counting import add_months
from regulation.money_law import MoneyLaw
from regulation.money_table import CrimeValue
from regulation.offence_table import in_force
from regulation.terms import Confidence
from regulation.yuan import to_fen, told

TRANSFER = "涉嫌犯罪的应当移送司法机关，不得以行政处罚代替移送（国务院令第310号）"


@dataclass(frozen=True)
class Suspicion:
    """Whether a value reaches the line of a crime; nothing is known of it where no value was given."""

    crime: str
    suspected: bool | None
    line: Decimal
    law: str
    confidence: Confidence
    told: str


@dataclass(frozen=True)
class Lapse:
    """The last day on which an act must have been discovered to be punished."""

    years: int
    last_day: date
    passed: bool | None
    law: str
    confidence: Confidence


def suspicion(law: MoneyLaw, crime: str | None, day: date, *, value: Decimal | None, special: bool,
              refused: bool) -> Suspicion | None:
    """Whether a crime is suspected (刑法 343 with the interpretation in force on the day of the act)."""
    rule = None if crime is None else in_force(law.crime_line[crime].values, day)
    if crime is None or rule is None:
        return None
    special_line = rule.special_least if special else None
    line = rule.least if special_line is None else special_line
    name = law.crime_line[crime].title
    source = f"{rule.law}{rule.provision}"
    if value is None:
        return Suspicion(name, None, to_fen(line), source, rule.confidence,
                         f"未给出价值，未判断是否涉嫌{name}（起点{told(line)}）")
    reached = value >= line and (refused or not rule.refusal_needed)
    return Suspicion(name, reached, to_fen(line), source, rule.confidence, _told(rule, name, value, line, reached))


def _told(rule: CrimeValue, name: str, value: Decimal, line: Decimal, reached: bool) -> str:
    if reached:
        chosen = "" if rule.least == rule.most else f"省级可在{told(rule.least)}至{told(rule.most)}之间确定，"
        return f"价值{told(value)}，达到{name}起点{told(line)}（{rule.law}，{chosen}{rule.source}）：{TRANSFER}"
    if value >= line:
        return f"价值{told(value)}达到{told(line)}，但当时还以责令停止后拒不停止为要件（{rule.law}）"
    return f"价值{told(value)}，未达到{name}起点{told(line)}（{rule.law}）；两年内受过两次行政处罚等其他情形另行判断"


def lapse(law: MoneyLaw, last: date, *, harm: bool, discovered: date | None) -> Lapse | None:
    """Until when an act could be discovered to be punished (行政处罚法2021 第三十六条; 1996 第二十九条)."""
    rule = in_force(law.limitation["penalty"].values, last)
    if rule is None:
        return None
    years = rule.harm_years if harm else rule.years
    day = add_months(last, 12 * years)
    return Lapse(years, day, None if discovered is None else discovered > day, f"{rule.law}{rule.provision}", rule.confidence)
