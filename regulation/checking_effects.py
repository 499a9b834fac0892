"""What must hold of the forms and effects of moves, and of records; every breach is named with what to do."""

from collections.abc import Iterator

from regulation.book import Rulebook
from regulation.clock import never_ended
from regulation.effects import FRESH, CaseField, Effect, Record
from regulation.guards import GUARDS
from regulation.procedure_table import ALL, ProcedureLaw

TYPES = ("text", "integer", "number", "money", "date", "boolean", "choice", "officers")


def effects(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Every breach, with the table it is in."""
    law = book.procedure
    for effect in law.effect.values():
        yield from (("effect", f"{effect.action} · {what}") for what in (*_effect(effect, law), *_fields(effect, law)))
    yield from (("effect", f"{action} · stops: {cause} still stops the clock at {stage.value}, where it could begin; let each"
                 " move that leads there end it (restarts)") for action, cause, stage in never_ended(law))
    for record in law.record.values():
        yield from (("record", f"{record.action} · {what}") for what in _record(record, book))


def _effect(effect: Effect, law: ProcedureLaw) -> Iterator[str]:
    if effect.action not in law.move and effect.action not in law.record:
        yield "action: there is no move or record of this name; take it out"
    for name, facts in (("marks", effect.marks), ("affirms", effect.affirms), ("denies", effect.denies),
                        ("clears", effect.clears)):
        yield from (f"{name}: there is no fact {fact}; name those of regulation/case_facts.py" for fact in facts
                    if fact not in FRESH)
    if effect.starts and effect.starts not in FRESH and effect.starts not in {one.name for one in effect.fields}:
        yield f"starts: {effect.starts} is neither a field nor a fact; mend it"
    if effect.stops and effect.restarts:
        yield "stops: one move does not stop the time for deciding and start it again; take one out"


def _fields(effect: Effect, law: ProcedureLaw) -> Iterator[str]:
    made = law.move.get(effect.action) or law.record.get(effect.action)
    opens = made.opens if made else ()
    names = [one.name for one in effect.fields]
    yield from (f"field {name}: stands twice; take one out" for name in sorted({n for n in names if names.count(n) > 1}))
    for one in effect.fields:
        yield from (f"field {one.name}: {what}" for what in _field(one))
        if one.opens is not None and one.opens not in opens:
            yield f"field {one.name}: opens {one.opens}, which the move does not open; name one of its limits"


def _field(field: CaseField) -> Iterator[str]:
    if field.type not in TYPES:
        yield f"type {field.type} is unknown; write one of {', '.join(TYPES)}"
    if (field.type == "choice") is not bool(field.choices):
        yield "choices go with type choice alone; set both or neither"
    if field.fact is not None and field.fact not in FRESH:
        yield f"there is no fact {field.fact}; name one of regulation/case_facts.py"
    if field.denies and field.fact is None:
        yield "denies goes with a fact; set both or neither"


def _record(record: Record, book: Rulebook) -> Iterator[str]:
    if record.action in book.procedure.move:
        yield "action: there is a move of this name; give it another"
    yield from (f"needs: there is no guard {one}; name one of regulation/guards/" for one in record.needs if one not in GUARDS)
    for name, steps in (("opens", record.opens), ("ends", record.ends)):
        yield from (f"{name}: there is no limit {step}; name steps of the limits" for step in steps
                    if step not in book.limits and (name == "opens" or step != ALL))
