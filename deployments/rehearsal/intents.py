"""What people mean to do about a duty: in time, late, in part or never, as diligent as each office is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from casework.duty.reckonings import many
from casework.house import remembered
from deployments.rehearsal.chance import Chance
from deployments.rehearsal.stage import Stage
from regulation.rule import DutyRule
from regulation.terms import Cadence

LATE_ONES = 0.75  # of those who are not in time, so many do it late, where it can be made good
LATEST = 60  # days
LAG = 1  # days from the act to its record, at most: a period's last day leaves the next to record it
SUSPENDED, EXTENDED, WAIVED, WITHDRAWN = 0.004, 0.004, 0.002, 0.003
LONG = 21  # a duty that runs for so many days may be suspended or extended
PLANNED = "rehearsal.planned"
# What a duty is about by name: numbers of rows may differ after a kill, where the database does not give them out again.
SUBJECT = ("CASE {0}.subject_kind WHEN 'mine' THEN (SELECT code FROM mine WHERE id = {0}.subject_id)"
           " WHEN 'officer' THEN (SELECT name FROM officer WHERE id = {0}.subject_id)"
           " WHEN 'inspector' THEN (SELECT name FROM officer WHERE id = {0}.subject_id)"
           " WHEN 'mining_right' THEN (SELECT licence_no FROM mineral_right WHERE id = {0}.subject_id)"
           " WHEN 'exploration_right' THEN (SELECT licence_no FROM mineral_right WHERE id = {0}.subject_id) ELSE '' END")
NEW = (f"SELECT d.id, d.rule, d.period, d.times, d.subject_kind, {SUBJECT.format('d')} AS subject,"
       " d.status, k.start, k.\"end\" AS \"end\", k.opens,"
       " k.due, p.code FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN party p ON p.id = d.debtor_id"
       " WHERE d.id > :last ORDER BY k.due, d.rule, p.code, d.subject_kind, subject, d.id")
DATES = {name: Date() for name in ("start", "end", "opens", "due")}


@dataclass(frozen=True)
class Deed:
    """Something to be done about a duty on a day; `done_on` is the day it counts for."""

    day: date
    done_on: date
    what: str  # act, hand_in, accept, give_back, suspend, resume, extend, waive, withdraw
    turn: int = 1


def diligence(chance: Chance, debtor: str) -> float:
    """The share of its duties that an office or holder does in time: most nearly all, a few hardly half."""
    if chance.happens(0.04, "sloth", debtor):
        return 0.3 + 0.4 * chance.of("diligence", debtor)
    return 0.88 + 0.12 * chance.of("diligence", debtor)


def plan_new(desk: Desk, stage: Stage) -> int:
    """Write down what is meant about every duty that was opened since this was last asked; the number of deeds."""
    last = int(remembered(desk, PLANNED) or 0)
    rows = desk.rows(NEW, types=DATES, last=last)
    if not rows:
        return 0
    count = write(desk, [(row.id, deed) for row in rows if row.status == "open" for deed in intents(desk, stage.chance, row)])
    desk.run("INSERT INTO instance (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
             key=PLANNED, value=str(max(row.id for row in rows)))
    return count


def write(desk: Desk, deeds: list[tuple[int, Deed]]) -> int:
    """Write deeds down with the duties they are about."""
    number = int(desk.scalar("SELECT coalesce(max(id), 0) FROM rehearsed_deed"))
    many(desk, "INSERT INTO rehearsed_deed (id, duty_id, day, done_on, what, turn, over)"
               " VALUES (:id, :duty, :day, :done_on, :what, :turn, 0)", [
        {"id": number + n, "duty": duty, "day": deed.day, "done_on": deed.done_on, "what": deed.what, "turn": deed.turn}
        for n, (duty, deed) in enumerate(deeds, 1)])
    return len(deeds)


def about(row: Any) -> tuple[object, ...]:
    """A duty's name for the chances: the same in every database."""
    return (row.rule, row.period, row.code, row.subject_kind, row.subject)


def intents(desk: Desk, chance: Chance, row: Any) -> Iterator[Deed]:
    """What is meant about one duty; nothing where it is forgotten for good."""
    rule, name = desk.rulebook.duties[row.rule], about(row)
    reviewed = desk.rulebook.acts[rule.act].reviewed
    yield from _steered(chance, row, rule, name)
    for turn in range(1, 2 if reviewed else row.times + 1):
        done_on = _when(desk, chance, row, rule, (*name, turn))
        if done_on is None:
            return
        lag = 0 if reviewed else chance.between(0, LAG, "lag", *name, turn)
        yield Deed(done_on + timedelta(days=lag), done_on, "hand_in" if reviewed else "act", turn)
        if not reviewed and chance.happens(WITHDRAWN, "withdrawn", *name, turn):
            later = done_on + timedelta(days=chance.between(3, 12, "withdrawn on", *name, turn))
            yield Deed(later, later, "withdraw", turn)


def _when(desk: Desk, chance: Chance, row: Any, rule: DutyRule, name: tuple[object, ...]) -> date | None:
    """The day it is done, or None for never."""
    begin = max(row.opens, row.start) if rule.cadence is not Cadence.EVENT else row.start
    begin = max(begin, desk.today) if begin <= row.due else begin
    if chance.happens(diligence(chance, row.code), "in time", *name):
        return chance.day(begin, row.due, "day", *name)
    if rule.catch_up and chance.happens(LATE_ONES, "late", *name):
        return row.due + timedelta(days=chance.between(1, LATEST, "late by", *name))  # type: ignore[no-any-return]
    return None


def _steered(chance: Chance, row: Any, rule: DutyRule, name: tuple[object, ...]) -> Iterator[Deed]:
    """What a superior does about it: now and then a suspension, more time, a waiver."""
    if (row.due - row.opens).days < LONG:
        return
    lot = chance.of("steered", *name)
    first = chance.day(row.opens + timedelta(days=7), row.due - timedelta(days=7), "steered on", *name)
    if lot < SUSPENDED:
        last = first + timedelta(days=chance.between(5, 40, "resumed", *name))
        yield from (Deed(first, first, "suspend"), Deed(last, last, "resume"))
    elif lot < SUSPENDED + EXTENDED and rule.catch_up:
        yield Deed(first, first, "extend")
    elif lot < SUSPENDED + EXTENDED + WAIVED:
        yield Deed(first, first, "waive")
