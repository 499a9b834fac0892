"""Small files of every kind that is taken in, and some that are not what they say."""

import io
import zipfile

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40
JPEG = b"\xff\xd8\xff\xe0" + b"\x00" * 40


def packed(**parts: bytes) -> bytes:
    """A zip archive of these parts; `__` stands for a slash, `_x` for the dot of a suffix."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_x", "."), content)
    return out.getvalue()


WORD = packed(word__document_xxml=b"<document/>")
EXCEL = packed(xl__workbook_xxml=b"<workbook/>")
BOMB = packed(xl__workbook_xxml=b"0" * 20_000_000)
MACROS = packed(xl__workbook_xxml=b"<workbook/>", xl__vbaProject_xbin=b"x")
