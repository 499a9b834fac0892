"""The export is BPMN 2.0 that another engine reads and runs."""

from datetime import date
from importlib.resources import files
from xml.etree.ElementTree import fromstring

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.util.task import TaskState
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from regulation.bpmn import MODEL, bpmn
from regulation.stages import Stage
from tests.regulation.cases import BEGUN, the_law


def process_of(begun):
    assert files("SpiffWorkflow").joinpath("bpmn/parser/schema/BPMN20.xsd").is_file()
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_xml(etree.fromstring(bpmn(the_law(), begun)))
    return parser.get_spec("case")


@pytest.mark.parametrize("begun", [BEGUN[0], BEGUN[-1]])
def test_spiffworkflow_reads_it_and_it_keeps_to_the_schema_of_bpmn(begun):
    spec = process_of(begun)
    names = set(spec.task_specs)
    unknown = {Stage.SUSPENDED, Stage.ENDED} if begun == BEGUN[0] else set()
    assert {name for name in names if name.startswith("stage_")} == {f"stage_{one.value}" for one in set(Stage) - unknown}
    assert {f"move_{one.action}" for one in the_law().on(begun) if one.to} <= names


def test_a_case_runs_through_it_by_the_moves_that_are_chosen():
    workflow = BpmnWorkflow(process_of(BEGUN[-1]))
    seen = []
    for move in ("filing.establish", "filing.propose-refusal", "filing.unit", "filing.review", "filing.refuse"):
        workflow.do_engine_steps()
        (stage,) = workflow.get_tasks(state=TaskState.READY)
        seen.append(stage.task_spec.name)
        stage.data["move"] = move
        stage.run()
        workflow.do_engine_steps()
        for task in workflow.get_tasks(state=TaskState.READY):
            assert task.task_spec.name.split("__")[0] == f"move_{move}"
            task.run()
    workflow.do_engine_steps()
    assert seen == ["stage_found", "stage_found", "stage_filing_unit", "stage_filing_review", "stage_filing_leader"]
    assert workflow.completed


def test_every_flow_leads_from_a_node_to_a_node_and_every_move_tells_its_provision():
    tag = f"{{{MODEL}}}"
    process = fromstring(bpmn(the_law(), date(2024, 5, 1))).find(f"{tag}process")
    ids = [one.get("id") for one in process]
    flows = process.findall(f"{tag}sequenceFlow")
    assert len(ids) == len(set(ids))
    assert {end for one in flows for end in (one.get("sourceRef"), one.get("targetRef"))} < set(ids)
    moves = [one for one in process if (one.get("id") or "").startswith("move_")]
    assert len(moves) > 123 and all("依据：" in one.findtext(f"{tag}documentation") for one in moves)
    assert len(process.findall(f"{tag}laneSet/{tag}lane/{tag}flowNodeRef")) == len(moves)


def test_it_is_the_same_every_time():
    assert bpmn(the_law(), BEGUN[-1]) == bpmn(the_law(), BEGUN[-1])
