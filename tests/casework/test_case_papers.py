"""The documents of a case: prepared, filled, written over, signed, issued, numbered (domain §11)."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from casework.access import SYSTEM, Actor
from casework.case.cases import case_of
from casework.case.documents import document_of, documents_of
from casework.case.drafts import make_anew, void, write
from casework.case.issuing import issue, word_of
from casework.case.moving import Wish, make
from casework.case.opening import Party
from casework.case.originals import register, replace_file
from casework.case.papers import add, prepare
from casework.case.rendering import all_values
from casework.case.signing import sign, signatures_of
from casework.desk import House
from casework.record.officers import actor_of
from casework.view.case_paper import case_paper
from documents.catalogue import form_of
from documents.filling import fill
from documents.stamping import text_of
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import an_officer
from tests.casework.cases import CONDITIONS, NONE_OF_THESE, Office, a_bureau, a_case, as_it_is, filed, move, proposed
from tests.casework.papers import SCAN, issued, keeping, officer, paper, prepared, signed
from tests.casework.town import at, go_to
from tests.documents.values import full

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
NOTICE, FILING = "行政处罚告知书", "立案呈批表"
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.50"}


@pytest.fixture
def kept(house: House, tmp_path: Path) -> House:
    return keeping(house, tmp_path)


def noticed(house: House, day: date = DAY) -> tuple[Office, str]:
    """A case whose notice was decided upon today."""
    office = a_bureau(house, SINCE, day)
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    move(house, office, number, "notice.issue", **MONEY)
    prepared(house, number)
    return office, number


def values(house: House, number: str, title: str) -> dict[str, object]:
    one = paper(house, number, title)
    with at(house) as desk:
        return all_values(desk, case_of(desk, number), one, form_of(title, desk.today), desk.today)


def test_each_move_has_its_documents_drafted_once_however_often_they_are_asked_for(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    assert [(one.title, one.event_no, one.state) for one in prepared(house, number)] == [(FILING, 2, "draft")]
    assert len(prepared(house, number)) == 1
    with at(house, SYSTEM) as desk:
        assert prepare(desk, case_of(desk, number), 5, [FILING]) == ()  # the leader agrees to the sheet of the handler
        assert prepare(desk, case_of(desk, number), 2, ["没有这种文书"]) == ()


def test_a_draft_is_filled_from_the_case_by_the_law_of_its_day(house: House) -> None:
    _, number = noticed(house)
    found = values(house, number, NOTICE)
    assert found["organ"] == "永吉县自然资源局" and found["party_name"] == "王某" and found["party_kind"] == "个人"
    assert found["act"] == "无证采矿" and found["facts"] == "无证采矿三千吨"
    assert found["penalty_basis"] == "矿产资源法第六十四条" and found["law_breached"] == "矿产资源法"
    assert found["penalty"] == "罚款人民币贰拾万元伍角（200,000.50元）。"
    assert found["statement_period"] == "5个工作日" and found["issued_on"] == DAY
    assert found["contact_person"] == "承办人丁"


def test_a_passport_is_called_no_identity_card_in_documents(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    for id_number, called in (("220221197001011234", "公民身份号码"), ("E12345678", "身份证件号码")):
        number = filed(house, office, party=Party("person", "王某", {"id_number": id_number}))
        prepared(house, number)
        form, draft = form_of("行政处罚决定书", DAY), paper(house, number, FILING)
        with at(house) as desk:
            known = all_values(desk, case_of(desk, number), draft, form, DAY)
        said = {name: value for name, value in known.items() if name.startswith("party_")}
        assert f"{called}：{id_number}" in text_of(fill(form, full() | said))


def test_an_organ_is_called_and_a_period_told_as_on_the_day_of_the_document(house: House) -> None:
    _, number = noticed(house)
    one = paper(house, number, NOTICE)
    found = {}
    for day in (date(2014, 6, 30), date(2014, 7, 1), date(2018, 12, 31), date(2019, 1, 1), date(2021, 7, 15)):
        with at(house) as desk:
            told = all_values(desk, case_of(desk, number), one, form_of(NOTICE, day), day)
        found[day.year, day.month] = (told["organ"], told.get("statement_period"))
    assert found == {(2014, 6): ("永吉县国土资源局", None), (2014, 7): ("永吉县国土资源局", "3个工作日"),
                     (2018, 12): ("永吉县国土资源局", "3个工作日"), (2019, 1): ("永吉县自然资源局", "3个工作日"),
                     (2021, 7): ("永吉县自然资源局", "3个工作日")}


def test_what_an_officer_writes_goes_over_what_the_case_says_and_can_be_taken_back(house: House) -> None:
    office, number = noticed(house)
    first = paper(house, number, NOTICE)
    with at(house, officer(house, office, "handler")) as desk:
        second = write(desk, number, first.id, {"facts": "改写的事实", "discretion": "初次"}, seen=1)
    assert (second.version, second.copy_no, second.state) == (2, 1, "draft")
    assert values(house, number, NOTICE)["facts"] == "改写的事实"
    with at(house, officer(house, office, "handler")) as desk, pytest.raises(ConflictError, match="changed by somebody else"):
        write(desk, number, first.id, {"facts": "又一次"}, seen=1)
    with at(house, officer(house, office, "handler")) as desk:
        third = write(desk, number, second.id, {"facts": ""}).id
    assert values(house, number, NOTICE)["facts"] == "无证采矿三千吨" and values(house, number, NOTICE)["discretion"] == "初次"
    with at(house, officer(house, office, "handler")) as desk:
        make_anew(desk, number, third)
    assert "discretion" not in values(house, number, NOTICE)


def test_values_that_no_form_has_or_that_cannot_be_read_are_named_and_nothing_is_written(house: House) -> None:
    office, number = noticed(house)
    draft = paper(house, number, NOTICE)
    with at(house, officer(house, office, "handler")) as desk, pytest.raises(InvalidError) as error:
        write(desk, number, draft.id, {"nothing": "1", "statement_until": "下周", "number": "7"})
    assert error.value.problems == ("nothing: no such field", "number: no such field",
                                    "statement_until（陈述、申辩截止日期）: '下周' cannot be read as date")
    assert paper(house, number, NOTICE).version == 1


def test_a_list_is_written_as_lines(house: House) -> None:
    office, number = noticed(house)
    draft = paper(house, number, NOTICE)
    with at(house, officer(house, office, "handler")) as desk:
        write(desk, number, draft.id, {"evidence": "询问笔录｜王某｜承认采矿\n照片|执法人员"})
    assert values(house, number, NOTICE)["evidence"] == [
        {"name": "询问笔录", "source": "王某", "proves": "承认采矿"}, {"name": "照片", "source": "执法人员"}]


def test_the_chain_signs_in_its_order_and_nobody_twice(house: House) -> None:
    office, number = noticed(house)
    draft = paper(house, number, NOTICE)
    with at(house, officer(house, office, "legal")) as desk, pytest.raises(RefusedError):
        sign(desk, number, draft.id, "同意。")  # it is the handler's turn
    signed(house, office, number, NOTICE, ["handler", "unit"])
    with at(house, officer(house, office, "unit")) as desk, pytest.raises(RefusedError, match="Nobody signs twice"):
        sign(desk, number, draft.id, "同意。")  # the head of the unit may review, too
    signed(house, office, number, NOTICE, ["legal", "leader"])
    with at(house) as desk:
        found = signatures_of(desk, document_of(desk, case_of(desk, number), draft.id))
    assert [(one.place, one.name) for one in found] == [
        ("handler", "承办人丁"), ("unit", "队长丙"), ("review", "法制员己"), ("leader", "局长甲")]
    with at(house, officer(house, office, "deputy")) as desk, pytest.raises(ConflictError, match="lacks no signature"):
        sign(desk, number, draft.id, "同意。")


def another_deputy(house: House, office: Office, name: str) -> Actor:
    with at(house) as desk:
        return actor_of(desk, an_officer(desk, office.town.county, "deputy", name=name, email=None))


def test_only_the_head_signs_as_the_main_leader(house: House) -> None:
    office, number = noticed(house)
    with at(house, officer(house, office, "handler")) as desk:
        add(desk, number, "重大案件处理呈批表")
    signed(house, office, number, "重大案件处理呈批表", ["handler", "unit", "legal"])
    draft = paper(house, number, "重大案件处理呈批表")
    for name in ("副局长辛", "副局长壬"):
        with at(house, another_deputy(house, office, name)) as desk:
            sign(desk, number, draft.id, "同意。")
    with at(house, officer(house, office, "deputy")) as desk, pytest.raises(RefusedError, match="only the head"):
        sign(desk, number, draft.id, "同意。")
    with at(house, officer(house, office, "leader")) as desk:
        sign(desk, number, draft.id, "同意。")


@pytest.mark.parametrize("last", [["deputy", "deputy", "leader"], ["deputy", "leader", "leader"], ["leader"] * 3])
def test_an_office_of_five_signs_the_sheet_of_a_major_case(house: House, last: list[str]) -> None:
    office, number = noticed(house)
    title = "重大案件处理呈批表"
    with at(house, officer(house, office, "handler")) as desk:
        add(desk, number, title)
    draft = signed(house, office, number, title, ["handler", "unit", "legal", *last])
    with at(house) as desk:
        found = signatures_of(desk, document_of(desk, case_of(desk, number), draft.id))
    assert [one.officer_id for one in found[3:]] == [office.officer(one) for one in last]


def shown(house: House, office: Office, number: str, part: str) -> tuple[str | None, tuple[str, ...], bool]:
    """Whose turn the page of the notice says it is, who can sign, and whether this one is offered it."""
    draft = paper(house, number, NOTICE)
    with at(house, officer(house, office, part)) as desk:
        seen = case_paper(desk, number, draft.id)
    return seen.turn, seen.signers, seen.signs


def test_the_page_names_who_signs_next_and_offers_it_to_nobody_whom_it_refuses(house: House) -> None:
    office, number = noticed(house)
    with at(house) as desk:  # of the builders' province there are others of each role
        desk.run("UPDATE post SET valid_to = :day WHERE office_id = :office AND officer_id NOT IN"
                 f" ({', '.join(str(one) for one in office.posts.values())})", day=date(2025, 8, 3), office=office.town.county)
    names = ("承办人丁", "承办人戊", "队长丙")
    assert shown(house, office, number, "legal") == ("handler", names, False)
    assert shown(house, office, number, "handler") == ("handler", names, True)
    signed(house, office, number, NOTICE, ["unit"])  # who may handle, too
    assert shown(house, office, number, "unit") == ("unit", ("副局长乙",), False)
    assert shown(house, office, number, "deputy") == ("unit", ("副局长乙",), True)
    signed(house, office, number, NOTICE, ["deputy"])
    assert shown(house, office, number, "handler") == ("review", ("法制员己",), False)
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET handler_id = :who", who=office.officer("legal"))
    assert shown(house, office, number, "legal") == ("review", (), False)


def test_who_reviewed_a_document_signs_in_no_leaders_place(sqlite_house: House) -> None:
    office, number = noticed(sqlite_house)
    with at(sqlite_house, officer(sqlite_house, office, "handler")) as desk:
        add(desk, number, "重大案件处理呈批表")
    draft = signed(sqlite_house, office, number, "重大案件处理呈批表", ["handler", "unit", "deputy"])
    for _ in ("leader", "heads"):
        with (at(sqlite_house, officer(sqlite_house, office, "deputy")) as desk,
              pytest.raises(RefusedError, match="Nobody signs twice")):
            sign(desk, number, draft.id, "同意。")
        with at(sqlite_house, officer(sqlite_house, office, "leader")) as desk:
            sign(desk, number, draft.id, "同意。")


def test_whoever_refuses_sends_it_back_and_another_version_is_signed_from_the_beginning(kept: House) -> None:
    office, number = noticed(kept)
    draft = signed(kept, office, number, NOTICE, ["handler"])
    with at(kept, officer(kept, office, "unit")) as desk:
        sign(desk, number, draft.id, "金额未说明理由", agrees=False)
    with at(kept, officer(kept, office, "legal")) as desk, pytest.raises(ConflictError, match="队长丙: 金额未说明理由"):
        sign(desk, number, draft.id, "同意。")
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(ConflictError, match="sent back"):
        issue(desk, number, draft.id)
    with at(kept, officer(kept, office, "handler")) as desk:
        write(desk, number, draft.id, {"discretion": "初次违法"})
    assert issued(kept, office, number, NOTICE).number == "永吉自然资告〔2025〕1号"


def test_what_was_signed_is_what_is_issued_though_the_case_goes_on(kept: House) -> None:
    office, number = noticed(kept)
    signed(kept, office, number, NOTICE)
    with at(kept) as desk:
        desk.run("UPDATE case_party SET address = '搬走了' WHERE case_id = :id", id=as_it_is(kept, number).id)
        desk.run("UPDATE enforcement_case SET party_name = '王某某' WHERE number = :number", number=number)
    assert values(kept, number, NOTICE)["party_name"] == "王某"


def test_an_issued_document_is_numbered_kept_with_its_hash_and_never_changed_again(kept: House) -> None:
    office, number = noticed(kept)
    draft = paper(kept, number, NOTICE)
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(ConflictError, match="not signed yet: 承办人"):
        issue(desk, number, draft.id)
    one = issued(kept, office, number, NOTICE)
    assert (one.number, one.state, one.issued_on, one.by_hand) == ("永吉自然资告〔2025〕1号", "issued", DAY, False)
    with at(kept) as desk:
        name, media_type, body = word_of(desk, number, one.id)
    assert name == "行政处罚告知书-永吉自然资告〔2025〕1号.docx" and media_type.endswith("wordprocessingml.document")
    said = text_of(body)
    assert "永吉自然资告〔2025〕1号" in said and "（发文时编号）" not in said and "2025年8月4日" in said
    with at(kept) as desk:
        assert desk.scalar("SELECT sha256 FROM kept_file WHERE id = :id", id=one.file_id) == one.sha256
    for change in ("number = '永吉自然资告〔2025〕9号'", "filled = '{}'", "state = 'draft'"):
        with pytest.raises(Exception, match="stays as it was issued"), at(kept) as desk:
            desk.run(f"UPDATE case_document SET {change} WHERE id = :id", id=one.id)
    with pytest.raises(Exception, match="stays as it was issued"), at(kept) as desk:
        desk.run("DELETE FROM case_document WHERE id = :id", id=one.id)
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(ConflictError, match="was issued"):
        write(desk, number, one.id, {"facts": "后来改的"})


def test_an_offices_own_template_goes_before_ours(kept: House, tmp_path: Path) -> None:
    from docx import Document
    own = Document()
    own.add_paragraph("本局自制：{{ party_name }}，{{ number }}")
    (tmp_path / "templates").mkdir()
    own.save(str(tmp_path / "templates" / "penalty-notice.docx"))
    kept = replace(kept, templates=tmp_path / "templates")
    office, number = noticed(kept)
    one = issued(kept, office, number, NOTICE)
    with at(kept) as desk:
        assert text_of(word_of(desk, number, one.id)[2]).strip() == "本局自制：王某，永吉自然资告〔2025〕1号"


def test_a_void_document_keeps_its_number_and_the_next_one_is_another(kept: House) -> None:
    office, number = noticed(kept)
    one = issued(kept, office, number, NOTICE)
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(RefusedError):
        void(desk, number, one.id, "写错了")
    with at(kept, officer(kept, office, "leader")) as desk, pytest.raises(InvalidError, match="not said why"):
        void(desk, number, one.id, " ")
    with at(kept, officer(kept, office, "leader")) as desk:
        gone = void(desk, number, one.id, "当事人名称写错")
    assert (gone.state, gone.number, gone.reason) == ("void", "永吉自然资告〔2025〕1号", "当事人名称写错")
    with at(kept, officer(kept, office, "handler")) as desk:
        add(desk, number, NOTICE)
    again = paper(kept, number, NOTICE)
    with at(kept, officer(kept, office, "handler")) as desk:
        write(desk, number, again.id, {"facts": "事实", "penalty": "罚款。"})
    assert issued(kept, office, number, NOTICE).number == "永吉自然资告〔2025〕2号"


def test_numbers_begin_anew_each_year_and_pass_over_one_written_by_hand(kept: House) -> None:
    office, number = noticed(kept, date(2025, 12, 31))
    assert issued(kept, office, number, NOTICE).number == "永吉自然资告〔2025〕1号"
    with at(kept, officer(kept, office, "handler")) as desk:
        old = add(desk, number, NOTICE)
        found = register(desk, number, old.id, "旧件.pdf", BytesIO(SCAN), on=date(2025, 12, 30), told="永吉自然资告〔2026〕1号")
    assert (found.by_hand, found.state, found.issued_on) == (True, "issued", date(2025, 12, 30))
    go_to(kept, date(2026, 1, 4))
    for wanted in ("永吉自然资告〔2026〕2号", "永吉自然资告〔2026〕3号"):
        with at(kept, officer(kept, office, "handler")) as desk:
            new = add(desk, number, NOTICE)
            write(desk, number, new.id, {"facts": "事实", "penalty": "罚款。"})
        assert issued(kept, office, number, NOTICE).number == wanted


def test_an_original_is_refused_with_the_number_of_another_and_from_a_day_to_come(kept: House) -> None:
    office, number = noticed(kept)
    one = issued(kept, office, number, NOTICE)
    with at(kept, officer(kept, office, "handler")) as desk:
        draft = add(desk, number, NOTICE)
        with pytest.raises(ConflictError, match="is the number of another document"):
            register(desk, number, draft.id, "旧.pdf", BytesIO(SCAN), on=DAY, told=str(one.number))
        with pytest.raises(InvalidError, match="has not come yet"):
            register(desk, number, draft.id, "旧.pdf", BytesIO(SCAN), on=date(2025, 8, 5))
        with pytest.raises(InvalidError, match="of no kind that is taken in"):
            register(desk, number, draft.id, "旧.pdf", BytesIO(b"<html>"), on=DAY)


def test_an_original_has_its_number_and_is_no_older_than_what_it_tells_of(kept: House) -> None:
    office, number = noticed(kept)
    draft = paper(kept, number, NOTICE)
    with at(kept, officer(kept, office, "handler")) as desk:
        with pytest.raises(InvalidError, match=f"{NOTICE} bears a number, which is not said"):
            register(desk, number, draft.id, "旧.pdf", BytesIO(SCAN), on=DAY, told=" ")
        with pytest.raises(InvalidError, match=f"{NOTICE} of 2025-08-03 would be older than what it tells of, of 2025-08-04"):
            register(desk, number, draft.id, "旧.pdf", BytesIO(SCAN), on=date(2025, 8, 3), told="旧〔2025〕7号")
        assert register(desk, number, draft.id, "旧.pdf", BytesIO(SCAN), on=DAY, told="旧〔2025〕7号").number == "旧〔2025〕7号"
        free = add(desk, number, "送达回证")
        assert register(desk, number, free.id, "回证.pdf", BytesIO(SCAN), on=DAY).state == "issued"


def test_a_case_entered_late_was_accepted_by_its_first_move(kept: House) -> None:
    office = a_bureau(kept, SINCE, DAY)
    go_to(kept, date(2025, 8, 11))
    number = a_case(kept, office, discovered_on=date(2025, 8, 5))
    with at(kept, officer(kept, office, "handler")) as desk:
        for action, more in (("filing.establish", {}), ("filing.propose", {"facts": "无证采矿"})):
            make(desk, number, Wish(action, {**CONDITIONS, **more}, date(2025, 8, 6)))
    prepared(kept, number)
    assert values(kept, number, FILING)["accepted_on"] == date(2025, 8, 6)


def test_a_word_file_takes_the_place_of_the_form_and_is_numbered_where_it_says(kept: House) -> None:
    office, number = noticed(kept)
    draft = paper(kept, number, NOTICE)
    with at(kept) as desk:
        _, _, body = word_of(desk, number, draft.id)
    with at(kept, officer(kept, office, "handler")) as desk:
        sent = replace_file(desk, number, draft.id, "改.docx", BytesIO(body))
    assert (sent.version, sent.sent_id is not None) == (2, True)
    one = issued(kept, office, number, NOTICE)
    with at(kept) as desk:
        assert "永吉自然资告〔2025〕1号" in text_of(word_of(desk, number, one.id)[2])


def test_a_word_file_without_a_place_for_its_number_or_of_another_day_is_refused(kept: House) -> None:
    office, number = noticed(kept)
    draft = paper(kept, number, NOTICE)
    report = paper(kept, number, "调查报告")
    with at(kept) as desk:
        _, _, other = word_of(desk, number, draft.id)
        _, _, unnumbered = word_of(desk, number, report.id)
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(InvalidError, match="where its number belongs"):
        replace_file(desk, number, draft.id, "改.docx", BytesIO(unnumbered))
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(InvalidError, match="is no Word file"):
        replace_file(desk, number, draft.id, "改.pdf", BytesIO(SCAN))
    with at(kept, officer(kept, office, "handler")) as desk:
        replace_file(desk, number, draft.id, "改.docx", BytesIO(other))
    go_to(kept, date(2025, 8, 5))
    signed(kept, office, number, NOTICE)
    draft = paper(kept, number, NOTICE)
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(InvalidError, match="that it is of 2025-08-05"):
        issue(desk, number, draft.id)
    assert paper(kept, number, NOTICE).state == "draft"


def test_a_document_of_another_case_or_of_one_that_is_not_seen_does_not_exist(house: House) -> None:
    office, number = noticed(house)
    other = filed(house, office)
    one = paper(house, number, NOTICE)
    with at(house) as desk, pytest.raises(NotFoundError, match="There is no document"):
        document_of(desk, case_of(desk, other), one.id)
    with at(house, officer(house, office, "second")) as desk:
        assert len(documents_of(desk, case_of(desk, number))) >= 3


def test_several_copies_of_a_form_stand_side_by_side(house: House) -> None:
    office, number = noticed(house)
    with at(house, officer(house, office, "handler")) as desk:
        assert [add(desk, number, "询问笔录").copy_no for _ in range(3)] == [1, 2, 3]


def test_a_filing_sheet_bears_the_number_under_which_the_case_was_filed(kept: House) -> None:
    office = a_bureau(kept, SINCE, DAY)
    number = filed(kept, office)
    prepared(kept, number)
    draft = signed(kept, office, number, FILING)
    with at(kept, officer(kept, office, "handler")) as desk, pytest.raises(ConflictError, match="no filing number yet"):
        issue(desk, number, draft.id)
    with at(kept) as desk:
        desk.run("UPDATE enforcement_case SET filing_number = '永吉自然资立〔2025〕7号' WHERE number = :number", number=number)
    with at(kept, officer(kept, office, "handler")) as desk:
        assert issue(desk, number, draft.id).number == "永吉自然资立〔2025〕7号"

