"""运行: what the flows did by our own books, when each last came to a good end, and what waits for one."""

from dataclasses import dataclass, replace
from datetime import datetime

from casework.desk import Desk
from casework.runs import RunLine
from casework.triggers import STAGES
from casework.view.listing import ALL, Asked, Filter, Part, Table, part
from foundation.database import Instant

INSTANTS = {name: Instant() for name in ("started_at", "ended_at", "done_at", "since", "claimed_until")}
RUNS = Table(
    "SELECT r.id, r.flow, r.state, r.started_at, r.ended_at, r.summary FROM run r WHERE 1 = 1",
    sorts={"number": "r.id"}, order="-number", key="r.id",
    filters={"flow": Filter("r.flow = :flow"), "state": Filter("r.state = :state")}, types=INSTANTS)
# Of a stage: its last good run, how it ended last, and the triggers that nobody has served yet.
STANDS = """
SELECT s.stage, (SELECT max(d.ended_at) FROM run d WHERE d.flow = s.stage AND d.state = 'done') AS done_at,
    (SELECT l.state FROM run l WHERE l.flow = s.stage ORDER BY l.id DESC LIMIT 1) AS last_state,
    count(t.id) AS waiting, min(t.created_at) AS since, max(t.claimed_until) AS claimed_until
FROM ({stages}) s LEFT JOIN trigger_row t ON t.stage = s.stage AND t.done_at IS NULL GROUP BY s.stage
"""


@dataclass(frozen=True)
class StageLine:
    """How a flow stands: its last good run, and the triggers that wait; `claimed_until` while a run is at them."""

    stage: str
    done_at: datetime | None
    last_state: str | None
    waiting: int
    since: datetime | None
    claimed_until: datetime | None


def runs_at(desk: Desk, asked: Asked = ALL) -> Part:
    """A page of the runs, the newest first."""
    desk.permit("run.read")
    found = part(desk, RUNS, asked)
    return replace(found, rows=[RunLine(**row._asdict()) for row in found.rows])


def stages_at(desk: Desk) -> list[StageLine]:
    """Every flow of the house as it stands."""
    desk.permit("run.read")
    stages = " UNION ALL ".join(f"SELECT '{stage}' AS stage" for stage in STAGES)
    found = {row.stage: StageLine(**row._asdict()) for row in desk.rows(STANDS.format(stages=stages), types=INSTANTS)}
    return [found[stage] for stage in STAGES]
