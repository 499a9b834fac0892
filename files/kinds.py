"""What kind a file is, by what it holds and not by its name; what could harm its reader is refused."""

import zipfile
from dataclasses import dataclass
from typing import BinaryIO

from files.tracks import HEAD, root_of
from foundation.errors import InvalidError

MOST_ENTRIES, MOST_UNPACKED, MOST_RATIO = 5_000, 300_000_000, 200  # of a packed document: parts, bytes, growth


@dataclass(frozen=True)
class Kind:
    """A kind of file that is taken in."""

    suffix: str
    media_type: str
    title: str


PDF = Kind("pdf", "application/pdf", "PDF")
JPEG = Kind("jpg", "image/jpeg", "JPEG")
PNG = Kind("png", "image/png", "PNG")
HEIC = Kind("heic", "image/heic", "HEIC")  # what some telephones make of a photograph
WORD = Kind("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word")
EXCEL = Kind("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel")
GPX = Kind("gpx", "application/gpx+xml", "GPX")
KML = Kind("kml", "application/vnd.google-earth.kml+xml", "KML")
KINDS = (PDF, JPEG, PNG, HEIC, WORD, EXCEL, GPX, KML)
MAGIC = ((b"%PDF-", PDF), (b"\xff\xd8\xff", JPEG), (b"\x89PNG\r\n\x1a\n", PNG))
TRACKS = {"gpx": GPX, "kml": KML}
HEIC_BRANDS = (b"heic", b"heix", b"heim", b"heis", b"mif1")
ALIKE = {"jpeg": "jpg", "heif": "heic"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
WAY_OUT = "Send PDF, JPEG, PNG, HEIC, Word (.docx), Excel (.xlsx), GPX or KML."


def kind_of(content: BinaryIO, name: str) -> Kind:
    """The kind of a file; refused where it is none that is taken in, or its name says another."""
    found = _by_content(content, name)
    content.seek(0)
    suffix = name.rpartition(".")[2].lower() if "." in name else ""
    if found is None:
        raise InvalidError(f"“{name}” is of no kind that is taken in.", way_out=WAY_OUT)
    if ALIKE.get(suffix, suffix) != found.suffix:
        raise InvalidError(f"“{name}” holds {found.title}, and its name says otherwise.",
                           way_out=f"Name it .{found.suffix}, if that is what it is.")
    return found


def _by_content(content: BinaryIO, name: str) -> Kind | None:
    content.seek(0)
    head = content.read(HEAD)
    if head.startswith(OLD_OFFICE):
        raise InvalidError(f"“{name}” is a Word or Excel file of the old format (.doc, .xls), or has a password.",
                           way_out="Open it, save it as .docx or .xlsx without a password, and send that.")
    for magic, kind in MAGIC:
        if head.startswith(magic):
            return kind
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return HEIC
    return _packed(content) if head.startswith(b"PK\x03\x04") else TRACKS.get(root_of(head))


def _packed(content: BinaryIO) -> Kind | None:
    """Word or Excel, by their parts; refused where they would unpack beyond reason or bring macros along."""
    try:
        with zipfile.ZipFile(content) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, EOFError):
        return None
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if len(parts) > MOST_ENTRIES or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(packed, 1):
        raise InvalidError("This document would unpack to an unreasonable size.", way_out="Save it anew, and send that.")
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InvalidError("This document holds macros.", way_out="Save it without macros (.docx, .xlsx).")
    if "[Content_Types].xml" not in names:
        return None
    return WORD if "word/document.xml" in names else EXCEL if "xl/workbook.xml" in names else None
