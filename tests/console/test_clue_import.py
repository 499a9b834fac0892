"""线索导入 by its page: what is wrong is told row by row, the answer is a workbook with the receipt codes, once."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from casework.clue.sheet_rows import COLUMNS
from tests.casework.town import at
from tests.console.browser import Browser
from tests.console.scene import opened

HEAD = [column.titles[0] for column in COLUMNS]
GOOD = {"来源": "媒体反映", "内容": "东山北坡夜里有人采矿", "区划代码": "220221", "举报人": "李大山"}


def sheet(*rows):
    book = Workbook()
    for row in (HEAD, *([one.get(title, "") for title in HEAD] for one in rows)):
        book.active.append(row)
    made = BytesIO()
    book.save(made)
    return {"file": ("线索.xlsx", made.getvalue())}


@pytest.fixture
def town(house):
    return opened(house, date(2024, 3, 1), date(2024, 3, 4), ("county", "head", "county"), ("holder", "holder", "mine"))


async def test_a_sheet_is_imported_once_and_its_codes_are_told_once(house, town):
    async with Browser(house) as county:
        await county.sign_in("county")
        bad = await county.send("/clues/import", office="220221", files=sheet(GOOD, {**GOOD, "来源": "听说"}))
        assert bad.status_code == 422 and "第3行“来源”：“听说”无法识别" in bad.text and "李大山" not in bad.text
        done = await county.send("/clues/import", office="220221", files=sheet(GOOD, GOOD))
        assert (done.status_code, done.headers["cache-control"]) == (200, "no-store")
        head, *rows = load_workbook(BytesIO(done.content)).active.iter_rows(values_only=True)
        assert head == ("行", "线索编号", "查询码")
        assert [row[:2] for row in rows] == [(2, "XS2024000001"), (3, "XS2024000002")]
        again = await county.send("/clues/import", office="220221", files=sheet(GOOD, GOOD))
        assert again.status_code == 409 and "XS2024000001至XS2024000002" in again.text and rows[0][2] not in again.text
        nothing = await county.send("/clues/import", office="220221", files={"file": ("", b"")})
        assert nothing.status_code == 422 and "没有选择文件" in nothing.text
        empty = load_workbook(BytesIO((await county.get("/clues/import.xlsx")).content)).active
        assert list(empty.iter_rows(values_only=True)) == [tuple(HEAD)]
        assert "/clues/import" in (await county.get("/clues")).text
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 2


async def test_who_takes_in_no_clues_has_no_such_page(house, town):
    async with Browser(house) as mine:
        await mine.sign_in("mine")
        for path in ("/clues/import", "/clues/import.xlsx"):
            assert (await mine.get(path)).status_code == 403
