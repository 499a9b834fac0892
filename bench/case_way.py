"""Two ways of unlicensed mining from the finding to the archive: paid in time, and unpaid until the court enforces it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bench.case_office import Bureau
from casework.bulk import run_many
from casework.case.cases import case_of
from casework.case.closing import missing_of
from casework.case.moving import Wish, make
from casework.case.opening import NewCase, Party, open_case
from casework.case.receipts import DEMAND
from casework.desk import House, open_desk
from documents.catalogue import form_of
from foundation.clock import SetClock
from regulation.stages import Who

TEAM = "the bureau's investigators"
OPEN = "case.open"
PAPERS = "papers"  # no move: what was asked for so far is issued, so that it can be served, or laid into the archive
ISSUED = """
INSERT INTO case_document (case_id, office_id, form, title, copy_no, version, state, by_hand, filled, event_no, prepared_at,
 prepared_by, issued_on, issued_by, file_id)
VALUES (:case, :office, :form, :title, :copy, 1, 'issued', true, '{}', :no, :now, 'system', :day, 'system', 1)
"""
AGREED = {"opinion": "同意。"}
CONDITIONS = {"clear_actor": True, "against_law": True, "liability": True, "own_jurisdiction": True, "within_limitation": True}
REPORT = {"facts": "在东山北坡采铁矿三千吨。", "law": "矿产资源法", "evidence": "现场笔录、询问笔录、鉴定意见",
          "nature": "无证采矿",
          "circumstances": "一般", "proposal": "建议处罚"}
ASSESSED = {"major": False, "complex": False, "difficult": False, "public_interest": False, "major_rights": False,
            "hearing_due": True, "why": "罚款数额较大"}
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
SERVED = {"method": "直接送达", "recipient": "王某"}
FOUND, STATED, LAPSED = date(2025, 8, 4), date(2025, 8, 12), date(2025, 8, 28)
UNSUED, DEMANDED, TO_COURT, GRANTED = date(2026, 2, 13), date(2026, 2, 24), date(2026, 3, 16), date(2026, 4, 1)


@dataclass(frozen=True)
class Step:
    """A move or record made on a day."""

    day: date
    action: str
    fields: Mapping[str, Any] = field(default_factory=dict)


PENALISED = (
    Step(FOUND, OPEN), Step(FOUND, "filing.establish", CONDITIONS),
    Step(FOUND, "filing.propose", {**CONDITIONS, "facts": "无证采矿"}), Step(FOUND, "filing.unit", AGREED),
    Step(FOUND, "filing.review", AGREED), Step(FOUND, "filing.approve", AGREED), Step(FOUND, "team.name", {"officers": TEAM}),
    Step(FOUND, "evidence.collect", {"kind": "现场勘测笔录", "title": "现场笔录", "content": "采坑与设备", "source": "执法人员",
                                     "place": "东山北坡", "taken_on": FOUND.isoformat(), "original": True}),
    Step(FOUND, "case.value", {"basis": "鉴定意见", "ore_value": "50000"}), Step(FOUND, "case.assess", ASSESSED),
    Step(FOUND, "report.submit", REPORT), Step(FOUND, "review.pass", {**AGREED, "made_out": True}),
    Step(FOUND, "notice.issue", MONEY), Step(FOUND, PAPERS),
    Step(FOUND, "notice.serve", {**SERVED, "served_on": FOUND.isoformat(), "hearing_notice_on": FOUND.isoformat()}),
    Step(STATED, "statement.lapse"), Step(STATED, "hearing.lapse"),
    Step(STATED, "statement.weigh", {"opinion": "当事人未陈述。"}),
    Step(STATED, "decision.penalty", {**MONEY, "discretion": "初次", "social_impact": False}),
    Step(STATED, PAPERS), Step(STATED, "decision.serve", {**SERVED, "served_on": STATED.isoformat()}),
)
ENDED = (Step(GRANTED, PAPERS), Step(GRANTED, "archive.file", {"pages": 120, "volumes": 1, "keeper": "档案室"}),)
PAID = (
    *PENALISED,
    Step(STATED, "payment.record", {"amount": "200000.00", "paid_on": STATED.isoformat(), "item": "罚款", "receipt": "0001"}),
    Step(STATED, "performance.complete", {"others_performed": True}),
    Step(STATED, "closing.propose", {"reason": "履行完毕", **AGREED}), Step(STATED, "closing.performed", AGREED), *ENDED,
)
ENFORCED = (
    *PENALISED,
    Step(LAPSED, "performance.lapse"), Step(LAPSED, "surcharge.impose", {"reckoning": "每日3%"}), Step(UNSUED, "remedy.lapse"),
    Step(DEMANDED, PAPERS, {"title": DEMAND}),
    Step(DEMANDED, "demand.serve", {**SERVED, "served_on": DEMANDED.isoformat()}), Step(TO_COURT, "demand.lapse"),
    Step(TO_COURT, "court.apply", {"court": "永吉县人民法院"}),
    Step(GRANTED, "court.accept", {"answered_on": GRANTED.isoformat(), "number": "（2026）吉0221行审1号"}),
    Step(GRANTED, "closing.propose", {"reason": "已申请强制执行", **AGREED}), Step(GRANTED, "closing.applied", AGREED), *ENDED,
)
WAYS = (PAID, ENFORCED)


def go_to(house: House, day: date) -> None:
    """Set the house's clock to a morning."""
    assert isinstance(house.clock, SetClock)
    house.clock.instant = SetClock.at(day).instant


def found(house: House, bureau: Bureau) -> str:
    """Open a case; its number."""
    new = NewCase(bureau.county, "王某无证采矿案", "mining-without-right", Party("person", "王某", {"address": "口前镇新立村"}),
                  FOUND, "巡查发现", act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    with open_desk(house, bureau.whoever(Who.HANDLER)) as desk:
        return open_case(desk, new).number


def made(house: House, bureau: Bureau, number: str, step: Step) -> None:
    """Make a step of a case in a unit of work of its own."""
    law = house.rulebook.procedure
    who = (law.move.get(step.action) or law.record[step.action]).who
    fields = {name: bureau.team() if value is TEAM else value for name, value in step.fields.items()}
    with open_desk(house, bureau.whoever(who)) as desk:
        make(desk, number, Wish(step.action, fields))


def papers(house: House, number: str, title: str | None) -> None:
    """Have issued what the moves of a case asked for so far, and what its next move serves."""
    with open_desk(house) as desk:
        case = case_of(desk, number)
        titles = dict.fromkeys([*(one for one, _ in missing_of(desk, case)), *([title] if title else [])])
        run_many(desk, ISSUED, [{
            "case": case.id, "office": case.office_id, "form": form_of(one, desk.today).code, "title": one,
            "copy": case.events, "no": case.events, "now": desk.now, "day": desk.today} for one in titles])
