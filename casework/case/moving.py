"""A case makes a move, or something is recorded of it: asked of the law, written as an event, its limits opened and ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from casework.case import cases, limits
from casework.case.allowing import permit_move
from casework.case.cases import CaseRow, case_of
from casework.case.clock import clock_after
from casework.case.facts import Known, facts_of, facts_with, limits_of
from casework.case.forms import filled_in, refuse_days_to_come
from casework.case.given import Given, digest
from casework.case.hooks import AFTER, BEFORE, implied
from casework.case.kept_facts import dumped, told
from casework.case.lawfulness import refuse_elsewhere, stage_after
from casework.case.limits import Opening
from casework.case.stages import columns_of, hand_to_flow
from casework.case.twice import twice
from casework.case.ways import Way, founded, made_of, way_of
from casework.desk import Desk
from casework.journal import Entry, Line, canonical, note_lines
from foundation.errors import ConflictError, InvalidError
from regulation.case_facts import CaseFacts
from regulation.effects import claimed, form_of, start_of, starts_of
from regulation.procedure import opened
from regulation.procedure_table import ALL
from regulation.stages import Stage, Who

EVENT = ("INSERT INTO case_event (case_id, no, action, day, at, by, officer_id, stage, given)"
         " VALUES (:case, :no, :action, :day, :now, :by, :officer, :stage, :given)")
LAST = "SELECT action FROM case_event WHERE case_id = :case ORDER BY no DESC LIMIT 1"
NO_LONGER = ("jurisdiction.", "case.", "decision.annul", "filing.refuse", "filing.leave", "hearing.drop")
BY_ITEM = ("evidence.decide",)  # ends the time of what was taken on the item's day alone, once nothing of it waits


@dataclass(frozen=True)
class Wish:
    """A move as somebody wants it made: on which day it was done (today unless said), and what was filled in."""

    action: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    day: date | None = None


@dataclass(frozen=True)
class Made:
    """A move that was made: the case as it stands, and the number of the event."""

    case: CaseRow
    event_no: int


def make(desk: Desk, number: str, wish: Wish, *, seen: int | None = None) -> Made:
    """Make a move of the case of this number; refused where the actor may not, or the law does not let it, saying why."""
    return make_for(desk, case_of(desk, number), wish, seen=seen)


def make_for(desk: Desk, case: CaseRow, wish: Wish, *, seen: int | None = None, known: Known | None = None) -> Made:
    """The same for a case that was read at this desk; `known` is what was read with it, as it is on the move's day."""
    way = way_of(desk.rulebook.procedure, wish.action)
    if seen not in (None, case.version):
        raise twice(desk, case, way, wish.fields, wish.day or desk.today) or cases.outdated(case)
    day = _day(desk, case, wish.day)
    permit_move(desk, case, way.who, way.action)
    asked = (facts_with(desk, case, known.limits, known.counted, day) if known
             else facts_of(desk, case, limits_of(desk, case.id), day))
    refuse_elsewhere(desk, case, way, asked, day)
    form = form_of(way.effect, founded=founded(way, asked, day))
    fields = filled_in(way.action, way.title, form, {**wish.fields, **implied(desk, case, way.action, wish.fields)})
    refuse_days_to_come(form, fields, day)
    given = Given(way.action, day, fields, claimed(asked, form, fields))
    set_by = BEFORE[way.action](desk, case, given) if way.action in BEFORE else {}
    facts = given.facts.but(**set_by)
    stage = stage_after(desk, case, way, facts, day)
    # What is kept is what the events say, without what limits and officers add today: so it can be told from them again.
    before = told(case, day)
    said, start = made_of(before, way, fields, set_by, day), start_of(way.effect, facts, fields, day)
    starts = starts_of(way.effect, way.opens, before, fields, start)
    opens = _opens(desk, said.but(police_reviewed=asked.police_reviewed, notice_before=asked.notice_before), starts)
    return _write(desk, case, way, given, _Outcome(stage, said, start, opens, set_by))


@dataclass(frozen=True)
class _Outcome:
    stage: Stage
    facts: CaseFacts
    start: date
    opens: Mapping[str, date]  # which limits, and the day that starts each
    set_by: Mapping[str, Any]


def _day(desk: Desk, case: CaseRow, day: date | None) -> date:
    found = day or desk.today
    if not case.moved_on <= found <= desk.today:
        last = desk.rows(LAST, case=case.id)
        law = desk.rulebook.procedure
        after = way_of(law, last[0].action).title if last else case.number
        raise InvalidError(f"{found} cannot be the day of this move.", way_out=f"Give a day from {case.moved_on}, on which"
                           f" “{after}” is dated, to {desk.today} (today).")
    return found


def _write(desk: Desk, case: CaseRow, way: Way, given: Given, out: _Outcome) -> Made:
    no = case.events + 1
    stopped = clock_after(desk, case, way, given)
    now = _change(desk, case, way, given, stage=out.stage.value, facts=dumped(out.facts), events=no, stopped_by=stopped,
                       moved_on=given.day, **columns_of(case, way.action, out.stage, given, handler=desk.actor.officer_id))
    written = canonical({"fields": given.fields, **({"set": dict(out.set_by)} if out.set_by else {})})
    desk.append(EVENT, [{"case": case.id, "no": no, "action": way.action, "day": given.day, "now": desk.now,
                         "by": desk.actor.label, "officer": desk.actor.officer_id, "stage": out.stage.value,
                         "given": written}])
    lines = _limits(desk, now, way, given.day, Opening(tuple(out.opens), out.start, no, starts=out.opens))
    if way.action in AFTER:
        AFTER[way.action](desk, now, given, no)
    moved = Entry(case.id, case.office_id, {"move": way.action, "no": no, "day": given.day, "stage": out.stage.value,
                                            "given": digest(written)})
    note_lines(desk, [*lines, Line("case.moved", "case", moved)])
    hand_to_flow(desk, out.stage, case.id, no)
    return Made(now, no)


def _change(desk: Desk, case: CaseRow, way: Way, given: Given, **columns: Any) -> CaseRow:
    try:
        return cases.change(desk, case, **columns)
    except ConflictError as error:  # of two that were sent together the other was faster
        raise twice(desk, case, way, given.fields, given.day) or error from None


def _opens(desk: Desk, facts: CaseFacts, starts: Mapping[str, date]) -> dict[str, date]:
    """What the law wants of this case: no handing over where there is no ore."""
    return {step: day for step, day in starts.items() if opened(desk.rulebook.limits, (step,), facts, day)}


def _limits(desk: Desk, case: CaseRow, way: Way, day: date, opening: Opening) -> list[Line]:
    cleared = [step for step, fact in limits.CLEARED.items() if way.effect is not None and fact in way.effect.clears]
    if cleared:
        limits.end_periods(desk, case, cleared, day, state="ended", gone=True)
    steps = None if ALL in way.ends else () if way.action in BY_ITEM else way.ends
    owed = steps is not None and not way.action.startswith(NO_LONGER)
    lines = limits.end_limits(desk, case, steps, day, done=owed, over=way.who is Who.SYSTEM)
    return [*lines, *(limits.open_limits(desk, case, opening) if opening.steps else ())]
