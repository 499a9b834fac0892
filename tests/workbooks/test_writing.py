from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from workbooks.writing import write_rows


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-5", "@SUM(A1)", '=HYPERLINK("http://x")'])
def test_text_that_looks_like_a_formula_stays_text(tmp_path, text):
    path = tmp_path / "a.xlsx"
    assert write_rows(path, ["名称"], [[text]]) == 1
    cell = load_workbook(path).active["A2"]
    assert (cell.value, cell.data_type) == (text, "s")


def test_values_keep_their_types_and_instants_become_the_provinces_time(tmp_path):
    path = tmp_path / "a.xlsx"
    write_rows(path, ["a", "b", "c", "d"], [[1, date(2024, 3, 4), datetime(2024, 3, 4, tzinfo=UTC), None]],
               sheet="清单")
    page = load_workbook(path)["清单"]
    assert [str(cell.value) for cell in page[2]] == [
        "1", "2024-03-04 00:00:00", "2024-03-04 08:00:00", "None"]


def test_signs_no_workbook_can_hold_are_left_out(tmp_path):
    path = tmp_path / "a.xlsx"
    write_rows(path, ["名称"], [["甲\x00乙\x0b"]])
    assert load_workbook(path).active["A2"].value == "甲乙"


def test_no_rows_leave_a_sheet_with_its_headers(tmp_path):
    path = tmp_path / "a.xlsx"
    assert write_rows(path, ["名称", "代码"], []) == 0
    assert [[cell.value for cell in row] for row in load_workbook(path).active] == [["名称", "代码"]]


def test_a_failed_writing_leaves_the_old_file(tmp_path):
    path = tmp_path / "a.xlsx"
    write_rows(path, ["名称"], [["旧"]])
    with pytest.raises(ValueError):
        write_rows(path, ["名称"], [[object()]])
    assert load_workbook(path).active["A2"].value == "旧"
