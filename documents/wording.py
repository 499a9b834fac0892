"""The text of a form as lines: a paragraph a line, `|` for rows of ruled cells, `@` for what many forms share.

`>` no indent, `>>` to the right, `^^` in the middle, `##` a heading, `?name ` only where that field is filled, `---` a part
torn off. A cell may end in `:n` (its width of 24), be `^` (one with the cell above) and have paragraphs parted by `⏎`; a row
may end in `~n` (at least so many cm high). `|party` are the rows of the party, `|received` those about a document that
others wrote, `|sign` those in which the chain signs; `@party` (and what it is called, 当事人 otherwise) and `@seal` stand in
letters; `@list name` is a table of a list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from documents.blocks import GRID, Block, Cell, Listed, Paragraph, Row, Rows, Style
from documents.recurring import ENTITY, ENTITY_ROWS, PARTY, PERSON, PERSON_ROWS, RECEIVED_ROWS, SEAL, SIGNED

LABEL = 5
ROOM, LITTLE, USUAL = 1.8, 1.4, 4  # cm for an opinion; where more than so many sign, less, so that all stand on one page
CELL = re.compile(r"(?P<text>.*?)(?::(?P<width>\d+))?", re.DOTALL)
ROW = re.compile(r"\|(?P<cells>.*)\|\s*(?:~(?P<height>[\d.]+))?", re.DOTALL)
TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
QUOTED = re.compile(r"\"[^\"]*\"")
NAME = re.compile(r"(?<![.\w])[a-z][a-z_0-9]*")
JINJA = {"if", "else", "elif", "endif", "for", "in", "endfor", "and", "or", "not", "is", "loop", "one"}


def blocks(text: str, opinions: Mapping[str, str]) -> tuple[Block, ...]:
    """A text taken apart, shared parts put in; `opinions` are the titles of the signers' rows by role."""
    found: list[Block] = []
    for ruled, together in groupby(_lines(text), lambda line: line.startswith("|")):
        lines = list(together)
        found += _ruled(lines, opinions) if ruled else map(_block, lines)
    return tuple(found)


def names(found: Iterable[Block]) -> tuple[str, ...]:
    """The names that a text asks for, in the order in which they first come."""
    return tuple(dict.fromkeys(name for block in found for name in _names(block)))


def _lines(text: str) -> Iterator[str]:
    for line in text.strip("\n").split("\n"):
        match line.strip():
            case party if party.startswith("@party"):
                yield from PARTY.replace("{label}", party.removeprefix("@party").strip() or "当事人").split("\n")
            case "@seal":
                yield from SEAL.split("\n")
            case _:
                yield line.rstrip()


def _block(line: str) -> Block:
    if line.startswith("@list "):
        return Listed(line.split()[1])
    when = None
    if line.startswith("?"):
        when, _, line = line[1:].partition(" ")
    style = next((one for one in (Style.RIGHT, Style.MIDDLE, Style.HEADING, Style.TORN, Style.FLUSH) if line.startswith(one)),
                 Style.BODY)
    return Paragraph(line.removeprefix(style) if style is not Style.BODY else line, style, when)


def _ruled(lines: Iterable[str], opinions: Mapping[str, str]) -> list[Rows]:
    return [Rows(tuple(row for line in lines for row in _rows(line, opinions)))]


def _rows(line: str, opinions: Mapping[str, str]) -> Iterator[Row]:
    match line:
        case "|party":
            yield from (_row(row, when) for when, rows in ((ENTITY, ENTITY_ROWS), (PERSON, PERSON_ROWS)) for row in rows)
        case "|received":
            yield from map(_row, RECEIVED_ROWS)
        case "|sign":
            height = ROOM if len(opinions) <= USUAL else LITTLE
            yield from (replace(_row(SIGNED.format(title=title, role=role, height=height)), whole=True)
                        for role, title in opinions.items())
        case _:
            yield _row(line)


def _row(line: str, when: str | None = None) -> Row:
    found = ROW.fullmatch(line)
    if found is None:
        raise ValueError(f"no row of cells: {line}")
    given = [CELL.fullmatch(one.strip()) for one in found["cells"].split("|")]
    cells = [(one["text"].strip(), int(one["width"] or 0)) for one in given if one]
    open_ = [at for at, (text, width) in enumerate(cells) if not width and ("{" in text or not text)] or [len(cells) - 1]
    fixed = sum(width or (0 if at in open_ else LABEL) for at, (_, width) in enumerate(cells))
    share, rest = divmod(GRID - fixed, len(open_))
    widths = [width or (share + (rest if at == open_[-1] else 0) if at in open_ else LABEL)
              for at, (_, width) in enumerate(cells)]
    if sum(widths) != GRID or min(widths) < 1:
        raise ValueError(f"cells of {sum(widths)} parts, not {GRID}: {line}")
    return Row(tuple(Cell("" if text == "^" else text, width, joined=text == "^")
                     for (text, _), width in zip(cells, widths, strict=True)),
               float(found["height"] or 0.9), when)


def _names(block: Block) -> Iterator[str]:
    match block:
        case Paragraph(text=text, when=when):
            yield from (when,) if when else ()
            yield from _asked(text)
        case Rows(rows=rows):
            for row in rows:
                yield from _asked(f"{{% {row.when} %}}") if row.when else ()
                yield from (name for cell in row.cells for name in _asked(cell.text))
        case Listed(name=name):
            yield name


def _asked(text: str) -> Iterator[str]:
    for tag in TAG.finditer(text):
        yield from (name for name in NAME.findall(QUOTED.sub("", tag[1] or tag[2])) if name not in JINJA)
