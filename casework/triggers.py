"""Triggers and bells: a row says that a stage has work; one run drains all that waits."""

from dataclasses import dataclass
from datetime import timedelta

from casework import journal
from casework.desk import Desk
from foundation.errors import NotFoundError

STAGES = ("duty_watch", "post_round", "holiday_projection", "health_watch", "clue_intake", "clue_verify", "mail_intake",
          "case_file", "case_penalize", "case_enforce", "case_report_up", "case_watch")


def pull(desk: Desk, stage: str, entity: str = "", entity_id: int = 0) -> None:
    """Say that a stage has work; written with what caused it, so that nothing is lost whatever Prefect does."""
    desk.append("INSERT INTO trigger_row (stage, entity, entity_id, created_at) VALUES (:stage, :entity, :id, :now)",
                [{"stage": stage, "entity": entity, "id": entity_id, "now": desk.now}])


def ask(desk: Desk, stage: str) -> None:
    """Have a stage run soon, as whoever keeps the machine may; a stage that has work waiting already runs once."""
    desk.permit("trigger.ring")
    if stage not in STAGES:
        raise NotFoundError(f"There is no stage “{stage}”.", way_out=f"The stages are {', '.join(STAGES)}.")
    pull(desk, stage)
    journal.note(desk, "trigger.asked", "trigger", 0, stage=stage)


def waiting(desk: Desk) -> list[str]:
    """The stages that have work nobody has claimed, or whose claim ran out with the run that held it."""
    desk.permit("trigger.ring")
    rows = desk.rows("SELECT DISTINCT stage FROM trigger_row WHERE done_at IS NULL"
                     " AND (claimed_until IS NULL OR claimed_until <= :now) ORDER BY stage", now=desk.now)
    return [row.stage for row in rows]


def claim(desk: Desk, stage: str, by: str, *, minutes: int) -> int:
    """Claim all that waits for a stage, as a lease that expires; how many."""
    desk.permit("trigger.ring")
    return desk.run("UPDATE trigger_row SET claimed_by = :by, claimed_until = :until WHERE stage = :stage AND done_at IS NULL"
                    " AND (claimed_until IS NULL OR claimed_until <= :now)",
                    by=by, until=desk.now + timedelta(minutes=minutes), stage=stage, now=desk.now)


def done(desk: Desk, stage: str, by: str) -> int:
    """Mark what a run claimed as done; how many."""
    desk.permit("trigger.ring")
    return desk.run("UPDATE trigger_row SET done_at = :now WHERE stage = :stage AND claimed_by = :by AND done_at IS NULL",
                    now=desk.now, stage=stage, by=by)


@dataclass(frozen=True)
class Bell:
    """The last bell of a stage: its counter and the run it started, if any."""

    stage: str
    n: int
    run_id: str | None

    @property
    def key(self) -> str:
        """The idempotency key: asked twice, Prefect answers with the same run and starts nothing."""
        return f"{self.stage}:bell:{self.n}"


def bell(desk: Desk, stage: str) -> Bell:
    """The bell of a stage as it stands."""
    desk.permit("trigger.ring")
    rows = desk.rows("SELECT stage, n, run_id FROM bell WHERE stage = :stage", stage=stage)
    return Bell(**rows[0]._asdict()) if rows else Bell(stage, 0, None)


def raise_bell(desk: Desk, stage: str) -> Bell:
    """The next bell of a stage: its last run has ended or vanished."""
    desk.permit("trigger.ring")
    desk.run("INSERT INTO bell (stage, n) VALUES (:stage, 1) ON CONFLICT (stage) DO UPDATE SET n = bell.n + 1, run_id = NULL",
             stage=stage)
    return bell(desk, stage)


def rung(desk: Desk, stage: str, run_id: str) -> None:
    """Remember which run a bell started."""
    desk.permit("trigger.ring")
    desk.run("UPDATE bell SET run_id = :run, rung_at = :now WHERE stage = :stage", run=run_id, now=desk.now, stage=stage)
