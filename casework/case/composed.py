"""Texts that documents have of several things together: how it went, how to perform, what is asked for."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from casework.case.particulars import Event, Particulars
from casework.desk import Desk
from documents.amounts import day_told
from regulation.offence_table import in_force

FIGURES = "零一二三四五六七八九"
REVIEWED = ("legal.pass", "legal.pass-weighed", "legal.return")
# What became of a case without a penalty, and where it says why.
WITHOUT = {"decision.none": "ground", "decision.withdraw": "reason", "decision.drop": "reason", "investigation.end": "told",
           "decision.transfer": "body"}


def composed(desk: Desk, told: Particulars, known: Mapping[str, Any], event: Event | None, day: date) -> dict[str, Any]:
    """What can be put together of what is known; nothing of it is in a form's text already."""
    submitted, reviewed = told.last("legal.submit"), event if event and event.action in REVIEWED else told.last(*REVIEWED)
    return {"process": _process(desk, told, event), "performance": _performance(known), "surcharge_share": _share(desk, day),
            "asked_of_court": _asked(known),
            "party_opinion": known.get("statement_made"), "result": known.get("penalty") or _without(told),
            "submitted_on": submitted.day if submitted else None, "reviewed_on": reviewed.day if reviewed else None,
            "reviewer": reviewed.by if reviewed else None,
            "closing_ground": told.told("reason", "closing.propose"),
            "conclusion": told.told("opinion", "statement.weigh") if event and event.action == "statement.weigh" else None}


def _process(desk: Desk, told: Particulars, event: Event | None) -> str:
    """How the case went, move by move, up to the one that asks for the document."""
    law = desk.rulebook.procedure.move
    until = event.no if event else len(told.events)
    return "\n".join(f"{day_told(one.day)}，{law[one.action].title}。" for one in told.events
                     if one.no < until and one.action in law)


def _asked(known: Mapping[str, Any]) -> str | None:
    """What the court is asked to enforce."""
    number, duty = known.get("decision_number"), known.get("duty")
    return f"申请强制执行{number}{known.get('decision_name')}：\n{duty}" if number and duty else None


def _performance(known: Mapping[str, Any]) -> str | None:
    """How money is paid; within which time the form itself says, and what else is ordered is written in."""
    return "罚没款到指定的银行缴纳。" if known.get("fine") or known.get("gains") else None


def _share(desk: Desk, day: date) -> str | None:
    """What is added a day to a fine that is not paid, by the law of the day: 百分之三."""
    value = in_force(desk.rulebook.money.late_payment["surcharge"].values, day)
    share = value.rate * 100 if value else None
    return f"百分之{FIGURES[int(share)]}" if share is not None and share == int(share) and 0 < share < 10 else None


def _without(told: Particulars) -> Any:
    last = told.last(*WITHOUT)
    return last.fields.get(WITHOUT[last.action]) if last else None
