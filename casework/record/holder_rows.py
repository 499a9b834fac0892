"""A row of the sheet of holders, rights and mines, read and checked by itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from casework.record.addresses import ADDRESS
from casework.record.corners import CornersError, read_corners
from casework.record.faults import Faults
from casework.record.licences import oddity, outside, outside_clause
from casework.record.rings import Ring
from regulation.book import Rulebook
from workbooks.cells import date_of
from workbooks.reading import Column, Row

OF_A_MINE = "采矿权必填，探矿权不填"
COLUMNS = (
    Column("licence_no", ("许可证号", "采矿许可证号", "勘查许可证号")),
    Column("kind", ("权种",)),
    Column("holder", ("矿业权人",)),
    Column("credit_code", ("统一社会信用代码",)),
    Column("contact", ("联系人",), required=False),
    Column("email", ("电子邮箱",), required=False),
    Column("name", ("矿山名称", "项目名称")),
    Column("mine_code", ("矿山编号",), required=False, when=OF_A_MINE),
    Column("mineral", ("开采矿种", "勘查矿种", "矿种")),
    Column("method", ("开采方式",), required=False, when=OF_A_MINE),
    Column("scale", ("生产规模",), required=False, when=OF_A_MINE),
    Column("county", ("所在县代码",)),
    Column("township", ("乡镇代码",), required=False),
    Column("issuer", ("发证机关代码",)),
    Column("valid_from", ("有效期起",)),
    Column("valid_to", ("有效期止",), required=False),
    Column("inspector", ("督察员",), required=False),
    Column("corners", ("拐点坐标", "矿区范围拐点坐标", "勘查区范围拐点坐标"), required=False),
)
TITLES = {column.name: column.titles[0] for column in COLUMNS}
KINDS = {"采矿权": "mining", "探矿权": "exploration", "mining": "mining", "exploration": "exploration"}
METHODS = {"地下": "underground", "地下开采": "underground", "露天": "open_pit", "露天开采": "open_pit",
           "露天/地下": "both", "露天、地下": "both", "露天地下": "both", "联合开采": "both",
           "underground": "underground", "open_pit": "open_pit", "both": "both"}
SCALES = {"大型": "large", "中型": "medium", "小型": "small", "小矿": "small",
          "large": "large", "medium": "medium", "small": "small"}
ALWAYS = ("licence_no", "holder", "credit_code", "name", "mineral", "county", "issuer")
CREDIT_CODE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
DIVISION = re.compile(r"\d{6}|\d{9}")


@dataclass(frozen=True)
class HolderRow:
    """A right, and for a mining right its mine, as the sheet gives them; codes are not yet looked up."""

    row: Row
    kind: str
    method: str
    scale: str
    valid_from: date
    valid_to: date | None
    ring: Ring | None

    def __getitem__(self, name: str) -> str:
        return self.row[name]

    @property
    def is_mine(self) -> bool:
        """Whether the row brings a mine."""
        return self.kind == "mining"


def read_holder_rows(rows: Sequence[Row], book: Rulebook, faults: Faults) -> list[HolderRow]:
    """The rows that are right by themselves; the others are in `faults`."""
    names, clause = book.minerals["outside"], outside_clause(book)
    read = []
    for row in rows:
        before = len(faults.problems)
        _check_text(row, faults)
        if (gas := outside(row["mineral"], names)) is not None:
            faults.refuse(row, TITLES["mineral"], f"{gas} lies outside this order ({clause})",
                          "leave the row out")
        parsed = _parse(row, faults)
        if parsed is not None and len(faults.problems) == before:
            read.append(parsed)
    return read


def _check_text(row: Row, faults: Faults) -> None:
    for name in ALWAYS:
        if not row[name]:
            faults.refuse(row, TITLES[name], "is empty", "fill it in")
    if DIVISION.fullmatch(row["credit_code"]):
        faults.refuse(row, TITLES["credit_code"], f"{row['credit_code']} is a division code",
                      "give the holder's own code")
    elif row["credit_code"] and not CREDIT_CODE.fullmatch(row["credit_code"]):
        faults.warn(row, TITLES["credit_code"], f"{row['credit_code']} is not a code of 18 characters")
    if not row["email"]:
        faults.warn(row, TITLES["email"], "no address: reminders will become work items of the county")
    elif not ADDRESS.fullmatch(row["email"]):
        faults.refuse(row, TITLES["email"], f"{row['email']!r} is not a mail address",
                      "write it as name@example.cn")


def _parse(row: Row, faults: Faults) -> HolderRow | None:
    kind = _one_of(row, "kind", KINDS, faults)
    if kind == "exploration" and row["mine_code"]:
        faults.refuse(row, TITLES["mine_code"], "an exploration right has no mine",
                      "leave it empty, or mend 权种")
    if kind is not None and row["licence_no"] and (odd := oddity(row["licence_no"], kind)):
        faults.warn(row, TITLES["licence_no"], odd)
    if kind == "mining" and not row["mine_code"]:
        faults.refuse(row, TITLES["mine_code"], "is empty", "give the mine's number")
    method = _one_of(row, "method", METHODS, faults) if kind == "mining" else ""
    scale = _one_of(row, "scale", SCALES, faults) if kind == "mining" else ""
    first, last = _day(row, "valid_from", faults, required=True), _day(row, "valid_to", faults)
    if first is not None and last is not None and last < first:
        faults.refuse(row, TITLES["valid_to"], f"{last} lies before {first}", "mend one of the two")
    ring = _ring(row, faults)
    if kind is None or method is None or scale is None or first is None:
        return None
    return HolderRow(row, kind, method, scale, first, last, ring)


def _ring(row: Row, faults: Faults) -> Ring | None:
    if not row["corners"]:
        return None
    try:
        return read_corners(row["corners"])
    except CornersError as wrong:
        faults.refuse(row, TITLES["corners"], wrong.what, wrong.do)
        return None


def _one_of(row: Row, name: str, words: dict[str, str], faults: Faults) -> str | None:
    found = words.get(row[name])
    if found is None:
        known = "、".join(word for word in words if not word.isascii())
        faults.refuse(row, TITLES[name], f"{row[name]!r} is not known" if row[name] else "is empty",
                      f"write one of {known}")
    return found


def _day(row: Row, name: str, faults: Faults, *, required: bool = False) -> date | None:
    day = date_of(row[name])
    if day is None and (row[name] or required):
        faults.refuse(row, TITLES[name], f"{row[name]!r} is not a date" if row[name] else "is empty",
                      "write it as 2010-12-31")
    return day
