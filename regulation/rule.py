"""A duty rule: who owes what to whom about what, its dated values, and how its open wording is read."""

from dataclasses import dataclass
from datetime import date

from regulation.terms import Cadence, Confidence, Creditor, Debtor, Joins, Per, Unit

Day = date  # a field of DueRule is itself called date


@dataclass(frozen=True)
class Span:
    """A length of time: so many of a unit; `law` names the regime when the unit is `law_day`."""

    n: int
    unit: Unit
    law: str | None = None


@dataclass(frozen=True)
class DueRule:
    """When a period's duty falls due: exactly one of the five is set."""

    on: str | None = None  # "12-31", or "02-end" for the last day of the month, in the period's year
    at_period_end: bool = False
    date: Day | None = None  # a one-off date
    after: Span | None = None  # counted from the period's end, or from the day of the event
    before: Span | None = None  # counted back from the day of the event


@dataclass(frozen=True)
class DutyValue:
    """The figures of a duty rule from a date on; the next value's `from` ends it, or `until` does."""

    effective_from: date
    until: date | None  # last day in force, when the rule itself ends
    times: int
    due: DueRule
    roll: bool  # a last day on a rest day moves on (a statutory limit) or stays (an internal reporting date)
    reports_on: str  # same_period, previous_year, this_year, first_half, previous_period, none
    confidence: Confidence
    source: str
    set_by: str | None = None  # "province": the order names no figure, the province may set it
    rolls_by: str | None = None  # the regime by which a limit's last day moves off a rest day


@dataclass(frozen=True)
class Reading:
    """An open wording, how we read it, why, and the reading not taken."""

    question: str
    taken: str
    reason: str
    not_taken: str
    set_by: str | None = None


@dataclass(frozen=True)
class DutyRule:
    """A duty of the order: debtor owes creditor an act about a subject, so many times, by a date, because of a clause."""

    code: str
    provision: str
    title: str
    title_en: str
    quote: str
    debtor: Debtor
    creditor: Creditor
    per: Per
    cadence: Cadence
    act: str
    catch_up: bool  # may a missed one be made good; if not, it lapses
    ladder: str
    values: tuple[DutyValue, ...]
    event: str | None = None
    only_method: str | None = None  # underground, open_pit
    except_minerals: str | None = None  # a list of the rulebook, e.g. "radioactive"
    only_posts: tuple[str, ...] = ()  # for officers: the roles that owe it
    by: str | None = None  # inspector: it falls to the inspector of its mine, who is reminded of it first
    joins: Joins = Joins.START
    readings: tuple[Reading, ...] = ()

    def value_on(self, day: date) -> DutyValue | None:
        """The value in force on a day, or None before the rule began or after it ended."""
        current = [v for v in self.values if v.effective_from <= day]
        if not current:
            return None
        latest = max(current, key=lambda v: v.effective_from)
        return None if latest.until is not None and day > latest.until else latest

    def ended_by(self, day: date) -> date | None:
        """The last day this rule was in force, if it is over on `day` (it may come back by a later value)."""
        begun = [v for v in self.values if v.effective_from <= day]
        last = max(begun, key=lambda v: v.effective_from).until if begun else None
        return last if last is not None and day > last else None
