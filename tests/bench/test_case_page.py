"""What the page of a case asks of the database."""

from pathlib import Path

from bench.case_floor import listened
from bench.case_steps import Player, settled
from bench.case_way import PAID, go_to
from bench.databases import Sqlite
from casework.case.closing import missing_of
from casework.desk import open_desk
from casework.view.case_kept import kept_of
from casework.view.case_story import case_story
from casework.view.overseen import overseen
from regulation.stages import Who


def test_a_case_on_one_page_is_fifteen_statements(tmp_path: Path) -> None:
    address = Sqlite(tmp_path).fresh()
    settled(address)
    player = Player(address)
    for step in PAID[:10]:
        go_to(player.house, step.day)
        player.one(step, 0)
    handler = player.bureaux[0].whoever(Who.HANDLER)
    with listened(player.house.engine) as noted, open_desk(player.house, handler, reads=True) as desk:
        case = case_story(desk, player.numbers[0]).case
        kept_of(desk, case.id)
        missing_of(desk, case)
        overseen(desk, case.id, case.number)
    assert noted.statements == 15
