"""The grounds of a measure against an area: reckoned by the rulebook's figures, decided on by a person (四（三）)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.desk import Desk
from regulation.counting import add_months

# Larger violations: the cases found major. What was late of handling: a limit of the office that was missed.
LARGER = """
SELECT c.id, c.number, coalesce(c.county_id, c.office_id) AS area_id, c.act_start, c.discovered_on,
 EXISTS (SELECT 1 FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.subject_kind = 'case' AND d.subject_id = c.id
  AND d.rule = 'limit_stop_notice' AND k.due < coalesce(d.ended_on, :today)) AS stopped_late,
 EXISTS (SELECT 1 FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.subject_kind = 'case' AND d.subject_id = c.id
  AND d.rule LIKE 'limit!_%' ESCAPE '!' AND d.rule <> 'limit_stop_notice' AND d.status <> 'waived'
  AND k.due < coalesce(d.ended_on, :today)) AS handled_late
FROM enforcement_case c WHERE c.major AND c.filed_on > :since AND c.filed_on <= :today
 AND c.stage NOT IN ('refused', 'passed_on') ORDER BY c.id
"""
SAT_ON = """
SELECT c.id, c.number, coalesce(c.county_id, c.office_id) AS area_id, o.number AS order_number, o.deadline
FROM supervision_order o JOIN enforcement_case c ON c.id = o.case_id WHERE o.state = 'open' AND o.deadline < :before
ORDER BY o.deadline, o.id
"""


@dataclass(frozen=True)
class Ground:
    """Why a measure against an area may be due: the cases counted, each with what was late."""

    kind: str  # circular, suspension
    area_id: int
    cases: tuple[dict[str, Any], ...]  # number, why


def grounds(desk: Desk) -> Iterator[Ground]:
    """Every ground that stands today."""
    figures = {code: desk.rulebook.figures[code].on(desk.today) for code in (
        "circular_cases", "circular_months", "late_discovery_days", "sat_on_days")}
    for area, cases in _by_area(_late_cases(desk, figures)).items():
        if len(cases) >= figures["circular_cases"]:
            yield Ground("circular", area, tuple(cases))
    before = desk.today - timedelta(days=figures["sat_on_days"])
    sat = ((row.area_id, {"number": row.number, "why": [f"督办（{row.order_number}）期限{row.deadline}，逾期未答复"]})
           for row in desk.rows(SAT_ON, types={"deadline": Date()}, before=before))
    for area, cases in _by_area(sat).items():
        yield Ground("suspension", area, tuple(cases))


def _late_cases(desk: Desk, figures: dict[str, int]) -> Iterator[tuple[int, dict[str, Any]]]:
    since = add_months(desk.today, -figures["circular_months"])
    for row in desk.rows(LARGER, types={"act_start": Date(), "discovered_on": Date()}, since=since, today=desk.today):
        why = _why(row, figures["late_discovery_days"])
        if why:
            yield row.area_id, {"number": row.number, "why": why}


def _why(row: Any, most: int) -> list[str]:
    began: date | None = row.act_start
    return [*(["发现不及时"] if began is not None and (row.discovered_on - began).days > most else []),
            *(["制止不及时"] if row.stopped_late else []), *(["查处不及时"] if row.handled_late else [])]


def _by_area(found: Iterator[tuple[int, dict[str, Any]]]) -> dict[int, list[dict[str, Any]]]:
    areas: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for area, case in found:
        areas[area].append(case)
    return areas
