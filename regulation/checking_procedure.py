"""What must hold of the table of the procedure; every breach is named with what to do."""

from collections.abc import Iterator
from itertools import pairwise

from regulation.book import Rulebook
from regulation.guards import GUARDS
from regulation.procedure_table import ALL, Move, ProcedureLaw
from regulation.service import PROOFS, ServiceWay
from regulation.stages import Stage


def procedure(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Every breach, with the table it is in."""
    law = book.procedure
    yield from (("stage", f"{stage.value} · title: the stage has no [[stage]]; add one")
                for stage in Stage if stage.value not in law.stage and law.move)
    yield from (("guard", f"{name} · guard: there is no such rule; take it out") for name in law.guard if name not in GUARDS)
    yield from (("guard", f"{name} · title: the guard has no [[guard]]; add one")
                for name in GUARDS if name not in law.guard and law.move)
    yield from (("service", f"{one.way} · {what}") for one in law.service.values() for what in _service(one, book))
    for move in law.move.values():
        yield from (("move", f"{move.action} · {what}")
                    for what in (*_move(move, law), *_limits(move, book), *_days(move, law)))


def _service(way: ServiceWay, book: Rulebook) -> Iterator[str]:
    if not way.values:
        yield "value: no value; add a [[service.value]]"
    if way.limit is not None and way.limit not in book.limits:
        yield f"limit: there is no limit {way.limit}; name a step of the limits"
    yield from (f"from: {b.effective_from} does not come after {a.effective_from}; put them in order"
                for a, b in pairwise(way.values) if b.effective_from <= a.effective_from)
    for value in way.values:
        at = f"value from {value.effective_from}"
        yield from (f"{at} · proof: there is no {one}; it may be one of {', '.join(PROOFS)}"
                    for one in (*value.proof, *value.one_of) if one not in PROOFS)
        if bool(value.proof) is (value.none is not None):
            yield f"{at}: it has not exactly one of proof and none; write one"


def _move(move: Move, law: ProcedureLaw) -> Iterator[str]:
    if not move.stages:
        yield "stages: it starts nowhere; name at least one"
    if {move.to} == {*move.stages}:
        yield "to: it leads to where it starts; leave it out, the stage stays then"
    needed = dict.fromkeys((*move.needs, *(name for one in move.basis for name in one.needs),
                            *(one.guard for one in move.later)))
    yield from (f"needs: there is no guard {name}; name rules of regulation/guards" for name in needed if name not in GUARDS)
    final = [stage.value for stage in move.stages if stage.value in law.stage and law.stage[stage.value].final]
    if final and move.to and not move.reopens:
        yield f"stages: {', '.join(final)} is an end; write reopens = true if it reopens the case"


def _limits(move: Move, book: Rulebook) -> Iterator[str]:
    for name, steps in (("opens", move.opens), ("ends", move.ends)):
        yield from (f"{name}: there is no limit {step}; name steps of the limits" for step in steps
                    if step not in book.limits and (name == "opens" or step != ALL))


def _days(move: Move, law: ProcedureLaw) -> Iterator[str]:
    begins = {one.effective_from for one in law.procedure.values()}
    if not move.basis:
        yield "basis: no provision; add one"
    yield from (f"basis: no version of the procedure begins on {one.effective_from}; take the first day of one"
                for one in move.basis if one.effective_from not in begins)
    yield from (f"basis: {b.effective_from} does not come after {a.effective_from}; put them in order"
                for a, b in pairwise(move.basis) if b.effective_from <= a.effective_from)
    if move.until is not None and move.basis and move.until < move.basis[-1].effective_from:
        yield f"until: {move.until} comes before its last provision; end it later"
    if move.made_from and move.made_until and move.made_until < move.made_from:
        yield f"made_until: {move.made_until} comes before {move.made_from}; end it later"
