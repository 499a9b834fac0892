"""Opens the duties of a period: one INSERT … SELECT a rule, however many debtors it has."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from casework import journal
from casework.desk import Desk
from casework.duty.populations import STILL_OWED, Population, population
from casework.duty.reckonings import shared_key, store
from casework.duty.rolling import COLUMNS, open_rolling
from casework.journal import Entry
from foundation.errors import ConflictError
from regulation.reckoning import RECURRENT, Reckoned, opening
from regulation.rule import DutyRule
from regulation.terms import Cadence

# About a mine or right it is owed once, whoever did it: a successor does not do again what his predecessor did. A clue that
# is passed on is registered by the next office, too.
NOT_DONE = ("(w.subject_kind IN ('self', 'clue') OR NOT EXISTS (SELECT 1 FROM duty o WHERE o.rule = k.rule"
            " AND o.period = k.period AND o.subject_kind = w.subject_kind AND o.subject_id = w.subject_id"
            " AND o.debtor_id <> w.debtor_id AND o.status IN ('discharged', 'waived')))")
ONCE_EACH = " ON CONFLICT (rule, subject_kind, subject_id, period, debtor_id) DO NOTHING"


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
    who = {code: population(desk.rulebook, desk.rulebook.duties[code]) for code, one in wanted.items() if one}
    counts = {code: insert_for(desk, one, [ids[key] for key in wanted[code]], STILL_OWED, today=desk.today)
              for code, one in who.items()}
    _tell(desk, wanted, counts)
    counts |= {rule.code: open_rolling(desk, rule, since) for rule in desk.rulebook.duties.values()
               if rule.cadence is Cadence.ROLLING}
    return Opened({code: count for code, count in counts.items() if count})


def _tell(desk: Desk, wanted: Mapping[str, dict[str, Reckoned]], counts: Mapping[str, int]) -> None:
    journal.note_each(desk, "duty.opened", "rule", [
        Entry(0, None, {"rule": code, "periods": [one.period.code for one in wanted[code].values()], "count": count})
        for code, count in counts.items() if count])


def _due_for_opening(desk: Desk, rule: DutyRule, since: date, until: date, past: set[str]) -> dict[str, Reckoned]:
    """Periods not opened yet, and those still running, which may have gained a debtor since."""
    return {key: one for one in opening(desk.rulebook, rule, desk.calendar, since=since, until=until)
            if (key := shared_key(one)) not in past}


def insert_for(desk: Desk, who: Population, reckonings: Iterable[int], condition: str, *, cause: int | None = None,
               **values: object) -> int:
    """One statement: the population of a rule crossed with reckonings, each duty once."""
    listed = ", ".join(str(int(one)) for one in reckonings)
    return desk.run(
        f"INSERT INTO duty ({COLUMNS}, cause_id) SELECT k.rule, k.period, w.debtor_id, w.creditor_id, w.subject_kind,"
        f" w.subject_id, k.id, k.times, 0, 'open', k.chase_from, 1, 1, {'NULL' if cause is None else int(cause)}"
        f" FROM reckoning k CROSS JOIN ({who.select}) w WHERE k.id IN ({listed}) AND {condition} AND {NOT_DONE}" + ONCE_EACH,
        **who.values, **values,
    )
