"""A workbook is taken whole or not at all: every bad row is named, oil and gas are left out, what cannot be read says why."""

import json

import pytest
from openpyxl import Workbook

from casework.clue import sheet_rows
from casework.record import holder_rows, notice_rows, officer_rows
from casework.view.explaining import ROOT
from deployments.keeping.seals import ensure_keys
from foundation.settings import Settings
from tests.deployments.shell import TODAY, dump, kuangjian, refused
from workbooks.reading import read_rows

GOOD = {"许可证号": "C2200002009052110000009", "权种": "采矿权", "矿业权人": "舒兰矿业有限公司",
        "统一社会信用代码": "912202830000000018", "矿山名称": "舒兰铁矿", "矿山编号": "JL0009", "开采矿种": "铁矿",
        "开采方式": "地下", "生产规模": "小型", "所在县代码": "220283", "发证机关代码": "220000", "有效期起": "2009-05-01",
        "有效期止": "2029-04-30"}


def sheet(path, *rows):
    book = Workbook()
    for row in (list(GOOD), *(list(row.values()) for row in rows)):
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_with_three_bad_rows_names_all_three_and_nothing_is_taken(data, tmp_path):
    other = {**GOOD, "许可证号": "C2200002009052110000010", "矿山编号": "JL0010"}
    book = sheet(tmp_path / "mines.xlsx", GOOD, {**other, "所在县代码": "229999"}, {**other, "有效期止": "2008-01-01"},
                 {**other, "开采方式": "空中"})
    before = dump(data)
    said = kuangjian("import", "holders", book, data=data, today=TODAY)
    refused(said, 2, "row 3, 所在县代码: no office has the code 229999", "row 4, 有效期止: 2008-01-01 lies before 2009-05-01",
            "row 5, 开采方式: '空中' is not known", "import the file again")
    assert "row 2" not in said.err and dump(data) == before
    assert kuangjian("import", "holders", sheet(book, GOOD), "--json", data=data, today=TODAY).json["mines_added"] == 1


SHEETS = ((("import", "officers"), officer_rows), (("import", "holders"), holder_rows),
          (("import", "clues"), sheet_rows), (("holidays", "import", 2012), notice_rows))


@pytest.mark.parametrize(("words", "rows"), SHEETS, ids=("officers", "holders", "clues", "holidays"))
def test_the_columns_of_a_sheet_are_told_by_help_and_docs_and_written_as_an_empty_one(province, tmp_path, words, rows):
    titles = [column.titles[0] for column in rows.COLUMNS]
    told, docs = kuangjian(*words, "--help").out, (ROOT / "docs" / "imports.md").read_text(encoding="utf-8")
    assert [title for title in titles if title not in told] == []
    section = docs.partition(f"(`kuangjian {words[0]} {words[1]}")[2].partition("\n## ")[0]
    lines = [line.strip("| ").split(" | ") for line in section.splitlines() if " | " in line]
    needless = {cells[0].partition(" ")[0] for cells in lines if cells[1].startswith("no")}
    assert needless & {*titles} == {one.titles[0] for one in rows.COLUMNS if not one.required and one.when == "可无"}
    book = tmp_path / "sheet.xlsx"
    assert kuangjian(*words, book, "--template", "--json").json == {"file": str(book), "columns": titles}
    refused(kuangjian(*words, book, "--template"), 5, "is there already")
    refused(kuangjian(*words, tmp_path / "sheet.csv", "--template"), 2, "ends with .xlsx")
    assert read_rows(book, rows.COLUMNS) == []


def test_a_row_is_told_all_its_faults_at_once(province, tmp_path):
    book = sheet(tmp_path / "mines.xlsx", {**GOOD, "矿山编号": "", "所在县代码": "229999"})
    refused(kuangjian("import", "holders", book, data=province, today=TODAY), 2, "1 row.", "row 2, 矿山编号: is empty",
            "row 2, 所在县代码: no office has the code 229999")


def test_a_right_to_oil_or_gas_is_refused_with_the_clause_that_leaves_it_out(province, tmp_path):
    book = sheet(tmp_path / "mines.xlsx", *({**GOOD, "开采矿种": mineral} for mineral in ("石油", "天然气", "煤层气")))
    refused(kuangjian("import", "holders", book, data=province, today=TODAY), 2, "国土资发〔2003〕99号", "leave the row out",
            *(f"row {n}, 开采矿种: {mineral} lies outside this order (结尾（一）"
              for n, mineral in enumerate(("石油", "天然气", "煤层气"), 2)))


@pytest.mark.parametrize(("raw", "named"), [
    (b"PK\x03\x04 no zip", ("is not a workbook that can be read", "save it again as .xlsx")),
    (b"\xd0\xcf\x11\xe0 old", ("(.xls)", "save it as .xlsx without a password")),
    (b"\xff\xfe\x00\x00\x00", ("neither a workbook nor a text table", "CSV in UTF-8")),
    (b"", ("is empty", "许可证号")), ("许可证号,权种\n1,2\n".encode(), ("missing: 矿业权人", "发证机关代码"))],
    ids=["zip", "xls", "binary", "empty", "header"])
def test_a_file_that_cannot_be_read_says_why(province, tmp_path, raw, named):
    (tmp_path / "mines.xlsx").write_bytes(raw)
    refused(kuangjian("import", "holders", tmp_path / "mines.xlsx", data=province, today=TODAY), 2, "mines.xlsx", *named)


def test_a_notice_is_looked_at_before_it_is_imported(data, tmp_path):
    sheet = tmp_path / "2012.csv"
    days = {"01-01": "元旦", "01-23": "春节", "04-04": "清明节", "05-01": "劳动节", "06-23": "端午节", "09-30": "中秋节",
            "10-01": "国庆节"}
    sheet.write_text("日期,类型,名称\n" + "".join(f"2012-{day},休,{name}\n" for day, name in days.items()), encoding="utf-8")
    assert kuangjian("chase", data=data, today=TODAY).code == 0
    was = dump(data)
    told = kuangjian("holidays", "import", 2012, sheet, "--preview", "--json", data=data)
    assert told.code == 0 and dump(data) == was
    done = kuangjian("holidays", "import", 2012, sheet, "--json", data=data)
    foreseen, projected = json.loads(told.out)["foresight"], json.loads(done.out)["projection"]
    assert foreseen["duties"] == projected["duties"] > 0 and foreseen["looked_at"] == projected["looked_at"]
    assert len([one for one in foreseen["moves"] if one["before"] != one["after"]]) == projected["moved"] > 0


def test_boundaries_are_imported_or_every_bad_feature_is_named(province, tmp_path):
    def document(*corners):
        area = {"type": "Polygon", "coordinates": [[*corners]]}
        return {"type": "FeatureCollection", "features": [
            {"type": "Feature", "properties": {"adcode": 220221}, "geometry": area}]}
    file = tmp_path / "counties.json"
    file.write_text(json.dumps(document([126, 43], [127, 43], [127, 44], [126, 43])), encoding="utf-8")
    assert kuangjian("import", "boundaries", file, "--json", data=province).json == {"divisions": 1, "rights": 0}
    file.write_text(json.dumps(document([43, 126], [43, 127], [44, 127], [43, 126])), encoding="utf-8")
    refused(kuangjian("import", "boundaries", file, data=province), 2, "feature 1 (220221): has longitude and latitude swapped")
    refused(kuangjian("import", "boundaries", tmp_path / "none.json", data=province), 2, "There is no file")


def test_clues_are_imported_once_and_their_receipt_codes_written_into_the_answer(data, tmp_path):
    ensure_keys(Settings(data_folder=data))
    told = tmp_path / "media.csv"
    told.write_text("来源,内容,区划代码,举报人\n媒体反映,东山北坡夜里有人采矿,220221,李大山\n举报信件,南沟有人采矿,220221,\n",
                    encoding="utf-8")
    done = kuangjian("import", "clues", told, "--office", "220221", "--json", data=data, today=TODAY)
    answer = tmp_path / "media-回执.xlsx"
    assert (done.code, done.json["rows"], done.json["answer"]) == (0, 2, str(answer)) and "李大山" not in done.out
    from openpyxl import load_workbook
    head, *rows = load_workbook(answer).active.iter_rows(values_only=True)
    assert head == ("行", "线索编号", "查询码") and [row[:2] for row in rows] == [
        (2, done.json["first"]), (3, done.json["last"])] and {len(row[2]) for row in rows} == {14}
    refused(kuangjian("import", "clues", told, "--office", "220221", "--answer", tmp_path / "b.xlsx", data=data, today=TODAY),
            5, f"This sheet was imported already: {done.json['first']} to {done.json['last']}.")
    told.write_text("来源,内容\n媒体反映,别的\n", encoding="utf-8")
    was = dump(data)
    refused(kuangjian("import", "clues", told, "--office", "220221", data=data, today=TODAY), 5, "is there already")
    assert dump(data) == was
