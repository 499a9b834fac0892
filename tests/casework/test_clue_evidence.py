"""What comes with a clue is sealed as it came; officers see pictures made anew."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from casework.access import OPERATOR, PUBLIC
from casework.clue.accepting import accept
from casework.clue.evidence import files_of_clue, original, seal_file
from casework.desk import House, open_desk
from casework.file.files import paper
from casework.record.officers import actor_of
from files.store import DiskStore
from foundation.errors import InvalidError, NotFoundError
from tests.casework.clues import TOLD, as_it_stands
from tests.casework.test_clue_intake import MONDAY
from tests.casework.town import at, settle_in


def photograph(artist: str = "赵铁柱") -> bytes:
    made = BytesIO()
    picture = Image.new("RGB", (40, 30), "brown")
    exif = picture.getexif()
    exif[0x013B] = artist.encode()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


@pytest.fixture
def keeping(house: House, tmp_path: Path) -> House:
    return replace(house, files=DiskStore(tmp_path / "files"))


def sent(house: House, text: str = "采矿，赵铁柱看见的") -> int:
    sealed = seal_file(house, "赵铁柱的照片.jpg", BytesIO(photograph()))
    with at(house, PUBLIC) as desk:
        return accept(desk, replace(TOLD, text=text), files=[sealed]).clue_id


def test_the_original_is_sealed_and_opens_as_it_came(keeping: House, tmp_path: Path) -> None:
    settle_in(keeping, MONDAY)
    clue = sent(keeping)
    stored = b"".join(path.read_bytes() for path in (tmp_path / "files").rglob("*") if path.is_file())
    assert "赵铁柱".encode() not in stored
    assert photograph() not in stored
    with at(keeping) as desk:
        file = files_of_clue(desk, clue)[0]
        assert original(desk, file.id) == ("赵铁柱的照片.jpg", "image/jpeg", photograph())


def test_whom_a_photograph_names_is_masked_in_the_text(keeping: House) -> None:
    settle_in(keeping, MONDAY)
    clue = sent(keeping)
    with at(keeping) as desk:
        assert desk.scalar("SELECT text FROM clue WHERE id = :id", id=clue) == "采矿，〔姓名〕看见的"


def test_the_clean_picture_is_handed_out_to_whoever_may_see_the_clue_alone(keeping: House) -> None:
    town = settle_in(keeping, MONDAY)
    clue = sent(keeping)
    from casework.clue.intake import drain
    drain(keeping)
    with at(keeping) as desk:
        clean = files_of_clue(desk, clue)[0].clean_id
        handler, stranger = (actor_of(desk, town.officer(office)) for office in (town.county, town.township))
    assert clean is not None
    with open_desk(keeping, handler, reads=True) as desk:
        told = paper(desk, clean)
        with keeping.files.open(told.sha256) as content:
            assert dict(Image.open(content).getexif()) == {}
    with open_desk(keeping, stranger, reads=True) as desk, pytest.raises(NotFoundError):
        paper(desk, clean)
    with open_desk(keeping, handler, reads=True) as desk, pytest.raises(NotFoundError):
        paper(desk, desk.scalar("SELECT sealed_id FROM clue_file WHERE clue_id = :id", id=clue))


def test_what_is_no_file_that_is_taken_in_is_refused_before_anything_is_kept(keeping: House, tmp_path: Path) -> None:
    with pytest.raises(InvalidError):
        seal_file(keeping, "x.exe", BytesIO(b"MZ"))
    assert not list(tmp_path.glob("files/*/*"))


def test_a_kind_that_is_named_is_taken_as_it_is(keeping: House) -> None:
    assert seal_file(keeping, "mail.eml", BytesIO(b"From: x\n\ny"), kind="message/rfc822").media_type == "message/rfc822"


def test_the_operator_sees_clues_masked(keeping: House) -> None:
    settle_in(keeping, MONDAY)
    with at(keeping, PUBLIC) as desk:
        made = accept(desk, TOLD)
    with open_desk(keeping, OPERATOR, reads=True):
        assert "李大山" not in as_it_stands(keeping, made).text
