"""Organs and numbers by the day."""

import csv
from datetime import date
from pathlib import Path

import pytest

from documents.numbers import Office, Organ, number, organ_of
from foundation.errors import InvalidError
from regulation.terms import Confidence

ROOT = Path(__file__).resolve().parents[2]
BEFORE, AFTER = date(2010, 3, 1), date(2025, 8, 1)


def test_a_number_has_the_prefix_the_character_the_year_in_its_brackets_and_no_zeros_before_it() -> None:
    assert number("吉国土资", "罚", 2010, 7) == "吉国土资罚〔2010〕7号"
    assert number("长自然资", "告", 2026, 128) == "长自然资告〔2026〕128号"


@pytest.mark.parametrize(("year", "n"), [(2010, 0), (10, 1), (10000, 1)])
def test_what_is_no_number_is_refused(year: int, n: int) -> None:
    with pytest.raises(InvalidError, match="is no number of a document"):
        number("吉国土资", "罚", year, n)


@pytest.mark.parametrize(("division", "level", "day", "name", "prefix"), [
    ("吉林省", "province", BEFORE, "吉林省国土资源厅", "吉国土资"),
    ("吉林省", "province", date(2018, 10, 17), "吉林省国土资源厅", "吉国土资"),
    ("吉林省", "province", date(2018, 10, 18), "吉林省自然资源厅", "吉自然资"),
    ("吉林市", "city", date(2018, 12, 31), "吉林市国土资源局", "吉市国土资"),
    ("吉林市", "city", date(2019, 1, 1), "吉林市规划和自然资源局", "吉市自然资"),
    ("长春市", "city", date(2019, 1, 1), "长春市规划和自然资源局", "长自然资"),
    ("长春市", "city", BEFORE, "长春市国土资源局", "长国土资"),
    ("延边州", "city", AFTER, "延边朝鲜族自治州自然资源局", "延州自然资"),
    ("延边朝鲜族自治州", "city", AFTER, "延边朝鲜族自治州自然资源局", "延州自然资"),
    ("永吉县", "county", AFTER, "永吉县自然资源局", "永吉自然资"),
    ("永吉县自然资源局", "county", BEFORE, "永吉县国土资源局", "永吉国土资"),
    ("通化县", "county", AFTER, "通化县自然资源局", "通化自然资"),
    ("通化市", "city", AFTER, "通化市自然资源局", "通市自然资"),
    ("前郭尔罗斯蒙古族自治县", "county", AFTER, "前郭尔罗斯蒙古族自治县自然资源局", "前郭自然资"),
])
def test_an_organ_is_called_as_it_was_on_the_day(division: str, level: str, day: date, name: str, prefix: str) -> None:
    found = organ_of(division, level, day)
    assert (found.name, found.prefix) == (name, prefix)


def test_how_sure_a_name_is_goes_with_it() -> None:
    assert organ_of("吉林省", "province", BEFORE).confidence is Confidence.V
    assert organ_of("吉林省", "province", AFTER).confidence is Confidence.R
    assert organ_of("永吉县", "county", AFTER).confidence is Confidence.D


def test_a_line_holds_on_its_days_alone() -> None:
    own = (Office("永吉县", organ="永吉县自然资源和规划局", effective_from=date(2020, 1, 1), until=date(2020, 12, 31)),)
    names = [organ_of("永吉县", "county", day, own=own).name
             for day in (date(2019, 12, 31), date(2020, 1, 1), date(2020, 12, 31), date(2021, 1, 1))]
    assert names == ["永吉县自然资源局", "永吉县自然资源和规划局", "永吉县自然资源和规划局", "永吉县自然资源局"]


def test_a_line_of_ones_own_goes_before_ours() -> None:
    own = (Office("长春市", organ="长春市规划和自然资源局", prefix="长规自", confidence=Confidence.V),)
    assert organ_of("长春市", "city", AFTER, own=own) == Organ("长春市规划和自然资源局", "长规自", Confidence.R)


@pytest.mark.parametrize(("level", "day"), [("township", AFTER), ("county", date(1998, 3, 31))])
def test_where_no_organ_issues_documents_that_is_said(level: str, day: date) -> None:
    with pytest.raises(InvalidError, match=f"No organ of the level {level} issues documents on"):
        organ_of("口前镇", level, day)


def test_no_two_cities_or_counties_of_the_province_share_a_prefix() -> None:
    rows = list(csv.DictReader((ROOT / "deployments/jilin/divisions.csv").read_text(encoding="utf-8").splitlines()))
    levels = {"province": "province", "prefecture": "city", "county": "county"}
    prefixes = [organ_of(row["name"], levels[row["level"]], AFTER).prefix for row in rows if row["level"] in levels]
    assert len(prefixes) == 79
    assert sorted({one for one in prefixes if prefixes.count(one) > 1}) == []
