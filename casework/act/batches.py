"""Acts written many at a time, in a few statements however many they are; a single act is a batch of one."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from casework import journal
from casework.act import counting
from casework.act.bringing import bring_about, event_day
from casework.act.forms import checked, kind_of
from casework.act.given import NewAct, Ready, Recorded, placed
from casework.bulk import chunks, insert_rows, rows_among
from casework.desk import Desk
from casework.duty.events import Event
from casework.journal import Entry
from casework.record.days import plausible
from foundation.errors import InvalidError, NotFoundError
from models import Act

STRETCH = 5000  # acts looked at together: as many as one query can ask for


def record_each(desk: Desk, acts: Sequence[NewAct]) -> list[Recorded]:
    """Record acts in their order, as `record` does each; one that is bad is named by its place, and nothing is written."""
    paths = paths_of(desk, acts)
    found = []
    for place, act in enumerate(acts, 1):
        with placed(place):
            found.append(replace(ready(desk, act, paths), place=place))
    with desk.session.begin_nested():
        return bring_each(desk, found)


def ready(desk: Desk, act: NewAct, paths: Mapping[int, str]) -> Ready:
    """An act of a kind that counts at once, with its form checked; `paths` are those of the parties that exist."""
    kind = kind_of(desk.rulebook, act.kind)
    if act.party_id not in paths:
        raise NotFoundError(f"There is no office or holder {act.party_id}.", way_out="`kuangjian offices` lists them.")
    desk.permit("act.record", paths[act.party_id])
    if kind.reviewed:
        raise InvalidError(f"{kind.title} is reviewed before it counts.",
                           way_out="Hand it in for its duty: `kuangjian act hand-in DUTY --json …`.")
    if kind.own_way:
        raise InvalidError(f"{kind.title} is recorded at its clue.", way_out="Open the clue, and choose it there.")
    refuse_future(desk, act.done_on)
    return Ready(kind, act, checked(kind, act.fields, list(act.findings)))


def refuse_future(desk: Desk, done_on: date) -> None:
    """Refuse an act of a day that has not come, or that cannot be meant."""
    plausible(done_on)
    if done_on > desk.today:
        raise InvalidError(f"{done_on} has not come yet (today is {desk.today}).",
                           way_out="Record an act on the day it was done or later.")


def paths_of(desk: Desk, acts: Sequence[NewAct]) -> dict[int, str]:
    """The paths of the acts' parties."""
    return {row.id: row.path for piece in chunks({act.party_id for act in acts})
            for row in rows_among(desk, "SELECT id, path FROM party WHERE id IN :ids", {"ids": piece})}


def bring_each(desk: Desk, acts: Sequence[Ready]) -> list[Recorded]:
    """Write acts whose forms are checked, count them, and open what they bring about."""
    recorded: list[Recorded] = []
    for stretch in _stretches(acts):
        recorded += put_each(desk, stretch)
        recorded[-1] = replace(recorded[-1], opened=_brought(desk, stretch[-1], recorded[-1].act_id))
    return [replace(done, files_to_send=one.kind.papers()) for done, one in zip(recorded, acts, strict=True)]


def _stretches(acts: Sequence[Ready]) -> Iterator[list[Ready]]:
    """Acts that can be looked at together: what one brings about, those after it may count for."""
    stretch: list[Ready] = []
    for one in acts:
        stretch.append(one)
        if len(stretch) == STRETCH or one.kind.raised(one.fields):
            yield stretch
            stretch = []
    if stretch:
        yield stretch


def _brought(desk: Desk, one: Ready, act_id: int) -> tuple[str, ...]:
    act = one.act
    with placed(one.place):
        return bring_about(desk, one.kind, Event(
            act_id, event_day(one.fields, act.done_on), act.party_id, act.subject_kind, act.subject_id), one.fields)


def put_each(desk: Desk, acts: Sequence[Ready]) -> list[Recorded]:
    """Write acts whose forms are checked, and count them."""
    credits = counting.plan(desk, acts)
    ids = insert_rows(desk, Act, [_row(desk, one) for one in acts])
    journal.note_each(desk, "act.recorded", "act", [
        Entry(act_id, one.act.party_id, {"kind": one.kind.kind, "done_on": one.act.done_on,
                                         "findings": list(one.act.findings), "corrects": one.corrects})
        for act_id, one in zip(ids, acts, strict=True)])
    counting.settle(desk, credits, ids)
    counted: list[list[int]] = [[] for _ in acts]
    for credit in credits:
        counted[credit.at].append(credit.duty.id)
    return [Recorded(act_id, tuple(duties)) for act_id, duties in zip(ids, counted, strict=True)]


def _row(desk: Desk, one: Ready) -> dict[str, Any]:
    act = one.act
    return {"kind": one.kind.kind, "party_id": act.party_id, "subject_kind": act.subject_kind, "subject_id": act.subject_id,
            "done_on": act.done_on, "period": act.period, "fields": journal.canonical(one.fields),
            "findings": json.dumps(list(act.findings)), "state": "standing", "corrects_id": one.corrects,
            "recorded_by": one.by or desk.actor.label, "recorded_at": one.at or desk.now}
