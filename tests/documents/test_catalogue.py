"""The forms hold together, and are those of the day."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from documents.catalogue import catalogue, form_of, forms
from documents.described import PAGE, written
from documents.drawing import outdated
from foundation.errors import NotFoundError
from regulation.loading import load
from regulation.procedure_table import Move
from tests.documents.values import DAY

ROOT = Path(__file__).resolve().parents[2]


def test_what_is_committed_is_what_is_drawn() -> None:
    assert list(outdated()) == []


def test_to_know_the_forms_loads_nothing_heavy() -> None:
    code = ("import sys; from datetime import date; import documents.filling, documents.converting, documents.numbers\n"
            "from documents.catalogue import forms; forms(date(2025, 8, 20))\n"
            "print(sorted({'docx', 'docxtpl', 'jinja2', 'lxml'} & set(sys.modules)))")
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == "[]"


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


@pytest.mark.parametrize("move", load().procedure.move.values(), ids=lambda move: move.action)
def test_every_document_that_a_move_makes_has_a_form_on_the_first_day_of_each_of_its_provisions(move: Move) -> None:
    days = {max(one.effective_from, move.made_from or one.effective_from) for one in move.basis} | {
        day for day in (move.until, move.made_until) if day}
    for day in days:
        assert [form_of(title, day).title for title in move.documents] == list(move.documents)


def test_a_demand_is_unknown_before_the_law_that_asks_for_it() -> None:
    with pytest.raises(NotFoundError, match="It is in use from 2012-01-01 on"):
        form_of("履行催告书", date(2011, 12, 31))
    assert form_of("履行催告书", date(2012, 1, 1)).character == "催"


def test_the_application_to_court_tells_of_the_demand_once_there_is_one() -> None:
    before, after = form_of("强制执行申请书", date(2011, 12, 31)), form_of("强制执行申请书", date(2012, 1, 1))
    assert (before.template, after.template) == ("court-application-until-20111231.docx", "court-application.docx")
    assert "demand_number" not in {one.name for one in before.fields}
    assert "demand_number" in {one.name for one in after.required}


def test_no_two_forms_of_a_day_number_with_the_same_character() -> None:
    for day in {row.effective_from for row in catalogue().rows}:
        characters = [one.character for one in forms(day) if one.character]
        assert len(characters) == len(set(characters))


def test_what_is_served_has_a_number_the_party_and_a_seal() -> None:
    for form in (one for one in forms(DAY) if one.served):
        assert form.character
        assert {"organ", "number", "party_name", "issued_on"} <= {one.name for one in form.required}


def test_no_figure_of_a_limit_stands_in_a_form() -> None:
    figures = re.compile("[0-9一二三四五六七八九十百]+(?:个工作)?(?:日|天|个月|小时)(?:内|前)|千分之|百分之|[0-9]+ ?%")
    assert [(row.code, figures.findall(row.text)) for row in catalogue().rows if figures.search(row.text)] == []


def test_every_form_is_there_on_some_day_and_once_on_each() -> None:
    for day in {row.effective_from for row in catalogue().rows}:
        titles = [one.title for one in forms(day)]
        assert len(titles) == len(set(titles))
