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
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40
GPX = (b'<?xml version="1.0"?>\n<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1"><trk><trkseg>'
       b'<trkpt lat="43.6628" lon="126.5213"/></trkseg></trk></gpx>')
KML = b'<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document/></kml>'
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"\x00" * 64


def photograph(*, size=(40, 30), side="N", turned=1, place=None):
    """A JPEG as a telephone makes it: taken at 43.6628° north, 126.5213° east."""
    from PIL import Image
    picture = Image.new("RGB", size, (90, 120, 60))
    exif = Image.Exif()
    exif[0x0112] = turned
    exif.get_ifd(0x8769)[0x9003] = "2024:03:05 09:12:30"
    exif.get_ifd(0x8825).update({1: side, 2: (43.0, 39.0, 46.08), 3: "E", 4: (126.0, 31.0, 16.68)} if place is None else place)
    made = io.BytesIO()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()
