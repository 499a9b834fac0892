"""Cases for tests of oversight: decided, unpaid, closed; and the people above."""

from datetime import date
from typing import Any

from casework.access import Actor
from casework.bulk import add_rows
from casework.case.moving import Made
from casework.desk import Desk, House
from casework.record.officers import actor_of
from models import AreaMeasure, CaseCheck, CheckedCase, GovernmentReport, SupervisionOrder, TypicalCase
from tests.casework.builders import an_officer
from tests.casework.cases import AGREED, NONE_OF_THESE, SERVED, Office, move, proposed
from tests.casework.town import at, go_to

MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
WORTH = {"ore_value": "50000"}


def decided(house: House, office: Office, *, others: str = "", social: bool = False, **given: Any) -> str:
    """A case in which the party, told and silent, was fined on 2025-08-12 and got the decision that day."""
    more = {"others": others} if others else {}
    told: dict[str, Any] = {"act_start": date(2025, 7, 10), "act_end": date(2025, 8, 1), **given}
    number = proposed(house, office, worth=WORTH, assessed=NONE_OF_THESE, **told)
    move(house, office, number, "notice.issue", **MONEY, **more)
    move(house, office, number, "notice.serve", **SERVED, served_on=house.clock.now().date().isoformat())
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **MONEY, **more, discretion="初次", social_impact=social)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    return number


def published(house: House, office: Office, number: str) -> Made:
    return move(house, office, number, "publication.publish", impact="群众反映强烈", address="本局网站")


def paid_and_closed(house: House, office: Office, number: str) -> Made:
    """The fine is paid in full, and the case closed."""
    day = house.clock.now().date().isoformat()
    move(house, office, number, "payment.record", amount="200000.00", paid_on=day, item="罚款", receipt="0001")
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "closing.propose", reason="履行完毕", **AGREED)
    return move(house, office, number, "closing.performed", **AGREED)


def unpaid(house: House, office: Office, number: str) -> Made:
    """The day after the last day to pay, 2025-08-27, has come, and nothing was paid."""
    go_to(house, date(2025, 8, 28))
    return move(house, office, number, "performance.lapse")


def somebody(house: House, office_id: int, role: str, name: str = "某人") -> Actor:
    """A new officer in a post."""
    with at(house) as desk:
        number = an_officer(desk, office_id, role, name=name)
        return actor_of(desk, number)


def one_of_each(desk: Desk, case_id: int, office: int, above: int) -> None:
    """An order, a report, a check, a measure and a typical case about a case of an office, all of them waiting."""
    day = desk.today
    add_rows(desk, SupervisionOrder, [{
        "case_id": case_id, "event_no": 1, "issuer_id": above, "office_id": office, "number": "吉市自然资督〔2024〕1号",
        "listed": True, "demand": "依法查处", "ordered_on": day, "deadline": day, "state": "open", "version": 1}])
    add_rows(desk, GovernmentReport, [{"case_id": case_id, "event_no": 1, "sent_to": "县人民政府", "proposal": "联合执法",
                                       "reported_on": day}])
    add_rows(desk, CaseCheck, [{"kind": "handling", "office_id": office, "below_id": office, "first": day, "last": day,
                                "plan": "是否及时", "made_at": desk.now, "made_by": "system", "state": "open", "version": 1}])
    add_rows(desk, CheckedCase, [{"check_id": 1, "case_id": case_id, "place": 1}])
    add_rows(desk, AreaMeasure, [{"kind": "suspension", "area_id": office, "grounds": '[{"number": "", "why": ["压案不查"]}]',
                                  "state": "proposed", "proposed_on": day, "proposed_by": "system", "version": 1}])
    add_rows(desk, TypicalCase, [{
        "case_id": case_id, "office_id": office, "title": "某人无证采矿案", "facts": "无证采矿。", "handling": "已处罚。",
        "lesson": "采矿须有证。", "state": "proposed", "proposed_by": "system", "proposed_at": desk.now, "version": 1}])
