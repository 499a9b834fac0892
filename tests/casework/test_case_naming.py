"""Whom a text names that somebody wrote by hand."""

import pytest

from casework.case.naming import names


@pytest.mark.parametrize("text", [
    "王明", "王 明", "副局长王明", "县自然资源局副局长王明", "王明（承办人）", "王明副局长", "李华、王明"])
def test_a_name_is_found_with_its_title_blanks_and_brackets(text: str) -> None:
    assert names(text, "王明")


@pytest.mark.parametrize("text", ["张王明", "王明华", "局长张王明华", "李华"])
def test_a_longer_name_is_somebody_else(text: str) -> None:
    assert not names(text, "王明")
