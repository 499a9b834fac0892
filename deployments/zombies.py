"""Marks a run as crashed when its heartbeat stops: a dead pair of runner and child stays "Running" otherwise."""

from datetime import timedelta

from prefect.automations import Automation
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import StateType
from prefect.events.actions import ChangeFlowRunState
from prefect.events.schemas.automations import EventTrigger, Posture
from prefect.events.schemas.events import ResourceSpecification

NAME = "无心跳的运行登记为中断"
ENDS = ("Completed", "Failed", "Cancelled", "Crashed")


async def watch_for_zombies() -> None:
    """Make the automation unless it is there."""
    async with get_client() as client:
        if await client.read_automations_by_name(NAME):
            return
    automation = Automation(
        name=NAME, description="运行进程失去心跳九十秒后，登记为中断。",
        trigger=EventTrigger(
            after={"prefect.flow-run.heartbeat"},
            expect={"prefect.flow-run.heartbeat", *(f"prefect.flow-run.{state}" for state in ENDS)},
            match=ResourceSpecification({"prefect.resource.id": ["prefect.flow-run.*"]}),
            for_each={"prefect.resource.id"}, posture=Posture.Proactive, threshold=1, within=timedelta(seconds=90)),
        actions=[ChangeFlowRunState(name=None, state=StateType.CRASHED, message="心跳中断", force=False)])
    await automation.acreate()
