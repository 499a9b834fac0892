"""The page of a document: A4 with the margins of official documents, its type, its number at the foot, its paragraphs."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from documents.blocks import Style
from documents.kinds import Layout

BODY, TITLE, HEADING = "仿宋", "宋体", "黑体"
# Where the type is not installed: what the same letters are called elsewhere, down to what every Linux has.
OTHERWISE = {BODY: "FangSong;仿宋_GB2312;Noto Serif CJK SC", TITLE: "SimSun;Noto Serif CJK SC",
             HEADING: "SimHei;Noto Sans CJK SC"}
LATIN = "Times New Roman"
SIZES = {Layout.LETTER: 16, Layout.SHEET: 12, Layout.RECORD: 14}  # 三号, 小四, 四号
MARGINS = (3.7, 2.6, 3.5, 2.8)  # cm from the top clockwise (GB/T 9704)
NARROW = (2.0, 2.6, 2.2, 2.8)  # a sheet is to lie on one page
WIDTH = 21.0 - 2.6 - 2.8
AUTHOR = "矿监"
DRAWN = datetime(2010, 1, 1, tzinfo=UTC)  # templates carry no time of their own
LIBRARYS_OWN = ("/customXml", "/stylesWithEffects", "/theme", "/numbering")
KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid")


def new_document(title: str, layout: Layout) -> Any:
    """An empty document of ours."""
    from docx import Document
    document = Document(BytesIO(_empty()))
    document.core_properties.title = title
    _margins(document.sections[0], NARROW if layout is Layout.SHEET else MARGINS)
    return document


def _margins(section: Any, wanted: tuple[float, float, float, float]) -> None:
    from docx.shared import Cm
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Cm, wanted)


def paragraph(place: Any, text: str, *, style: Style = Style.BODY, size: float, bold: bool = False, after: float = 0,
              close: bool = False, kept: bool = False) -> Any:
    """Add a paragraph to a document or cell; `close` with lines as near as in a table, `kept` on one page with the next."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt
    made = place.add_paragraph()
    layout = made.paragraph_format
    layout.space_before, layout.space_after = Pt(0), Pt(after)
    layout.line_spacing, layout.keep_with_next = 1.15 if close else 1.4, kept or None
    if style is Style.RIGHT:
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    elif style is Style.MIDDLE:
        made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif style in (Style.BODY, Style.HEADING) and not close:
        layout.first_line_indent = Pt(2 * size)
    if style is Style.TORN:
        _tear(made)
    elif text:
        letters(made.add_run(text), size=size, bold=bold,
                face=HEADING if style is Style.HEADING else TITLE if bold else BODY)
    return made


def letters(run: Any, *, size: float, face: str, bold: bool = False) -> None:
    """Set a run in a type and size."""
    from docx.oxml.ns import qn
    from docx.shared import Pt
    run.font.size, run.font.name, run.font.bold = Pt(size), LATIN, bold or None
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def _tear(made: Any) -> None:
    """A line along which a part is torn off."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    made._p.get_or_add_pPr().append(parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="dashed" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'))


@cache
def _empty() -> bytes:
    """The file from which all are drawn, without the styles and pictures of the library's own."""
    from docx import Document
    from docx.shared import Cm
    document: Any = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    styles = document.styles
    for style in [one for one in styles if one.name not in KEPT_STYLES]:
        style.element.getparent().remove(style.element)
    package = document.part.package
    for key in [key for key, one in package.rels.items() if one.reltype.endswith("/thumbnail")]:
        del package.rels[key]
    for key in [key for key, one in document.part.rels.items() if one.reltype.endswith(LIBRARYS_OWN)]:
        del document.part.rels[key]
    _types(document)
    _page_number(section)
    known = document.core_properties
    known.author = known.last_modified_by = AUTHOR
    known.created = known.modified = DRAWN
    known.revision, known.comments, known.language = 1, "", "zh-CN"
    body = BytesIO()
    document.save(body)
    return body.getvalue()


def _types(document: Any) -> None:
    """The type of all text, and what stands in for it where it is not installed."""
    from docx.oxml.ns import nsdecls, qn
    from docx.shared import Pt
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = LATIN, Pt(16)
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    table = next(one.target_part for one in document.part.rels.values() if one.reltype.endswith("/fontTable"))
    listed = "".join(f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
                     for name, other in OTHERWISE.items())
    table._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{listed}</w:fonts>'.encode()


def _page_number(section: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    foot = section.footer.paragraphs[0]
    foot.alignment, foot.style = WD_ALIGN_PARAGRAPH.CENTER, None
    letters(foot.add_run("— "), size=14, face=TITLE)
    for kind in ("begin", None, "end"):
        run = foot.add_run()
        letters(run, size=14, face=TITLE)
        run._r.append(parse_xml(f'<w:fldChar {nsdecls("w")} w:fldCharType="{kind}"/>' if kind else
                                f'<w:instrText {nsdecls("w")} xml:space="preserve">PAGE</w:instrText>'))
    letters(foot.add_run(" —"), size=14, face=TITLE)
