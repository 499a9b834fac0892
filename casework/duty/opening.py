"""Opens the duties of a period: one INSERT … SELECT a rule, however many debtors it has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Date

from casework import journal
from casework.desk import Desk
from casework.duty.populations import Population, owed_at, population
from casework.duty.reckonings import shared_key, store
from foundation.errors import ConflictError
from regulation.reckoning import RECURRENT, Reckoned, event_period, opening, reckon
from regulation.rule import DutyRule
from regulation.terms import Cadence, Per

COLUMNS = ("rule, period, debtor_id, creditor_id, subject_kind, subject_id, reckoning_id, times, done, status,"
           " chase_on, round, version")
ONCE_EACH = " ON CONFLICT (rule, debtor_id, subject_kind, subject_id, period) DO NOTHING"


@dataclass(frozen=True)
class Opened:
    """How many duties of each rule were opened."""

    by_rule: dict[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_rule.values())


def in_service_from(desk: Desk) -> date:
    """The day from which this installation watches; what fell due before is not its concern."""
    value = desk.scalar("SELECT value FROM instance WHERE key = 'in_service_from'")
    if value is None:
        raise ConflictError("This installation has no first day of service.",
                            way_out="Run `kuangjian init --in-service-from YYYY-MM-DD`.")
    return date.fromisoformat(value)


def open_duties(desk: Desk) -> Opened:
    """Open every duty whose period has begun or begins within the horizon; run twice it opens nothing more."""
    desk.permit("duty.open")
    desk.lock("open")
    horizon = desk.rulebook.figures["opening_horizon"].on(desk.today)
    since, until = in_service_from(desk), desk.today + timedelta(days=horizon)
    past = {row.key for row in desk.rows("SELECT key FROM reckoning WHERE due < :today", today=desk.today)}
    wanted = {rule.code: _due_for_opening(desk, rule, since, until, past) for rule in desk.rulebook.duties.values()
              if rule.cadence in RECURRENT or rule.cadence is Cadence.ONCE}
    ids = store(desk, [pair for one in wanted.values() for pair in one.items()])
    counts = {code: _open_periods(desk, desk.rulebook.duties[code], [ids[key] for key in one], one)
              for code, one in wanted.items()}
    counts |= {rule.code: _open_rolling(desk, rule, since) for rule in desk.rulebook.duties.values()
               if rule.cadence is Cadence.ROLLING}
    return Opened({code: count for code, count in counts.items() if count})


def _due_for_opening(desk: Desk, rule: DutyRule, since: date, until: date, past: set[str]) -> dict[str, Reckoned]:
    """Periods not opened yet, and those still running, which may have gained a debtor since."""
    return {key: one for one in opening(desk.rulebook, rule, desk.calendar, since=since, until=until)
            if (key := shared_key(one)) not in past}


def _open_periods(desk: Desk, rule: DutyRule, ids: list[int], wanted: dict[str, Reckoned]) -> int:
    if not ids:
        return 0
    opened = insert_for(desk, population(desk.rulebook, rule), ids, owed_at("k.opens"))
    if opened:
        periods = [one.period.code for one in wanted.values()]
        journal.note(desk, "duty.opened", "rule", 0, rule=rule.code, periods=periods, count=opened)
    return opened


def insert_for(desk: Desk, who: Population, reckonings: Iterable[int], condition: str, *, cause: int | None = None,
               **values: object) -> int:
    """One statement: the population of a rule crossed with reckonings, each duty once."""
    listed = ", ".join(str(int(one)) for one in reckonings)
    return desk.run(
        f"INSERT INTO duty ({COLUMNS}, cause_id) SELECT k.rule, k.period, w.debtor_id, w.creditor_id, w.subject_kind,"
        f" w.subject_id, k.id, k.times, 0, 'open', k.chase_from, 1, 1, {'NULL' if cause is None else int(cause)}"
        f" FROM reckoning k CROSS JOIN ({who.select}) w WHERE k.id IN ({listed}) AND {condition}" + ONCE_EACH,
        **who.values, **values,
    )


def _open_rolling(desk: Desk, rule: DutyRule, since: date) -> int:
    """A rolling duty runs anew from the act that discharged the last; without one, from the day the subject came to be,
    but not from before this installation kept the books: what was done earlier it cannot know."""
    who = population(desk.rulebook, rule)
    rows = desk.rows(
        "SELECT w.debtor_id, w.creditor_id, w.subject_kind, w.subject_id, w.valid_from, max(d.ended_on) AS last"
        f" FROM ({who.select}) w LEFT JOIN duty d ON d.rule = :rule AND d.debtor_id = w.debtor_id"
        " AND d.subject_kind = w.subject_kind AND d.subject_id = w.subject_id"
        f" WHERE {owed_at(':today')} GROUP BY w.debtor_id, w.creditor_id, w.subject_kind, w.subject_id, w.valid_from"
        " HAVING count(CASE WHEN d.status IN ('open','handed_in','suspended') THEN 1 END) = 0",
        types={"valid_from": Date(), "last": Date()}, rule=rule.code, today=desk.today, **who.values,
    )
    begins = min(value.effective_from for value in rule.values)
    starts = {row: max(row.last or max(row.valid_from or since, since), begins) for row in rows}
    reckoned = {day: reckon(desk.rulebook, rule, event_period(day), desk.calendar) for day in set(starts.values())}
    keyed = {shared_key(one): one for one in reckoned.values() if one is not None}
    ids = store(desk, keyed.items())
    fresh = [_rolling_row(row, one, ids[shared_key(one)])
             for row, day in starts.items() if (one := reckoned[day]) is not None and row.debtor_id is not None]
    _insert_rows(desk, fresh)
    if fresh:
        journal.note(desk, "duty.opened", "rule", 0, rule=rule.code, periods=sorted(keyed), count=len(fresh))
    return len(fresh)


def _rolling_row(row: object, one: Reckoned, reckoning_id: int) -> dict[str, object]:
    return {
        "rule": one.rule, "period": one.period.code, "debtor": row.debtor_id, "creditor": row.creditor_id,  # type: ignore[attr-defined]
        "kind": row.subject_kind, "subject": row.subject_id, "reckoning": reckoning_id, "times": one.times,  # type: ignore[attr-defined]
        "day": min((r.day for r in one.rungs), default=None),
    }


def _insert_rows(desk: Desk, rows: list[dict[str, object]]) -> None:
    from casework.duty.reckonings import many
    many(desk, f"INSERT INTO duty ({COLUMNS}) VALUES (:rule, :period, :debtor, :creditor, :kind, :subject, :reckoning,"
               " :times, 0, 'open', :day, 1, 1)" + ONCE_EACH, rows)


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
            about, values = "w.subject_kind = :kind AND w.subject_id = :subject", {"kind": event.subject_kind,
                                                                                   "subject": event.subject_id}
        if insert_for(desk, who, ids.values(), about, cause=event.act_id, **values):
            opened.append(rule.code)
    return opened
