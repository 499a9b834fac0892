"""三（二）: what can be done to a clue now, and where, is offered to whoever may do it, and to nobody else."""

from datetime import date

from casework.clue.clues import clue_of
from casework.desk import House
from casework.record.officers import actor_of
from casework.view.clue_ways import ways
from tests.casework.clues import taken_in
from tests.casework.town import at, settle_in

MONDAY = date(2024, 3, 4)


def offered(house: House, officer: int, number: str) -> list[str]:
    with at(house) as desk:
        actor = actor_of(desk, officer)
    with at(house, actor) as desk:
        return [path.removeprefix(f"/clues/{number}/") for _, path in ways(desk, clue_of(desk, number), ())]


def test_each_is_offered_the_moves_that_its_stage_and_his_right_allow(house: House) -> None:
    town = settle_in(house, MONDAY)
    number = taken_in(house).number
    assert offered(house, town.officer(town.county, "handler"), number) == [
        "register", "register", "link", "refer", "ask", "redact"]
    assert offered(house, town.officer(town.county, "head"), number) == [
        "register", "register", "assign", "transfer", "dispute", "link", "refer", "ask", "redact", "reveal"]
    assert offered(house, town.officer(town.city, "head"), number) == ["assign", "link"]


def test_a_transferred_clue_is_not_passed_on_but_disputed(house: House) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house)
    with at(house) as desk:
        desk.run("UPDATE clue SET transferred = :yes WHERE id = :id", yes=True, id=made.clue_id)
    found = offered(house, town.officer(town.county, "head"), made.number)
    assert "transfer" not in found
    assert "dispute" in found
