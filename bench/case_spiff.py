"""SpiffWorkflow on the procedure as we export it: a move loads the case's workflow, completes its task, and stores it."""

from datetime import date
from typing import Any

from sqlalchemy import text

from bench.case_others import RECORDED, Other, cases_of, served
from bench.case_steps import Taken
from bench.case_way import OPEN, WAYS
from bench.measuring import open_house
from regulation.bpmn import bpmn
from regulation.procedure_table import ProcedureLaw

CREATE = "CREATE TABLE spiff_workflow (number VARCHAR PRIMARY KEY, state VARCHAR NOT NULL)"
NAME = "SpiffWorkflow: load, complete, store"


def spiffed(address: str, each: int) -> list[Other]:
    """So many cases of each way."""
    house = open_house(address, WAYS[0][0].day)
    with house.engine.begin() as connection:
        connection.execute(text(CREATE))
    player, taken, before = Spiff(house.rulebook.procedure, WAYS[0][0].day), Taken(), 0.0
    for n, (number, told) in enumerate(cases_of(each)):
        if n == len(WAYS):
            taken, before = Taken(), served(house.engine)
        for action, fields in told:
            taken.timed(1, player.step, house.engine, number, action, fields)
    taken.server = served(house.engine) - before
    house.engine.dispose()
    return [Other(NAME, taken)]


class Spiff:
    """Workflows of the procedure in force on a day."""

    def __init__(self, law: ProcedureLaw, day: date) -> None:
        from lxml import etree
        from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
        from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
        parser = BpmnParser()
        parser.add_bpmn_xml(etree.fromstring(bpmn(law, day)))
        self.law, self.spec, self.serializer = law, parser.get_spec("case"), BpmnWorkflowSerializer()

    def step(self, engine: Any, number: str, action: str, fields: RECORDED) -> None:
        """A transaction: what is opened begins a workflow, a move completes its user tasks, a record is laid beside."""
        with engine.begin() as connection:
            if action == OPEN:
                statement, workflow = "INSERT INTO spiff_workflow (number, state) VALUES (:number, :state)", self.begun()
            else:
                found = connection.scalar(text("SELECT state FROM spiff_workflow WHERE number = :number"), {"number": number})
                statement, workflow = "UPDATE spiff_workflow SET state = :state WHERE number = :number", self.done(
                    found, action, fields)
            connection.execute(text(statement), {"number": number, "state": self.serializer.serialize_json(workflow)})

    def begun(self) -> Any:
        """A workflow that waits at its first stage."""
        from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
        workflow = BpmnWorkflow(self.spec)
        workflow.do_engine_steps()
        return workflow

    def done(self, state: str, action: str, fields: RECORDED) -> Any:
        """The workflow after a move."""
        from SpiffWorkflow.bpmn.util.task import TaskState
        workflow = self.serializer.deserialize_json(state)
        (stage,) = workflow.get_tasks(state=TaskState.READY)
        stage.data[action] = fields
        if action not in self.law.move:
            return workflow
        stage.data["move"] = action
        stage.run()
        workflow.do_engine_steps()
        for task in workflow.get_tasks(state=TaskState.READY):
            if task.task_spec.name.split("__")[0] == f"move_{action}":  # a person's; what the system does has run
                task.run()
        workflow.do_engine_steps()
        return workflow
