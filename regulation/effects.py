"""What a move of a case asks to be filled in, and what it makes of the facts; records are moves that leave the stage."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from regulation.act_kind import Field
from regulation.case_facts import CaseFacts
from regulation.stages import Stage, Who

FRESH = {one.name: one.default for one in fields(CaseFacts)}  # a case of which nothing is known
# What is true of one move alone, and asked anew by the next.
PASSING = ("reason_given", "service_proved", "told_orally", "lateness_explained", "other_ground")


@dataclass(frozen=True)
class CaseField(Field):
    """A field of a move's form; what is filled in becomes a fact, or with `denies` its contrary. Officers are a type more.

    The day of one that `opens` a limit starts it; left empty, or said before already, it opens none.
    """

    fact: str | None = None
    denies: bool = False
    opens: str | None = None


REASON = CaseField("reason", "理由", "Reason", "text", fact="reason_given")
FOUNDED = replace(REASON, required=True)


@dataclass(frozen=True)
class Effect:
    """What a move makes of the facts: marked with its day, held true, held false, forgotten; and the clocks it stops."""

    action: str
    fields: tuple[CaseField, ...] = ()
    marks: tuple[str, ...] = ()
    affirms: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    starts: str | None = None  # the field, or else the fact, whose day starts the limits it opens; none: its own day
    stops: str | None = None  # the cause for which the time for deciding stops
    restarts: str | None = None
    least: int = 0  # of a deliberation: so many take part at least


@dataclass(frozen=True)
class Record:
    """What is recorded of a case without moving it, in these stages (none: in all that are no end), by whom, and why."""

    action: str
    title: str
    title_en: str
    who: Who
    provision: str
    stages: tuple[Stage, ...] = ()
    opens: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()  # guards


def form_of(effect: Effect | None, *, founded: bool) -> tuple[CaseField, ...]:
    """The fields of a move's form; the reason is asked of each, and required where the law wants the move founded."""
    asked = effect.fields if effect else ()
    return asked if any(one.name == REASON.name for one in asked) else (*asked, FOUNDED if founded else REASON)


def claimed(facts: CaseFacts, form: tuple[CaseField, ...], given: Mapping[str, Any]) -> CaseFacts:
    """The facts with what was filled in, upon which the guards look; what the last move alone said is forgotten."""
    found: dict[str, Any] = {name: FRESH[name] for name in PASSING}
    for one in form:
        if one.fact is not None and given.get(one.name) is not None:
            found[one.fact] = _fact(one, given[one.name])
    return facts.but(**found)


def _fact(field: CaseField, value: Any) -> Any:
    if field.type == "boolean":
        return value is not field.denies
    if field.type == "officers":
        return len(value)
    if field.type == "date" and isinstance(FRESH[field.fact or ""], type(None)):
        return date.fromisoformat(value) if isinstance(value, str) else value
    return bool(value) is not field.denies


def after(facts: CaseFacts, effect: Effect | None, day: date) -> CaseFacts:
    """The facts once a move was made on a day."""
    if effect is None:
        return facts
    made: dict[str, Any] = {name: FRESH[name] for name in effect.clears}
    made |= dict.fromkeys(effect.marks, day) | dict.fromkeys(effect.affirms, True) | dict.fromkeys(effect.denies, False)
    return facts.but(**made)


def start_of(effect: Effect | None, facts: CaseFacts, given: Mapping[str, Any], day: date) -> date:
    """The day that starts the limits which a move opens."""
    if effect is None or effect.starts is None:
        return day
    named = any(one.name == effect.starts for one in effect.fields)
    found = given.get(effect.starts) if named else getattr(facts, effect.starts)
    return date.fromisoformat(found) if isinstance(found, str) else found or day


def starts_of(effect: Effect | None, opens: tuple[str, ...], before: CaseFacts, given: Mapping[str, Any],
              start: date) -> dict[str, date]:
    """The day that starts each limit which a move opens: that of its own field where there is one, else that of the move."""
    own = {one.opens: one for one in effect.fields if one.opens} if effect else {}
    days = {step: _begun(own[step], before, given) if step in own else start for step in opens}
    return {step: day for step, day in days.items() if day is not None}


def _begun(field: CaseField, before: CaseFacts, given: Mapping[str, Any]) -> date | None:
    told = given.get(field.name)
    day = date.fromisoformat(told) if isinstance(told, str) else told
    return None if field.fact is not None and day == getattr(before, field.fact) else day  # said before: it runs already
