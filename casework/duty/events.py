"""Opens the duties that something which happened brings about."""

from dataclasses import dataclass
from datetime import date

from casework.desk import Desk
from casework.duty.opening import insert_for
from casework.duty.populations import Population, population
from casework.duty.reckonings import shared_key, store
from regulation.reckoning import event_period, reckon
from regulation.terms import Per


@dataclass(frozen=True)
class Event:
    """Something that happened on a day at a party about a subject, told by an act."""

    act_id: int
    day: date
    party_id: int
    subject_kind: str
    subject_id: int


def open_for_event(desk: Desk, name: str, event: Event) -> list[str]:
    """Open the duties an event brings, about the subject it happened to or the office it happened at; their rules."""
    opened = []
    for rule in desk.rulebook.duties.values():
        one = reckon(desk.rulebook, rule, event_period(event.day), desk.calendar) if rule.event == name else None
        if one is None:
            continue
        ids = store(desk, [(shared_key(one), one)])
        who = population(desk.rulebook, rule)
        if rule.per is Per.SELF:  # two findings of one day are two duties: each is about its own act
            who = Population(f"SELECT p.debtor_id, p.creditor_id, 'act' AS subject_kind, {event.act_id} AS subject_id,"
                             f" p.valid_from, p.valid_to FROM ({who.select}) p", who.values)
            about, values = "w.debtor_id = :party", dict[str, object](party=event.party_id)
        else:
            about = ("w.subject_kind = :kind AND w.subject_id = :subject"
                     " AND (w.valid_to IS NULL OR w.valid_to >= :day)")  # nothing is owed about what had ended
            values = {"kind": event.subject_kind, "subject": event.subject_id, "day": event.day}
        if insert_for(desk, who, ids.values(), about, cause=event.act_id, **values):
            opened.append(rule.code)
    return opened
