"""Paragraphs as XML: the library's own setters look at the whole paragraph anew for every property."""

from typing import Any
from xml.sax.saxutils import escape

from documents.blocks import Style
from documents.kinds import Layout

BODY, TITLE, HEADING = "仿宋", "宋体", "黑体"
# Where the type is not installed: what the same letters are called elsewhere, down to what every Linux has.
OTHERWISE = {BODY: "FangSong;仿宋_GB2312;Noto Serif CJK SC", TITLE: "SimSun;Noto Serif CJK SC",
             HEADING: "SimHei;Noto Sans CJK SC"}
LATIN = "Times New Roman"
SIZES = {Layout.LETTER: 16, Layout.SHEET: 12, Layout.RECORD: 14}  # 三号, 小四, 四号
LINES = {22: 720, 16: 560, 14: 480, 12: 400}  # in twentieths of a point; 28 points of 三号
CLOSE, EXACT = 'w:line="276" w:lineRule="auto"', 'w:line="{}" w:lineRule="exact"'
INDENTED = (Style.BODY, Style.HEADING)
ALIGNED = {Style.RIGHT: '<w:jc w:val="right"/>', Style.MIDDLE: '<w:jc w:val="center"/>'}
TORN = '<w:pBdr><w:bottom w:val="dashed" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'


def paragraph(text: str, *, style: Style = Style.BODY, size: int, bold: bool = False, after: int = 0,
              close: bool = False, kept: bool = False) -> str:
    """A paragraph; `size` and `after` in points, `close` with lines as near as in a table, `kept` on one page with the next."""
    indent = f'<w:ind w:firstLineChars="200" w:firstLine="{40 * size}"/>' if style in INDENTED and not close else ""
    face = HEADING if style is Style.HEADING else TITLE if bold else BODY
    return (f'<w:p><w:pPr>{"<w:keepNext/>" if kept or style is Style.HEADING else ""}{TORN if style is Style.TORN else ""}'
            f'<w:spacing w:before="0" w:after="{20 * after}" {CLOSE if close else EXACT.format(LINES[size])}/>'
            f'{indent}{ALIGNED.get(style, "")}</w:pPr>'
            f'{run(text, size=size, face=face, bold=bold) if text and style is not Style.TORN else ""}</w:p>')


def run(text: str, *, size: int, face: str, bold: bool = False, more: str = "") -> str:
    """Letters of a type and size, or something else that stands among them."""
    return (f'<w:r><w:rPr><w:rFonts w:ascii="{LATIN}" w:hAnsi="{LATIN}" w:eastAsia="{face}"/>{"<w:b/>" if bold else ""}'
            f'<w:sz w:val="{2 * size}"/><w:szCs w:val="{2 * size}"/></w:rPr>'
            f'{more or f"<w:t xml:space={chr(34)}preserve{chr(34)}>{escape(text)}</w:t>"}</w:r>')


def added(document: Any, drawn: str) -> None:
    """Add what was drawn to the end of a document."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    body = document.element.body
    for one in parse_xml(f'<w:body {nsdecls("w")}>{drawn}</w:body>'):
        body.insert(len(body) - 1, one)  # the last is the page's own
