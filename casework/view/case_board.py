"""Cases by where they stand: how many, and in how many of them an office is late, stage by stage."""

from dataclasses import dataclass
from typing import Any

from casework.access import permit_somewhere
from casework.desk import Desk
from casework.view.case_list import DUE, OPEN, shown_to
from casework.view.listing import ALL, Asked
from regulation.stages import StageRow

COUNTS = ("SELECT x.stage, count(*) AS n, sum(CASE WHEN x.due < :today AND x.running THEN 1 ELSE 0 END) AS late"
          f" FROM (SELECT c.stage, {DUE} AS due, {OPEN} AS running FROM enforcement_case c JOIN party p ON p.id = c.office_id"
          " WHERE {where}) x GROUP BY x.stage")


@dataclass(frozen=True)
class StageCount:
    """A stage with how many cases stand there, and how many of them are late."""

    stage: StageRow
    count: int
    late: int


@dataclass(frozen=True)
class Column:
    """A group of stages, those in the order of the procedure at which a case stands."""

    title: str
    title_en: str
    stages: tuple[StageCount, ...]

    @property
    def count(self) -> int:
        """How many cases stand in the group."""
        return sum(one.count for one in self.stages)

    @property
    def late(self) -> int:
        """How many of them are late."""
        return sum(one.late for one in self.stages)


def case_board(desk: Desk, *, own: bool = False) -> list[Column]:
    """The cases that the actor may see, or those of his own offices, by group and stage; one statement."""
    permit_somewhere(desk.actor, "case.read")
    where, values = shown_to(desk, Asked(filters={"whose": "own"}) if own else ALL)
    rows: dict[str, Any] = {row.stage: row for row in desk.rows(COUNTS.format(where=where), today=desk.today, **values)}
    groups: dict[tuple[str, str], list[StageCount]] = {}
    for code, stage in desk.rulebook.procedure.stage.items():
        counted = groups.setdefault((stage.group, stage.group_en), [])
        if code in rows:
            counted.append(StageCount(stage, int(rows[code].n), int(rows[code].late)))
    return [Column(title, title_en, tuple(stages)) for (title, title_en), stages in groups.items()]
