"""The demo province: all real offices; officers, holders and mines are made up and marked as demo."""

from dataclasses import asdict, dataclass
from datetime import date
from random import Random

from casework import journal
from casework.access import OPERATOR
from casework.desk import Desk, House, open_desk
from casework.house import remember
from casework.record.divisions import import_divisions
from deployments.demo_mines import add_mines
from deployments.demo_people import add_certificates, add_staff
from deployments.demo_places import add_places
from deployments.divisions import jilin_divisions, jilin_zones
from foundation.errors import ConflictError

RICH_COUNTIES = 20  # 五（一）: the province sets the list; the demo takes those with most mines

COUNTS = {
    "offices": "party WHERE level <> 'holder'",
    "officers": "officer",
    "absences": "absence",
    "townships_without_address": "party p WHERE p.level = 'township' AND NOT EXISTS"
                                 " (SELECT 1 FROM post s JOIN officer o ON o.id = s.officer_id"
                                 " WHERE s.office_id = p.id AND o.email IS NOT NULL)",
    "holders": "party WHERE level = 'holder'",
    "mining_rights": "mineral_right WHERE kind = 'mining'",
    "exploration_rights": "mineral_right WHERE kind = 'exploration'",
    "mines": "mine",
    "rich_counties": "party WHERE mineral_rich",
}


@dataclass(frozen=True)
class DemoReport:
    """What stands in the demo province; `filled` says whether this call filled it or found it so."""

    filled: bool
    offices: int
    officers: int
    absences: int
    townships_without_address: int
    holders: int
    mining_rights: int
    exploration_rights: int
    mines: int
    rich_counties: int


def fill_demo(house: House, *, mines: int = 3000, seed: int = 1) -> DemoReport:
    """Fill an empty house with the demo province, the same for a seed; refused where real people are."""
    with open_desk(house, OPERATOR) as desk:
        desk.permit("records.change")
        if desk.scalar("SELECT value FROM instance WHERE key = 'demo'") == "yes":
            return _report(desk, filled=False)
        if desk.scalar("SELECT 1 FROM officer UNION SELECT 1 FROM party WHERE level = 'holder'"):
            raise ConflictError("Officers or holders are recorded here already: this is no demo.",
                                way_out="Take another data folder for the demo (KUANGJIAN_DATA_FOLDER).")
        rng = Random(seed)
        import_divisions(desk, jilin_divisions(), jilin_zones())
        staff = add_staff(desk, rng)
        add_mines(desk, rng, mines, staff)
        add_places(desk, Random(seed))
        add_certificates(desk, Random(seed), staff)
        _mark_rich(desk)
        remember(desk, "demo", "yes")
        remember(desk, "in_service_from", date(desk.today.year, 1, 1).isoformat())
        report = _report(desk, filled=True)
        journal.note(desk, "demo.fill", "instance", 0, mines_wanted=mines, seed=seed, **asdict(report))
        return report


def _mark_rich(desk: Desk) -> None:
    desk.run("UPDATE party SET mineral_rich = :yes WHERE id IN (SELECT county_id FROM"
             " (SELECT m.county_id, count(*) AS n FROM mine m JOIN party p ON p.id = m.county_id"
             " WHERE p.level = 'county' GROUP BY m.county_id"
             " ORDER BY n DESC, m.county_id LIMIT :n) most)", yes=True, n=RICH_COUNTIES)


def _report(desk: Desk, *, filled: bool) -> DemoReport:
    return DemoReport(filled, **{name: int(desk.scalar(f"SELECT count(*) FROM {what}"))
                                 for name, what in COUNTS.items()})
