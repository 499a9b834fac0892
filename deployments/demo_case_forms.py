"""What the demo's officers fill in for the moves of its cases."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from casework.case.cases import CaseRow
from casework.case.fine_range import range_of
from casework.case.owing import owed_on
from casework.desk import Desk
from regulation.discretion import BandRange
from regulation.yuan import to_fen

AGREED = {"opinion": "同意（演示）。"}
CONDITIONS = {"clear_actor": True, "against_law": True, "liability": True, "own_jurisdiction": True, "within_limitation": True}
NOTHING = {"major": False, "complex": False, "difficult": False, "public_interest": False, "major_rights": False,
           "hearing_due": True, "why": "罚款数额较大，事实清楚（演示）。"}
REPORT = {"facts": "在本县北坡开采铁矿石约三千吨（演示）。", "law": "《矿产资源法》",
          "evidence": "现场勘测笔录、询问笔录、鉴定意见",
          "nature": "未取得采矿权开采", "circumstances": "已停止违法行为，未造成其他后果。",
          "proposal": "建议给予行政处罚。"}
BODY = {"facts": "未取得采矿权，擅自开采铁矿石约三千吨（演示）。", "basis": "《矿产资源法》"}
TYPICAL = {"title": "无证采矿被依法处罚", "facts": "当事人未取得采矿权，在北坡开采铁矿石约三千吨（演示）。",
           "handling": "县局立案查处，责令停止开采，处以罚款，当事人已缴清（演示）。",
           "lesson": "开采矿产资源应当先取得采矿权；群众发现无证开采可以随时举报。"}
Fill = Callable[[Desk, CaseRow, date], Mapping[str, Any]]


def fine_of(desk: Desk, case: CaseRow, day: date) -> Decimal:
    """A fine at the lower end of the band, or of what the law lets."""
    if (band := _band(desk, case, day)) is not None:
        return to_fen(band.least)
    found = range_of(desk, case, day).range
    return Decimal(0) if found is None else to_fen(found.least or found.most / 2)


def _band(desk: Desk, case: CaseRow, day: date) -> BandRange | None:
    """The first band for a person, the second for an entity; none where the law of the day has none."""
    weighing = range_of(desk, case, day).discretion
    return weighing.bands[1 if case.party_kind == "entity" and len(weighing.bands) > 1 else 0] if weighing else None


def _served(_desk: Desk, case: CaseRow, day: date) -> dict[str, Any]:
    return {"method": "直接送达", "recipient": case.party_name, "served_on": day.isoformat()}


def _notified(desk: Desk, case: CaseRow, day: date) -> dict[str, Any]:
    """Served; where the law knew no number of days, the notice itself gives the last day for a statement."""
    value = desk.rulebook.limits["statement"].value_on(day)
    written = {"until": (day + timedelta(days=10)).isoformat()} if value is None or value.span is None else {}
    return {**_served(desk, case, day), "hearing_notice_on": day.isoformat(), **written}


def _decided(desk: Desk, case: CaseRow, day: date) -> dict[str, Any]:
    band = _band(desk, case, day)
    return {**BODY, "fine": str(fine_of(desk, case, day)), **({"band": band.title} if band else {})}


def _penalty(desk: Desk, case: CaseRow, day: date, *, impact: bool) -> dict[str, Any]:
    since = desk.rulebook.procedure.move["publication.publish"].made_from or day  # before it nothing is published
    return {**_decided(desk, case, day), "discretion": "初次违法，从轻（演示）。",
            "social_impact": impact and since <= day}


def _paid(desk: Desk, case: CaseRow, day: date, *, share: int) -> dict[str, Any]:
    owed = owed_on(desk, case, day)
    left = owed.left["fine"] if owed else Decimal(0)
    return {"amount": str(to_fen(left * share / 100)), "paid_on": day.isoformat(), "item": "罚款",
            "receipt": f"演{day:%m%d}{case.id:04d}"}


def _parts(desk: Desk, case: CaseRow, day: date) -> dict[str, Any]:
    owed = owed_on(desk, case, day)
    first = to_fen((owed.fine if owed else Decimal(0)) / 2)
    last = (owed.fine if owed else Decimal(0)) - first
    months = [date(day.year + (day.month + n - 1) // 12, (day.month + n - 1) % 12 + 1, 15) for n in (2, 4)]
    return {"asked_on": day.isoformat(), "hardship": "企业停产，银行流水为证（演示）。",
            "plan": f"{months[0]} {first}; {months[1]} {last}"}


def _team(desk: Desk, case: CaseRow, _day: date) -> dict[str, Any]:
    """Whoever handles the case, and the head of the unit."""
    rows = desk.rows("SELECT s.officer_id FROM post s WHERE s.office_id = :office AND s.role IN ('handler', 'unit_head')"
                     " ORDER BY s.id", office=case.office_id)
    return {"officers": [row.officer_id for row in rows]}


def _collected(kind: str, title: str) -> Fill:
    return lambda _desk, case, day: {
        "kind": kind, "title": title, "taken_on": day.isoformat(), "place": "北坡采点", "source": case.party_name,
        "original": True, "content": "证明开采的地点、时间和数量（演示）。"}


def _plain(**fields: Any) -> Fill:
    return lambda _desk, _case, _day: fields


FORMS: Mapping[str, Fill] = {
    "filing.establish": _plain(**CONDITIONS), "filing.propose": _plain(**CONDITIONS, facts="现场发现开采痕迹（演示）。"),
    "filing.refuse": _plain(reason="违法行为轻微并已及时改正，没有造成危害后果（演示）。"),
    "team.name": _team, "evidence.collect": _collected("现场勘测笔录", "北坡采点现场勘测笔录"),
    "evidence.ask": _collected("询问笔录", "当事人询问笔录"),
    "evidence.store": _plain(item="挖掘机", quantity="1台", place="县局扣押场", keeper="县局"),
    "case.value": _plain(ore_value="48000", illegal_gains="80000", basis="鉴定意见（演示）"),
    "case.assess": _plain(**NOTHING), "report.submit": _plain(**REPORT), "review.pass": _plain(**AGREED, made_out=True),
    "notice.issue": _decided, "notice.serve": _notified, "statement.weigh": _plain(opinion="当事人未陈述、申辩（演示）。"),
    "decision.penalty": lambda desk, case, day: _penalty(desk, case, day, impact=False),
    "decision.noted": lambda desk, case, day: _penalty(desk, case, day, impact=True),
    "publication.publish": _plain(impact="群众多次反映（演示）。", address="省厅网站 行政处罚公示（演示）"),
    "decision.serve": _served, "publication.leave": _plain(reason="没有社会影响（演示）。"),
    "payment.record": lambda desk, case, day: _paid(desk, case, day, share=100),
    "payment.part": lambda desk, case, day: _paid(desk, case, day, share=40),
    "deferral.ask": lambda _desk, _case, day: {"asked_on": day.isoformat(), "grounds": "企业停产，资金困难（演示）。"},
    "instalments.grant": _parts, "performance.complete": _plain(others_performed=True), "demand.serve": _served,
    "closing.propose": _plain(**AGREED, reason="履行完毕"),
    "archive.file": _plain(pages=96, volumes=1, keeper="档案室"),
    "investigation.suspend": _plain(cause="不可抗力", told="山洪毁路，无法到达现场（演示）。"),
    "suspension.tell": _plain(method="书面通知当事人"),
    "crime.report": lambda desk, case, day: {"team": _team(desk, case, day)["officers"],
                                             "suspicion": "涉嫌非法采矿罪（演示）。"},
    "crime.deliver": _plain(to="县公安局", receipt="公安机关回执（演示）"),
}
