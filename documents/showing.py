"""How a value shows in a document: escaped, in Chinese, as a blank line where nothing was given."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from documents.amounts import day_told, in_figures, in_words, time_told
from documents.form import FieldRow
from documents.kinds import Kind

LINE = "＿＿＿"
# What XML cannot hold, and the marks by which the filler parts paragraphs, pages and columns.
UNWRITABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


# What stands in a form as sentences of its own: typed without a full stop, it gets one.
SENTENCES = {"facts", "reason", "discretion", "statement_made", "hearing_made", "weighing"}
ENDS, CLOSES = "。！？；：…!?;:", "”’」』）)》"


class Blank:
    """A field that nothing was given for: false, and shown as a line to be filled in by hand."""

    def __init__(self, text: str = LINE) -> None:
        self.text = text

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return self.text


class BlankRows(list[dict[str, Any]]):
    """A list that nothing was given for: false, with one row to be filled in by hand."""

    def __bool__(self) -> bool:
        return False


BLANK = Blank()
BLANKS = {Kind.DATE: Blank("＿＿年＿＿月＿＿日"),
          Kind.TIME: Blank("＿＿年＿＿月＿＿日＿＿时＿＿分"), Kind.MONEY: Blank(f"{LINE}元")}


def shown(row: FieldRow, value: Any) -> dict[str, Any]:
    """What the tags of a field show: an amount also in capitals (`NAME_in_words`), a list also in one line (`NAME_told`)."""
    if row.kind is Kind.LIST:
        return _list(row, value)
    if value is None:
        blank = BLANKS.get(row.kind, BLANK)
        return {row.name: blank} | ({f"{row.name}_in_words": BLANK} if row.kind is Kind.MONEY else {})
    if row.name in SENTENCES:
        value = ended(str(value))
    words = {f"{row.name}_in_words": in_words(value)} if row.kind is Kind.MONEY else {}
    return {row.name: told(value, several=row.kind is Kind.LONG), **words}


def ended(text: str) -> str:
    """A text with a full stop at its end, unless something ends it there already."""
    whole = text.rstrip()
    return whole if not whole or whole.rstrip(CLOSES)[-1:] in ENDS else f"{whole}。"


def blank_row(row: FieldRow) -> dict[str, Any]:
    """A row of a list to be filled in by hand."""
    return {one.name: BLANKS.get(one.kind, BLANK) for one in row.columns}


def _list(row: FieldRow, value: Sequence[Mapping[str, Any]] | None) -> dict[str, Any]:
    if value is None:
        return {row.name: BlankRows([blank_row(row)]), f"{row.name}_told": BLANK}
    rows = [{one.name: "" if given.get(one.name) in (None, "") else told(given[one.name], several=one.kind is Kind.LONG)
             for one in row.columns} for given in value]
    from markupsafe import Markup
    lines = [[one[column.name] + column.unit for column in row.columns if one[column.name]] for one in rows]
    in_line = [Markup("{}（{}）").format(first, Markup("，").join(rest)) if rest else first
               for first, *rest in filter(None, lines)]
    return {row.name: rows, f"{row.name}_told": Markup("、").join(in_line)}


def told(value: Any, *, several: bool = False) -> Any:
    """A value as text that no template takes for tags; of several lines each is a paragraph."""
    match value:
        case bool():
            return "是" if value else "否"
        case Decimal():
            return in_figures(value)
        case datetime():
            return time_told(value)
        case date():
            return day_told(value)
    from markupsafe import Markup, escape
    text = UNWRITABLE.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n").replace("\t", "　"))
    safe = str(escape(text)).replace("{", "&#123;").replace("}", "&#125;").replace("%", "&#37;")
    return Markup(safe.replace("\n", "\a" if several else "\n"))  # escaped above
