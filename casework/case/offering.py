"""What can be done to a case now, with the form of each, and what keeps the others from being done, whoever asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.case.owing import Owed
from casework.case.unperformed import open_parts
from regulation.case_facts import CaseFacts
from regulation.effects import CaseField, Record, claimed, form_of
from regulation.guards import GUARDS, Unmet
from regulation.procedure import begun_on
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, Who
from regulation.terms import Confidence

PERFORMED = "fully-performed"
NOBODY_SAID: dict[str, Any] = {}


@dataclass(frozen=True)
class Doable:
    """A move or record of the stage: it can be done when nothing is unmet that its form could not make good."""

    action: str
    title: str
    title_en: str
    who: Who
    to: Stage | None  # none: the stage stays
    record: bool
    form: tuple[CaseField, ...]
    opens: tuple[str, ...]
    ends: tuple[str, ...]
    documents: tuple[str, ...]
    provision: str
    confidence: Confidence | None  # none: of a record nothing is said
    unmet: tuple[Unmet, ...]

    @property
    def open(self) -> bool:
        """Whether it can be done now."""
        return not self.unmet


def doable(law: ProcedureLaw, stage: Stage, facts: CaseFacts, day: date, owed: Owed | None) -> tuple[Doable, ...]:
    """Everything listed for the stage on that day, in the order of the table."""
    return (*_moves(law, stage, facts, day, owed), *_records(law, stage, facts, day))


def open_now(law: ProcedureLaw, stage: Stage, facts: CaseFacts, day: date, owed: Owed | None) -> list[str]:
    """The actions that can be done now."""
    return [one.action for one in doable(law, stage, facts, day, owed) if one.open]


def _moves(law: ProcedureLaw, stage: Stage, facts: CaseFacts, day: date, owed: Owed | None) -> Iterator[Doable]:
    begun, settled = begun_on(facts, day), _settled(facts, owed)
    for move in law.move.values():
        basis = move.basis_on(begun)
        if stage not in move.stages or basis is None or not move.made_on(day):
            continue
        needs = move.needs_on(begun, day)
        form = form_of(law.effect.get(move.action), founded="reason-given" in needs)
        yield Doable(move.action, move.title, move.title_en, move.who, move.to, False, form, move.opens, move.ends,
                     move.documents, basis.provision, basis.confidence,
                     _told(_unmet(needs, form, settled, day), settled, owed))


def _settled(facts: CaseFacts, owed: Owed | None) -> CaseFacts:
    """Whether all is paid is asked of the books, not of the events."""
    return facts if owed is None else facts.but(fully_performed=owed.paid and not facts.ore_to_hand_over)


def _told(found: tuple[Unmet, ...], facts: CaseFacts, owed: Owed | None) -> tuple[Unmet, ...]:
    """What is unmet; of a decision that is not performed in full, part by part."""
    whole = GUARDS[PERFORMED](facts)
    parts = open_parts(owed, facts) if whole in found else ()
    return (*(one for one in found if one != whole), *parts) if parts else found


def _unmet(needs: tuple[str, ...], form: tuple[CaseField, ...], facts: CaseFacts, day: date) -> tuple[Unmet, ...]:
    """What stays unmet whatever is filled in."""
    bare = claimed(facts, form, NOBODY_SAID).but(day=day)
    filled = [_filled(bare, form, yes=yes) for yes in (True, False)]
    found = (GUARDS[name](bare) for name in needs
             if all(GUARDS[name](one) is not None for one in filled))
    return tuple(dict.fromkeys(one for one in found if one is not None))


def _filled(facts: CaseFacts, form: tuple[CaseField, ...], *, yes: bool) -> CaseFacts:
    made: dict[str, Any] = {"date": facts.day.isoformat(), "officers": list(range(20)), "boolean": yes}
    return claimed(facts, form, {one.name: made.get(one.type, "1") for one in form if yes or one.type == "boolean"})


def _records(law: ProcedureLaw, stage: Stage, facts: CaseFacts, day: date) -> Iterator[Doable]:
    for one in law.record.values():
        if record_stands(one, stage, final=law.stage[stage.value].final):
            form = form_of(law.effect.get(one.action), founded=False)
            yield Doable(one.action, one.title, one.title_en, one.who, None, True, form, one.opens, one.ends, (),
                         one.provision, None, _unmet(one.needs, form, facts, day))


def record_stands(record: Record, stage: Stage, *, final: bool) -> bool:
    """Whether something can be recorded of a case at a stage: at those it names, or at all that are no end."""
    return stage in record.stages or (not record.stages and not final)
