"""The forms hold together, and are those of the day."""

from datetime import date

import pytest

from documents.catalogue import catalogue, form_of, forms
from documents.described import PAGE, written
from documents.drawing import outdated
from foundation.errors import NotFoundError
from tests.documents.values import DAY


def test_what_is_committed_is_what_is_drawn() -> None:
    assert list(outdated()) == []


def test_the_page_about_the_forms_is_as_they_are() -> None:
    assert PAGE.read_text(encoding="utf-8") == written()


def test_a_form_is_found_by_its_title_and_by_its_code() -> None:
    assert form_of("行政处罚告知书", DAY) == form_of("penalty-notice", DAY)


def test_a_form_that_is_not_there_is_told_from_one_that_is_not_in_use() -> None:
    with pytest.raises(NotFoundError, match="There is no form 罚单"):
        form_of("罚单", DAY)
    with pytest.raises(NotFoundError, match=r"立案呈批表 is not in use on 1996-09-30\. It is in use from 1996-10-01 on"):
        form_of("立案呈批表", date(1996, 9, 30))


@pytest.mark.parametrize(("day", "law"), [
    (date(2021, 7, 14), "《中华人民共和国行政处罚法》第三十一条、第三十二条"),
    (date(2021, 7, 15), "《中华人民共和国行政处罚法》第四十四条、第四十五条")])
def test_a_notice_cites_the_law_of_the_day(day: date, law: str) -> None:
    assert form_of("行政处罚告知书", day).constants["law"] == law


def test_every_form_is_there_on_some_day_and_once_on_each() -> None:
    for day in {row.effective_from for row in catalogue().rows}:
        titles = [one.title for one in forms(day)]
        assert len(titles) == len(set(titles))
