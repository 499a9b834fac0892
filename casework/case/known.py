"""What a case says of itself, by the names that documents know: the matter, its party, its people, its papers, its money."""

from datetime import date
from decimal import Decimal
from typing import Any

from casework.case.heard import OFFER, hearing_told
from casework.case.owing import owed_on
from casework.case.own_fields import served_by
from casework.case.particulars import Event, Particulars
from casework.case.party_numbers import number_name
from casework.case.wording import duty_lines, legal_basis, paid_lines, penalty_lines
from casework.desk import Desk
from documents.numbers import organ_of
from foundation.clock import day_of

KINDS = {"person": "个人", "entity": "单位"}
PARTY = {"party_representative": "representative", "party_address": "address", "party_phone": "phone",
         "party_id_number": "id_number", "party_sex": "sex", "party_unit": "work_unit", "party_post": "post"}
HEARD = "当事人在听证中进行了陈述、申辩。"
UNSAID = "当事人在规定的期限内未提出陈述、申辩意见。"
DECIDED = ("decision.penalty", "decision.lighter", "decision.change", "spot.decide")
NOTICE = "行政处罚告知书"
DECISIONS = ("行政处罚决定书", "当场处罚决定书", "变更决定书", "不予行政处罚决定书")
FACTS = (*DECIDED, "decision.none", "notice.issue", "report.submit", "filing.propose", "filing.propose-refusal", "stop.order")


def matter(desk: Desk, told: Particulars, day: date) -> dict[str, Any]:
    """What the case is about, and what was found."""
    case, about = told.case, told.about
    offence = desk.rulebook.money.offence.get(case.offence)
    return {
        "organ": organ_of(told.office.name, told.office.level, day).name, "case_number": case.number, "cause": case.cause,
        "filing_number": case.filing_number, "filed_on": case.filed_on, "decided_on": case.decided_on, "issued_on": day,
        "act": offence.title.partition("（")[0] if offence else None, "act_from": case.act_start, "act_until": case.act_end,
        "found_on": case.discovered_on, "accepted_on": _accepted(told), "source": case.source, "major": bool(case.major),
        "investigated_from": case.filed_on, "investigated_until": _day(told.last("report.submit")),
        "clue_number": about.clue_number, "mine_name": about.mine_name, "licence_number": about.licence_number,
        "mineral": about.mineral, "place": about.place, "undertaking_unit": organ_of(
            told.office.name, told.office.level, day).name, "facts": told.told("facts", *FACTS),
        "law_breached": told.told("law", "report.submit") or legal_basis(desk, told, day),
        "penalty_basis": told.told("basis", *DECIDED, "notice.issue") or legal_basis(desk, told, day),
        "handling": told.told("proposal", "report.submit"), "discretion": told.told("discretion", *DECIDED),
        "statement_made": _said(told), "weighing": told.told("opinion", "statement.weigh"),
        "hearing_made": hearing_told(told), "hearing_place": told.told("place", "hearing.fix"),
        "hearing_chair": told.told("chair", "hearing.fix"), "suspended_on": _day(told.last("investigation.suspend")),
        "resumed_on": _day(told.last("investigation.resume")), "evidence": [
            {"name": one.title, "source": one.source, "proves": one.content} for one in told.evidence]}


def _said(told: Particulars) -> Any:
    """What the party said against the notice, or that it let its time go by; none while it still may."""
    last = told.last("statement.record", "statement.lapse", "hearing.hold")
    unwritten = {"statement.lapse": UNSAID, "hearing.hold": HEARD}
    return unwritten.get(last.action, last.fields.get("statement")) if last else None


def _accepted(told: Particulars) -> date:
    """A case that was entered later than it was handled was accepted by its first move at the latest."""
    opened = day_of(told.case.opened_at)
    return min(opened, told.events[0].day) if told.events else opened


def _day(event: Event | None) -> date | None:
    return event.day if event else None


def party(told: Particulars) -> dict[str, Any]:
    """The party as it stands in documents."""
    case, one = told.case, told.party
    found: dict[str, Any] = {"party_name": case.party_name, "party_kind": KINDS[case.party_kind], "addressee": case.party_name}
    if one is not None:
        found |= {name: getattr(one, column) for name, column in PARTY.items()}
        found["party_id_kind"] = number_name(case.party_kind, one.id_number)
        found["party_age"] = f"{one.age}岁" if one.age is not None else None
    return found


def people(told: Particulars) -> dict[str, Any]:
    """Who handles the case and who answers for it."""
    team = [{"name": one.name, "certificate": one.certificate} for one in told.people if one.part == "investigator"]
    special = [{"name": one.name, "post": ""} for one in told.people if one.part == "special_team"]
    roles = (("负总责", told.case.chief_id), ("主要责任人", told.case.main_id), ("具体责任人", told.case.unit_head_id))
    heads = [{"role": role, "name": one.name, "post": one.post or ""} for role, at in roles
             if at is not None and (one := told.responsible.get(at))]
    return {"handlers": team, "servers": team, "special_team": special, "responsible": heads,
            "contact_person": team[0]["name"] if team else None}


def papers(told: Particulars) -> dict[str, Any]:
    """The documents that were issued before."""
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


def money(desk: Desk, told: Particulars, event: Event | None, day: date) -> dict[str, Any]:
    """What is proposed or decided, and what is owed by the end of a day."""
    said = event if event and event.action in (*DECIDED, "notice.issue") else told.last(*DECIDED)
    found: dict[str, Any] = {}
    if said is not None:
        found = {name: Decimal(str(said.fields[name])) for name in ("fine", "gains")
                 if Decimal(str(said.fields.get(name) or 0)) > 0}
        found |= {"ore": said.fields.get("ore"), "penalty": penalty_lines(said.fields)}
    owed = owed_on(desk, told.case, day)
    if owed is not None:
        found |= {"fine_due": owed.unpaid["fine"], "surcharge": owed.unpaid["surcharge"], "total_due": owed.whole,
                  "total_asked": owed.whole, "duty": duty_lines(owed), "performed": paid_lines(owed)}
    return found


def service(told: Particulars, event: Event | None) -> dict[str, Any]:
    """What a receipt of service says, where the event is a service."""
    how = served_by(event)
    if event is None or not how:
        return {}
    offered = event.fields.get("hearing_notice_on")
    kinds = {"notice": _notices(told, event), "demand": ("履行催告书",)}
    titles = kinds.get(event.action.partition(".")[0], DECISIONS)
    last = [one for one in (told.paper(title) for title in titles) if one is not None]
    if offered and NOTICE not in titles:
        how = {**how, "served_on": date.fromisoformat(str(offered))}
    return {**how, "served": [{"name": one.title, "number": one.number, "count": 1} for one in last]}


def _notices(told: Particulars, event: Event) -> tuple[str, ...]:
    """Of the notices those that this event served: the hearing notice may come later by itself."""
    since = max((one.no for one in told.events if one.action == "notice.issue" and one.no < event.no), default=0)
    again = any(one.action == event.action and since < one.no < event.no for one in told.events)
    offered = (OFFER,) if event.fields.get("hearing_notice_on") else ()
    return offered if again and offered else (NOTICE, *offered)


