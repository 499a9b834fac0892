"""A form is filled with every value, and with nothing but values."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from documents.catalogue import form_of, forms
from documents.filling import fill, missing
from documents.form import Form
from documents.showing import ended
from foundation.errors import InvalidError
from tests.documents.values import DAY, full, of, shown_in

NASTY = '<b>&{{x}}{% raw %}{# c #}{_{ ]]> "’”\x0b\t\a'
BY_HAND = "＿" * 6  # where somebody signs
NOTICE = form_of("penalty-notice", DAY)


def text_of(body: bytes) -> str:
    """All text of a Word file, cells and foot too."""
    document = Document(BytesIO(body))
    return "\n".join("".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
                     for paragraph in document.element.body.iter() if paragraph.tag.endswith("}p"))


@pytest.mark.parametrize("form", forms(DAY), ids=lambda form: form.code)
def test_every_form_shows_each_value_and_leaves_no_tag_and_no_blank(form: Form) -> None:
    values = of(form)
    kinds = ("单位", "个人") if "party_id_number" in values else ("单位",)
    text = "".join(text_of(fill(form, values | {"party_kind": kind})) for kind in kinds).replace(BY_HAND, "")
    assert form.title in text
    assert not [mark for mark in ("{{", "}}", "{%", "%}", "＿") if mark in text]
    plain = re.sub(r"\s", "", text)
    assert [told for told in shown_in(form, values) if told not in plain] == []


@pytest.mark.parametrize("form", forms(DAY), ids=lambda form: form.code)
def test_every_form_fills_without_what_is_not_required(form: Form) -> None:
    values = full()
    text = text_of(fill(form, {one.name: values[one.name] for one in form.required}))
    assert form.title in text
    assert not [mark for mark in ("{{", "}}", "{%", "%}") if mark in text]


def test_a_nasty_value_comes_out_as_text() -> None:
    text = text_of(fill(NOTICE, full(party_name=NASTY, facts=f"{NASTY}\n{NASTY}")))
    shown = '<b>&{{x}}{% raw %}{# c #}{_{ ]]> "’”　'
    assert f"{shown}：" in text
    assert text.count(shown) == 3


def test_each_line_of_a_long_value_is_a_paragraph_of_its_own() -> None:
    lines = text_of(fill(NOTICE, full(facts="第一段。\r\n第二段。"))).split("\n")
    assert lines[lines.index("第一段。") + 1] == "第二段。"


def test_what_is_not_required_and_empty_shows_as_a_line_to_be_written_on() -> None:
    sheet = form_of("立案呈批表", DAY)
    text = text_of(fill(sheet, full(law_breached="", signatures=[], remark=None)))
    assert text.count("签名：＿＿＿　　＿＿年＿＿月＿＿日") == 4
    assert text.split("\n").count("＿＿＿") == 2


def test_where_to_pay_shows_as_blanks_to_be_filled_in_where_nobody_said_it() -> None:
    unknown = {**full(), "payment_way": "到银行缴纳"}
    for name in ("payee_bank", "payee_name", "payee_account"):
        del unknown[name]
    told = "代收银行：＿＿＿，户名：＿＿＿，账号：＿＿＿。"
    assert f"罚没款缴款方式：到银行缴纳，{told}" in text_of(fill(form_of("penalty-decision", DAY), unknown))
    assert told.removeprefix("代收银行：") in text_of(fill(form_of("demand", DAY), unknown))


@pytest.mark.parametrize(("typed", "shown"), [
    ("无证采矿", "无证采矿。"), ("无证采矿。", "无证采矿。"), ("无证采矿（三千吨）\n", "无证采矿（三千吨）。"),
    ("他称：“不知情。”", "他称：“不知情。”"),
    ("适用“较轻”", "适用“较轻”。"), ("一；", "一；"), ("。", "。"), ("", "")])
def test_a_sentence_ends_with_one_full_stop(typed: str, shown: str) -> None:
    assert ended(typed) == shown


def test_facts_and_reasons_typed_without_a_full_stop_get_one_where_they_stand() -> None:
    text = text_of(fill(form_of("penalty-decision", DAY), full(facts="无证采矿", discretion="价值不足十万元")))
    assert "经查明：无证采矿。" in text and "价值不足十万元。" in text


def test_a_paragraph_of_a_field_that_is_empty_is_left_out() -> None:
    assert "裁量情节" in text_of(fill(NOTICE, full()))
    assert "裁量情节" not in text_of(fill(NOTICE, full(discretion=" ")))


def test_a_required_field_that_is_missing_or_empty_is_named_by_its_title() -> None:
    values = full(penalty="  ", statement_period=None)
    assert missing(NOTICE, values) == ("处罚内容", "陈述、申辩期限")
    with pytest.raises(InvalidError, match="行政处罚告知书 lacks 处罚内容、陈述、申辩期限"):
        fill(NOTICE, values)


@pytest.mark.parametrize(("name", "value", "told"), [
    ("fined", Decimal(1), "fined: no form has such a field"),
    ("fine", 100000.0, "fine: 100000.0 is not an exact amount in yuan"),
    ("fine", Decimal("NaN"), "fine: Decimal('NaN') is not an exact amount in yuan"),
    ("issued_on", "2025-08-20", "issued_on: '2025-08-20' is not a day"),
    ("issued_on", datetime(2025, 8, 20, 9, tzinfo=UTC),
     "issued_on: datetime.datetime(2025, 8, 20, 9, 0, tzinfo=datetime.timezone.utc) is not a day"),
    ("hearing_at", date(2025, 8, 20), "hearing_at: datetime.date(2025, 8, 20) is not a time with its offset"),
    ("major", "是", "major: '是' is not yes or no"),
    ("evidence", "笔录", "evidence: is to be a list of rows"),
    ("evidence", [{"called": "笔录"}], "evidence: it has no column called"),
    ("instalments", [{"n": True}], "instalments.n: True is not a whole number"),
])
def test_a_value_of_no_field_or_of_another_kind_is_refused(name: str, value: object, told: str) -> None:
    with pytest.raises(InvalidError) as refused:
        fill(NOTICE, full(**{name: value}))
    assert refused.value.problems == (told,)


def test_the_same_values_give_the_same_bytes_and_tell_of_nobody() -> None:
    first, again = fill(NOTICE, full()), fill(NOTICE, full())
    assert first == again
    known = Document(BytesIO(first)).core_properties
    assert (known.author, known.last_modified_by, known.title) == ("矿监", "矿监", "行政处罚告知书")


def test_a_template_of_the_offices_own_goes_before_ours(tmp_path: Path) -> None:
    document = Document()
    document.add_paragraph("本局格式：{{ party_name }}，{{ fine_in_words }}")
    document.save(str(tmp_path / NOTICE.template))
    assert text_of(fill(NOTICE, full(party_name="甲", fine=Decimal(5)), templates=tmp_path)) == "本局格式：甲，人民币伍元整"


@pytest.mark.parametrize(("tag", "told"), [
    ("{{ party_nam }}", "asks for what 行政处罚告知书 does not have: 'party_nam' is undefined"),
    ("{{ party_name", "cannot be filled"),
    ("{{ party_name.__class__.__mro__ }}", "cannot be filled|does not have")])
def test_a_template_that_cannot_be_filled_says_which_and_why(tmp_path: Path, tag: str, told: str) -> None:
    document = Document()
    document.add_paragraph(tag)
    document.save(str(tmp_path / NOTICE.template))
    with pytest.raises(InvalidError, match=told):
        fill(NOTICE, full(), templates=tmp_path)


def test_a_template_that_is_no_word_file_says_so(tmp_path: Path) -> None:
    (tmp_path / NOTICE.template).write_bytes(b"no zip")
    with pytest.raises(InvalidError, match=r"The template penalty-notice\.docx cannot be filled"):
        fill(NOTICE, full(), templates=tmp_path)
