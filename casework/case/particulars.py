"""What documents are filled from: a case with its party, office, people, evidence, events and papers, read in one go."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.case.cases import CaseRow
from casework.case.facts import LimitOf, limits_of
from casework.desk import Desk

OFFICE = ("SELECT p.id, p.name, p.level, p.path, a.name AS above_name, a.level AS above_level FROM party p"
          " LEFT JOIN party a ON a.id = p.parent_id WHERE p.id = :id")
PARTY = "SELECT * FROM case_party WHERE case_id = :case"
ABOUT = ("SELECT l.number AS clue_number, g.name AS mine_name, g.licence_no AS licence_number, g.mineral, y.name AS place"
         " FROM enforcement_case c LEFT JOIN clue l ON l.id = c.clue_id LEFT JOIN mineral_right g ON g.id = c.right_id"
         " LEFT JOIN party y ON y.id = c.county_id WHERE c.id = :case")
PEOPLE = ("SELECT o.id, o.name, x.part, x.certificate FROM case_officer x JOIN officer o ON o.id = x.officer_id"
          " WHERE x.case_id = :case AND x.recused_on IS NULL ORDER BY x.part, o.id")
RESPONSIBLE = ("SELECT o.id, o.name, (SELECT max(coalesce(nullif(s.title, ''), s.role)) FROM post s WHERE s.officer_id = o.id"
               " AND s.office_id = :office AND s.valid_from <= :day AND (s.valid_to IS NULL OR s.valid_to >= :day)) AS post"
               " FROM officer o WHERE o.id IN (:chief, :main, :unit)")
EVIDENCE = ("SELECT no, title, source, content, quantity, keeper FROM case_evidence WHERE case_id = :case"
            " AND struck_on IS NULL ORDER BY no")
EVENTS = ("SELECT e.no, e.action, e.day, e.given, o.name FROM case_event e LEFT JOIN officer o ON o.id = e.officer_id"
          " WHERE e.case_id = :case ORDER BY e.no")
PAPERS = ("SELECT d.id, d.form, d.title, d.number, d.issued_on, d.event_no, (SELECT max(s.served_on) FROM case_service s"
          " WHERE s.document_id = d.id) AS served_on"
          " FROM case_document d WHERE d.case_id = :case AND d.state = 'issued' ORDER BY d.event_no, d.id")
DAYS = {"day": Date(), "issued_on": Date(), "served_on": Date()}


@dataclass(frozen=True)
class Event:
    """A move that was made, with what was filled in."""

    no: int
    action: str
    day: date
    fields: Mapping[str, Any]
    by: str | None = None  # the officer's name


@dataclass(frozen=True)
class Particulars:
    """All that a document of a case may be filled from; `office` is the one that issues it."""

    case: CaseRow
    office: Any
    party: Any
    about: Any
    people: tuple[Any, ...]
    responsible: Mapping[int, Any]
    evidence: tuple[Any, ...]
    events: tuple[Event, ...]
    limits: tuple[LimitOf, ...]
    papers: tuple[Any, ...]

    def event(self, no: int) -> Event | None:
        """The event of a number; none where it is still to come."""
        return next((one for one in self.events if one.no == no), None)

    def last(self, *actions: str) -> Event | None:
        """The last of the events that are one of these moves."""
        return next((one for one in reversed(self.events) if one.action in actions), None)

    def told(self, field: str, *actions: str) -> Any:
        """What was last filled in under a name, in one of these moves."""
        found = (one.fields.get(field) for one in reversed(self.events) if one.action in actions)
        return next((one for one in found if one not in (None, "")), None)

    def due(self, step: str) -> date | None:
        """The last day of a limit that was opened last."""
        return next((one.due for one in reversed(self.limits) if one.step == step), None)

    def paper(self, *titles: str) -> Any:
        """The last issued document of these titles."""
        return next((one for one in reversed(self.papers) if one.title in titles), None)


def particulars_of(desk: Desk, case: CaseRow, office_id: int | None = None) -> Particulars:
    """Read what the documents of a case are filled from."""
    asked: dict[str, Any] = {"case": case.id}
    party = desk.rows(PARTY, **asked)
    heads = desk.rows(RESPONSIBLE, office=case.office_id, day=desk.today, chief=case.chief_id or 0, main=case.main_id or 0,
                      unit=case.unit_head_id or 0)
    events = desk.rows(EVENTS, types=DAYS, **asked)
    return Particulars(
        case=case, office=desk.rows(OFFICE, id=office_id or case.office_id)[0], party=party[0] if party else None,
        about=desk.rows(ABOUT, **asked)[0], people=tuple(desk.rows(PEOPLE, **asked)),
        responsible={row.id: row for row in heads}, evidence=tuple(desk.rows(EVIDENCE, **asked)),
        events=loaded_events(events),
        limits=limits_of(desk, case.id), papers=tuple(desk.rows(PAPERS, types=DAYS, **asked)))


def loaded_events(rows: Sequence[Any]) -> tuple[Event, ...]:
    """Events from their rows."""
    return tuple(Event(row.no, row.action, row.day, json.loads(row.given)["fields"], row.name) for row in rows)
