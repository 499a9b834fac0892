"""The demo's cases stand at many stages, as the moves of its officers brought them there."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

from casework.access import OPERATOR
from casework.desk import House, open_desk
from casework.view.discretion_spread import narrowed, spread_of
from casework.view.publicity import decisions_public, typical_public
from deployments.demo import fill_demo
from deployments.demo_case_ways import CASES
from deployments.demo_cases import play_cases
from files.store import DiskStore
from foundation.clock import SetClock

STAGES = {"archived": 1, "performed": 1, "performing": 1, "demanded": 1, "notified": 1, "reviewing": 1, "investigating": 1,
          "filing_leader": 1, "found": 1, "refused": 1, "suspended": 1, "with_police": 1}


def test_the_cases_of_the_demo_stand_at_twelve_stages_with_limits_and_money(sqlite_house: House, tmp_path: Path) -> None:
    house = replace(sqlite_house, files=DiskStore(tmp_path), clock=SetClock.at(date(2026, 3, 4)))
    fill_demo(house, mines=30)
    assert play_cases(house, office="220221") == len(CASES) == 12
    with open_desk(house, OPERATOR, reads=True) as desk:
        cases = desk.rows("SELECT stage, filed_on, filing_number, opened_at, moved_on FROM enforcement_case ORDER BY id")
        assert Counter(row.stage for row in cases) == STAGES
        assert all((row.filed_on is None) == (row.filing_number is None) for row in cases)
        assert desk.scalar("SELECT count(*) FROM case_todo") == 0
        assert desk.scalar("SELECT count(*) FROM case_instalment") == 2
        assert desk.scalar("SELECT count(*) FROM case_payment") == 3
        assert desk.scalar("SELECT count(*) FROM duty WHERE subject_kind = 'case' AND status = 'open'") > 3
        assert desk.scalar("SELECT count(*) FROM enforcement_case c JOIN party p ON p.id = c.office_id"
                           " WHERE p.code = '220221'") == 9
        assert [row.title for row in typical_public(desk).rows] == ["无证采矿被依法处罚"]
        told = decisions_public(desk).rows
        assert len(told) == 3 and all("罚款" in row.sanction for row in told)
        assert len({one.band for one in spread_of(desk, narrowed(desk)).groups} - {"-"}) == 2
