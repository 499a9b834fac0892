"""What must hold between the parts of the rulebook; every breach is named with what to do."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from regulation.act_kind import ActKind
from regulation.book import Provision, Rulebook
from regulation.checking_bars import bars
from regulation.checking_duties import duties, set_by
from regulation.checking_effects import effects
from regulation.checking_limits import limits
from regulation.checking_money import money
from regulation.checking_procedure import procedure
from regulation.ladder import Ladder
from regulation.quotes import in_source, source_text
from regulation.terms import AUDIENCES

FIELD_TYPES = ("text", "integer", "number", "money", "date", "boolean", "choice")


def check(book: Rulebook) -> list[tuple[str, str]]:
    """Every breach: the table it is in, and rule · field: what is wrong; what to do."""
    found = {"provision": _provisions(book), "duty": duties(book), "act": _acts(book), "gate": _gates(book),
             "ladder": _ladders(book), "figure": _figures(book), "regime": _regimes(book), "limit": limits(book),
             "bar": bars(book)}
    breaches = [(table, what) for table, whats in found.items() for what in whats]
    return [*breaches, *money(book.money), *procedure(book), *effects(book), *_clauses(book)]


def _provisions(book: Rulebook) -> Iterator[str]:
    for provision in book.provisions.values():
        if not provision.quotes and not provision.none_needed:
            yield f"{provision.clause} · quotes: no quote; quote the clause or say none_needed"
        if not provision.none_needed and not _shows_itself(book, provision):
            yield f"{provision.clause} · none_needed: neither duty, act, gate nor figure stands for it; add one or say why not"
        source = source_text(provision.decree)
        if source is not None:
            yield from (f"{provision.clause} · quotes: “{quote[:20]}…” is not in the source; copy it verbatim"
                        for quote in provision.quotes if not in_source(quote, source))


def _clauses(book: Rulebook) -> Iterator[tuple[str, str]]:
    for name, table in zip(("duty", "act", "gate", "figure"), _of_clauses(book), strict=True):
        for code, one in table.items():
            if one.provision not in book.provisions:
                yield name, f"{code} · provision: {one.provision} is no clause; add the [[provision]]"


def _of_clauses(book: Rulebook) -> tuple[Mapping[str, Any], ...]:
    return book.duties, book.acts, book.gates, book.figures


def _shows_itself(book: Rulebook, provision: Provision) -> bool:
    return any(one.provision == provision.clause for table in _of_clauses(book) for one in table.values())


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
        yield from _raises(act, used)


def _raises(act: ActKind, used: set[str | None]) -> Iterator[str]:
    choices = {field.name: field.choices for field in act.fields}
    for one in act.raises:
        if one.event not in used:
            yield f"{act.kind} · raises: no duty waits for {one.event}; take it out"
        if one.at not in ("party", "superior"):
            yield f"{act.kind} · raises: at {one.at} is unknown; write party or superior"
        if (one.field is None) != (not one.among):
            yield f"{act.kind} · raises: field and among go together; set both or neither"
        elif one.field is not None and not set(one.among) <= set(choices.get(one.field, ())):
            yield f"{act.kind} · raises: {one.field} has no choices {'、'.join(one.among)}; name choices of that field"


def _ladders(book: Rulebook) -> Iterator[str]:
    for ladder in (one.on(day) for one in book.ladders.values()
                   for day in (date.min, *(value.effective_from for value in one.values))):
        if [rung.no for rung in ladder.rungs] != list(range(1, len(ladder.rungs) + 1)):
            yield f"{ladder.code} · no: rungs are not numbered 1, 2, 3 …; number them so"
        if any(b.offset <= a.offset for a, b in pairwise(ladder.rungs)):
            yield f"{ladder.code} · offset: rungs do not come one after the other; put them in order"
        yield from _audiences(ladder)
        yield from (f"{ladder.code} · {what}" for what in set_by(ladder.set_by))


def _audiences(ladder: Ladder) -> Iterator[str]:
    if ladder.lapse_after is not None and ladder.lapse_after < 1:
        yield f"{ladder.code} · lapse_after: {ladder.lapse_after} is too few; at least 1 working day"
    for rung in ladder.rungs:
        yield from (f"{ladder.code} · rung {rung.no} · to: {to} is nobody; write {', '.join(AUDIENCES)}"
                    for to in rung.to if to not in AUDIENCES)
        if not rung.to:
            yield f"{ladder.code} · rung {rung.no} · to: nobody is addressed; name at least one"


def _gates(book: Rulebook) -> Iterator[str]:
    for gate in book.gates.values():
        provision = book.provisions.get(gate.provision)
        if provision is not None and not any(in_source(gate.quote, quote) for quote in provision.quotes):
            yield f"{gate.code} · quote: is not in the quotes of {gate.provision}; quote what orders this gate"


def _figures(book: Rulebook) -> Iterator[str]:
    for figure in book.figures.values():
        if not figure.values:
            yield f"{figure.code} · value: no value; add a [[figure.value]]"
        for one, following in pairwise(figure.values):
            if following.effective_from <= one.effective_from:
                yield (f"{figure.code} · value: {following.effective_from} does not come after {one.effective_from};"
                       " put them in order")
        yield from (f"{figure.code} · value from {v.effective_from} · {what}" for v in figure.values
                    for what in set_by(v.set_by))
        yield from (f"{figure.code} · value from {v.effective_from}: {v.value} is too small; at least 1"
                    for v in figure.values if v.value < 1)


def _regimes(book: Rulebook) -> Iterator[str]:
    for law in sorted({regime.law for regime in book.regimes}):
        spans = sorted((r for r in book.regimes if r.law == law), key=lambda r: r.effective_from)
        for one, following in pairwise(spans):
            if one.until is None or one.until >= following.effective_from:
                yield f"{law} · until: overlaps with the one from {following.effective_from}; end it the day before"
