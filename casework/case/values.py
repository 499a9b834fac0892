"""The values of a document: what the case says, over it what the move that asked for it says, over it what an officer wrote."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from casework.case.owing import owed_on
from casework.case.own_fields import own, served_by
from casework.case.particulars import Event, Particulars
from casework.case.wording import discretion_told, duty_lines, legal_basis, penalty_lines, periods, remedies, untils
from casework.desk import Desk
from documents.form import Column, Field, Form
from documents.kinds import Kind
from documents.numbers import organ_of
from foundation.clock import SHANGHAI, day_of

KINDS = {"person": "个人", "entity": "单位"}
FLAGS = {"true": True, "on": True, "是": True, "false": False, "否": False}
PARTY = {"party_representative": "representative", "party_address": "address", "party_phone": "phone",
         "party_id_number": "id_number", "party_sex": "sex", "party_unit": "work_unit", "party_post": "post"}
UNSAID = "当事人在规定的期限内未提出陈述、申辩意见。"
DECIDED = ("decision.penalty", "decision.lighter", "decision.change", "spot.decide")
DECISIONS = ("行政处罚决定书", "当场处罚决定书", "变更决定书", "不予行政处罚决定书")
FACTS = (*DECIDED, "decision.none", "notice.issue", "report.submit", "filing.propose", "filing.propose-refusal", "stop.order")


def values_of(desk: Desk, told: Particulars, form: Form, event_no: int, day: date) -> dict[str, Any]:
    """What a form shows that is known of the case on a day, by field name, in the types of the fields; empty ones left out."""
    event = told.event(event_no)
    known: dict[str, Any] = {**_matter(desk, told, day), **_party(told), **_people(told), **periods(desk, form.code, day),
                             **untils(told, form.code), **remedies(told, day), **_papers(told)}
    wanted = {one.name: one for one in form.fields}
    if wanted.keys() & {"penalty", "duty", "fine", "gains", "total_due", "fine_due", "surcharge", "total_asked"}:
        known |= _money(desk, told, event, day)
    known |= {**own(event), **_served(told, event)}
    if "discretion" in wanted and (event is None or event.action not in ("report.submit", "spot.decide")):
        known |= {"discretion": discretion_told(desk, told, event) or known.get("discretion")}
    return {name: value for name, one in wanted.items() if (value := typed(one, known.get(name))) not in (None, "", [])}


def _matter(desk: Desk, told: Particulars, day: date) -> dict[str, Any]:
    case, about = told.case, told.about
    offence = desk.rulebook.money.offence.get(case.offence)
    return {
        "organ": organ_of(told.office.name, told.office.level, day).name, "case_number": case.number, "cause": case.cause,
        "filing_number": case.filing_number, "filed_on": case.filed_on, "decided_on": case.decided_on, "issued_on": day,
        "act": offence.title.partition("（")[0] if offence else None, "act_from": case.act_start, "act_until": case.act_end,
        "found_on": case.discovered_on, "accepted_on": day_of(case.opened_at), "source": case.source, "major": case.major,
        "investigated_from": case.filed_on, "investigated_until": _day(told.last("report.submit")),
        "clue_number": about.clue_number, "mine_name": about.mine_name, "licence_number": about.licence_number,
        "mineral": about.mineral, "place": about.place, "undertaking_unit": organ_of(
            told.office.name, told.office.level, day).name, "facts": told.told("facts", *FACTS),
        "law_breached": told.told("law", "report.submit") or legal_basis(desk, told, day),
        "penalty_basis": told.told("basis", *DECIDED, "notice.issue") or legal_basis(desk, told, day),
        "handling": told.told("proposal", "report.submit"), "discretion": told.told("discretion", *DECIDED),
        "statement_made": _said(told), "weighing": told.told("opinion", "statement.weigh"),
        "hearing_made": told.told("report", "hearing.hold"), "hearing_place": told.told("place", "hearing.fix"),
        "hearing_chair": told.told("chair", "hearing.fix"), "suspended_on": _day(told.last("investigation.suspend")),
        "resumed_on": _day(told.last("investigation.resume")), "evidence": [
            {"name": one.title, "source": one.source, "proves": one.content} for one in told.evidence]}


def _said(told: Particulars) -> Any:
    """What the party said against the notice, or that it let its time go by; none while it still may."""
    last = told.last("statement.record", "statement.lapse")
    return UNSAID if last and last.action == "statement.lapse" else last.fields.get("statement") if last else None


def _day(event: Event | None) -> date | None:
    return event.day if event else None


def _party(told: Particulars) -> dict[str, Any]:
    case, party = told.case, told.party
    found: dict[str, Any] = {"party_name": case.party_name, "party_kind": KINDS[case.party_kind], "addressee": case.party_name}
    if party is not None:
        found |= {name: getattr(party, column) for name, column in PARTY.items()}
        found["party_age"] = f"{party.age}岁" if party.age is not None else None
    return found


def _people(told: Particulars) -> dict[str, Any]:
    team = [{"name": one.name, "certificate": one.certificate} for one in told.people if one.part == "investigator"]
    special = [{"name": one.name, "post": ""} for one in told.people if one.part == "special_team"]
    roles = (("负总责", told.case.chief_id), ("主要责任人", told.case.main_id), ("具体责任人", told.case.unit_head_id))
    heads = [{"role": role, "name": one.name, "post": one.post or ""} for role, at in roles
             if at is not None and (one := told.responsible.get(at))]
    return {"handlers": team, "servers": team, "special_team": special, "responsible": heads,
            "contact_person": team[0]["name"] if team else None}


def _papers(told: Particulars) -> dict[str, Any]:
    notice, decision, demand = told.paper("行政处罚告知书"), told.paper(*DECISIONS), told.paper("履行催告书")
    return {"notice_number": notice and notice.number, "notice_served_on": notice and notice.served_on,
            "decision_name": decision and decision.title, "decision_number": decision and decision.number,
            "decision_served_on": decision and decision.served_on, "document_name": decision and decision.title,
            "document_number": decision and decision.number, "demand_number": demand and demand.number,
            "demand_served_on": demand and demand.served_on,
            "files": [{"n": n, "name": one.title, "number": one.number, "day": one.issued_on}
                      for n, one in enumerate(told.papers, 1)],
            "dates": [{"step": one.title, "document": one.title, "number": one.number, "day": one.issued_on}
                      for one in told.papers]}


def _money(desk: Desk, told: Particulars, event: Event | None, day: date) -> dict[str, Any]:
    said = event if event and event.action in (*DECIDED, "notice.issue") else told.last(*DECIDED)
    found: dict[str, Any] = {}
    if said is not None:
        found = {name: Decimal(str(said.fields[name])) for name in ("fine", "gains")
                 if Decimal(str(said.fields.get(name) or 0)) > 0}
        found |= {"ore": said.fields.get("ore"), "penalty": penalty_lines(said.fields)}
    owed = owed_on(desk, told.case, day)
    if owed is not None:
        found |= {"fine_due": owed.left["fine"], "surcharge": owed.left["surcharge"], "total_due": owed.whole,
                  "total_asked": owed.whole, "duty": duty_lines(owed)}
    return found


def _served(told: Particulars, event: Event | None) -> dict[str, Any]:
    """What a receipt of service says, where the event is a service."""
    how = served_by(event)
    if event is None or not how:
        return {}
    kinds = {"notice": ("行政处罚告知书", "听证告知书"), "demand": ("履行催告书",)}
    titles = kinds.get(event.action.partition(".")[0], DECISIONS)
    last = [one for one in (told.paper(title) for title in titles) if one is not None]
    return {**how, "served": [{"name": one.title, "number": one.number, "count": 1} for one in last]}


def typed(field: Field | Column, value: Any) -> Any:
    """A value in the type of its field; none where it cannot be read as it, for nothing is guessed.

    A list may be written as text, a row a line, its columns parted by | or ｜; a time without offset is of Beijing.
    """
    if value is None or value == "":
        return None
    try:
        return _rows(field, value) if isinstance(field, Field) and field.kind is Kind.LIST else _read(field.kind, value)
    except (ValueError, ArithmeticError, TypeError, AttributeError):
        return None


def _rows(field: Field, value: Any) -> list[dict[str, Any]] | None:
    columns = {one.name: one for one in field.columns}
    if isinstance(value, str):
        value = [dict(zip(columns, map(str.strip, line.replace("｜", "|").split("|")), strict=False))
                 for line in value.splitlines() if line.strip()]
    rows = []
    for row in value:
        good = {name: typed(columns[name], cell) for name, cell in row.items() if cell not in (None, "")}
        if None in good.values():
            return None
        rows.append(good)
    return rows


def _read(kind: Kind, value: Any) -> Any:
    match kind:
        case Kind.DATE:
            return value if isinstance(value, date) else date.fromisoformat(str(value))
        case Kind.TIME:
            found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
            return found if found.tzinfo else found.replace(tzinfo=SHANGHAI)
        case Kind.MONEY:
            return amount if (amount := Decimal(str(value).replace(",", ""))).is_finite() else None
        case Kind.COUNT:
            return int(value)
        case Kind.FLAG:
            return value if isinstance(value, bool) else FLAGS.get(str(value))
    return str(value) if isinstance(value, str | int | Decimal) else None


def loaded(form: Form, given: Mapping[str, Any]) -> dict[str, Any]:
    """Values that were written down, in the types of the form."""
    return {one.name: value for one in form.fields if (value := typed(one, given.get(one.name))) is not None}


def dumped(values: Mapping[str, Any]) -> str:
    """Values as JSON with one spelling."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=_spelled)


def _spelled(value: Any) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
