"""Pictures say where and when they were taken; a small one made of them says nothing."""

import threading
from io import BytesIO

import pytest
from PIL import Image, ImageOps

from files import pictures
from files.pictures import Said, said_by, small
from foundation.errors import InvalidError
from tests.files import samples


def test_a_photograph_says_where_and_when_it_was_taken():
    assert said_by(BytesIO(samples.photograph())) == Said(126.5213, 43.6628, "2024-03-05 09:12:30")
    assert said_by(BytesIO(samples.photograph(side="S"))).latitude == -43.6628


@pytest.mark.parametrize("place", [
    {1: "N", 2: (43, 0, 0)}, {1: "N", 2: (200, 0, 0), 3: "E", 4: (1, 0, 0)}, {2: (0.5,), 4: (1.0, 2.0, 3.0)},
    {2: (1, 2), 4: (1, 2)}, {}])
def test_half_a_position_is_none(place):
    assert said_by(BytesIO(samples.photograph(place=place))) == Said(None, None, "2024-03-05 09:12:30")


@pytest.mark.parametrize("content", [samples.PNG, samples.PDF, b"", b"\xff\xd8\xff" + b"0" * 99, samples.photograph()[:300]])
def test_what_cannot_be_read_says_nothing(content):
    assert not said_by(BytesIO(content))


def test_a_small_picture_is_made_anew_upright_and_tells_nothing():
    made = small(BytesIO(samples.photograph(size=(3000, 1500), turned=6)))
    with Image.open(BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (640, 1280))
        assert not picture.getexif() and b"Exif" not in made


def test_what_lets_light_through_lies_on_white():
    clear = BytesIO()
    Image.new("RGBA", (4, 4), (255, 0, 0, 0)).save(clear, "PNG")
    with Image.open(BytesIO(small(clear))) as picture:
        assert picture.getpixel((1, 1)) == (255, 255, 255)


def test_a_picture_too_large_to_decode_or_broken_is_refused(monkeypatch):
    with pytest.raises(InvalidError, match="cannot be shown"):
        small(BytesIO(samples.PDF))
    monkeypatch.setattr(pictures, "MOST_PIXELS", 99)
    with pytest.raises(InvalidError, match="too large"):
        small(BytesIO(samples.photograph(size=(10, 10))))


def encoded(size, kind, **how):
    made = BytesIO()
    Image.new("L", size).save(made, kind, **how)
    made.seek(0)
    return made


def test_what_is_decoded_whole_is_bounded_more_narrowly_than_what_is_decoded_in_part():
    assert small(encoded((4000, 4000), "PNG")) and small(encoded((7000, 5000), "JPEG"))
    for large in (encoded((4001, 4000), "PNG"), encoded((4001, 4000), "JPEG", progressive=True),
                  encoded((20_000, 1000), "JPEG")):
        with pytest.raises(InvalidError, match="too large"):
            small(large)


def test_a_picture_is_made_small_before_it_is_turned(monkeypatch):
    turned = []
    monkeypatch.setattr(ImageOps, "exif_transpose", lambda picture: turned.append(picture.size) or picture)
    small(encoded((3000, 1500), "PNG"))
    assert turned == [(1280, 640)]


def test_two_are_made_at_once_and_a_third_waits(monkeypatch):
    inside, free = threading.Semaphore(0), threading.Event()
    monkeypatch.setattr(ImageOps, "exif_transpose", lambda picture: (inside.release(), free.wait(9)) and picture)
    at_work = [threading.Thread(target=small, args=(encoded((9, 9), "PNG"),)) for _ in range(3)]
    for one in at_work:
        one.start()
    assert inside.acquire(timeout=9) and inside.acquire(timeout=9) and not inside.acquire(timeout=0.2)
    free.set()
    for one in at_work:
        one.join(9)
    assert inside.acquire(timeout=0)
