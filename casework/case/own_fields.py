"""What a move's own form says, under the names that documents know."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.case.particulars import Event

# By move the fields of its form, and which field of documents each fills; what is called alike is not listed.
ALIKE = ("facts", "reason", "conclusion", "court", "property", "keeper", "hardship", "accountability", "others", "ore")
OWN: dict[str, dict[str, str]] = {
    "filing.propose-refusal": {"facts": "facts"},
    "filing.leave": {"reason": "reason"},
    "stop.order": {"act": "facts", "basis": "law_breached"},
    "evidence.appraise": {"body": "appraiser", "question": "appraisal_matter"},
    "evidence.appraised": {"conclusion": "appraisal_conclusion"},
    "evidence.store": {"place": "keep_place", "keeper": "keeper"},
    "seizure.order": {"place": "keep_place"},
    "seizure.spot": {"place": "keep_place"},
    "evidence.decide": {"decision": "handling"},
    "investigation.suspend": {"told": "reason"},
    "investigation.end": {"told": "reason"},
    "recusal.ask": {"officer": "recused", "grounds": "reason"},
    "report.submit": {"law": "law_breached", "proposal": "handling", "circumstances": "discretion"},
    "review.pass": {"opinion": "conclusion"},
    "legal.submit": {"question": "remark"},
    "legal.pass": {"opinion": "conclusion"},
    "legal.pass-weighed": {"opinion": "conclusion"},
    "deliberation.call": {"question": "remark"},
    "notice.issue": {"basis": "penalty_basis", "discretion": "discretion"},
    "notice.announce": {"failed": "reason"},
    "statement.record": {"statement": "record"},
    "hearing.fix": {"place": "hearing_place", "chair": "hearing_chair"},
    "hearing.hold": {"report": "conclusion"},
    "statement.weigh": {"opinion": "weighing"},
    "decision.penalty": {"basis": "penalty_basis", "discretion": "discretion"},
    "decision.lighter": {"basis": "penalty_basis", "discretion": "discretion"},
    "decision.none": {"ground": "reason"},
    "decision.transfer": {"body": "to_organ"},
    "decision.announce": {"failed": "reason"},
    "none.announce": {"failed": "reason"},
    "demand.announce": {"failed": "reason"},
    "spot.decide": {"act": "facts", "basis": "penalty_basis"},
    "ore.hand-over": {"to": "receiver"},
    "unperformed.report": {"to": "to_organ", "proposal": "handling"},
    "deferral.ask": {"asked_on": "applied_on"},
    "deferral.grant": {"asked_on": "applied_on", "until": "deferred_until"},
    "instalments.grant": {"asked_on": "applied_on"},
    "jurisdiction.pass": {"to": "to_organ"},
    "jurisdiction.pass-filed": {"to": "to_organ"},
    "jurisdiction.ask": {"other": "disputing", "negotiated": "reason"},
    "jurisdiction.ask-filed": {"other": "disputing", "negotiated": "reason"},
    "jurisdiction.assign": {"to": "designated"},
    "jurisdiction.assign-filed": {"to": "designated"},
    "case.hand-down": {"to": "subordinate"},
    "case.hand-down-filed": {"to": "subordinate"},
    "order.file": {"basis": "reason"},
    "order.supervise": {"demand": "order_text", "deadline": "due_on"},
    "order.decide": {"demand": "order_text"},
    "crime.suspect": {"suspicion": "crime"},
    "closing.propose": {"reason": "closing_ground"},
    "correction.reopen": {"finding": "reason", "accountability": "accountability"},
    "payment.record": {"amount": "paid", "paid_on": "paid_on", "receipt": "receipt_number"},
    "court.accept": {"answered_on": "received_dated", "number": "received_number"},
    "court.grant": {"answered_on": "received_dated", "number": "received_number"},
    "court.refuse": {"answered_on": "received_dated", "number": "received_number"},
    "enforcement.terminate": {"answered_on": "received_dated", "number": "received_number"},
}
THINGS = ("evidence.store", "seizure.order", "seizure.spot")


def own(event: Event | None) -> dict[str, Any]:
    """What was filled in for a move, by the names of documents; still as it was written down."""
    if event is None:
        return {}
    names = OWN.get(event.action, {})
    found = {names.get(name, name): value for name, value in event.fields.items() if name in names or name in ALIKE}
    if event.action in THINGS:
        found["items"] = [{"name": event.fields.get("item"), "quantity": event.fields.get("quantity")}]
    if event.action.startswith("deliberation.conclude"):
        found["present"] = [{"name": one} for one in names_in(str(event.fields.get("present", "")))]
    return {name: value for name, value in found.items() if value not in (None, "")}


def names_in(text: str) -> list[str]:
    """The names in a text that parts them by commas, semicolons or lines."""
    for mark in "，,;；\n":
        text = text.replace(mark, "、")
    return [one.strip() for one in text.split("、") if one.strip()]


def served_by(event: Event | None) -> Mapping[str, Any]:
    """How something was served, where the event is a service."""
    if event is None or "served_on" not in event.fields:
        return {}
    seen = event.fields.get("witness")
    return {"service_method": event.fields.get("method"), "received_by": event.fields.get("recipient"),
            "refusal_reason": event.fields.get("refusal"), "witnesses": [{"name": seen}] if seen else None,
            "served_on": date.fromisoformat(str(event.fields["served_on"]))}
