"""Words that fit a box of the picture: broken into lines by how wide they are, a Chinese character as two others."""

from collections.abc import Iterator


def wide(text: str) -> int:
    """How wide a text is, in halves of a Chinese character."""
    return sum(2 if one > "\u2e7f" else 1 for one in text)


def broken(text: str, most: int) -> tuple[str, ...]:
    """The lines of a text: broken between words, and between any two Chinese characters."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and wide(line + piece.rstrip()) > most:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return (*lines, line.rstrip()) if line.strip() else tuple(lines)


def _pieces(text: str) -> Iterator[str]:
    """What is never broken: a word with the space after it, a character with the mark after it, what stands in brackets."""
    piece = ""
    for one in text:
        whole = piece.count("（") == piece.count("）")
        if piece and whole and (piece[-1] == " " or wide(one) == 2) and one not in "）、。；：":
            yield piece
            piece = ""
        piece += one
    if piece:
        yield piece
