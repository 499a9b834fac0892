"""三（二）: a clue is verified by two certified officers, on the spot; what goes on is stopped, a leader approves its end."""

import json
from contextlib import nullcontext
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Date

from casework.access import PUBLIC
from casework.act.acts import correct
from casework.act.places import Place
from casework.act.seen import fetch
from casework.clue.accepting import Reporter
from casework.clue.clues import clue_of
from casework.clue.concluding import conclude
from casework.clue.disposing import decide, propose
from casework.clue.following import followed, ticket_for
from casework.clue.linking import link
from casework.clue.referring import refer, referrals_of
from casework.clue.replying import ask, reply
from casework.clue.rewarding import propose as propose_reward
from casework.clue.site import check_site
from casework.clue.stopping import notices_of, order_stop
from casework.clue.team import may_verify, name_team, recuse, team_of
from casework.desk import House
from casework.view.acts import acts_counted, acts_listed, acts_of
from casework.view.searching import search
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.clue import Disposal, Outcome
from tests.casework.builders import an_officer
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.town import at, go_to, settle_in
from tests.casework.verified import SEEN, certified, concluded, disposed, registered, staffed, who, with_team

MONDAY = date(2024, 3, 4)
NOTICE = {"party": "王某", "deed": "无证开采铁矿", "breached": "《矿产资源法》第三条", "basis": "《矿产资源法》第三十九条",
          "order": "立即停止开采"}


def owed(house: House, clue_id: int) -> dict[str, tuple[date, str]]:
    with at(house) as desk:
        rows = desk.rows("SELECT d.rule, k.due, d.status FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
                         " WHERE d.subject_kind = 'clue' AND d.subject_id = :id", types={"due": Date()}, id=clue_id)
    return {row.rule: (row.due, row.status) for row in rows}


def acts(house: House, clue_id: int) -> list[tuple[str, dict[str, Any]]]:
    with at(house) as desk:
        rows = desk.rows("SELECT kind, fields FROM act WHERE subject_kind = 'clue' AND subject_id = :id ORDER BY id",
                         id=clue_id)
    return [(row.kind, json.loads(row.fields)) for row in rows]


def test_a_team_is_two_officers_with_certificates_of_the_office_or_below(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    with at(house) as desk:
        stranger = an_officer(desk, bureau.town.city, "patroller", name="周五")
        expired = an_officer(desk, bureau.town.county, "patroller", name="吴六")
    certified(house, stranger, "吉执009")
    certified(house, expired, "吉执010", last=date(2024, 3, 3))
    made = registered(house)
    with at(house, who(house, bureau.handler)) as desk:
        assert [one.name for one in may_verify(desk, clue_of(desk, made.number))] == ["赵一", "钱二", "孙三"]
    for team in ((bureau.first,), (bureau.first, stranger), (bureau.first, expired), (bureau.first, bureau.handler)):
        with at(house, who(house, bureau.handler)) as desk, pytest.raises(InvalidError):
            name_team(desk, made.number, team)
    for team, way_out in (((), "Name two of them."), ((bureau.first,), "Name another one.")):
        with at(house, who(house, bureau.handler)) as desk, pytest.raises(InvalidError) as refused:
            name_team(desk, made.number, team)
        assert refused.value.way_out == way_out
    with at(house, who(house, bureau.handler)) as desk:
        name_team(desk, made.number, (bureau.first, bureau.below))
        assert [(one.name, one.certificate) for one in team_of(desk, made.clue_id)] == [
            ("赵一", "吉执001"), ("孙三", "吉执003")]
    assert as_it_stands(house, made).stage == "verifying"


def test_whoever_is_named_in_a_clue_or_complained_of_does_not_verify_it(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = registered(house)
    with at(house) as desk:
        desk.run("UPDATE clue SET accused = '钱二' WHERE id = :clue", clue=made.clue_id)  # taken in before he served
        desk.run("INSERT INTO clue_named (clue_id, officer_id) VALUES (:clue, :officer)", clue=made.clue_id,
                 officer=bureau.first)
    with at(house, who(house, bureau.handler)) as desk:
        assert [one.name for one in may_verify(desk, clue_of(desk, made.number))] == ["孙三"]
        with pytest.raises(InvalidError):
            name_team(desk, made.number, (bureau.first, bureau.below))


def test_an_officer_who_is_recused_is_off_the_team_for_good(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = with_team(house, bureau)
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(RefusedError):
        recuse(desk, made.number, bureau.first, reason="亲属")
    with at(house, who(house, bureau.head)) as desk:
        recuse(desk, made.number, bureau.first, reason="与当事人系亲属")
    with at(house, who(house, bureau.second)) as desk, pytest.raises(ConflictError):
        check_site(desk, made.number, {**SEEN, "ongoing": "否"})
    with at(house, who(house, bureau.handler)) as desk:
        with pytest.raises(InvalidError):
            name_team(desk, made.number, bureau.team)
        name_team(desk, made.number, (bureau.second, bureau.below))


def test_one_of_a_township_who_is_named_sees_the_countys_clue_and_others_there_do_not(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = registered(house)
    with at(house, who(house, bureau.below)) as desk, pytest.raises(NotFoundError):
        clue_of(desk, made.number)
    with at(house, who(house, bureau.handler)) as desk:
        name_team(desk, made.number, (bureau.first, bureau.below))
    with at(house, who(house, bureau.below)) as desk:
        assert clue_of(desk, made.number).id == made.clue_id
    with at(house, who(house, bureau.town.officer(bureau.town.township))) as desk, pytest.raises(NotFoundError):
        clue_of(desk, made.number)


def test_a_site_check_tells_who_was_there_under_which_certificate_and_what_was_licensed(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = with_team(house, bureau, licence="C2200002009012110000001")
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(RefusedError):
        check_site(desk, made.number, {**SEEN, "ongoing": "否"})
    with at(house, who(house, bureau.first)) as desk:
        done = check_site(desk, made.number, {**SEEN, "ongoing": "否"}, place=Place(126.5, 43.66))
        place = desk.rows("SELECT longitude, latitude FROM act_place WHERE act_id = :act", act=done.act_id)
    kind, fields = acts(house, made.clue_id)[-1]
    assert (kind, fields["team"]) == ("clue_site_check", "赵一（吉执001）、钱二（吉执002）")
    assert "C2200002009012110000001" in fields["licence_state"]
    assert [tuple(row) for row in place] == [(126.5, 43.66)]
    assert "clue_stop_notice" not in owed(house, made.clue_id)


def test_an_act_still_going_on_is_to_be_stopped_that_very_day(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = with_team(house, bureau)
    go_to(house, date(2024, 3, 6))
    with at(house, who(house, bureau.first)) as desk:
        check_site(desk, made.number, {**SEEN, "ongoing": "是"}, done_on=date(2024, 3, 5))
        check_site(desk, made.number, {**SEEN, "ongoing": "是"})
    with at(house) as desk:
        days = desk.rows("SELECT k.due FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.rule = 'clue_stop_notice'"
                         " ORDER BY k.due", types={"due": Date()})
    assert [row.due for row in days] == [date(2024, 3, 5), date(2024, 3, 6)]
    with at(house, who(house, bureau.first)) as desk:
        order_stop(desk, made.number, **NOTICE)
    with at(house) as desk:
        states = [row.status for row in desk.rows("SELECT status FROM duty WHERE rule = 'clue_stop_notice' ORDER BY id")]
    assert states == ["discharged", "closed"]


def test_notices_are_numbered_by_office_and_year(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    one, other = with_team(house, bureau), registered(house)
    for made in (one, other):
        with at(house, who(house, bureau.handler)) as desk:
            order_stop(desk, made.number, **NOTICE)
    go_to(house, date(2025, 1, 2))
    with at(house, who(house, bureau.handler)) as desk:
        order_stop(desk, other.number, **NOTICE)
        told = notices_of(desk, other.clue_id)
    assert [(notice.document, notice.day) for notice in told] == [
        ("永吉县自然资停〔2024〕2号", date(2024, 3, 4)), ("永吉县自然资停〔2025〕1号", date(2025, 1, 2))]
    assert (told[0].party, told[0].breached, told[0].order) == ("王某", "《矿产资源法》第三条", "立即停止开采")


def test_a_conclusion_is_the_teams_after_a_site_check_or_with_the_reason_why_none(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = with_team(house, bureau)
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(RefusedError):
        conclude(desk, made.number, Outcome.UNTRUE, facts="无采矿痕迹", no_site="照片可证")
    with at(house, who(house, bureau.first)) as desk:
        with pytest.raises(InvalidError):
            conclude(desk, made.number, Outcome.UNTRUE, facts="无采矿痕迹")
        conclude(desk, made.number, Outcome.UNTRUE, facts="所指位置系水库", no_site="卫星影像可证")
    assert acts(house, made.clue_id)[-1] == ("clue_verification", {
        "outcome": "不属实", "facts": "所指位置系水库\n未现场核查的理由：卫星影像可证"})
    assert (as_it_stands(house, made).stage, as_it_stands(house, made).outcome) == ("verified", "untrue")
    assert owed(house, made.clue_id)["clue_verification"] == (date(2024, 3, 13), "discharged")


def test_nothing_is_concluded_under_certificates_that_have_run_out(house: House) -> None:
    town = settle_in(house, MONDAY)
    bureau = staffed(house, town)
    made = with_team(house, bureau)
    with at(house) as desk:
        desk.run("UPDATE certificate SET valid_to = :last WHERE officer_id = :id", last=MONDAY, id=bureau.second)
    go_to(house, date(2024, 3, 5))
    with at(house, who(house, bureau.first)) as desk, pytest.raises(ConflictError):
        conclude(desk, made.number, Outcome.TRUE, facts="属实", no_site="已自行停止")


def test_a_case_is_filed_once_a_leader_who_did_not_propose_it_approves(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = concluded(house, bureau)
    with at(house, who(house, bureau.head)) as desk:
        assert propose(desk, made.number, Disposal.CLOSE, reason="已整改") is False
    with at(house, who(house, bureau.head)) as desk, pytest.raises(RefusedError):
        decide(desk, made.number, approve=True)
    with at(house, who(house, bureau.handler)) as desk:
        assert propose(desk, made.number, Disposal.FILE, reason="应予立案") is False
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(RefusedError):
        decide(desk, made.number, approve=True)
    with at(house, who(house, bureau.head)) as desk:
        decide(desk, made.number, approve=True)
    found = as_it_stands(house, made)
    assert (found.stage, found.disposal, found.ended_on) == ("closed", "file", MONDAY)
    assert acts(house, made.clue_id)[-1] == ("clue_closing", {
        "disposal": "立案", "reason": "应予立案", "approver": f"{bureau.town.county}号head"})
    assert {rule: status for rule, (_, status) in owed(house, made.clue_id).items()} == {
        "clue_registration": "discharged", "clue_verification": "discharged", "clue_closing": "discharged",
        "clue_reply": "open"}


def test_what_a_leader_sends_back_is_proposed_anew(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = concluded(house, bureau)
    with at(house, who(house, bureau.handler)) as desk:
        propose(desk, made.number, Disposal.CLOSE, reason="已整改")
    with at(house, who(house, bureau.head)) as desk:
        with pytest.raises(InvalidError):
            decide(desk, made.number, approve=False)
        decide(desk, made.number, approve=False, note="应当立案")
    with at(house, who(house, bureau.head)) as desk, pytest.raises(ConflictError):
        decide(desk, made.number, approve=True)
    assert as_it_stands(house, made).stage == "verified"


def test_what_is_untrue_founds_no_case_and_is_closed_without_a_leader(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = concluded(house, bureau, Outcome.UNTRUE)
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(InvalidError):
        propose(desk, made.number, Disposal.FILE, reason="x")
    with at(house, who(house, bureau.handler)) as desk:
        assert propose(desk, made.number, Disposal.CLOSE, reason="无违法事实") is True
    assert as_it_stands(house, made).stage == "closed"


def test_no_clue_ends_while_the_act_goes_on_unstopped(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = concluded(house, bureau, ongoing="是")
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(ConflictError):
        propose(desk, made.number, Disposal.FILE, reason="应予立案")
    with at(house, who(house, bureau.handler)) as desk:
        order_stop(desk, made.number, **NOTICE)
        propose(desk, made.number, Disposal.FILE, reason="应予立案")


def test_an_answer_repeats_nothing_that_tells_who_he_is_and_leaves_by_letter(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = disposed(house, bureau)
    with at(house, who(house, bureau.handler)) as desk:
        reply(desk, made.number, way="电子邮件", text="李大山：已立案，联系电话0432-64228888。")
        letter = desk.rows("SELECT kind, text FROM reporter_letter ORDER BY id")[-1]
        assert desk.scalar("SELECT count(*) FROM clue_message") == 0  # an answer is no question that waits for his own
    assert acts(house, made.clue_id)[-1] == ("clue_reply", {
        "way": "电子邮件", "text": "〔姓名〕：已立案，联系电话0432-64228888。"})
    assert (letter.kind, "已立案" in letter.text, "李大山" in letter.text) == ("outcome", True, False)
    assert owed(house, made.clue_id)["clue_reply"] == (date(2024, 3, 25), "discharged")


def test_nobody_is_answered_before_it_is_known_what_was_found(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = with_team(house, bureau)
    with at(house, who(house, bureau.handler)) as desk, pytest.raises(ConflictError):
        reply(desk, made.number, way="回执查询", text="正在核查。")
    assert owed(house, made.clue_id)["clue_reply"][1] == "open"


def test_an_act_about_a_clue_is_read_by_whoever_reads_the_clue_alone(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = concluded(house, bureau)
    with at(house) as desk:
        statistician = an_officer(desk, bureau.town.county, "statistician", name="周五")
        act = int(desk.scalar("SELECT max(id) FROM act WHERE subject_kind = 'clue' AND subject_id = :id", id=made.clue_id))
        duty = int(desk.scalar("SELECT duty_id FROM act_credit WHERE act_id = :act", act=act))
    for officer, reads in ((statistician, False), (bureau.handler, True)):
        with at(house, who(house, officer)) as desk:
            assert [one.id for one in acts_listed(desk).rows if one.subject_kind == "clue"][:1] == [act] * reads
            assert (acts_counted(desk) > 0, [one.id for one in acts_of(desk, duty)]) == (reads, [act] * reads)
            assert [hit.id for group in search(desk, str(act)) for hit in group.hits if hit.kind == "act"] == [act] * reads
            with nullcontext() if reads else pytest.raises(NotFoundError):
                fetch(desk, act)


def test_nothing_that_an_office_writes_about_it_repeats_who_sent_it(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = with_team(house, bureau)
    with at(house, who(house, bureau.first)) as desk:
        check_site(desk, made.number, {**SEEN, "facts": "据李大山指认，北坡有采场。", "ongoing": "是"})
    with at(house, who(house, bureau.second)) as desk:
        order_stop(desk, made.number, **NOTICE | {"deed": "李大山举报的无证开采"})
        conclude(desk, made.number, Outcome.TRUE, facts="李大山所述属实。", opinion="回复李大山")
    with at(house, who(house, bureau.handler)) as desk:
        propose(desk, made.number, Disposal.FILE, reason="李大山反映属实，应予立案")
    with at(house, who(house, bureau.head)) as desk:
        decide(desk, made.number, approve=False, note="请再问李大山")
        written = [*(tuple(row) for row in desk.rows("SELECT reason, note FROM clue_disposal"))]
    assert [(kind, name) for kind, fields in acts(house, made.clue_id) for name, value in fields.items()
            if "李大山" in str(value)] == []
    assert written == [("〔姓名〕反映属实，应予立案", "请再问〔姓名〕")]


def test_a_place_that_the_reporter_gave_as_his_address_stays_in_a_notice(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = with_team(house, bureau, reporter=Reporter("李大山", "13812345678", "", "永吉县"))
    with at(house, who(house, bureau.handler)) as desk:
        order_stop(desk, made.number, **NOTICE | {"deed": "在永吉县口前镇无证开采，李大山举报"})
        notice = notices_of(desk, made.clue_id)[0]
    assert (notice.document, notice.deed) == ("永吉县自然资停〔2024〕1号", "在永吉县口前镇无证开采，〔姓名〕举报")


def test_reasons_bases_and_corrections_about_a_clue_do_not_repeat_who_sent_it(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = disposed(house, bureau)
    other = with_team(house, bureau)
    with at(house, who(house, bureau.head)) as desk:
        recuse(desk, other.number, bureau.first, reason="系举报人李大山的妹夫")
        detail = str(desk.scalar("SELECT detail FROM journal WHERE action = 'clue.recused'"))
        site = int(desk.scalar("SELECT id FROM act WHERE kind = 'clue_site_check'"))
        correct(desk, site, reason="李大山补充", fields={"facts": "据李大山反映，另有一处。"})
        written = [str(row.fields) + str(row.reason) for row in desk.rows("SELECT fields, reason FROM act")]
    with at(house, who(house, bureau.handler)) as desk:
        desk.run("UPDATE reward SET state = 'refused'")
        propose_reward(desk, made.number, amount="500", basis="李大山提供线索属实")
        basis = desk.scalar("SELECT basis FROM reward ORDER BY id DESC")
    assert ("妹夫" in detail, basis) == (True, "〔姓名〕提供线索属实")
    assert [one for one in (*written, detail) if "李大山" in one] == []


def test_those_handled_together_are_answered_by_any_way_too_also_who_gave_no_name(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = concluded(house, bureau)
    named, unnamed = taken_in(house), taken_in(house, reporter=Reporter(), text="东山有人采矿。")
    for one in (named, unnamed):
        with at(house, who(house, bureau.head)) as desk:
            link(desk, one.number, made.number)
    with at(house, who(house, bureau.handler)) as desk:
        reply(desk, made.number, way="回执查询", text="已查实，李大山。")
    assert owed(house, named.clue_id)["clue_reply"][1] == "discharged"
    for one in (named, unnamed):
        assert one.receipt is not None
        with at(house, PUBLIC) as desk:
            assert followed(desk, ticket_for(house, one.receipt, "198.51.100.7")).answer == "已查实，〔姓名〕。"


def test_a_question_goes_to_the_reporter_and_a_text_to_another_body_without_his_name(house: House) -> None:
    bureau = staffed(house, settle_in(house, MONDAY))
    made = registered(house)
    with at(house, who(house, bureau.handler)) as desk:
        ask(desk, made.number, "夜里几点最多？")
        refer(desk, made.number, body="永吉县公安局", text="李大山，13812345678，反映东山有人持械看场。")
        said = desk.rows("SELECT side, text FROM clue_message")
        letters = [row.kind for row in desk.rows("SELECT kind FROM reporter_letter ORDER BY id")]
        assert [(one.body, one.text) for one in referrals_of(desk, made.clue_id)] == [
            ("永吉县公安局", "〔姓名〕，〔电话〕，反映东山有人持械看场。")]
    assert ([tuple(row) for row in said], letters) == ([("office", "夜里几点最多？")], ["received", "question"])
