"""The journal told again, entry by entry: how every duty ended, what was opened, chased and credited by what it says."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from casework.desk import Desk
from foundation.database import sql

# How a duty may end, and what may follow on an end: found done after all, or owed again.
ENDINGS = {"duty.discharged": "discharged", "duty.waived": "waived", "duty.closed": "closed", "duty.lapsed": "lapsed"}
FOLLOWS = {
    None: {"discharged", "waived", "closed", "lapsed"},
    "discharged": {"reopened"},
    "closed": {"reopened"},
    "lapsed": {"discharged"},  # done in time and recorded late
    "waived": set(),
}
REOPENINGS = ("duty.reopened", "duty.brought_back")
CHASED = ("reminded", "passed_over", "undeliverable", "letters")


@dataclass
class Ledger:
    """What the journal says up to an entry."""

    last: int = 0
    ends: dict[int, str | None] = field(default_factory=dict)  # by duty
    opened: Counter[str] = field(default_factory=Counter)  # by rule
    chased: Counter[str] = field(default_factory=Counter)
    acts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)  # ends that cannot follow on one another

    @classmethod
    def of(cls, desk: Desk) -> "Ledger":
        """What the journal would say had it told everything: taken from the tables as they stand."""
        rungs = Counter({row.state: int(row.n) for row in desk.rows("SELECT state, count(*) AS n FROM rung GROUP BY state")})
        return cls(
            last=int(desk.scalar("SELECT coalesce(max(id), 0) FROM journal")),
            ends={row.id: row.status for row in desk.rows("SELECT id, status FROM duty WHERE ended_on IS NOT NULL")},
            opened=Counter({row.rule: int(row.n) for row in desk.rows("SELECT rule, count(*) AS n FROM duty GROUP BY rule")}),
            chased=Counter(reminded=rungs["sent"] + rungs["undeliverable"], passed_over=rungs["passed_over"],
                           undeliverable=rungs["undeliverable"]))

    def read_on(self, desk: Desk) -> set[int]:
        """Read the entries since the last; the duties they are about."""
        result = desk.session.execute(sql(
            "SELECT id, action, entity, entity_id, detail FROM journal WHERE id > :last ORDER BY id",
            last=self.last).execution_options(yield_per=10_000))
        touched = set()
        for row in result:
            self.last = row.id
            self._take(row)
            if row.entity == "duty":
                touched.add(row.entity_id)
        return touched

    def _take(self, row: Any) -> None:
        if row.action in ENDINGS:
            self._move(row.entity_id, ENDINGS[row.action])
        elif row.action in REOPENINGS:
            self._move(row.entity_id, "reopened")
        elif row.action == "duty.opened":
            self._open(json.loads(row.detail))
        elif row.action == "duty.chased":
            told = json.loads(row.detail)
            self.chased.update({name: told[name] for name in CHASED})
        elif row.entity == "act":
            self.acts[row.action] += 1

    def _move(self, duty: int, to: str) -> None:
        now = self.ends.get(duty)
        if to not in FOLLOWS[now]:
            self.wrong.append(f"duty {duty} is {now or 'running'}, and the journal says that it was {to}")
        self.ends[duty] = None if to == "reopened" else to

    def _open(self, told: dict[str, Any]) -> None:
        if "rule" in told:
            self.opened[told["rule"]] += told["count"]
        else:
            self.opened.update(told["rules"])
