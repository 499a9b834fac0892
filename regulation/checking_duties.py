"""What must hold of the duties of the rulebook and their values; every breach is named with what to do."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from regulation.book import Rulebook
from regulation.case_limits import EVENT, SUPERVISED
from regulation.clue import EVENTS
from regulation.due import named_day
from regulation.periods import period_of, reported_period
from regulation.quotes import in_source
from regulation.rule import DueRule, DutyRule, DutyValue, Span
from regulation.terms import ROLES, Cadence, Joins, Per, Unit

DUE_FORMS = ("on", "at_period_end", "date", "after", "before")
COMMON_YEAR = 2011  # 02-29 would be no day in three years of four


def duties(book: Rulebook) -> Iterator[str]:
    """Every breach in the duties, as rule · field: what is wrong; what to do."""
    events = {one.event for act in book.acts.values() for one in act.raises} | EVENTS | {EVENT, SUPERVISED}
    for rule in book.duties.values():
        for field, name, table in (("act", rule.act, book.acts), ("ladder", rule.ladder, book.ladders)):
            if name not in table:
                yield f"{rule.code} · {field}: {name} does not exist; define it"
        if rule.except_minerals and rule.except_minerals not in book.minerals:
            yield f"{rule.code} · except_minerals: there is no list {rule.except_minerals}; add it under [minerals]"
        if (rule.event is not None) != (rule.cadence is Cadence.EVENT):
            yield f"{rule.code} · event: an event belongs to cadence event, and only to it; set both or neither"
        elif rule.event is not None and rule.event not in events:
            yield f"{rule.code} · event: no act kind raises {rule.event}; add it to an act's raises"
        if rule.only_method not in (None, "underground", "open_pit") or (rule.only_method and rule.per is not Per.MINE):
            yield f"{rule.code} · only_method: underground or open_pit, for duties per mine; mend it"
        if rule.by not in (None, "inspector") or (rule.by and rule.per is not Per.MINE):
            yield f"{rule.code} · by: only inspector, for duties per mine; mend it"
        if rule.joins is Joins.FIRST_HALF and rule.cadence is not Cadence.YEAR:
            yield f"{rule.code} · joins: first_half goes with cadence year alone; write start or during"
        yield from (f"{rule.code} · only_posts: {role} is no role; write one of {', '.join(ROLES)}"
                    for role in rule.only_posts if role not in ROLES)
        yield from _quoted(book, rule)
        yield from (f"{rule.code} · reading · {what}" for one in rule.readings for what in set_by(one.set_by))
        yield from _lapsing(book, rule)
        yield from _values(book, rule)


def set_by(who: str | None) -> Iterator[str]:
    """A breach where somebody else than the province is to set a value."""
    if who not in (None, "province"):
        yield f"set_by: {who} is unknown; write province or leave it out"


def _quoted(book: Rulebook, rule: DutyRule) -> Iterator[str]:
    provision = book.provisions.get(rule.provision)
    if provision is not None and not any(in_source(rule.quote, quote) for quote in provision.quotes):
        yield f"{rule.code} · quote: is not in the quotes of {rule.provision}; quote what orders this duty"


def _lapsing(book: Rulebook, rule: DutyRule) -> Iterator[str]:
    ladder = book.ladders.get(rule.ladder)
    if ladder is None:
        return
    for after in (ladder.lapse_after, *(value.lapse_after for value in ladder.values)):
        if (after is None) != rule.catch_up:
            does = "lets duties lapse" if rule.catch_up else "lets nothing lapse"
            yield (f"{rule.code} · ladder: {rule.ladder} {does}, but catch_up is {str(rule.catch_up).lower()};"
                   " choose another ladder")


def _values(book: Rulebook, rule: DutyRule) -> Iterator[str]:
    if not rule.values:
        yield f"{rule.code} · value: no figures; add a [[duty.value]]"
    for one, following in pairwise(rule.values):
        if following.effective_from <= one.effective_from:
            yield f"{rule.code} · value: {following.effective_from} does not come after {one.effective_from}; put them in order"
    for value in rule.values:
        yield from (f"{rule.code} · value from {value.effective_from} · {what}" for what in _value(book, rule, value))


def _value(book: Rulebook, rule: DutyRule, value: DutyValue) -> Iterator[str]:
    if value.times < 1:
        yield f"times: {value.times} is too few; at least 1"
    if value.until is not None and value.until < value.effective_from:
        yield f"until: {value.until} is before {value.effective_from}; mend one of them"
    yield from set_by(value.set_by)
    try:
        if rule.cadence not in (Cadence.ONCE, Cadence.EVENT, Cadence.ROLLING):
            reported_period(value.reports_on, period_of(rule.cadence, date(COMMON_YEAR, 3, 1)))
    except ValueError as error:
        yield f"reports_on: {error}"
    if value.roll and value.due.after is not None and value.due.after.unit is Unit.LAW_DAY:
        yield "roll: the law itself says whether its days roll; leave it false"
    yield from _due(book, rule, value.due)


def _due(book: Rulebook, rule: DutyRule, due: DueRule) -> Iterator[str]:
    given = [form for form in DUE_FORMS if getattr(due, form) not in (None, False)]
    if len(given) != 1:
        yield f"due: {'no form' if not given else ' and '.join(given)}; give exactly one of on, at, date, after, before"
        return
    form = given[0]
    if due.on is not None and not _is_day(due.on):
        yield f"due: “{due.on}” is no day of the year; write MM-DD or MM-end"
    fitting = {Cadence.ONCE: ("date",), Cadence.EVENT: ("after", "before", "at_period_end"), Cadence.ROLLING: ("after",),
               Cadence.YEAR: ("on", "at_period_end", "after")}.get(rule.cadence, ("at_period_end", "after"))
    if form not in fitting:
        yield f"due: {form} does not go with cadence {rule.cadence.value}; use {' or '.join(fitting)}"
    span = due.after or due.before
    if span is not None:
        yield from _span(book, span)


def _span(book: Rulebook, span: Span) -> Iterator[str]:
    if span.n < 0:
        yield f"due: {span.n} is negative; use before"
    if (span.law is not None) != (span.unit is Unit.LAW_DAY):
        yield "due: law goes with unit law_day, and only with it; set both or neither"
    laws = sorted({regime.law for regime in book.regimes})
    if span.law is not None and span.law not in laws:
        yield f"due: no regime says how {span.law} counts days; add a [[regime]], or write one of {', '.join(laws)}"


def _is_day(on: str) -> bool:
    try:
        named_day(on, COMMON_YEAR)
    except ValueError:
        return False
    return True
