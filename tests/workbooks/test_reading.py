from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from foundation.errors import InvalidError, NotFoundError
from workbooks.cells import date_of, text_of
from workbooks.reading import Column, Row, read_rows

COLUMNS = (Column("code", ("代码", "编码")), Column("name", ("名称",)),
           Column("note", ("备注",), required=False))


def workbook(path: Path, *rows: list[object], sheet: str = "Sheet1") -> Path:
    book = Workbook()
    page = book.active
    page.title = sheet
    for row in rows:
        page.append(row)
    book.save(path)
    return path


def test_a_sheet_is_read_by_its_headers_with_the_row_numbers_excel_shows(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["名称", "别的", "编码"], ["甲", 1, 220221.0], [None, None, None],
                    ["乙", 2, "X"])
    assert read_rows(path, COLUMNS) == [Row(2, {"code": "220221", "name": "甲", "note": ""}),
                                        Row(4, {"code": "X", "name": "乙", "note": ""})]


def test_empty_rows_above_the_header_are_passed_over(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [None], ["代码", "名称"], ["1", "甲"])
    assert read_rows(path, COLUMNS)[0].number == 3


def test_the_first_filled_of_two_headers_for_one_column_counts(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["代码", "编码", "name"], ["", "2", "甲"], ["1", "", "乙"])
    assert [row["code"] for row in read_rows(path, COLUMNS)] == ["2", "1"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_text_table_is_read_in_the_encodings_and_marks_in_use(tmp_path, encoding, mark):
    path = tmp_path / "a.csv"
    path.write_bytes(f'代码{mark}名称\r\n1{mark}"甲{mark}乙"\r\n\r\n2{mark} 丙\r\n'.encode(encoding))
    assert [(row.number, row["code"], row["name"]) for row in read_rows(path, COLUMNS)] == [
        (2, "1", f"甲{mark}乙"), (4, "2", "丙")]


def test_a_missing_column_is_named_with_those_wanted(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["代码", "代码", "说明"], ["1", "2", "3"])
    with pytest.raises(InvalidError) as caught:
        read_rows(path, COLUMNS)
    assert caught.value.problems == ("missing: 名称", "twice: 代码")
    assert caught.value.way_out.strip() == "The first row names the columns: 代码/编码、名称、备注（可无）."


@pytest.mark.parametrize(("content", "said"), [
    (b"", "is empty"), (b"\xd0\xcf\x11\xe0rest", "old kind"),
    (b"PK\x03\x04 broken", "not a workbook that can be read"),
    (b"\x00\x01\x02\xff\xfe", "neither a workbook nor a text table"),
])
def test_a_file_that_is_no_table_says_what_to_do(tmp_path, content, said):
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InvalidError, match=said) as caught:
        read_rows(path, COLUMNS)
    assert caught.value.way_out


def test_a_file_that_is_not_there_is_not_found(tmp_path):
    with pytest.raises(NotFoundError, match="cannot be opened"):
        read_rows(tmp_path / "none.xlsx", COLUMNS)
    with pytest.raises(NotFoundError, match="cannot be opened"):
        read_rows(tmp_path, COLUMNS)


def test_a_sheet_is_taken_by_name(tmp_path):
    path = workbook(tmp_path / "a.xlsx", ["代码", "名称"], ["1", "甲"], sheet="矿山")
    assert len(read_rows(path, COLUMNS, sheet="矿山")) == 1
    with pytest.raises(InvalidError, match=r"has no sheet 矿业权人\. It has: 矿山"):
        read_rows(path, COLUMNS, sheet="矿业权人")


@pytest.mark.parametrize(("value", "text"), [
    (None, ""), (" 甲 ", "甲"), (3.0, "3"), (3.5, "3.5"), (True, "True"), (date(2024, 3, 4), "2024-03-04"),
    (datetime.fromisoformat("2024-03-04"), "2024-03-04"),  # a workbook's own instants know no zone
    (datetime.fromisoformat("2024-03-04T08:30"), "2024-03-04 08:30:00"),
])
def test_a_cell_becomes_text(value, text):
    assert text_of(value) == text


@pytest.mark.parametrize("written",
                         ["2024-03-04", "2024/3/4", "2024.3.4", "2024年3月4日", "20240304", " 2024-3-04 "])
def test_a_day_is_understood_as_people_write_it(written):
    assert date_of(written) == date(2024, 3, 4)


@pytest.mark.parametrize("written",
                         ["", "2023-02-29", "04.03.2024", "2024-03", "soon", "2024-03-04 08:30:00"])
def test_what_is_no_day_is_none(written):
    assert date_of(written) is None
