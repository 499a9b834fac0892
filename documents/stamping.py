"""A mark in a Word file is replaced by what is known only at the end: the number of a document, taken when it is issued."""

import re
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from documents.packing import repacked
from foundation.errors import InvalidError

MARK = "（发文时编号）"  # stands for the number until there is one
TEXTS = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
TAG = re.compile("<[^>]*>")


def stamped(body: bytes, text: str, *, mark: str = MARK) -> bytes:
    """The Word file with the text in place of the mark, however Word has cut it up; InvalidError where it holds none."""
    asked = re.compile("((?:<[^>]*>)*)".join(map(re.escape, mark)))
    found, packed = 0, BytesIO()
    with _opened(body) as given, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name in given.namelist():
            part = given.read(name)
            if TEXTS.fullmatch(name):
                # What Word put between the characters stays, for it opens and shuts what else stands there.
                told, times = asked.subn(lambda at: escape(text) + "".join(at.groups()), part.decode("utf-8"))
                part, found = told.encode("utf-8"), found + times
            made.writestr(name, part)
    if not found:
        raise InvalidError(f"The Word file does not say where its number belongs: {mark} is not in it.",
                           way_out=f"Write {mark} there, as in the draft, and send it again.")
    return repacked(packed.getvalue())


def text_of(body: bytes) -> str:
    """All that a Word file says, without any layout; InvalidError where it is none."""
    with _opened(body) as given:
        return "".join(TAG.sub("", given.read(name).decode("utf-8")) for name in given.namelist() if TEXTS.fullmatch(name))


def _opened(body: bytes) -> ZipFile:
    try:
        return ZipFile(BytesIO(body))
    except BadZipFile as error:
        raise InvalidError("This is no Word file.", way_out="Send it as .docx.") from error
