"""Only what was issued is served, each service is entered, and the archive takes no file that is not complete."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from casework.case.cases import case_of
from casework.case.closing import missing_of, received
from casework.case.documents import documents_of
from casework.case.drafts import void, write
from casework.case.enforcing import draft_demand
from casework.case.moving import Made, Wish, make
from casework.case.notices import HEARING
from casework.case.originals import register
from casework.case.papers import add
from casework.case.receipts import DEMAND, MADE_BY, Service, serve, services_of
from casework.case.seeing import SEES
from casework.desk import House
from foundation.errors import ConflictError, InvalidError, RefusedError
from tests.casework.cases import AGREED, NONE_OF_THESE, SERVED, Office, a_bureau, filed, move, proposed
from tests.casework.papers import SCAN, issued, keeping, officer, on_paper, paper, prepared
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
NOTICE, OFFER, DECISION = "行政处罚告知书", "听证告知书", "行政处罚决定书"
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}
DECIDED = {**MONEY, "discretion": "初次", "social_impact": False}


def noticed(house: House, **assessed: Any) -> tuple[Office, str]:
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed={**NONE_OF_THESE, **assessed},
                      act_start=date(2025, 7, 10), act_end=date(2025, 8, 1))
    if assessed:
        return office, number
    move(house, office, number, "notice.issue", **MONEY)
    prepared(house, number)
    return office, number


def served(house: House, office: Office, number: str, action: str, on: str) -> Made:
    """The move alone, with nothing entered before it; of the notices both."""
    both = {"hearing_notice_on": on} if action == "notice.serve" else {}
    with at(house, officer(house, office, "handler")) as desk:
        return make(desk, number, Wish(action, {**SERVED, "served_on": on, **both}))


def test_a_notice_that_was_not_issued_is_not_served(house: House) -> None:
    office, number = noticed(house)
    with pytest.raises(ConflictError, match=f"{NOTICE}、{OFFER} of {number} was not issued, so it cannot be served"):
        served(house, office, number, "notice.serve", "2025-08-04")
    with at(house) as desk:
        assert case_of(desk, number).moved_on == DAY and services_of(desk, case_of(desk, number)) == []


def test_what_was_issued_is_served_on_no_day_before_it_and_the_service_is_entered(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = noticed(house)
    one, offer = issued(house, office, number, NOTICE), issued(house, office, number, OFFER)
    with pytest.raises(InvalidError, match="was issued on 2025-08-04, after the day of its service"):
        served(house, office, number, "notice.serve", "2025-08-03")
    served(house, office, number, "notice.serve", "2025-08-04")
    with at(house) as desk:
        rows = services_of(desk, case_of(desk, number))
    assert [(row.document_id, row.method, row.served_on, row.proof) for row in rows] == [
        (document, "直接送达", DAY, '{"recipient":"王某"}') for document in (one.id, offer.id)]


def test_an_offer_of_a_hearing_is_issued_where_one_is_due(house: House) -> None:
    office, number = noticed(house, hearing_due=True)
    move(house, office, number, "notice.issue", **MONEY)
    on_paper(house, office, number, [NOTICE])
    with pytest.raises(ConflictError, match=f"听证告知书 of {number} was not issued"):
        served(house, office, number, "notice.serve", "2025-08-04")


def decided(house: House) -> tuple[Office, str]:
    office, number = noticed(house)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **DECIDED)
    return office, number


def test_a_decision_entered_ahead_of_its_move_is_the_moves(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = noticed(house)
    with at(house, officer(house, office, "handler")) as desk:
        ahead = add(desk, number, NOTICE)
        assert ahead.event_no == case_of(desk, number).events + 1
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    on_paper(house, office, number, [DECISION])
    move(house, office, number, "decision.penalty", **DECIDED)
    prepared(house, number)
    with at(house) as desk:
        [only] = [one for one in documents_of(desk, case_of(desk, number)) if one.title == DECISION]
        assert (only.state, only.event_no) == ("issued", case_of(desk, number).events)
    assert served(house, office, number, "decision.serve", "2025-08-12").case.stage == "performing"


def test_whatever_a_service_wants_issued_an_earlier_move_has_drafted(house: House) -> None:
    moves = house.rulebook.procedure.move
    drafted = {action: {title for one in made for title in moves[one].documents} for action, made in MADE_BY.items()}
    assert {action: drafted[action] for action in ("notice.serve", "decision.serve")} == {
        "notice.serve": {NOTICE, HEARING},
        "decision.serve": {DECISION, "不予行政处罚决定书", "变更决定书"}}
    assert {one for one in MADE_BY if not drafted[one] or set(MADE_BY[one]) & set(MADE_BY)} == set()
    asks = [one for one, what in SEES.items() if draft_demand in what]
    assert asks == ["performance.lapse"] and moves[asks[0]].to in moves["demand.serve"].stages
    assert DEMAND in moves["demand.serve"].documents and moves[asks[0]].to in moves["demand.announce"].stages


def test_a_demand_is_issued_before_it_is_served(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = decided(house)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    go_to(house, date(2025, 8, 28))
    move(house, office, number, "performance.lapse")
    go_to(house, date(2026, 2, 13))
    with pytest.raises(ConflictError, match="履行催告书 of") as refused:
        served(house, office, number, "demand.serve", "2026-02-13")
    assert "Add it to the documents of the case" in refused.value.way_out
    with at(house, officer(house, office, "handler")) as desk:
        add(desk, number, "履行催告书")
    assert issued(house, office, number, "履行催告书").number == "永吉自然资催〔2026〕1号"
    made = served(house, office, number, "demand.serve", "2026-02-13")
    prepared(house, number)  # its own move finds it there
    with at(house) as desk:
        assert [one.state for one in documents_of(desk, case_of(desk, number)) if one.title == "履行催告书"] == ["issued"]
    assert made.case.stage == "demanded"


def test_a_service_tells_what_the_law_of_its_way_wants(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = noticed(house)
    one = issued(house, office, number, NOTICE)
    handler = officer(house, office, "handler")
    for how, said in ((Service("直接送达", DAY, {}), "lacks: 签收人"),
                      (Service("飞鸽传书", DAY, {"recipient": "王某"}), "no way of service"),
                      (Service("留置送达", DAY, {"refusal": "拒收"}), "lacks one of these"),
                      (Service("直接送达", date(2025, 8, 3), {"recipient": "王某"}), "receipt of service is not right"),
                      (Service("直接送达", date(2025, 8, 5), {"recipient": "王某"}), "receipt of service is not right"),
                      (Service("直接送达", DAY, {"recipient": "王" * 201}), "receipt of service is not right"),
                      (Service("直接送达", DAY, {"taker": "王某"}), "receipt of service is not right")):
        with at(house, handler) as desk, pytest.raises(InvalidError, match=said):
            serve(desk, number, one.id, how)
    with at(house, handler) as desk:
        left = Service("留置送达", DAY, {"refusal": "拒收", "witness": "村主任赵某"}, place="口前镇新立村")
        serve(desk, number, one.id, left)
        [row] = services_of(desk, case_of(desk, number))
    assert (row.method, row.place, row.proof) == ("留置送达", "口前镇新立村", '{"refusal":"拒收","witness":"村主任赵某"}')
    for change in ("UPDATE case_service SET method = '直接送达'", "DELETE FROM case_service"):
        with pytest.raises(Exception, match="append-only"), at(house) as desk:
            desk.run(change)


def test_a_draft_is_not_served_and_nobody_else_enters_it(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = noticed(house)
    draft = paper(house, number, NOTICE)
    with at(house, officer(house, office, "handler")) as desk, pytest.raises(ConflictError, match="was not issued"):
        serve(desk, number, draft.id, Service("直接送达", DAY, {"recipient": "王某"}))
    one = issued(house, office, number, NOTICE)
    with at(house, officer(house, office, "legal")) as desk, pytest.raises(RefusedError):
        serve(desk, number, one.id, Service("直接送达", DAY, {"recipient": "王某"}))


def ended(house: House) -> tuple[Office, str]:
    """A case that was filed, ended for want of facts, and closed."""
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "investigation.end", ground="违法事实不成立", told="查无实据", reason="查无实据")
    move(house, office, number, "closing.propose", reason="违法事实不成立", **AGREED)
    move(house, office, number, "closing.ended", **AGREED)
    prepared(house, number)
    return office, number


def archived(house: House, office: Office, number: str) -> Made:
    with at(house, officer(house, office, "handler")) as desk:
        return make(desk, number, Wish("archive.file", {"pages": 12, "volumes": 1, "keeper": "档案室"}))


def test_the_archive_names_each_document_that_is_missing_and_takes_the_file_once_none_is(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = ended(house)
    with pytest.raises(ConflictError) as error:
        archived(house, office, number)
    assert error.value.problems == ("立案呈批表（批准立案）", "终止调查决定书（终止调查）", "结案呈批表（因终止调查结案）")
    on_paper(house, office, number, ["立案呈批表", "结案呈批表"])
    draft = paper(house, number, "终止调查决定书")
    with at(house, officer(house, office, "handler")) as desk:
        void(desk, number, draft.id, "当事人已经死亡，无从送达")  # struck, with a reason
        assert missing_of(desk, case_of(desk, number)) == ()
    assert archived(house, office, number).case.stage == "archived"


def test_a_case_that_is_reopened_owes_its_documents_once_more(house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office, number = ended(house)
    on_paper(house, office, number, ["立案呈批表", "终止调查决定书", "结案呈批表"])
    archived(house, office, number)
    move(house, office, number, "correction.reopen", finding="证据采信有误", accountability="承办人检讨")
    with at(house, officer(house, office, "handler")) as desk:
        assert missing_of(desk, case_of(desk, number)) == (("错案纠正决定书", "错案纠正，重新办理"),)
    again = paper(house, number, "错案纠正决定书") if prepared(house, number) else None
    assert again is not None and again.office_id == office.town.city  # the superior issues it
    with at(house, officer(house, office, "handler")) as desk, pytest.raises(RefusedError):
        write(desk, number, again.id, {"reason": "我们自己写的"})
    with at(house, officer(house, office, "handler")) as desk:  # who got it enters it
        register(desk, number, again.id, "纠正.pdf", BytesIO(SCAN), on=DAY, told="吉市自然资纠〔2025〕1号")
        assert missing_of(desk, case_of(desk, number)) == ()
    move(house, office, number, "investigation.end", ground="其他", told="另案处理", reason="另案处理")
    with at(house) as desk:
        assert missing_of(desk, case_of(desk, number)) == (("终止调查决定书", "终止调查"),)


def test_each_service_wants_a_receipt_of_its_own_and_no_offer_is_wanted_where_no_hearing_is_due(
        house: House, tmp_path: Path) -> None:
    house = keeping(house, tmp_path)
    office = a_bureau(house, SINCE, DAY)
    number = proposed(house, office, worth={}, assessed={**NONE_OF_THESE, "hearing_due": False}, offence="no-clean-up",
                      act_start=DAY, act_end=DAY)
    small = {"facts": "未回填", "basis": "矿产资源法第六十九条", "fine": "3000.00"}
    move(house, office, number, "notice.issue", **small)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **small, discretion="初次", social_impact=False)
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")

    def wanted() -> list[tuple[str, str]]:
        with at(house) as desk:
            return [one for one in missing_of(desk, case_of(desk, number)) if one[0] in ("送达回证", OFFER)]
    assert wanted() == [("送达回证", "送达告知书"), ("送达回证", "送达处罚决定书")]
    with at(house, officer(house, office, "handler")) as desk:
        receipt = add(desk, number, "送达回证")  # added since, for whichever has none
        register(desk, number, receipt.id, "原件.pdf", BytesIO(SCAN), on=desk.today, told="")
    assert wanted() == [("送达回证", "送达告知书")]
    papers = prepared(house, number)
    assert [one.title for one in papers if one.title == OFFER] == []
    drafts = [one for one in papers if one.title == "送达回证" and one.state == "draft"]
    with at(house, officer(house, office, "handler")) as desk:
        register(desk, number, drafts[0].id, "原件.pdf", BytesIO(SCAN), on=desk.today, told="")
    assert wanted() == []


def test_of_two_receipts_entered_at_one_point_the_second_is_of_the_service_before() -> None:
    assert received([20, 26], [26, 26]) == {20, 26}
    assert received([20, 26], [26]) == {26}
    assert received([20, 26], [20, 20]) == {20}  # a receipt is of no service that came after it
