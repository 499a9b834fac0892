"""How the demo's officers move a clue: each step of its way as the made-up people do it."""

from collections.abc import Callable, Mapping

from casework.access import Actor
from casework.clue.assigning import dispute, transfer
from casework.clue.clues import clue_of
from casework.clue.concluding import conclude
from casework.clue.disposing import decide, propose
from casework.clue.registering import decline, register
from casework.clue.replying import reply
from casework.clue.site import check_site
from casework.clue.stopping import order_stop
from casework.clue.team import may_verify, name_team
from casework.desk import Desk
from regulation.clue import Disposal, Outcome, Stage, lawful

FOUND = (Outcome.TRUE, Outcome.TRUE, Outcome.PARTLY, Outcome.UNTRUE, Outcome.NOT_OURS)
NOTICE = {"party": "演示当事人", "breached": "《矿产资源法》", "basis": "《矿产资源法》", "deed": "未取得采矿许可证擅自采矿",
          "order": "立即停止开采，等候处理"}
TEAM = 2
Way = Callable[[Desk, str, int], None]


def _register(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001  ways are alike
    register(desk, number)


def _decline(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001
    decline(desk, number, reason="所反映的事项已经核查答复，没有新的线索（演示）。")


def _transfer(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001
    here = clue_of(desk, number).office_id
    beside = desk.scalar("SELECT p.code FROM party p JOIN party h ON h.parent_id = p.parent_id WHERE h.id = :id AND p.id <> :id"
                         " AND p.level = 'county' ORDER BY p.code", id=here)
    if beside is not None:
        transfer(desk, number, to=str(beside), reason="地点在邻县界内（演示）。")


def _dispute(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001
    if clue_of(desk, number).transferred:
        dispute(desk, number, reason="按界桩在原县一侧（演示）。")


def _team(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001
    free = [one.id for one in may_verify(desk, clue_of(desk, number)) if one.id != desk.actor.officer_id]
    name_team(desk, number, [*free[:TEAM - 1], desk.actor.officer_id or 0])


def _site(desk: Desk, number: str, n: int) -> None:
    going_on = n % 4 == 0
    check_site(desk, number, {"facts": "现场有开采痕迹，已拍照取证（演示）。", "party": "演示当事人", "area": str(200 + 10 * n),
                              "ongoing": "是" if going_on else "否"})
    if going_on:
        order_stop(desk, number, **NOTICE)


def _conclude(desk: Desk, number: str, n: int) -> None:
    conclude(desk, number, FOUND[n % len(FOUND)], facts="经现场核查和询问，情况如记录（演示）。", opinion="按规定处理。")


def _propose(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001
    outcome = Outcome(str(clue_of(desk, number).outcome))
    found = {Outcome.TRUE: Disposal.FILE, Outcome.PARTLY: Disposal.CLOSE, Outcome.UNTRUE: Disposal.CLOSE,
             Outcome.NOT_OURS: Disposal.REFER}[outcome]
    propose(desk, number, found, reason="核查已经完成（演示）。", refer_to="公安机关" if found is Disposal.REFER else "")


def _decide(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001
    if clue_of(desk, number).ended_on is None:
        decide(desk, number, approve=True)


def _reply(desk: Desk, number: str, n: int) -> None:  # noqa: ARG001
    if clue_of(desk, number).named:
        reply(desk, number, way="回执查询", text="您反映的情况已经核查处理，感谢您的监督。")


MOVES: Mapping[str, Way] = {
    "register": _register, "decline": _decline, "transfer": _transfer, "dispute": _dispute, "team": _team, "site": _site,
    "conclude": _conclude, "propose": _propose, "decide": _decide, "reply": _reply}
ACTIONS = {"propose": "clue.dispose", "decide": "clue.dispose"}  # the others are called as they are
BY = {"decide": "deputy", "transfer": "unit_head", "dispute": "unit_head"}  # all else is done by the handler


def by_whom(what: str, people: Mapping[str, Actor]) -> Actor:
    """Who of an office does a step."""
    return people[BY.get(what, "handler")]


def can_be_done(desk: Desk, clue_id: int, what: str) -> bool:
    """Whether a clue's stage allows a step: one that went to another office, or is not registered, has missed its turn."""
    stage = Stage(desk.scalar("SELECT stage FROM clue WHERE id = :id", id=clue_id))
    return ACTIONS.get(what, f"clue.{what}") in lawful(stage)
