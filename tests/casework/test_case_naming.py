"""Whom a text names that somebody wrote by hand."""

import pytest

from casework.case.naming import names


@pytest.mark.parametrize("text", [
    "王明", "王 明", "王　明", "副局长王明", "县自然资源局副局长王明", "王明（承办人）", "王明副局长", "李华、王明",
    "副局长王明同志", "局长王明同志", "主持人王明副局长", "王明同志", "王明党组书记", "王明四级调研员", "王明副局长兼总工程师",
    "党组书记、局长王明", "王明一级主任科员", "四级主任科员王明", "王明兼总工程师", "王明县自然资源局副局长", "书记员王明",
    "党组成员王明列席", "王明出席"])
def test_a_name_is_found_with_its_titles_blanks_and_brackets(text: str) -> None:
    assert names(text, "王明")


@pytest.mark.parametrize("text", [
    "王明和赵六", "赵六和王明", "王明与赵六", "赵六及王明", "王明以及赵六", "局长和王明",
    "王明和局长", "王明同赵六", "局长同王明",
    "王明暨全体成员", "王明等三人", "王明等", "由王明主持", "1王明", "①王明②赵六",
    "王明/赵六", "王明，赵六", "李华 王明 赵六", "张 王明",
    "李华王明赵六", "局长李华副局长王明", "王明副局长赵六", "李华\n王明\n赵六"])
def test_a_name_is_found_among_others_however_they_are_parted(text: str) -> None:
    assert names(text, "王明")


@pytest.mark.parametrize("text", [
    "张王明", "王明华", "局长张王明华", "李华", "张王明同志", "局长张王明", "副局长张王明同志", "王明华副局长兼总工程师",
    "王明华党组书记", "王明华四级调研员", "王明华市局副局长", "李华和张王明", "王明华与赵六", "由张王明主持", "王", "明王", ""])
def test_a_longer_name_is_somebody_else(text: str) -> None:
    assert not names(text, "王明")


@pytest.mark.parametrize(("text", "named"), [
    ("李和平", True), ("局长李和平同志", True), ("李和平和王明", True), ("王明和李和平", True),
    ("李和", False), ("李和平安", False)])
def test_a_name_with_a_word_in_it_that_parts_others_is_found_whole(text: str, named: bool) -> None:
    assert names(text, "李和平") is named


@pytest.mark.parametrize(("text", "named"), [("阿不都·买买提副局长", True), ("局长阿不都·买买提", True), ("阿不都", False)])
def test_a_name_with_a_point_in_it_is_found_whole(text: str, named: bool) -> None:
    assert names(text, "阿不都·买买提") is named
