"""The procedure as BPMN 2.0 out of the table of moves: a stage is a user task that chooses a move, a move a task."""

from collections.abc import Iterable, Iterator
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from regulation.bpmn_layout import Place, Point, sheet
from regulation.procedure_table import Move, ProcedureLaw
from regulation.stages import START, WHO, Stage, Who

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
SPACES = {"xmlns": MODEL, "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
          "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC", "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI"}
OURS = "https://kuangjian.example/procedure"
# What is no user task of the office.
KINDS = {Who.SYSTEM: "task", **dict.fromkeys((Who.PARTY, Who.SUPERIOR, Who.COURT, Who.POLICE), "manualTask")}
PROCESS = "case"
CHOSEN = "move"  # the variable by which a stage's task says which move is made


def bpmn(law: ProcedureLaw, begun: date) -> bytes:
    """The process of a case begun on a day, with its diagram, as XML in UTF-8; without the moves that leave an end."""
    version = law.version_on(begun)
    root = Element("definitions", {**SPACES, "targetNamespace": OURS, "id": "kuangjian"})
    process = SubElement(root, "process", {"id": PROCESS, "isExecutable": "true",
                                           "name": f"办案程序（{version.title if version else '—'}）"})
    lanes, model = SubElement(process, "laneSet", {"id": "lanes"}), _Model(process)
    model.node("startEvent", "start", "开始")
    model.flow("start", f"stage_{START.value}")
    for row in law.stages_on(begun):
        model.node("endEvent" if row.final else "userTask", f"stage_{row.stage.value}", row.title)
        if not row.final:
            model.node("exclusiveGateway", f"choice_{row.stage.value}", "")
            model.flow(f"stage_{row.stage.value}", f"choice_{row.stage.value}")
    made = [one for move in law.on(begun) for one in _moved(model, law, move, begun)]
    _lanes(lanes, [(who, name) for who, name, _ in made])
    model.finish()
    homes: dict[Stage, list[str]] = {}
    for _, name, home in made:
        homes.setdefault(home, []).append(name)
    _drawn(SubElement(root, "bpmndi:BPMNDiagram", {"id": "diagram"}), model, law, begun, homes)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _moved(model: "_Model", law: ProcedureLaw, move: Move, begun: date) -> Iterator[tuple[Who, str, Stage]]:
    """A task for a move that leads on; for one that stays, a task for each stage in which it can be made."""
    stages = [row.stage for row in law.stages_on(begun) if row.stage in move.stages and not row.final]
    targets = {f"move_{move.action}": (stages, move.to)} if move.to and stages else {
        f"move_{move.action}__{stage.value}": ([stage], stage) for stage in stages}
    for name, (since, to) in targets.items():
        model.node(KINDS.get(move.who, "userTask"), name, move.title, _told(law, move, begun))
        model.flow(name, f"stage_{to.value}")
        for stage in since:
            model.flow(f"choice_{stage.value}", name, f"{CHOSEN} == '{move.action}'")
        yield move.who, name, since[0]


def _told(law: ProcedureLaw, move: Move, begun: date) -> str:
    basis = move.basis_on(begun)
    parts = (("谁", [WHO[move.who][0]]), ("条件", [law.guard[name].title for name in move.needs_on(begun)]),
             ("期限开始", move.opens), ("期限结束", move.ends), ("文书", move.documents),
             ("依据", [basis.provision] if basis else []))
    return "；".join(f"{name}：{'、'.join(values)}" for name, values in parts if values)


def _lanes(lanes: Element, made: list[tuple[Who, str]]) -> None:
    for who in Who:
        lane = SubElement(lanes, "lane", {"id": f"lane_{who.value}", "name": WHO[who][0]})
        for _, name in (one for one in made if one[0] is who):
            SubElement(lane, "flowNodeRef").text = name


def _drawn(diagram: Element, model: "_Model", law: ProcedureLaw, begun: date, homes: dict[Stage, list[str]]) -> None:
    """The part for other tools: the bounds of every node, the corners of every flow."""
    plane = SubElement(diagram, "bpmndi:BPMNPlane", {"id": "plane", "bpmnElement": PROCESS})
    drawn = sheet(law, begun, homes)
    for name, node in model.nodes.items():
        marked = {"isMarkerVisible": "true"} if node.tag == "exclusiveGateway" else {}
        shape = SubElement(plane, "bpmndi:BPMNShape", {"id": f"shape_{name}", "bpmnElement": name, **marked})
        SubElement(shape, "dc:Bounds", _bounds(drawn.places[name]))
    for name, source, target, _ in model.numbered():
        edge = SubElement(plane, "bpmndi:BPMNEdge", {"id": f"edge_{name}", "bpmnElement": name})
        _corners(edge, drawn.way(source, target))


def _bounds(place: Place) -> dict[str, str]:
    return {"x": str(place.x), "y": str(place.y), "width": str(place.wide), "height": str(place.high)}


def _corners(edge: Element, points: Iterable[Point]) -> None:
    for x, y in points:
        SubElement(edge, "di:waypoint", {"x": str(x), "y": str(y)})


class _Model:
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

    def numbered(self) -> Iterator[tuple[str, str, str, str | None]]:
        """The flows by name."""
        return ((f"flow_{n}", *flow) for n, flow in enumerate(self.flows, 1))

    def finish(self) -> None:
        """Write the flows: what comes in stands before what goes out."""
        for name, _, target, _ in self.numbered():
            SubElement(self.nodes[target], "incoming").text = name
        for name, source, _, _ in self.numbered():
            SubElement(self.nodes[source], "outgoing").text = name
        for name, source, target, condition in self.numbered():
            flow = SubElement(self.process, "sequenceFlow", {"id": name, "sourceRef": source, "targetRef": target})
            if condition:
                SubElement(flow, "conditionExpression").text = condition
