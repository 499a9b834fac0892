"""What must hold between the parts of the rulebook; every breach is named with what to do."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from regulation.periods import period_of, reported_period
from regulation.quotes import in_source, source_text, squeeze
from regulation.rule import Cadence, DueRule, DutyRule, DutyValue, Ladder, Per, Rulebook, Span, Unit

AUDIENCES = ("debtor", "superior", "superior2", "superior3")
ROLES = ("head", "deputy", "unit_head", "handler", "legal_reviewer", "inspector", "patroller", "clerk", "statistician",
         "administrator", "auditor", "holder")
FIELD_TYPES = ("text", "integer", "number", "money", "date", "boolean", "choice")
DUE_FORMS = ("on", "at_period_end", "date", "after", "before")


def check(book: Rulebook) -> list[str]:
    """Every breach, as rule · field: what is wrong; what to do."""
    return [*_provisions(book), *_duties(book), *_acts(book), *_ladders(book), *_figures(book), *_regimes(book)]


def _provisions(book: Rulebook) -> Iterator[str]:
    for provision in book.provisions.values():
        if not provision.quotes and not provision.none_needed:
            yield f"{provision.clause} · quotes: no quote; quote the clause or say none_needed"
        source = source_text(provision.decree)
        if source is not None:
            yield from (f"{provision.clause} · quotes: “{quote[:20]}…” is not in the source; copy it verbatim"
                        for quote in provision.quotes if not in_source(quote, source))
    for table in (book.duties, book.acts, book.gates, book.figures):
        for code, one in table.items():
            if one.provision not in book.provisions:
                yield f"{code} · provision: {one.provision} is no clause; add the [[provision]]"


def _duties(book: Rulebook) -> Iterator[str]:
    events = {event for act in book.acts.values() for event in act.raises}
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
        yield from (f"{rule.code} · only_posts: {role} is no role; write one of {', '.join(ROLES)}"
                    for role in rule.only_posts if role not in ROLES)
        yield from _quoted(book, rule)
        yield from _lapsing(book, rule)
        yield from _values(rule)


def _quoted(book: Rulebook, rule: DutyRule) -> Iterator[str]:
    provision = book.provisions.get(rule.provision)
    if provision is not None and not any(squeeze(rule.quote) in squeeze(quote) for quote in provision.quotes):
        yield f"{rule.code} · quote: is not in the quotes of {rule.provision}; quote what orders this duty"


def _lapsing(book: Rulebook, rule: DutyRule) -> Iterator[str]:
    ladder = book.ladders.get(rule.ladder)
    if ladder is not None and (ladder.lapse_after is None) != rule.catch_up:
        yield (f"{rule.code} · ladder: {ladder.code} {'lets nothing lapse' if rule.catch_up is False else 'lets duties lapse'},"
               f" but catch_up is {str(rule.catch_up).lower()}; choose another ladder")


def _values(rule: DutyRule) -> Iterator[str]:
    if not rule.values:
        yield f"{rule.code} · value: no figures; add a [[duty.value]]"
    for one, following in pairwise(rule.values):
        if following.effective_from <= one.effective_from:
            yield f"{rule.code} · value: {following.effective_from} does not come after {one.effective_from}; put them in order"
    for value in rule.values:
        yield from (f"{rule.code} · value from {value.effective_from} · {what}" for what in _value(rule, value))


def _value(rule: DutyRule, value: DutyValue) -> Iterator[str]:
    if value.times < 1:
        yield f"times: {value.times} is too few; at least 1"
    if value.until is not None and value.until < value.effective_from:
        yield f"until: {value.until} is before {value.effective_from}; mend one of them"
    if value.set_by not in (None, "province"):
        yield f"set_by: {value.set_by} is unknown; write province or leave it out"
    try:
        if rule.cadence not in (Cadence.ONCE, Cadence.EVENT, Cadence.ROLLING):
            reported_period(value.reports_on, period_of(rule.cadence, date(2012, 3, 1)))
    except ValueError as error:
        yield f"reports_on: {error}"
    yield from _due(rule, value.due)


def _due(rule: DutyRule, due: DueRule) -> Iterator[str]:
    given = [form for form in DUE_FORMS if getattr(due, form) not in (None, False)]
    if len(given) != 1:
        yield f"due: {'no form' if not given else ' and '.join(given)}; give exactly one of on, at, date, after, before"
        return
    form = given[0]
    if due.on is not None and not _is_day(due.on):
        yield f"due: “{due.on}” is no day of the year; write MM-DD or MM-end"
    fitting = {Cadence.ONCE: ("date",), Cadence.EVENT: ("after", "before"), Cadence.ROLLING: ("after",),
               Cadence.YEAR: ("on", "at_period_end", "after")}.get(rule.cadence, ("at_period_end", "after"))
    if form not in fitting:
        yield f"due: {form} does not go with cadence {rule.cadence.value}; use {' or '.join(fitting)}"
    span = due.after or due.before
    if span is not None:
        yield from _span(span)


def _span(span: Span) -> Iterator[str]:
    if span.n < 0:
        yield f"due: {span.n} is negative; use before"
    if (span.law is not None) != (span.unit is Unit.LAW_DAY):
        yield "due: law goes with unit law_day, and only with it; set both or neither"


def _is_day(on: str) -> bool:
    found = re.fullmatch(r"(\d\d)-(\d\d|end)", on)
    if found is None or not 1 <= int(found[1]) <= 12:
        return False
    try:  # a common year: 02-29 would be no day in three years of four
        date(2011, int(found[1]), 1 if found[2] == "end" else int(found[2]))
    except ValueError:
        return False
    return True


def _acts(book: Rulebook) -> Iterator[str]:
    used = {rule.event for rule in book.duties.values()}
    for act in book.acts.values():
        for field in act.fields:
            if field.type not in FIELD_TYPES:
                yield f"{act.kind} · field {field.name}: type {field.type} is unknown; write one of {', '.join(FIELD_TYPES)}"
            if (field.type == "choice") != bool(field.choices):
                yield f"{act.kind} · field {field.name}: choices go with type choice alone; set both or neither"
        names = [field.name for field in act.fields]
        twice = sorted({name for name in names if names.count(name) > 1})
        yield from (f"{act.kind} · field {name}: stands twice; take one out" for name in twice)
        yield from (f"{act.kind} · raises: no duty waits for {event}; take it out" for event in act.raises if event not in used)


def _ladders(book: Rulebook) -> Iterator[str]:
    for ladder in book.ladders.values():
        if [rung.no for rung in ladder.rungs] != list(range(1, len(ladder.rungs) + 1)):
            yield f"{ladder.code} · no: rungs are not numbered 1, 2, 3 …; number them so"
        if any(b.offset <= a.offset for a, b in pairwise(ladder.rungs)):
            yield f"{ladder.code} · offset: rungs do not come one after the other; put them in order"
        yield from _audiences(ladder)


def _audiences(ladder: Ladder) -> Iterator[str]:
    if ladder.lapse_after is not None and ladder.lapse_after < 1:
        yield f"{ladder.code} · lapse_after: {ladder.lapse_after} is too few; at least 1 working day"
    for rung in ladder.rungs:
        yield from (f"{ladder.code} · rung {rung.no} · to: {to} is nobody; write {', '.join(AUDIENCES)}"
                    for to in rung.to if to not in AUDIENCES)
        if not rung.to:
            yield f"{ladder.code} · rung {rung.no} · to: nobody is addressed; name at least one"


def _figures(book: Rulebook) -> Iterator[str]:
    for figure in book.figures.values():
        if not figure.values:
            yield f"{figure.code} · value: no value; add a [[figure.value]]"
        yield from (f"{figure.code} · value from {v.effective_from}: {v.value} is too small; at least 1"
                    for v in figure.values if v.value < 1)


def _regimes(book: Rulebook) -> Iterator[str]:
    for law in sorted({regime.law for regime in book.regimes}):
        spans = sorted((r for r in book.regimes if r.law == law), key=lambda r: r.effective_from)
        for one, following in pairwise(spans):
            if one.until is None or one.until >= following.effective_from:
                yield f"{law} · until: overlaps with the one from {following.effective_from}; end it the day before"
