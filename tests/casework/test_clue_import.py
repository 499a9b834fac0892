"""A sheet of clues is taken whole or not at all, and once; the receipt codes come back in its answer."""

from datetime import date

import pytest
from openpyxl import load_workbook

from casework.clue.importing import ClueImport, import_clues, write_answers
from casework.clue.intake import drain
from casework.clue.receipts import plain_code
from casework.desk import House, open_desk
from casework.record.officers import actor_of
from foundation.errors import ConflictError, InvalidError, NotFoundError
from tests.casework.town import at, settle_in
from workbooks.reading import Row

GOOD = {"channel": "媒体反映", "text": "东山北坡夜里有人采矿，李大山看见的", "offence": "无证开采", "division": "220221100",
        "accused": "王老板", "longitude": "126.5213", "latitude": "43.6628", "ongoing": "是", "name": "李大山",
        "phone": "13812345678"}


def rows(*given: dict[str, str]) -> list[Row]:
    return [Row(number, one) for number, one in enumerate(given, 2)]


def imported(house: House, *given: dict[str, str]) -> ClueImport:
    with at(house) as desk:
        return import_clues(desk, rows(*given), "220221")


def test_a_sheet_becomes_clues_whose_senders_are_sealed(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    done = imported(house, GOOD, {"channel": "举报信件", "text": "南沟"})
    assert (done.rows, done.first, done.last) == (2, "XS2024000001", "XS2024000002")
    drain(house)
    with at(house) as desk:
        found = [tuple(row) for row in desk.rows(
            "SELECT number, channel, offence, text, accused, longitude, ongoing, named, office_id FROM clue ORDER BY id")]
        receipts = {row.receipt for row in desk.rows("SELECT receipt FROM clue_seal")}
        assert desk.scalar("SELECT detail FROM journal WHERE action = 'clues.import'") == '{"rows":2}'
    assert found == [
        ("XS2024000001", "media", "mining_without_licence", "东山北坡夜里有人采矿，〔姓名〕看见的", "王老板", 126.5213, 1, 1,
         town.county),
        ("XS2024000002", "letter", "other", "南沟", None, None, 0, 0, town.county)]
    assert receipts == {house.seal.mark(plain_code(one.receipt or "")) for one in done.taken}


def test_every_bad_row_is_told_and_nothing_is_taken(house: House) -> None:
    settle_in(house, date(2024, 3, 4))
    with pytest.raises(InvalidError) as refused:
        imported(house, GOOD, {**GOOD, "channel": "听说", "text": "", "ongoing": "也许"},
                 {**GOOD, "division": "999999", "longitude": "x", "about": "220221，999999", "email": "李大山"},
                 {**GOOD, "longitude": "43.6", "latitude": "126.5", "place": "山" * 201, "offence": "挖"})
    assert refused.value.message == "Nothing was imported: 10 faults in 4 rows."
    how = "write degrees like 126.5213 and 43.6628"
    words = "无证开采、越界开采、非法转让矿业权、违法审批发证、无证勘查、破坏性开采、破坏矿山地质环境、工作人员违法违纪、其他"
    assert refused.value.problems == (
        "row 3, 来源: '听说' is not known; write one of 媒体反映、举报电话、举报信件、领导批办、下级上报、其他系统",
        "row 3, 正在进行: '也许' is not known; write one of 是、否", "row 3, 内容: is empty; fill it in",
        "row 4, 电子邮箱: is not a mail address; write it as name@example.cn",
        "row 4, 被举报机关: no office has the code 999999; give a code such as 220221",
        "row 4, 区划代码: no division has the code 999999; give a code such as 220221",
        f"row 4, 经度: with the latitude it is no position; {how}",
        f"row 5, 行为: '挖' is not known; write one of {words}",
        "row 5, 地点: has more than 200 characters; write less",
        f"row 5, 经度: A latitude of 126.5° does not exist in China: the two are swapped; {how}")
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == desk.scalar("SELECT count(*) FROM clue_sheet") == 0
    assert imported(house, {**GOOD, "licence": "C1"}).warnings == (
        "row 2, 许可证号: no such licence is registered: the clue goes by its place",)


def test_the_same_sheet_is_taken_once_whatever_its_name_and_office(house: House) -> None:
    settle_in(house, date(2024, 3, 4))
    imported(house, GOOD, GOOD)
    with pytest.raises(ConflictError, match="imported already: XS2024000001 to XS2024000002"), at(house) as desk:
        import_clues(desk, rows(GOOD, GOOD), "220200")
    assert imported(house, GOOD).first == "XS2024000003"


def test_who_takes_in_no_clues_there_imports_none(house: House) -> None:
    town = settle_in(house, date(2024, 3, 4))
    with at(house) as desk:
        actor = actor_of(desk, town.officer(town.township))
    for office in ("220221", "999999"):  # not his: not there
        with pytest.raises(NotFoundError), open_desk(house, actor) as desk:
            import_clues(desk, rows(GOOD), office)
    for given in ((), (GOOD,) * 5001):
        with pytest.raises(InvalidError, match="1 to 5000 rows"):
            imported(house, *given)


def test_the_answer_holds_the_codes_and_is_written_over_nothing(house: House, tmp_path) -> None:
    settle_in(house, date(2024, 3, 4))
    done, file = imported(house, GOOD), tmp_path / "回执.xlsx"
    write_answers(file, done)
    assert list(load_workbook(file).active.iter_rows(values_only=True)) == [
        ("行", "线索编号", "查询码"), (2, "XS2024000001", done.taken[0].receipt)]
    with pytest.raises(ConflictError):
        write_answers(file, done)
