"""Cases for tests: a bureau with everybody whom a case needs, and moves by whoever makes them."""

import json
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

from sqlalchemy import Date

from casework.access import SYSTEM, Actor
from casework.case.cases import CaseRow, case_of
from casework.case.moving import Made, Wish, make
from casework.case.opening import NewCase, Party, open_case
from casework.desk import House
from casework.file.files import keep, take_in
from casework.record.certificates import add_certificate
from casework.record.officers import actor_of
from regulation.stages import Who
from tests.casework.builders import Province, an_officer
from tests.casework.town import at, go_to, settle_in
from tests.files import samples
from tests.scenes import remembered

CERTIFIED_SINCE = date(2001, 1, 1)
CONDITIONS = {"clear_actor": True, "against_law": True, "liability": True, "own_jurisdiction": True, "within_limitation": True}
AGREED = {"opinion": "同意。"}
REPORT = {"facts": "在东山北坡采铁矿三千吨。", "law": "矿产资源法", "evidence": "现场笔录、询问笔录、鉴定意见",
          "nature": "无证采矿",
          "circumstances": "一般", "proposal": "建议处罚"}
RECORD = {"kind": "现场勘测笔录", "title": "现场勘测笔录", "content": "采坑和矿石", "source": "王某", "original": True}
NONE_OF_THESE = {"major": False, "complex": False, "difficult": False, "public_interest": False, "major_rights": False,
                 "hearing_due": True, "why": "金额较小"}  # whoever may be fined 100,000 is offered a hearing
REVIEWED = {"annulled_on": "2025-08-04", "by": "复议机关", "body": "吉林市人民政府", "number": "吉市政复〔2025〕1号",
            "served_on": "2025-08-04"}
SERVED = {"method": "直接送达", "recipient": "王某"}
OWNER = Party("person", "王某", {"id_number": "220221197001011234", "address": "口前镇新立村"})


@dataclass(frozen=True)
class Office:
    """A county's bureau: who leads, agrees, reviews, and two certified handlers."""

    town: Province
    posts: dict[str, int]

    def officer(self, role: str) -> int:
        return self.posts[role]


@remembered
def a_bureau(house: House, since: date, day: date) -> Office:
    """The county's bureau on a day, in service since another."""
    town = settle_in(house, since)
    with at(house) as desk:
        posts = {role: an_officer(desk, town.county, kind, name=name) for role, kind, name in (
            ("leader", "head", "局长甲"), ("deputy", "deputy", "副局长乙"), ("unit", "unit_head", "队长丙"),
            ("handler", "handler", "承办人丁"), ("second", "handler", "承办人戊"), ("legal", "legal_reviewer", "法制员己"))}
        posts["above"] = an_officer(desk, town.city, "head", name="市局长庚")
        for number, role in (("吉执001", "handler"), ("吉执002", "second")):
            add_certificate(desk, posts[role], number=number, first=CERTIFIED_SINCE)
    go_to(house, day)
    return Office(town, posts)


PLACES = {Who.HANDLER: "handler", Who.PARTY: "handler", Who.COURT: "handler", Who.POLICE: "handler", Who.UNIT: "unit",
          Who.REVIEW: "deputy", Who.LEGAL: "legal", Who.LEADER: "leader", Who.HEADS: "leader", Who.SUPERIOR: "above"}


def actor(house: House, office: Office, who: Who) -> Actor:
    """Whoever makes moves of a kind."""
    if who is Who.SYSTEM:
        return SYSTEM
    with at(house) as desk:
        return actor_of(desk, office.officer(PLACES[who]))


def a_case(house: House, office: Office, **given: Any) -> str:
    """A case in the register; of unlicensed mining unless otherwise said."""
    told: dict[str, Any] = {"office": office.town.county, "cause": "王某无证采矿案", "offence": "mining-without-right",
                            "party": OWNER, "discovered_on": house.clock.now().date(), "source": "巡查发现", **given}
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        return open_case(desk, NewCase(**told)).number


def move(house: House, office: Office, number: str, action: str, /, **fields: Any) -> Made:
    """A move by whoever makes it, today."""
    law = house.rulebook.procedure
    who = (law.move.get(action) or law.record[action]).who
    fields = with_hearing_notice(house, number, action, fields)
    in_order(house, office, number, action, fields)
    with at(house, actor(house, office, who)) as desk:
        return make(desk, number, Wish(action, fields))


def with_hearing_notice(house: House, number: str, action: str, fields: dict[str, Any]) -> dict[str, Any]:
    """What is filled in, the hearing notice served with the other where one is due and nothing is said of it."""
    if action != "notice.serve" or "hearing_notice_on" in fields:
        return fields
    due = json.loads(as_it_is(house, number).facts).get("hearing_due")
    return {**fields, "hearing_notice_on": fields.get("served_on")} if due else fields


def waived(house: House, office: Office, number: str) -> None:
    """The party asks for the hearing that was offered, and takes that back the same day."""
    move(house, office, number, "hearing.ask", asked_on=house.clock.now().date().isoformat())
    move(house, office, number, "hearing.drop", reason="当事人书面放弃听证")


def in_order(house: House, office: Office, number: str, action: str, fields: dict[str, Any]) -> None:
    """What must be there before a move, as the document that is served, is entered from paper."""
    from tests.casework.papers import enter_what_is_missing
    enter_what_is_missing(house, office, number, action, fields)


def as_it_is(house: House, number: str) -> CaseRow:
    with at(house) as desk:
        return case_of(desk, number)


def limits(house: House, number: str) -> dict[str, date]:
    """The limits that run, with their last days."""
    with at(house) as desk:
        rows = desk.rows(
            "SELECT d.rule AS code, k.due FROM duty d JOIN reckoning k ON k.id = d.reckoning_id JOIN enforcement_case c"
            " ON c.id = d.subject_id WHERE d.subject_kind = 'case' AND d.ended_on IS NULL AND c.number = :number UNION ALL"
            " SELECT p.step, k.due FROM case_period p JOIN reckoning k ON k.id = p.reckoning_id JOIN enforcement_case c"
            " ON c.id = p.case_id WHERE p.state = 'running' AND c.number = :number", types={"due": Date()}, number=number)
    return {row.code.removeprefix("limit_").replace("_", "-"): row.due for row in rows}


def filed(house: House, office: Office, **given: Any) -> str:
    """A case that was filed today, with its investigators."""
    number = a_case(house, office, **given)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    for action in ("filing.unit", "filing.review", "filing.approve"):
        move(house, office, number, action, **AGREED)
    move(house, office, number, "team.name", officers=[office.officer("handler"), office.officer("second")])
    return number


def proposed(house: House, office: Office, *, worth: dict[str, Any], assessed: dict[str, Any], **given: Any) -> str:
    """A case whose report passed review today."""
    number = filed(house, office, **given)
    move(house, office, number, "case.value", basis="鉴定意见", **(worth or {"circumstance": "一般情形"}))
    move(house, office, number, "case.assess", **assessed)
    reported(house, office, number)
    move(house, office, number, "review.pass", made_out=True, **AGREED)
    return number


def reported(house: House, office: Office, number: str) -> None:
    """The record of the site is in the register, and the report that rests on it is submitted today."""
    with at(house) as desk:
        taken = desk.today.isoformat()
    move(house, office, number, "evidence.collect", **RECORD, taken_on=taken)
    move(house, office, number, "report.submit", **REPORT)


def with_exhibits(house: House, office: int) -> str:
    """A case found today with two items of evidence, of which the first has its file, and a draft."""
    with at(house) as desk:
        case = open_case(desk, NewCase(office, "王某无证采矿案", "mining-without-right", OWNER, desk.today))
        file = keep(desk, [take_in(house, "报告.pdf", BytesIO(samples.PDF))])[0]
        for no, kept in ((1, file), (2, None)):
            desk.run("INSERT INTO case_evidence (case_id, no, kind, title, content, source, taken_on, original, measure,"
                     " file_id, recorded_by, recorded_at) VALUES (:case, :no, '书证', '过磅单', '运出三千吨', '王某', :day,"
                     " :yes, 'none', :file, 'x', :now)", case=case.id, no=no, day=desk.today, yes=True, file=kept, now=desk.now)
        desk.run("INSERT INTO case_document (case_id, office_id, form, title, copy_no, version, state, by_hand, filled,"
                 " event_no, prepared_at, prepared_by) VALUES (:case, :office, 'stop-order', '责令停止违法行为通知书', 1, 1,"
                 " 'draft', :no, '{}', 1, :now, 'x')", case=case.id, office=office, no=False, now=desk.now)
    return case.number
