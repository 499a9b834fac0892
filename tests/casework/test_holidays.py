from datetime import date, timedelta

import pytest

from casework.access import OPERATOR, SYSTEM, Actor, Post
from casework.desk import open_desk
from casework.record.holidays import NoticeReport, YearDay, import_notice, year_of
from casework.record.notice_rows import read_notice
from foundation.errors import InvalidError, RefusedError
from tests.casework.town import go_to

SOURCE = "国办发明电〔2026〕7号"


def off(name: str, first: date, days: int) -> list[tuple[date, bool, str]]:
    return [(first + timedelta(days=n), False, name) for n in range(days)]


NOTICE = [
    *off("元旦", date(2027, 1, 1), 3), *off("春节", date(2027, 2, 5), 8), *off("清明节", date(2027, 4, 3), 3),
    *off("劳动节", date(2027, 5, 1), 5), *off("端午节", date(2027, 6, 9), 3),
    *off("中秋节", date(2027, 9, 15), 3),
    *off("国庆节", date(2027, 10, 1), 7), (date(2027, 2, 20), True, "春节"),
    (date(2027, 10, 9), True, "国庆节"),
]


@pytest.fixture(autouse=True)
def autumn(house):
    go_to(house, date(2026, 11, 6))


def test_a_years_notice_makes_its_days_known_and_asks_for_a_new_projection(house):
    with open_desk(house, OPERATOR) as desk:
        assert not desk.calendar.announced(2027)
        report = import_notice(desk, 2027, NOTICE, SOURCE)
        assert report == NoticeReport(2027, 32, 2, replaced=False, changed=34)
        assert desk.calendar.announced(2027)
        assert not desk.calendar.is_working(date(2027, 10, 7))
        assert desk.calendar.is_working(date(2027, 10, 9))
        assert desk.rows("SELECT stage, entity, entity_id FROM trigger_row") == [
            ("holiday_projection", "holiday_notice", 2027)]
        assert SOURCE in desk.scalar("SELECT detail FROM journal WHERE action = 'holidays.import'")


def test_the_same_notice_again_does_nothing(house):
    with open_desk(house, OPERATOR) as desk:
        import_notice(desk, 2027, NOTICE, SOURCE)
        assert import_notice(desk, 2027, NOTICE, SOURCE) == NoticeReport(
            2027, 32, 2, replaced=True, changed=0)
        assert desk.scalar("SELECT count(*) FROM trigger_row") == 1
        assert desk.scalar("SELECT count(*) FROM journal") == 1


def test_a_corrected_notice_takes_the_place_of_the_first(house):
    with open_desk(house, OPERATOR) as desk:
        import_notice(desk, 2027, NOTICE, SOURCE)
        corrected = [*NOTICE[:-1], (date(2027, 10, 10), True, "国庆节")]
        assert import_notice(desk, 2027, corrected, "更正") == NoticeReport(
            2027, 32, 2, replaced=True, changed=2)
        assert not desk.calendar.is_working(date(2027, 10, 9))
        assert desk.calendar.is_working(date(2027, 10, 10))
        assert desk.rows("SELECT year, source FROM holiday_notice") == [(2027, "更正")]
        assert desk.scalar("SELECT count(*) FROM trigger_row") == 2


def test_a_day_across_the_years_edge_follows_the_later_word(house):
    edge = date(2028, 1, 1)
    with open_desk(house, OPERATOR) as desk:
        import_notice(desk, 2027, [*NOTICE, (edge, True, "元旦")], SOURCE)
        next_year = [(day.replace(year=2028), working, name) for day, working, name in NOTICE if not working]
        import_notice(desk, 2028, next_year, "次年")
        assert not desk.calendar.is_working(edge)
        assert desk.scalar("SELECT count(*) FROM holiday WHERE year = 2028") == 32


def test_an_empty_notice_says_where_to_take_the_days_from(house):
    with open_desk(house, OPERATOR) as desk, pytest.raises(InvalidError, match="holds no day"):
        import_notice(desk, 2027, [], SOURCE)


def test_every_fault_of_a_notice_is_listed_and_nothing_is_taken(house):
    bad = [*NOTICE[3:-1], (date(2027, 5, 1), False, "劳动节"), (date(2026, 11, 30), False, "元"),
           (date(2027, 10, 12), True, "")]
    with open_desk(house, OPERATOR) as desk:
        with pytest.raises(InvalidError) as caught:
            import_notice(desk, 2027, bad, SOURCE)
        assert caught.value.problems == (
            "2027-05-01 stands there 2 times", "2026-11-30 does not belong to the notice for 2027",
            "2027-10-12 is 班, but as a 周二 it is a working day anyway", "no rest day is named 元旦")
        assert desk.scalar("SELECT count(*) FROM holiday_notice") == 0


def test_before_2008_three_festivals_were_no_rest_days(house):
    old = [(date(2007, 1, 1), False, "元旦"), (date(2007, 2, 18), False, "春节"),
           (date(2007, 5, 1), False, "劳动节"),
           (date(2007, 10, 1), False, "国庆节")]
    with open_desk(house, OPERATOR) as desk:
        assert import_notice(desk, 2007, old, "2007").rest_days == 4
        with pytest.raises(InvalidError, match="no rest day is named 清明"):
            import_notice(desk, 2008, [(d.replace(year=2008), w, n) for d, w, n in old], "2008")
        with pytest.raises(InvalidError, match="begins with 2004"):
            import_notice(desk, 2003, old, "2003")


def test_only_the_provinces_administrator_and_the_operator_import_a_notice(house):
    for actor in (SYSTEM, Actor("市管理员", 1, (Post("administrator", 2, "/1/2/"),))):
        with open_desk(house, actor) as desk, pytest.raises(RefusedError):
            import_notice(desk, 2027, NOTICE, SOURCE)
    with open_desk(house, Actor("省管理员", 1, (Post("administrator", 1, "/1/"),))) as desk:
        assert import_notice(desk, 2027, NOTICE, SOURCE).changed == 34


def test_a_notice_is_read_from_a_file(tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text("日期,类型,名称\n2027-01-01,休,元旦\n2027/2/20,班,春节\n2027年10月1日,休息,国庆节\n",
                    encoding="gb18030")
    assert read_notice(path) == [(date(2027, 1, 1), False, "元旦"), (date(2027, 2, 20), True, "春节"),
                                 (date(2027, 10, 1), False, "国庆节")]


def test_every_bad_row_of_a_notice_file_is_named(tmp_path):
    path = tmp_path / "2027.csv"
    path.write_text("日期,类型,名称\n2027-02-30,休,春节\n2027-01-01,假,元旦\n", encoding="utf-8")
    with pytest.raises(InvalidError) as caught:
        read_notice(path)
    assert caught.value.problems == ("row 2, 日期: '2027-02-30' is not a date; write it as 2027-01-01",
                                     "row 3, 类型: '假' is neither 休 nor 班")


def test_the_days_of_a_year_that_differ_from_the_week_are_told(house):
    with open_desk(house, OPERATOR) as desk:
        days = {one.day: one for one in year_of(desk, 2024)}
        assert days[date(2024, 10, 7)] == YearDay(date(2024, 10, 7), False, "国庆节")
        assert days[date(2024, 10, 12)] == YearDay(date(2024, 10, 12), True, "调休上班")
        assert date(2024, 10, 5) not in days  # a Saturday is a rest day anyway
        for unknown in (2003, 2027):
            with pytest.raises(InvalidError, match="holidays import"):
                year_of(desk, unknown)
        import_notice(desk, 2027, NOTICE, SOURCE)
        assert [one.working for one in year_of(desk, 2027)].count(True) == 2


def test_a_notice_is_for_the_year_after_next_at_the_latest(house):
    with open_desk(house, OPERATOR) as desk:
        last = desk.today.year + 2
        later = [(day.replace(year=last + 1), working, name) for day, working, name in NOTICE if not working]
        with pytest.raises(InvalidError, match=f"for {last + 1} cannot have been given yet; the latest can be that for {last}"):
            import_notice(desk, last + 1, later, SOURCE)
        import_notice(desk, last, [(day.replace(year=last), *more) for day, *more in later], SOURCE)
