"""The schedules in the province's own time, and the flows and deployments that belong to them."""

import importlib
import inspect
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.runs import Expected
from casework.triggers import STAGES
from deployments.dispatcher import DEPLOYMENTS
from flows.schedule_table import SCHEDULES, TIMEZONE, expected, last_due
from foundation.clock import SHANGHAI

BY_STAGE = {schedule.stage: schedule for schedule in SCHEDULES}
MODULES = sorted(path.stem for path in (Path(__file__).parents[2] / "flows").glob("*_*.py")
                 if path.stem != "schedule_table" and not path.stem.startswith("__"))


def shanghai(day, hour, minute=0, second=0, microsecond=0):
    """An instant of March 2024 (the 4th is a Monday) by the province's clock, as UTC."""
    return datetime(2024, 3, day, hour, minute, second, microsecond, tzinfo=SHANGHAI).astimezone(UTC)


@pytest.mark.parametrize(("stage", "now", "due"), [
    ("duty_watch", shanghai(4, 7, 29, 59, 999_999), shanghai(3, 7, 30)),
    ("duty_watch", shanghai(4, 7, 30), shanghai(4, 7, 30)),
    ("duty_watch", shanghai(4, 7, 30, 59), shanghai(4, 7, 30)),
    ("duty_watch", shanghai(5, 0), shanghai(4, 7, 30)),
    ("duty_watch", shanghai(1, 0), datetime(2024, 2, 28, 23, 30, tzinfo=UTC)),  # 02-29, 07:30
    ("post_round", shanghai(4, 0), shanghai(4, 0)),
    ("post_round", shanghai(4, 0, 4, 59), shanghai(4, 0)),
    ("health_watch", shanghai(4, 7, 29), shanghai(4, 7, 20)),
    ("holiday_projection", shanghai(4, 6, 29, 59), datetime(2024, 2, 25, 22, 30, tzinfo=UTC)),  # the Monday before
    ("holiday_projection", shanghai(4, 6, 30), shanghai(4, 6, 30)),
    ("holiday_projection", shanghai(10, 23, 59), shanghai(4, 6, 30)),
])
def test_a_schedule_was_last_due_at(stage, now, due):
    assert last_due(BY_STAGE[stage], now) == due


@pytest.mark.parametrize(("stage", "now", "due"), [
    ("duty_watch", shanghai(4, 9, 29, 59), shanghai(3, 7, 30)),
    ("duty_watch", shanghai(4, 9, 30), shanghai(4, 7, 30)),
    ("post_round", shanghai(4, 8, 0), shanghai(4, 7, 30)),
    ("post_round", shanghai(4, 8, 4, 59), shanghai(4, 7, 30)),
    ("holiday_projection", shanghai(4, 12, 30), shanghai(4, 6, 30)),
])
def test_a_schedule_is_asked_for_when_its_tolerance_is_over(stage, now, due):
    assert expected(BY_STAGE[stage], now) == Expected(stage, BY_STAGE[stage].title, due)


def test_every_stage_has_one_schedule_one_flow_and_one_deployment():
    from deployments.runner import FLOWS
    assert [schedule.stage for schedule in SCHEDULES] == list(STAGES) == list(FLOWS)
    assert {stage: FLOWS[stage].name + "/" + BY_STAGE[stage].deployment for stage in FLOWS} == DEPLOYMENTS == {
        "duty_watch": "义务监督/每日", "post_round": "信件投递/每五分钟", "holiday_projection": "节假日推算/每周一",
        "health_watch": "运行健康/每十分钟", "clue_intake": "线索分办/每十五分钟", "clue_verify": "核查后续/每三十分钟",
        "mail_intake": "来信登记/每五分钟", "case_file": "立案办理/每三十分钟", "case_penalize": "处罚办理/每三十分钟",
        "case_enforce": "执行办理/每三十分钟", "case_report_up": "案件上报/每三十分钟", "case_watch": "案件监督/每日"}


def test_the_schedules_stand_in_the_provinces_time():
    assert TIMEZONE == "Asia/Shanghai" == SHANGHAI.key
    assert {schedule.stage: schedule.cron for schedule in SCHEDULES} == {
        "duty_watch": "30 7 * * *", "post_round": "*/5 * * * *", "holiday_projection": "30 6 * * 1",
        "health_watch": "*/10 * * * *", "clue_intake": "*/15 * * * *", "clue_verify": "*/30 * * * *",
        "mail_intake": "*/5 * * * *", "case_file": "5,35 * * * *", "case_penalize": "10,40 * * * *",
        "case_enforce": "20,50 * * * *", "case_report_up": "25,55 * * * *", "case_watch": "0 6 * * *"}


def test_the_flow_modules_are_the_stages_and_their_names_are_words():
    assert sorted(STAGES) == MODULES
    assert [name for name in MODULES if not re.fullmatch(r"[a-z]+(_[a-z]+)+", name)] == []


@pytest.mark.parametrize("module", MODULES)
def test_a_flow_speaks_chinese_to_whoever_runs_it(module):
    from deployments.runner import FLOWS
    flow = getattr(importlib.import_module(f"flows.{module}"), module)
    assert flow is FLOWS[module]
    assert re.fullmatch(r"[\u4e00-\u9fff]{4,5}", flow.name)
    assert re.fullmatch(r"[\u4e00-\u9fff，。；、（）]{15,}", flow.description)
    assert flow.flow_run_name().startswith(f"{flow.name} ")
    assert inspect.iscoroutinefunction(flow.fn)
    for field in flow.parameters.properties.values():
        assert re.search(r"[\u4e00-\u9fff]", field["title"])
