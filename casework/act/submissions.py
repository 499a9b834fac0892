"""Reports are handed in for their duties, one or many at a time; the day of handing in is the one that counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from casework import journal
from casework.act.forms import checked, kind_of
from casework.act.given import placed
from casework.act.reviews import Waiting, accept_waiting
from casework.bulk import insert_rows
from casework.desk import Desk
from casework.duty import duties, moving
from casework.duty.duties import DutyRow
from foundation.errors import ConflictError, InvalidError
from models import Submission


@dataclass(frozen=True)
class HandedIn:
    """A submission; `act_id` where nobody stands above the debtor, so that it counts at once; files to be sent apart."""

    submission_id: int
    act_id: int | None
    files_to_send: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Report:
    """A report whose form is checked, and the duty as it stands."""

    duty: DutyRow
    fields: dict[str, Any]
    files: tuple[str, ...]

    @property
    def alone(self) -> bool:
        """Whether nobody stands above the debtor who could review it."""
        return self.duty.creditor_id in (None, self.duty.debtor_id)


def hand_in(desk: Desk, duty_id: int, fields: dict[str, Any]) -> HandedIn:
    """Hand in what a duty asks for; until it is reviewed the debtor is not chased."""
    return _hand_in_each(desk, [(duty_id, fields)], [None])[0]


def hand_in_each(desk: Desk, reports: Sequence[tuple[int, dict[str, Any]]]) -> list[HandedIn]:
    """Hand in for many duties, as `hand_in` does each; one that is bad is named by its place, and nothing is written."""
    with desk.session.begin_nested():
        return _hand_in_each(desk, reports, range(1, len(reports) + 1))


def _hand_in_each(desk: Desk, reports: Sequence[tuple[int, dict[str, Any]]], places: Sequence[int | None]) -> list[HandedIn]:
    if not reports:
        return []
    found = duties.fetch_each(desk, [duty_id for duty_id, _ in reports])
    ready: dict[int, _Report] = {}
    for place, (duty_id, fields) in zip(places, reports, strict=True):
        with placed(place, "Report"):
            ready[duty_id] = _ready(desk, duties.among(found, duty_id), fields, twice=duty_id in ready)
    ids = insert_rows(desk, Submission, [
        {"duty_id": one.duty.id, "fields": journal.canonical(one.fields), "handed_in_on": desk.today,
         "handed_in_by": desk.actor.label, "handed_in_at": desk.now, "state": "handed_in"} for one in ready.values()])
    duties.change_each(desk, [one.duty for one in ready.values()], "status = 'handed_in', chase_on = NULL")
    duties.record_each(desk, "duty.handed_in", [
        (one.duty, {"submission": number}) for one, number in zip(ready.values(), ids, strict=True)])
    acts = _accept_alone(desk, [(number, one) for number, one in zip(ids, ready.values(), strict=True) if one.alone])
    return [HandedIn(number, acts.get(number), one.files) for number, one in zip(ids, ready.values(), strict=True)]


def refuse_waiting(duty: DutyRow, *, twice: bool = False) -> None:
    """Refuse a report where one waits for review already."""
    if twice or duty.status == "handed_in":
        raise ConflictError(f"Duty {duty.id} is handed in already and waits for review.",
                            way_out="Wait for the review; if it is returned it can be handed in again.")


def _ready(desk: Desk, duty: DutyRow, fields: dict[str, Any], *, twice: bool) -> _Report:
    duties.permit(desk, "duty.hand_in", duty, duty.debtor_path)
    duties.refuse_ended(duty, "handed in")
    refuse_waiting(duty, twice=twice)
    kind = kind_of(desk.rulebook, duties.rule_of(desk, duty).act)
    if not kind.reviewed:
        raise InvalidError(f"{kind.title} is not a report but something done.",
                           way_out=f"Record it: `kuangjian act record {kind.kind} --json …`.")
    good = checked(kind, fields, [])
    if duty.status == "suspended":  # whoever acts has no need of a standing clock; the days it stood do not count
        duty = moving.lift(desk, duty, reason="义务主体已报送", on=desk.today)
    return _Report(duty, good, kind.papers())


def _accept_alone(desk: Desk, alone: Sequence[tuple[int, _Report]]) -> dict[int, int]:
    """What nobody reviews counts at once; the acts by submission."""
    if not alone:
        return {}
    now = duties.fetch_each(desk, [one.duty.id for _, one in alone])
    done = accept_waiting(desk, [Waiting(number, now[one.duty.id], desk.today, one.fields, desk.actor.label, desk.now)
                                 for number, one in alone])
    return {number: recorded.act_id for (number, _), recorded in zip(alone, done, strict=True)}
