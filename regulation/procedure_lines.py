"""The procedure of a day in words for whoever reads it: page, command, API, other systems."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from regulation.book import Rulebook
from regulation.effects import Record
from regulation.limit_words import figure_on
from regulation.procedure_table import Move, ProcedureLaw, Version
from regulation.service import PROOFS, open_on
from regulation.stages import WHO, GuardRow, Stage, StageRow
from regulation.terms import Confidence

ORDER = tuple(Stage)
EVERYWHERE = 8  # a move that stays, in so many stages, is told once and not at each of them


@dataclass(frozen=True)
class LaterLine:
    """A guard of the steps made from a day on."""

    guard: str
    since: date


@dataclass(frozen=True)
class MoveLine:
    """A move under one version; `to` is none where the stage stays; needs are guards, opens and ends limits, by code."""

    action: str
    title: str
    title_en: str
    stages: tuple[str, ...]
    to: str | None
    who: str
    who_title: str
    needs: tuple[str, ...]
    needs_later: tuple[LaterLine, ...]
    opens: tuple[str, ...]
    ends: tuple[str, ...]
    documents: tuple[str, ...]
    provision: str
    confidence: Confidence
    made_from: date | None
    made_until: date | None
    reopens: bool


@dataclass(frozen=True)
class RecordLine:
    """What is recorded without moving the case; no stages: in all that are no end."""

    action: str
    title: str
    title_en: str
    stages: tuple[str, ...]
    who: str
    who_title: str
    opens: tuple[str, ...]
    ends: tuple[str, ...]
    provision: str


@dataclass(frozen=True)
class ServiceLine:
    """A way of service that is open on the day: when it counts as served, and what its proof must have, in Chinese."""

    way: str
    title: str
    title_en: str
    served: str
    served_en: str
    last: bool  # only where the others failed
    limit: str | None  # the period after which it counts as served
    proof: tuple[str, ...]
    one_of: tuple[str, ...]
    law: str
    provision: str | None
    confidence: Confidence


@dataclass(frozen=True)
class LimitOnDay:
    """A limit that the moves open or end, under the law in force on the day; figures are none where none was found."""

    step: str
    title: str
    title_en: str
    figure: str | None
    figure_en: str | None
    reason: str | None  # why there is no figure
    law: str | None
    provision: str | None
    confidence: Confidence | None
    only: str | None  # the guard without which a case does not owe it


@dataclass(frozen=True)
class ProcedureLines:
    """All that the law says of the way of a case begun on a day."""

    day: date
    version: Version
    stages: tuple[StageRow, ...]
    moves: tuple[MoveLine, ...]
    records: tuple[RecordLine, ...]
    services: tuple[ServiceLine, ...]
    guards: tuple[GuardRow, ...]
    limits: tuple[LimitOnDay, ...]


def procedure_lines(book: Rulebook, begun: date) -> ProcedureLines | None:
    """The procedure of a case begun on a day; none before the first version."""
    law = book.procedure
    version = law.version_on(begun)
    if version is None:
        return None
    moves, records = tuple(_moves(law, begun)), tuple(_records(law))
    asked = {name for one in moves for name in (*one.needs, *(later.guard for later in one.needs_later))}
    used = {step for one in moves for step in (*one.opens, *one.ends)} | {step for one in records for step in one.opens}
    limits = tuple(limit_on(book, step, begun) for step in book.limits if step in used)
    asked |= {one.only for one in limits if one.only}
    return ProcedureLines(begun, version, law.stages_on(begun), moves, records, tuple(_services(law, begun)),
                          tuple(one for one in law.guard.values() if one.guard in asked), limits)


def limit_on(book: Rulebook, step: str, day: date) -> LimitOnDay:
    """A limit with its figure of a day."""
    rule = book.limits[step]
    value = rule.value_on(day)
    if value is None:
        return LimitOnDay(step, rule.title, rule.title_en, *[None] * 7)
    figures = [figure_on(book.regimes, value, day, english=english) for english in (False, True)]
    return LimitOnDay(step, rule.title, rule.title_en, figures[0], figures[1], value.none, value.law, value.provision,
                      value.confidence, value.only)


def _moves(law: ProcedureLaw, begun: date) -> Iterator[MoveLine]:
    for one in sorted(law.on(begun), key=lambda one: (min(map(ORDER.index, one.stages)), *_onward(law, one))):
        basis = one.basis_on(begun)
        if basis is not None:
            later = tuple(LaterLine(more.guard, more.effective_from) for more in one.later)
            yield MoveLine(
                one.action, one.title, one.title_en, tuple(one.stages), one.to, one.who, WHO[one.who][0],
                one.needs_on(begun, date.min), later, one.opens, one.ends, one.documents, basis.provision, basis.confidence,
                one.made_from, one.made_until, one.reopens)


def _records(law: ProcedureLaw) -> Iterator[RecordLine]:
    for one in law.record.values():
        yield RecordLine(one.action, one.title, one.title_en, tuple(one.stages), one.who, WHO[one.who][0], one.opens, one.ends,
                         one.provision)


def _services(law: ProcedureLaw, day: date) -> Iterator[ServiceLine]:
    for way, value in open_on(law.service.values(), day):
        proof, one_of = (tuple(PROOFS[one][0] for one in names) for names in (value.proof, value.one_of))
        yield ServiceLine(way.way, way.title, way.title_en, way.served, way.served_en, way.last, way.limit, proof, one_of,
                          value.law, value.provision, value.confidence)


def _onward(law: ProcedureLaw, move: Move, since: Stage | None = None) -> tuple[bool, bool, int]:
    """The order within a stage: what leads on along the main way to the nearest stage, then aside or back, then what stays."""
    start = ORDER.index(since) if since else min(map(ORDER.index, move.stages))
    to = ORDER.index(move.to) if move.to else start
    on = to > start and move.to is not None and law.stage[move.to.value].main
    return move.to is None, not on, to - start if on else 0


def everywhere(law: ProcedureLaw, begun: date) -> tuple[Move, ...]:
    """The moves that stay and can be made in many stages."""
    return tuple(one for one in law.on(begun) if one.to is None and len(one.stages) >= EVERYWHERE)


def at_stage(law: ProcedureLaw, begun: date, stage: Stage) -> tuple[Move, ...]:
    """The moves of a stage: along the main way to the nearest stage first, then aside or back, then what stays."""
    found = [one for one in law.on(begun) if stage in one.stages]
    return tuple(sorted(found, key=lambda one: (*_onward(law, one, stage), len(one.stages) >= EVERYWHERE)))


def leading_to(law: ProcedureLaw, begun: date, stage: Stage) -> tuple[Move, ...]:
    """The moves by which a case comes to a stage."""
    return tuple(one for one in law.on(begun) if one.to is stage)


def records_at(law: ProcedureLaw, stage: Stage) -> tuple[Record, ...]:
    """What can be recorded at a stage."""
    final = law.stage[stage.value].final
    return tuple(one for one in law.record.values() if (stage in one.stages if one.stages else not final))
