"""What the public reads of cases names nobody, and goes down when the decision falls (四（五）, 处罚法48)."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date

from casework.case.opening import Party
from casework.desk import House
from casework.oversight import typical
from casework.oversight.anonymous import firm, person
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.stages import Who
from tests.casework.builders import a_party
from tests.casework.cases import Office, a_bureau, a_case, actor, move
from tests.casework.overseen import decided, paid_and_closed, published, somebody
from tests.casework.town import at, go_to

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
TOLD = {"title": "王某无证采矿案", "facts": "王某（身份证220221197001011234，电话13844412345）住口前镇新立村，无证采铁矿。",
        "handling": "承办人丁调查，罚款20万元，王 某已缴清。", "lesson": "采矿须先取得采矿权。"}


@pytest.mark.parametrize(("name", "told"), [
    ("王某", "王某"), ("王建国", "王某"), ("欧阳建国", "欧阳某"), ("欧阳", "欧某"), (" 李 四", "李某"), ("尉迟恭", "尉迟某")])
def test_a_person_is_told_by_his_surname(name: str, told: str) -> None:
    assert person(name) == told


@pytest.mark.parametrize(("name", "told"), [
    ("永吉矿业有限公司", "某有限公司"), ("永吉矿业股份有限公司", "某股份有限公司"), ("东山采石场", "某采石场"),
    ("口前镇砖厂", "某砖厂"), ("永吉县水利局", "某单位")])
def test_a_firm_is_told_by_its_kind(name: str, told: str) -> None:
    assert firm(name) == told


def decisions(house: House) -> list[tuple[Any, ...]]:
    with at(house) as desk:
        return [tuple(row) for row in desk.rows(
            "SELECT party, cause, sanction, law, published_on, withdrawn_on, withdrawn_because FROM published_decision"
            " ORDER BY id",
            types={"published_on": Date(), "withdrawn_on": Date()})]


LAW = "矿产资源法（2024年修订）第六十四条第一款"


def test_a_decision_is_published_without_names_and_withdrawn_with_its_reason(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = decided(house, office, social=True,
                     party=Party("person", "王建国", {"address": "口前镇新立村", "phone": "13844412345"}),
                     cause="王建国在口前镇新立村无证采矿案", others="责令王建国恢复原状，电话13844412345")
    published(house, office, number)
    day = date(2025, 8, 12)
    [(party, cause, sanction, law, *rest)] = decisions(house)
    assert (party, cause, sanction) == ("王某", "王某在〔地址〕无证采矿案", "罚款200,000.00元；责令王某恢复原状，电话〔电话〕")
    assert [law, *rest] == [LAW, day, None, None]
    move(house, office, number, "decision.annul", annulled_on="2025-08-12", by="复议机关", reason="程序违法")
    assert decisions(house)[0][5:] == (None, None)  # owed within three working days, by a move of its own
    go_to(house, date(2025, 8, 13))
    move(house, office, number, "publication.withdraw", reason="复议机关撤销王建国案处罚决定")
    assert decisions(house)[0][5:] == (date(2025, 8, 13), "复议机关撤销王某案处罚决定")


def test_a_firm_with_a_right_is_told_by_neither_name_nor_number(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = decided(house, office, social=True, right_id=office.town.right, party=Party("entity", "永吉矿业有限公司"),
                     cause="永吉矿业有限公司口前铁矿（采矿许可证C2200002009012110000001）越界采矿案")
    published(house, office, number)
    assert [row[:2] for row in decisions(house)] == [("某有限公司", "某有限公司某矿（采矿许可证〔证号〕）越界采矿案")]


def closed(house: House) -> tuple[Office, str]:
    office = a_bureau(house, SINCE, DAY)
    number = decided(house, office)
    paid_and_closed(house, office, number)
    return office, number


def told(house: House) -> list[tuple[Any, ...]]:
    with at(house) as desk:
        return [tuple(row) for row in desk.rows("SELECT state, published_on, withdrawn_on, reason FROM typical_case"
                                                " ORDER BY id", types={"published_on": Date(), "withdrawn_on": Date()})]


def test_a_typical_case_is_covered_at_once_approved_by_another_and_counts_for_the_duty(house: House) -> None:
    office, number = closed(house)
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        typical.propose(desk, number, TOLD)
        with pytest.raises(RefusedError):
            typical.decide(desk, 1, agree=True)
    with at(house) as desk:
        row = desk.rows("SELECT facts, handling FROM typical_case")[0]
    assert row[:] == ("王某（身份证〔证号〕，电话〔电话〕）住〔地址〕，无证采铁矿。", "承某调查，罚款20万元，王某已缴清。")
    with at(house, actor(house, office, Who.LEADER)) as desk:
        typical.decide(desk, 1, agree=True, version=1)
    assert told(house) == [("published", date(2025, 8, 12), None, None)]
    with at(house) as desk:
        acts = [tuple(row) for row in desk.rows("SELECT kind, party_id FROM act")]
    assert acts == [("typical_case_publication", office.town.county)]


def test_it_goes_down_the_moment_the_case_is_reopened_and_what_only_waited_is_refused(house: House) -> None:
    office, number = closed(house)
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        typical.propose(desk, number, TOLD)
    with at(house, actor(house, office, Who.LEADER)) as desk:
        typical.decide(desk, 1, agree=True)
    go_to(house, date(2025, 8, 20))
    move(house, office, number, "correction.reopen", finding="当事人认定错误", accountability="对承办人批评教育")
    assert told(house) == [("withdrawn", date(2025, 8, 12), date(2025, 8, 20), "案件纠正，重新办理")]


def test_what_only_waited_is_not_published_after_the_case_is_reopened(house: House) -> None:
    office, number = closed(house)
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        typical.propose(desk, number, TOLD)
    move(house, office, number, "correction.reopen", finding="错", accountability="批评")
    assert told(house) == [("refused", None, None, "案件纠正，重新办理")]
    with at(house, actor(house, office, Who.LEADER)) as desk, pytest.raises(ConflictError):
        typical.decide(desk, 1, agree=True)


def test_only_closed_cases_are_told_once_each_and_whole(house: House) -> None:
    office, number = closed(house)
    handler = actor(house, office, Who.HANDLER)
    open_one = a_case(house, office)
    with at(house, handler) as desk:
        with pytest.raises(ConflictError, match="not closed"):
            typical.propose(desk, open_one, TOLD)
        with pytest.raises(InvalidError) as wrong:
            typical.propose(desk, number, {**TOLD, "lesson": " ", "title": "题" * 101})
        assert [one.partition("（")[0] for one in wrong.value.problems] == ["title", "lesson"]
        typical.propose(desk, number, TOLD)
        with pytest.raises(ConflictError, match="told already"):
            typical.propose(desk, number, TOLD)


def test_a_leader_refuses_with_a_reason_and_takes_down_with_a_reason(house: House) -> None:
    office, number = closed(house)
    leader = actor(house, office, Who.LEADER)
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        typical.propose(desk, number, TOLD)
    with at(house, leader) as desk, pytest.raises(InvalidError):
        typical.decide(desk, 1, agree=False)
    with at(house, leader) as desk, pytest.raises(ConflictError):
        typical.take_down(desk, 1, reason="x")
    with at(house, leader) as desk:
        typical.decide(desk, 1, agree=True)
    with at(house, leader) as desk:
        with pytest.raises(InvalidError):
            typical.take_down(desk, 1, reason=" ")
        typical.take_down(desk, 1, reason="案情敏感")
    assert told(house) == [("withdrawn", date(2025, 8, 12), date(2025, 8, 12), "案情敏感")]


def test_an_office_beside_does_not_know_it(house: House) -> None:
    office, number = closed(house)
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        typical.propose(desk, number, TOLD)
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", office.town.city)
    with at(house, somebody(house, beside, "head")) as desk, pytest.raises(NotFoundError):
        typical.decide(desk, 1, agree=True)
