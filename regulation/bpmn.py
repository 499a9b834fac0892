"""The procedure as BPMN 2.0 out of the table of moves: a stage is a user task that chooses a move, a move a task."""

from collections.abc import Iterable
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from regulation.procedure_table import Move, ProcedureLaw
from regulation.stages import START, WHO, Who

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
OURS = "https://kuangjian.example/procedure"
# What is no user task of the office.
KINDS = {Who.SYSTEM: "task", **dict.fromkeys((Who.PARTY, Who.SUPERIOR, Who.COURT, Who.POLICE), "manualTask")}
PROCESS = "case"
CHOSEN = "move"  # the variable by which a stage's task says which move is made


def bpmn(law: ProcedureLaw, begun: date) -> bytes:
    """The process of a case begun on a day, as XML in UTF-8; a reopening, which leaves an end, is no part of it."""
    moves = law.on(begun)
    version = law.version_on(begun)
    root = Element("definitions", {"xmlns": MODEL, "targetNamespace": OURS, "id": "kuangjian"})
    process = SubElement(root, "process", {"id": PROCESS, "isExecutable": "true",
                                           "name": f"办案程序（{version.title if version else '—'}）"})
    lanes, diagram = SubElement(process, "laneSet", {"id": "lanes"}), _Diagram(process)
    diagram.node("startEvent", "start", "开始")
    diagram.flow("start", f"stage_{START.value}")
    for row in law.stages_on(begun):
        diagram.node("endEvent" if row.final else "userTask", f"stage_{row.stage.value}", row.title)
        if not row.final:
            diagram.node("exclusiveGateway", f"choice_{row.stage.value}", "")
            diagram.flow(f"stage_{row.stage.value}", f"choice_{row.stage.value}")
    made = [one for move in moves for one in _moved(diagram, law, move, begun)]
    _lanes(lanes, made)
    diagram.finish()
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _moved(diagram: "_Diagram", law: ProcedureLaw, move: Move, begun: date) -> Iterable[tuple[Who, str]]:
    """A task for a move that leads on; for one that stays, a task for each stage in which it can be made."""
    stages = [row.stage for row in law.stages_on(begun) if row.stage in move.stages and not row.final]
    targets = {f"move_{move.action}": (stages, move.to)} if move.to else {
        f"move_{move.action}__{stage.value}": ([stage], stage) for stage in stages}
    for name, (since, to) in targets.items():
        diagram.node(KINDS.get(move.who, "userTask"), name, move.title, _told(law, move, begun))
        diagram.flow(name, f"stage_{to.value}")
        for stage in since:
            diagram.flow(f"choice_{stage.value}", name, f"{CHOSEN} == '{move.action}'")
        yield move.who, name


def _told(law: ProcedureLaw, move: Move, begun: date) -> str:
    basis = move.basis_on(begun)
    parts = (("条件", [law.guard[name].title for name in move.needs_on(begun)]), ("期限开始", move.opens),
             ("期限结束", move.ends), ("文书", move.documents), ("依据", [basis.provision] if basis else []))
    return "；".join(f"{name}：{'、'.join(values)}" for name, values in parts if values)


def _lanes(lanes: Element, made: Iterable[tuple[Who, str]]) -> None:
    tasks = list(made)
    for who in Who:
        lane = SubElement(lanes, "lane", {"id": f"lane_{who.value}", "name": WHO[who][0]})
        for _, name in (one for one in tasks if one[0] is who):
            SubElement(lane, "flowNodeRef").text = name


class _Diagram:
    """Nodes and the flows between them; a node names its flows, so those are written last."""

    def __init__(self, process: Element) -> None:
        self.process = process
        self.nodes: dict[str, Element] = {}
        self.flows: list[tuple[str, str, str | None]] = []

    def node(self, kind: str, name: str, title: str, told: str = "") -> None:
        """Add a node."""
        self.nodes[name] = SubElement(self.process, kind, {"id": name, **({"name": title} if title else {})})
        if told:
            SubElement(self.nodes[name], "documentation").text = told

    def flow(self, source: str, target: str, condition: str | None = None) -> None:
        """Lead from one node to another, under a condition if there is one."""
        self.flows.append((source, target, condition))

    def finish(self) -> None:
        """Write the flows: what comes in stands before what goes out."""
        numbered = [(f"flow_{n}", *flow) for n, flow in enumerate(self.flows, 1)]
        for tag, end in (("incoming", 2), ("outgoing", 1)):
            for one in numbered:
                SubElement(self.nodes[str(one[end])], tag).text = one[0]
        for name, source, target, condition in numbered:
            flow = SubElement(self.process, "sequenceFlow", {"id": name, "sourceRef": source, "targetRef": target})
            if condition:
                SubElement(flow, "conditionExpression").text = condition

