"""A Word file packed so that the same content is the same bytes."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first day that a zip knows
FIRST = "[Content_Types].xml"


def repacked(body: bytes) -> bytes:
    """The same parts without the times at which they were packed."""
    packed = BytesIO()
    with ZipFile(BytesIO(body)) as given, ZipFile(packed, "w", ZIP_DEFLATED) as made:
        for name in sorted(given.namelist(), key=lambda one: (one != FIRST, one)):
            info = ZipInfo(name, EPOCH)
            info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, 0o600 << 16, 3
            made.writestr(info, given.read(name))
    return packed.getvalue()


def parts(body: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name."""
    with ZipFile(BytesIO(body)) as given:
        return {name: given.read(name) for name in given.namelist()}
