"""`python -m documents.drawing --write`: draws the Word template of every form; without it says which are out of date."""

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

from documents.blocks import Block, Listed, Paragraph, Rows, Style
from documents.catalogue import FOLDER, catalogue
from documents.form import FormRow
from documents.kinds import Layout
from documents.packing import parts, repacked
from documents.page import SIZES, new_document, paragraph
from documents.ruled import draw_list, draw_rows

TEMPLATES = FOLDER / "templates"


def draw(row: FormRow) -> bytes:
    """The Word template of a form."""
    document = new_document(row.title, row.layout)
    size = SIZES[row.layout]
    _head(document, row)
    for at, block in enumerate(row.blocks):
        match block:
            case Paragraph(when=when):
                if when:
                    paragraph(document, f"{{%p if {when} %}}", size=size)
                paragraph(document, block.text, style=block.style, size=size, kept=_under_seal(row.blocks[at + 1:at + 3]))
                if when:
                    paragraph(document, "{%p endif %}", size=size)
            case Rows(rows=rows):
                draw_rows(document, rows)
            case Listed(name=name):
                draw_list(document, catalogue().fields[name])
    body = BytesIO()
    document.save(body)
    return repacked(body.getvalue())


def outdated() -> Iterator[str]:
    """The names of templates that are not as drawn, are missing, or belong to no form."""
    rows = {row.template: row for row in catalogue().rows}
    for name, row in rows.items():
        path = TEMPLATES / name
        if not path.is_file() or parts(path.read_bytes()) != parts(draw(row)):
            yield name
    yield from sorted(path.name for path in TEMPLATES.glob("*.docx") if path.name not in rows)


def main() -> int:
    """Write what is outdated, or say it."""
    names = list(outdated())
    rows = {row.template: row for row in catalogue().rows}
    if "--write" not in sys.argv[1:]:
        sys.stderr.write("".join(f"{name} is not as drawn; run python -m documents.drawing --write\n" for name in names))
        return 1 if names else 0
    TEMPLATES.mkdir(exist_ok=True)
    for name in names:
        if name in rows:
            (TEMPLATES / name).write_bytes(draw(rows[name]))
        else:
            (TEMPLATES / name).unlink()
    return 0


def _under_seal(following: Sequence[Block]) -> bool:
    """Whether a seal comes next or after next: it never stands on a page without some of the text."""
    return any(isinstance(one, Paragraph) and one.style is Style.RIGHT for one in following)


def _head(document: Any, row: FormRow) -> None:
    """The organ over a letter, the title, the number."""
    if row.layout is Layout.LETTER:
        paragraph(document, "{{ organ }}", style=Style.MIDDLE, size=22, bold=True)
    paragraph(document, "{{ title }}", style=Style.MIDDLE, size=22, bold=True, after=12)
    if row.character and row.layout is Layout.LETTER:
        paragraph(document, "{{ number }}", style=Style.MIDDLE, size=SIZES[row.layout], after=12)
    elif row.character:
        paragraph(document, "编号：{{ number }}", style=Style.RIGHT, size=SIZES[row.layout])


if __name__ == "__main__":
    raise SystemExit(main())
