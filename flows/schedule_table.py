"""When each flow runs by itself: one table, in the province's own time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from casework.runs import Expected
from foundation.clock import SHANGHAI

TIMEZONE = "Asia/Shanghai"
MARK = "矿监"  # every deployment of ours is tagged with it


@dataclass(frozen=True)
class Schedule:
    """A flow's stage, its title, when it runs, and how late it may be before people are told."""

    stage: str
    title: str
    deployment: str
    cron: str
    tolerance: timedelta
    tags: tuple[str, ...]


SCHEDULES: tuple[Schedule, ...] = (
    Schedule("duty_watch", "义务监督", "每日", "30 7 * * *", timedelta(hours=2), ("义务", "催办")),
    Schedule("post_round", "信件投递", "每五分钟", "*/5 * * * *", timedelta(minutes=30), ("信件",)),
    Schedule("holiday_projection", "节假日推算", "每周一", "30 6 * * 1", timedelta(hours=6), ("日期",)),
    Schedule("health_watch", "运行健康", "每十分钟", "*/10 * * * *", timedelta(minutes=40), ("运行",)),
    Schedule("clue_intake", "线索分办", "每十五分钟", "*/15 * * * *", timedelta(minutes=45), ("线索",)),
    Schedule("clue_verify", "核查后续", "每三十分钟", "*/30 * * * *", timedelta(minutes=75), ("线索",)),
    Schedule("mail_intake", "来信登记", "每五分钟", "*/5 * * * *", timedelta(minutes=45), ("线索", "信件")),
    Schedule("case_file", "立案办理", "每三十分钟", "5,35 * * * *", timedelta(minutes=75), ("案件",)),
    Schedule("case_penalize", "处罚办理", "每三十分钟", "10,40 * * * *", timedelta(minutes=75), ("案件",)),
    Schedule("case_enforce", "执行办理", "每三十分钟", "20,50 * * * *", timedelta(minutes=75), ("案件",)),
    Schedule("case_report_up", "案件上报", "每三十分钟", "25,55 * * * *", timedelta(minutes=75), ("案件",)),
    Schedule("case_watch", "案件监督", "每日", "0 6 * * *", timedelta(hours=2), ("案件", "期限")),
)


def last_due(schedule: Schedule, now: datetime) -> datetime:
    """The last instant, at or before `now`, at which the schedule wanted a run."""
    from cronsim import CronSim
    # Walking back from the next minute makes "now" itself count.
    start = now.astimezone(SHANGHAI) + timedelta(minutes=1)
    return next(CronSim(schedule.cron, start.replace(second=0, microsecond=0), reverse=True)).astimezone(UTC)


def expected(schedule: Schedule, now: datetime) -> Expected:
    """What the health watch asks of a schedule: what was due by now even at its latest."""
    return Expected(schedule.stage, schedule.title, last_due(schedule, now - schedule.tolerance))
