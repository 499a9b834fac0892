"""The export is BPMN 2.0 that another engine reads and runs."""

from functools import cache
from importlib.resources import files
from itertools import pairwise
from xml.etree.ElementTree import fromstring

import pytest
from lxml import etree
from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser, BpmnValidator
from SpiffWorkflow.bpmn.util.task import TaskState
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

from regulation.bpmn import MODEL, bpmn
from regulation.stages import Stage
from tests.regulation.cases import BEGUN, the_law


@cache
def written(begun):
    return bpmn(the_law(), begun)


@cache
def process_of(begun):
    assert files("SpiffWorkflow").joinpath("bpmn/parser/schema/BPMN20.xsd").is_file()
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_xml(etree.fromstring(written(begun)))
    return parser.get_spec("case")


@pytest.mark.parametrize("begun", [BEGUN[0], BEGUN[-1]])
def test_spiffworkflow_reads_it_and_it_keeps_to_the_schema_of_bpmn(begun):
    spec = process_of(begun)
    names = set(spec.task_specs)
    unknown = {Stage.SUSPENDED, Stage.ENDED} if begun == BEGUN[0] else set()
    assert {name for name in names if name.startswith("stage_")} == {f"stage_{one.value}" for one in set(Stage) - unknown}
    assert {f"move_{one.action}" for one in the_law().on(begun) if one.to} <= names


REFUSED = ("filing.establish", "filing.propose-refusal", "filing.unit", "filing.review", "filing.refuse")
ENFORCED = (  # heavy, heard, unpaid, to the court, paid, archived
    "stop.order", "filing.establish", "filing.propose", "filing.unit", "filing.review", "filing.approve", "team.name",
    "evidence.collect", "report.submit", "review.pass", "legal.submit", "legal.pass", "deliberation.call",
    "deliberation.conclude", "notice.issue", "notice.serve", "hearing.ask", "hearing.tell", "hearing.hold", "statement.weigh",
    "legal.submit", "legal.pass-weighed", "deliberation.call", "deliberation.conclude-weighed", "decision.penalty",
    "decision.serve", "performance.lapse", "remedy.lapse", "demand.serve", "demand.lapse", "court.apply", "court.accept",
    "court.grant", "performance.complete", "closing.propose", "closing.performed", "archive.file")


def walked(moves):
    """The stages through which the moves lead a case from beginning to end; whoever runs it asks for nothing else."""
    workflow, stages = BpmnWorkflow(process_of(BEGUN[-1])), []
    for move in moves:
        workflow.do_engine_steps()
        (stage,) = workflow.get_tasks(state=TaskState.READY)
        stages.append(stage.task_spec.name.removeprefix("stage_"))
        stage.data["move"] = move
        stage.run()
        workflow.do_engine_steps()
        for task in workflow.get_tasks(state=TaskState.READY):
            if task.task_spec.name.startswith("move_"):  # a person's; what the system does has run
                assert task.task_spec.name.split("__")[0] == f"move_{move}"
                task.run()
    workflow.do_engine_steps()
    assert workflow.completed
    return stages


def test_a_case_that_is_refused_and_one_that_is_enforced_run_through_it_as_through_the_table():
    assert walked(REFUSED) == ["found", "found", "filing_unit", "filing_review", "filing_leader"]
    law, stage, expected = the_law(), Stage.FOUND, []
    for action in ENFORCED:
        expected.append(stage.value)
        assert stage in law.move[action].stages, action
        stage = law.move[action].to or stage
    assert walked(ENFORCED) == expected and stage is Stage.ARCHIVED


@pytest.mark.parametrize("begun", [BEGUN[0], BEGUN[-1]])
def test_other_tools_find_every_node_and_every_flow_in_the_diagram_and_no_node_on_another(begun):
    root = fromstring(written(begun))
    process = root.find(f"{{{MODEL}}}process")
    drawn = {one.get("bpmnElement"): one for one in root.iter() if one.get("bpmnElement") not in (None, "case")}
    wanted = {one.get("id") for one in process if not one.tag.endswith("laneSet")}
    assert set(drawn) == wanted
    boxes = {name: [float(one[0].get(side)) for side in ("x", "y", "width", "height")] for name, one in drawn.items()
             if one.tag.endswith("BPMNShape")}
    rows = {}
    for x, y, wide, high in boxes.values():
        rows.setdefault(y // 90, []).append((x, x + wide))
        assert x >= 0 and y % 90 + high <= 90  # each within a row of its own height
    assert all(a[1] < b[0] for row in rows.values() for a, b in pairwise(sorted(row)))
    for flow in process.findall(f"{{{MODEL}}}sequenceFlow"):
        points = [(float(one.get("x")), float(one.get("y"))) for one in drawn[flow.get("id")]]
        assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(points))
        for (px, py), end in ((points[0], flow.get("sourceRef")), (points[-1], flow.get("targetRef"))):
            x, y, wide, high = boxes[end]
            assert x <= px <= x + wide and y <= py <= y + high, (flow.get("id"), end)


def test_every_flow_leads_from_a_node_to_a_node_and_every_move_tells_its_provision():
    tag = f"{{{MODEL}}}"
    process = fromstring(written(BEGUN[-1])).find(f"{tag}process")
    ids = [one.get("id") for one in process]
    flows = process.findall(f"{tag}sequenceFlow")
    assert len(ids) == len(set(ids))
    assert {end for one in flows for end in (one.get("sourceRef"), one.get("targetRef"))} < set(ids)
    moves = [one for one in process if (one.get("id") or "").startswith("move_")]
    assert len(moves) > 123 and all("依据：" in one.findtext(f"{tag}documentation") for one in moves)
    assert len(process.findall(f"{tag}laneSet/{tag}lane/{tag}flowNodeRef")) == len(moves)


def test_it_is_the_same_every_time():
    assert bpmn(the_law(), BEGUN[-1]) == written(BEGUN[-1])
