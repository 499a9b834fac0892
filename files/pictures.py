"""What a picture says of itself, and a small one of it that says nothing: decoded only as far as is safe."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from math import isfinite
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any, BinaryIO

from foundation.errors import InvalidError

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG")
MEDIA_TYPES = ("image/jpeg", "image/png")
MOST_PIXELS = 64_000_000  # of a picture that is decoded in part
MOST_DECODED = 16_000_000  # pixels that are in memory at once, four bytes each and a copy
SIDE = 1280  # pixels of a small one's longer side
AT_ONCE = BoundedSemaphore(2)  # a page asks for all its pictures at the same moment
OWNERS = (0x013B, 0x8298, 0x9C9D, 0xA430)  # artist, copyright, author, owner
GPS, TAKEN, DETAILS = 0x8825, 0x9003, 0x8769  # of EXIF


@dataclass(frozen=True)
class Said:
    """Where a picture was taken, in degrees, and when by its camera's clock; as far as its camera wrote it down."""

    longitude: float | None = None
    latitude: float | None = None
    taken: str | None = None

    def __bool__(self) -> bool:
        return self != Said()


def said_by(content: BinaryIO) -> Said:
    """What a picture's EXIF says; nothing where it has none that can be read."""
    try:
        with _opened(content) as picture:
            exif = picture.getexif()
            place, details = exif.get_ifd(GPS), exif.get_ifd(DETAILS)
    except Exception:  # a picture that cannot be read is kept all the same, and says nothing
        return Said()
    latitude, longitude = _degrees(place.get(2), place.get(1), "S"), _degrees(place.get(4), place.get(3), "W")
    both = latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180
    return Said(longitude if both else None, latitude if both else None, _instant(details.get(TAKEN)))


def owners_of(content: BinaryIO) -> tuple[str, ...]:
    """Whose camera took a picture, as far as its EXIF names anybody."""
    try:
        with _opened(content) as picture:
            exif = picture.getexif()
            told = [exif.get(tag) for tag in OWNERS] + [exif.get_ifd(DETAILS).get(tag) for tag in OWNERS]
    except Exception:  # a picture that cannot be read names nobody
        return ()
    plain = (word.strip("\0 ") for one in told if one for word in _readings(one))
    return tuple(dict.fromkeys(word for word in plain if word))


def _readings(written: Any) -> tuple[str, ...]:
    """What a name in EXIF may say: Windows writes UTF-16, cameras and telephones UTF-8 or what their country uses."""
    if isinstance(written, bytes):
        return (written.decode("utf-16-le", "ignore"),)
    plain = str(written)
    raw = plain.encode("latin-1", "ignore")
    return (plain, raw.decode("utf-8", "ignore"), raw.decode("gb18030", "ignore"))


def small(content: BinaryIO) -> bytes:
    """The picture as a JPEG of at most 1280 pixels a side, made anew: nothing of the file itself is in it."""
    from PIL import Image, ImageOps
    try:
        with AT_ONCE, _opened(content) as picture:
            _refuse_large(picture)
            picture.thumbnail((SIDE, SIDE))
            upright = ImageOps.exif_transpose(picture)
            made = BytesIO()
            _flat(upright, Image).save(made, "JPEG", quality=82)
    except InvalidError:
        raise
    except Exception as error:
        raise InvalidError("This picture cannot be shown.", way_out="Save the file and open it.") from error
    return made.getvalue()


def _refuse_large(picture: "Image") -> None:
    """Refuse what would fill the memory; a JPEG is decoded no finer than is needed, but for one that comes in passes."""
    whole = picture.width * picture.height
    if "progressive" not in picture.info:
        picture.draft("RGB", (SIDE, SIDE))
    if whole > MOST_PIXELS or picture.width * picture.height > MOST_DECODED:
        raise InvalidError("This picture is too large to be shown.", way_out="Save the file and open it.")


@contextmanager
def _opened(content: BinaryIO) -> Iterator["Image"]:
    from PIL import Image
    content.seek(0)
    with Image.open(content, formats=FORMATS) as picture:
        yield picture


def _flat(picture: "Image", pillow: Any) -> "Image":
    """On white, where it lets something through."""
    if picture.mode in ("RGB", "L"):
        return picture
    seen = picture.convert("RGBA")
    flat = pillow.new("RGB", seen.size, "white")
    flat.paste(seen, mask=seen.getchannel("A"))
    return flat  # type: ignore[no-any-return]


def _degrees(parts: Any, side: Any, negative: str) -> float | None:
    """Degrees, minutes and seconds as one number."""
    try:
        degrees, minutes, seconds = (float(one) for one in parts)
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    found = degrees + minutes / 60 + seconds / 3600
    return round(-found if str(side).strip("\0 ").upper() == negative else found, 7) if isfinite(found) else None


def _instant(written: Any) -> str | None:
    """EXIF's “2024:03:05 09:12:30” with dashes."""
    from datetime import datetime
    try:
        return str(datetime.strptime(str(written).strip("\0 "), "%Y:%m:%d %H:%M:%S"))  # noqa: DTZ007  a camera knows no zone
    except ValueError:
        return None
