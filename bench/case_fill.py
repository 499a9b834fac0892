"""Many cases as they would stand: some are played by their moves, the others copied from them, set by set."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from sqlmodel import SQLModel

from bench.case_office import STAFF, Bureau, bureaux
from bench.case_steps import Player
from bench.case_way import Step, go_to
from bench.stages import analyze
from casework.access import SYSTEM
from casework.desk import Desk, open_desk
from models import (
    CaseDocument,
    CaseEvent,
    CaseEvidence,
    CaseOfficer,
    CaseParty,
    CasePayment,
    CasePenalty,
    CasePeriod,
    Duty,
    EnforcementCase,
    Journal,
)

FIRST = 1_000_000  # the numbers of copies count from here, all of one length
ROLES = {name: f"t.{name} + {len(STAFF)} * (s.n % :counties)" for name in ("chief_id", "main_id", "unit_head_id", "handler_id")}
OFFICE = "t.office_id + s.n % :counties"
OF_CASE = {"id": "", "case_id": ":base + s.n"}
OFFICER = {"officer_id": f"t.officer_id + {len(STAFF)} * (s.n % :counties)"}
OWES = "CASE WHEN t.{0} = :office THEN p.id ELSE p.parent_id END"
# By table, which rows of a case there are, and what becomes of a column: an empty one is left to the database.
COPIED: tuple[tuple[type[SQLModel], str, dict[str, str]], ...] = (
    (EnforcementCase, "t.id = :case", {"id": ":base + s.n", "number": f"'AJ2025' || ({FIRST} + :base + s.n)",
                                       "office_id": OFFICE, **ROLES}),
    (CaseParty, "t.case_id = :case", OF_CASE), (CaseEvent, "t.case_id = :case", {**OF_CASE, **OFFICER}),
    (CaseOfficer, "t.case_id = :case", {**OF_CASE, **OFFICER}), (CasePeriod, "t.case_id = :case", OF_CASE),
    (CaseEvidence, "t.case_id = :case", OF_CASE), (CasePenalty, "t.case_id = :case", OF_CASE),
    (CasePayment, "t.case_id = :case", OF_CASE), (CaseDocument, "t.case_id = :case", {**OF_CASE, "office_id": OFFICE}),
    (Duty, "t.subject_kind = 'case' AND t.subject_id = :case", {
        "id": "", "subject_id": ":base + s.n", **{name: OWES.format(name) for name in ("debtor_id", "creditor_id")}}),
    (Journal, "t.entity = 'case' AND t.entity_id = :case", {
        "id": "", "tx": "", "entity_id": ":base + s.n", "office_id": OFFICE}),
)
SERIES = ("CREATE TEMPORARY TABLE series AS WITH RECURSIVE one (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM one"
          " WHERE n < {last}) SELECT n FROM one")


@dataclass(frozen=True)
class Template:
    """A case that is played up to a step, so many days later than its script, and copied so many times."""

    steps: tuple[Step, ...]
    copies: int
    later: int = 0


@dataclass(frozen=True)
class Copies:
    """The copies of a template: the first one's number of its row, and how many."""

    base: int
    copies: int

    def number(self, n: int) -> str:
        """The number of a copy."""
        return f"AJ2025{FIRST + self.base + n}"


def filled(address: str, templates: Sequence[Template]) -> list[Copies]:
    """Play and copy; the statistics are taken afterwards, as the database itself would."""
    player = Player(address)
    house, some = player.house, bureaux(player.house)
    played = [_played(player, template, n * len(player.bureaux)) for n, template in enumerate(templates)]
    base, found = max(played) + 1, []
    for case, template in zip(played, templates, strict=True):
        with open_desk(house, SYSTEM) as desk:
            _copy(desk, case, base, template.copies, some)
        found.append(Copies(base, template.copies))
        base += template.copies
    analyze(house)
    house.engine.dispose()
    return found


def _played(player: Player, template: Template, at: int) -> int:
    for step in template.steps:
        moved = later(step, template.later)
        go_to(player.house, moved.day)
        player.one(moved, at)
    with open_desk(player.house, SYSTEM, reads=True) as desk:
        return int(desk.scalar("SELECT id FROM enforcement_case WHERE number = :number", number=player.numbers[at]))


def later(step: Step, days: int) -> Step:
    """The same step so many days later, with the days that are filled in."""
    moved = timedelta(days=days)
    fields = {name: _moved(value, moved) for name, value in step.fields.items()}
    return replace(step, day=step.day + moved, fields=fields)


def _moved(value: Any, by: timedelta) -> Any:
    try:
        return (date.fromisoformat(value) + by).isoformat()
    except (TypeError, ValueError):
        return value


def _copy(desk: Desk, case: int, base: int, copies: int, some: Sequence[Bureau]) -> None:
    """Spread over the counties, each with officers of its own; what points to other rows is right, so nobody checks it."""
    if desk.postgres:
        desk.run("SET LOCAL session_replication_role = replica")
    desk.run(SERIES.format(last=copies - 1))
    values = {"case": case, "base": base, "counties": len(some), "office": some[0].county}
    for model, which, changed in COPIED:
        table: Any = model.__table__  # type: ignore[attr-defined]
        columns = {one.name: changed.get(one.name, f't."{one.name}"') for one in table.columns}
        told = {name: how for name, how in columns.items() if how}
        names = ", ".join(f'"{name}"' for name in told)
        party = "JOIN party p ON p.id = :office + s.n % :counties" if model is Duty else ""
        statement = (f"INSERT INTO {table.name} ({names}) SELECT {', '.join(told.values())} FROM {table.name} t"
                     f" CROSS JOIN series s {party} WHERE {which}")
        desk.run(statement, **{name: value for name, value in values.items() if f":{name}" in statement})
    desk.run("DROP TABLE series")
    if desk.postgres:
        desk.run("SELECT setval(pg_get_serial_sequence('enforcement_case', 'id'), max(id)) FROM enforcement_case")


