"""The drafts an officer has begun, as the first page lists them."""

from dataclasses import dataclass
from datetime import date, datetime

from casework.act.drafts import Draft, drafts_seen
from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow


@dataclass(frozen=True)
class DraftLine:
    """A draft: of a report or an act for a duty, or of an act that is recorded by itself."""

    title: str
    kind: str  # of the act
    duty: int | None
    reviewed: bool  # a report that is handed in
    debtor: str | None
    period: str | None
    due: date | None
    saved_at: datetime
    officer: str
    files: int
    clue: str | None = None  # of a clue's own form
    reports_on: str | None = None  # the period, where one reports on it


def draft_lines(desk: Desk) -> list[DraftLine]:
    """The drafts that the actor can go on with, the last saved first."""
    seen = drafts_seen(desk)
    found = duties.fetch_each(desk, [one.duty_id for one in seen if one.duty_id is not None])
    lines = [_line(desk, one, found.get(one.duty_id) if one.duty_id else None) for one in seen]
    return [one for one in lines if one is not None]


def _line(desk: Desk, draft: Draft, duty: DutyRow | None) -> DraftLine | None:
    if duty is None:
        name, _, about = draft.about.partition(":")[2].partition("@")
        kind = desk.rulebook.acts.get(name)
        return None if kind is None else DraftLine(
            kind.title, kind.kind, None, False, None, None, None, draft.saved_at, draft.officer, len(draft.files),
            about if kind.own_way else None)
    rule = desk.rulebook.duties.get(duty.rule)
    if rule is None or not duty.running or not duties.may_read(desk, duty):
        return None
    return DraftLine(rule.title, rule.act, duty.id, desk.rulebook.acts[rule.act].reviewed, duty.debtor_name, duty.period,
                     duty.due, draft.saved_at, draft.officer, len(draft.files), reports_on=duty.reports_on)
