"""`python -m documents.drawing --write`: draws the Word template of every form; without it says which are out of date."""

import sys
from collections.abc import Iterator, Sequence
from io import BytesIO

from documents.blocks import Block, Listed, Paragraph, Rows, Style
from documents.catalogue import FOLDER, catalogue
from documents.form import FormRow
from documents.kinds import Layout
from documents.packing import parts, repacked
from documents.page import new_document
from documents.ruled import listed, ruled
from documents.typesetting import SIZES, added, paragraph

TEMPLATES = FOLDER / "templates"


def draw(row: FormRow) -> bytes:
    """The Word template of a form."""
    document = new_document(row.title, row.layout)
    added(document, "".join((*_head(row), *(_drawn(row, at) for at in range(len(row.blocks))))))
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


def _head(row: FormRow) -> Iterator[str]:
    """The organ over a letter, the title, the number."""
    size, letter = SIZES[row.layout], row.layout is Layout.LETTER
    if letter:
        yield paragraph("{{ organ }}", style=Style.MIDDLE, size=22, bold=True)
    yield paragraph("{{ title }}", style=Style.MIDDLE, size=22, bold=True, after=12)
    if row.character:
        yield paragraph("{{ number }}" if letter else "编号：{{ number }}", style=Style.MIDDLE if letter else Style.RIGHT,
                        size=size, after=12 if letter else 6)


def _drawn(row: FormRow, at: int) -> str:
    match row.blocks[at]:
        case Rows(rows=rows):
            return ruled(rows)
        case Listed(name=name):
            return listed(catalogue().fields[name])
        case Paragraph(text=text, style=style, when=when):
            size = SIZES[row.layout]
            following = row.blocks[at + 1:at + 3]
            drawn = paragraph(text, style=style, size=size, kept=_kept(following),
                              after=6 if following and isinstance(following[0], Listed) else 0)
            tags = (paragraph(f"{{%p {tag} %}}", size=size) for tag in (f"if {when}", "endif"))
            return drawn.join(tags) if when else drawn


def _kept(following: Sequence[Block]) -> bool:
    """Whether a seal, signatures or a list come next: they never stand on a page without some of the text."""
    return any(isinstance(one, Paragraph) and (one.style is Style.RIGHT or "（签名" in one.text) for one in following) or (
        bool(following) and isinstance(following[0], Listed))


if __name__ == "__main__":
    raise SystemExit(main())
