"""Our own books of flow runs: begun, finished, died, missed, whatever Prefect's database remembers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam

from casework import journal
from casework.access import SYSTEM
from casework.desk import Desk, House, open_desk
from foundation.clock import SHANGHAI
from foundation.database import Instant, sql


def begin(house: House, flow: str, prefect_run_id: str | None) -> int:
    """Book the beginning of a run; its number."""
    with open_desk(house, SYSTEM) as desk:
        desk.permit("run.keep")
        return int(desk.scalar("INSERT INTO run (flow, prefect_run_id, started_at, state, summary)"
                               " VALUES (:flow, :prefect, :now, 'running', '') RETURNING id",
                               flow=flow, prefect=prefect_run_id, now=desk.now))


def finish(house: House, run_id: int, *, state: str, summary: str = "") -> None:
    """Book how a run ended: done or failed, with a line that says what it did."""
    with open_desk(house, SYSTEM) as desk:
        desk.permit("run.keep")
        desk.run("UPDATE run SET state = :state, summary = :summary, ended_at = :now WHERE id = :id",
                 state=state, summary=summary, now=desk.now, id=run_id)


@dataclass(frozen=True)
class Died:
    """A run that began and never ended."""

    id: int
    flow: str
    prefect_run_id: str | None
    started_at: datetime


def running(desk: Desk) -> list[Died]:
    """Runs booked as running for longer than the rulebook's figure."""
    desk.permit("run.keep")
    limit = desk.rulebook.figures["run_died_after_minutes"].on(desk.today)
    rows = desk.rows("SELECT id, flow, prefect_run_id, started_at FROM run WHERE state = 'running' AND started_at <= :before"
                     " ORDER BY id", types={"started_at": Instant()}, before=desk.now - timedelta(minutes=limit))
    return [Died(**row._asdict()) for row in rows]


def bury(desk: Desk, dead: Sequence[Died]) -> None:
    """Book runs as died; what they had claimed comes back when its lease ends."""
    desk.permit("run.keep")
    if not dead:
        return
    desk.session.execute(
        sql("UPDATE run SET state = 'died', ended_at = :now WHERE state = 'running' AND id IN :ids", now=desk.now)
        .bindparams(bindparam("ids", expanding=True)), {"ids": [one.id for one in dead]})
    journal.note(desk, "run.died", "run", 0, runs=[one.id for one in dead], flows=sorted({one.flow for one in dead}))


@dataclass(frozen=True)
class Expected:
    """A flow that by now must have run since `due`: the last planned instant whose tolerance is over."""

    flow: str
    title: str
    due: datetime


def last_done(desk: Desk) -> dict[str, datetime]:
    """When each flow last came to a good end."""
    desk.permit("run.keep")
    return {row.flow: row.ended_at for row in desk.rows(
        "SELECT flow, max(ended_at) AS ended_at FROM run WHERE state = 'done' GROUP BY flow", types={"ended_at": Instant()})}


def missed(desk: Desk, expected: Sequence[Expected]) -> list[Expected]:
    """Scheduled runs that did not happen: each becomes one open work item of the province, settled when it runs again."""
    last = last_done(desk)
    since = desk.rows("SELECT min(started_at) AS first FROM run", types={"first": Instant()})[0].first or desk.now
    # The end counts, not the beginning: a run at work when the planned one was due stands for it.
    late = [one for one in expected if last.get(one.flow, since) < one.due]
    for one in expected:  # a handful of flows
        _warn(desk, one) if one in late else _settle(desk, one)
    return late


def _warn(desk: Desk, one: Expected) -> None:
    desk.run("INSERT INTO work_item (office_id, kind, open_key, text, created_at)"
             " SELECT id, 'run-missed', :key, :text, :now FROM party WHERE level = 'province'"
             " ON CONFLICT (open_key) DO NOTHING", key=f"run-missed|{one.flow}", now=desk.now,
             text=f"定时运行“{one.title}”未按时完成（应于{one.due.astimezone(SHANGHAI):%Y-%m-%d %H:%M}），请检查系统。")


def _settle(desk: Desk, one: Expected) -> None:
    desk.run("UPDATE work_item SET settled_at = :now, settled_by = 'system', note = '已恢复运行', open_key = NULL"
             " WHERE open_key = :key", now=desk.now, key=f"run-missed|{one.flow}")


def prune(desk: Desk) -> int:
    """Forget runs and served triggers older than the rulebook's figure; how many rows."""
    desk.permit("run.keep")
    before = desk.now - timedelta(days=desk.rulebook.figures["runs_kept_days"].on(desk.today))
    # The newest finished run of each flow stays: it says when the flow last ran.
    gone = desk.run("DELETE FROM run WHERE ended_at < :before AND id NOT IN (SELECT max(id) FROM run GROUP BY flow, state)",
                    before=before)
    return gone + desk.run("DELETE FROM trigger_row WHERE done_at < :before", before=before)


@dataclass(frozen=True)
class RunLine:
    """A run as it stands in our books."""

    id: int
    flow: str
    state: str
    started_at: datetime
    ended_at: datetime | None
    summary: str


def listed(desk: Desk, *, limit: int = 30) -> list[RunLine]:
    """The newest runs."""
    desk.permit("run.read")
    rows = desk.rows("SELECT id, flow, state, started_at, ended_at, summary FROM run ORDER BY id DESC LIMIT :limit",
                     types={"started_at": Instant(), "ended_at": Instant()}, limit=limit)
    return [RunLine(**row._asdict()) for row in rows]


def counted(desk: Desk) -> int:
    """How many runs the books hold."""
    desk.permit("run.read")
    return int(desk.scalar("SELECT count(*) FROM run"))
