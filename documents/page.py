"""The page of a document: A4 with the margins of official documents, its type, its number at the foot."""

from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any

from documents.kinds import Layout
from documents.typesetting import BODY, LATIN, OTHERWISE, TITLE, run

MARGINS = (3.7, 2.6, 3.5, 2.8)  # cm from the top clockwise (GB/T 9704)
NARROW = (1.8, 2.6, 1.8, 2.8)  # a sheet is to lie on one page
WIDTH = 21.0 - 2.6 - 2.8
COUNTED = ("第 ", "PAGE", " 页　共 ", "NUMPAGES", " 页")
AUTHOR = "矿监"
DRAWN = datetime(2010, 1, 1, tzinfo=UTC)  # templates carry no time of their own
LIBRARYS_OWN = ("/customXml", "/stylesWithEffects", "/theme", "/numbering")
KEPT_STYLES = ("Normal", "Default Paragraph Font", "Normal Table", "No List", "Table Grid")


def new_document(title: str, layout: Layout) -> Any:
    """An empty document of ours."""
    from docx import Document
    document = Document(BytesIO(_empty(layout)))
    document.core_properties.title = title
    _margins(document.sections[0], NARROW if layout is Layout.SHEET else MARGINS)
    return document


def _margins(section: Any, wanted: tuple[float, float, float, float]) -> None:
    from docx.shared import Cm
    section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = map(Cm, wanted)
    section.footer_distance = Cm(min(wanted) / 2)


@cache
def _empty(layout: Layout) -> bytes:
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
    _page_number(section, COUNTED if layout is Layout.RECORD else ("— ", "PAGE", " —"))
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


def _page_number(section: Any, wanted: tuple[str, ...]) -> None:
    """The number of the page in the middle of the foot, of a record with how many there are."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls
    drawn = "".join(_counted(part) if part.isupper() else run(part, size=14, face=TITLE) for part in wanted)
    old = section.footer.paragraphs[0]._p
    old.getparent().replace(old, parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:jc w:val="center"/></w:pPr>{drawn}</w:p>'))


def _counted(field: str) -> str:
    """A field that Word counts."""
    return "".join(run("", size=14, face=TITLE, more=more) for more in (
        '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve">{field}</w:instrText>',
        '<w:fldChar w:fldCharType="end"/>'))
