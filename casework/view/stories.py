"""The story of a duty."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date

from casework.act.subjects import named
from casework.desk import Desk
from casework.duty import duties
from casework.duty.duties import DutyRow
from casework.journal import officer_in
from casework.view.lines import HANDED_IN
from foundation.database import Instant


@dataclass(frozen=True)
class Happening:
    """An entry of the journal about a duty, and the name of who did it."""

    id: int
    at: datetime
    actor: str
    name: str  # of the officer who did it; of anybody else as `actor`
    action: str
    detail: str


@dataclass(frozen=True)
class Story:
    """A duty, why it is owed, how its date came about, and what happened."""

    duty: int
    rule: str
    act: str
    title: str
    provision: str
    quote: str
    debtor: str
    creditor: str | None
    about: str | None  # the subject's name, and how a record names it
    about_code: str | None
    period: str
    times: int
    done: int
    status: str
    opens: date
    due: date
    provisional: bool
    explanation: str
    ended_on: date | None
    end_reason: str | None
    reports_on: str | None  # the period, where one reports on it
    handed_in_on: date | None  # of a report that waits or was accepted: by it one judges whether it came late
    rungs: list[Any]
    history: list[Happening]


def story(desk: Desk, duty_id: int) -> Story:
    """Everything about one duty that the actor may see."""
    duty = duties.fetch(desk, duty_id)
    duties.permit_reading(desk, duty)
    return story_of(desk, duty)


def story_of(desk: Desk, duty: DutyRow) -> Story:
    """Everything about a duty that was read and may be seen."""
    rule = duties.rule_of(desk, duty)
    about = named(desk, duty.subject_kind, duty.subject_id)
    rungs = desk.rows("SELECT round, no, day, chased_on, state FROM rung WHERE duty_id = :id ORDER BY round, no",
                      types={"day": Date(), "chased_on": Date()}, id=duty.id)
    history = desk.rows(
        "SELECT j.id, j.at, j.actor, coalesce(o.name, j.actor) AS name, j.action, j.detail FROM journal j"
        f" LEFT JOIN officer o ON o.id = {officer_in('j.actor')} WHERE j.entity = 'duty' AND j.entity_id = :id ORDER BY j.id",
        types={"at": Instant()}, id=duty.id)
    told = desk.rows(f"SELECT {HANDED_IN} FROM duty d WHERE d.id = :id", types={"handed_in_on": Date()}, id=duty.id)[0]
    return Story(
        duty=duty.id, rule=rule.code, act=rule.act, title=rule.title, provision=rule.provision, quote=rule.quote,
        debtor=duty.debtor_name, creditor=duty.creditor_name, about=about.name, about_code=about.code, period=duty.period,
        times=duty.times, done=duty.done, status=duty.status,
        opens=duty.opens, due=duty.due, provisional=bool(duty.provisional), explanation=duty.explanation,
        ended_on=duty.ended_on, end_reason=duty.end_reason, reports_on=duty.reports_on,
        handed_in_on=told.handed_in_on, rungs=[row._asdict() for row in rungs],
        history=[Happening(**row._asdict()) for row in history])
