"""The durable machine: what is not listed for a stage is refused by API and casework alike, and a refusal writes nothing."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from casework.access import Actor
from casework.case.moving import Wish, make
from casework.desk import House
from foundation.errors import ConflictError
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, Who
from tests.casework.cases import actor, filed
from tests.casework.counting import counted
from tests.casework.town import at
from tests.stories.telling import Story, a_story

TODAY = date(2025, 8, 4)


@dataclass(frozen=True)
class Pair:
    """A stage, and an action that the table does not list for it."""

    stage: Stage
    action: str
    who: Who


def unlisted(law: ProcedureLaw) -> list[Pair]:
    """Every pair that a case begun today may not make."""
    moves = [Pair(stage, one.action, one.who) for one in law.move.values() for stage in Stage
             if stage not in one.stages or not one.basis_on(TODAY) or not one.made_on(TODAY)]
    records = [Pair(stage, one.action, one.who) for one in law.record.values() for stage in Stage
               if (one.stages and stage not in one.stages) or (not one.stages and law.stage[stage.value].final)]
    return [*moves, *records]


@pytest.mark.parametrize("many", [60, pytest.param(100_000, marks=pytest.mark.trial)])
def test_no_case_makes_a_move_that_is_not_listed_for_its_stage(sqlite_house: House, many: int) -> None:
    story = a_story(sqlite_house, TODAY.isoformat())
    number = filed(sqlite_house, story.office)
    actors = {who: actor(sqlite_house, story.office, who) for who in Who}
    before, pairs = counted(sqlite_house), sampled(sqlite_house, many)
    assert len(pairs) == min(many, len(unlisted(sqlite_house.rulebook.procedure)))
    for pair in pairs:
        standing_at(sqlite_house, number, pair.stage)
        with unwritten(sqlite_house):
            refused(sqlite_house, actors[pair.who], number, pair)
    assert counted(sqlite_house) == before


def refused(house: House, who: Actor, number: str, pair: Pair) -> None:
    with at(house, who) as desk, pytest.raises(ConflictError, match="is nothing to be done to a case that stands at"):
        make(desk, number, Wish(pair.action))


@pytest.mark.parametrize("many", [25, pytest.param(100_000, marks=pytest.mark.trial)])
def test_the_api_refuses_the_same_and_names_what_is_lawful(sqlite_house: House, many: int) -> None:
    story = a_story(sqlite_house, TODAY.isoformat())
    story.number = filed(sqlite_house, story.office)
    for role in ("handler", "leader", "unit", "deputy", "legal", "above"):
        story.ask(role, "GET", f"/cases/{story.number}")  # everybody has his token
    before = counted(sqlite_house)
    for pair in sampled(sqlite_house, many):
        standing_at(sqlite_house, story.number, pair.stage)
        refused_by_api(story, pair)
    assert counted(sqlite_house) == before


def refused_by_api(story: Story, pair: Pair) -> None:
    if pair.who is Who.SYSTEM:  # nobody's move
        answer = story.ask("leader", "POST", f"/cases/{story.number}/moves", json={"action": pair.action})
        assert answer.status_code == 403, pair
        return
    answer = story.asked(pair.action)
    assert answer.status_code == 409, (pair, answer.text)
    law = story.house.rulebook.procedure
    for told in answer.json().get("problems", []):
        action = told.rpartition("[")[2].rstrip("]")
        one = law.move.get(action) or law.record[action]
        assert pair.stage in one.stages or not one.stages, (pair, told)


def sampled(house: House, many: int) -> list[Pair]:
    """So many pairs by chance, one of each action and one of each stage first."""
    pairs = unlisted(house.rulebook.procedure)
    random.Random(20100601).shuffle(pairs)
    by_action, by_stage = {one.action: one for one in pairs}, {one.stage: one for one in pairs}
    return list(dict.fromkeys([*by_action.values(), *by_stage.values(), *pairs]))[:many]


def standing_at(house: House, number: str, stage: Stage) -> None:
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET stage = :stage WHERE number = :number", stage=stage.value, number=number)


@contextmanager
def unwritten(house: House) -> Iterator[None]:
    """Nothing is written meanwhile, not even to be taken back."""
    written: list[str] = []

    def hear(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(statement)
    event.listen(house.engine, "before_cursor_execute", hear)
    try:
        yield
    finally:
        event.remove(house.engine, "before_cursor_execute", hear)
    assert written == []
