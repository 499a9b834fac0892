"""四: a whole story, from the call to the answer, and nothing of who sent it stands anywhere in the clear."""

import asyncio
import base64
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import inspect

from casework.access import PUBLIC
from casework.clue.accepting import NewClue, Reporter, accept
from casework.clue.evidence import seal_file
from casework.clue.following import add, ticket_for
from casework.clue.intake import drain
from casework.clue.redacting import OTHER, redact
from casework.clue.registering import register
from casework.clue.revealing import reveal
from casework.desk import House, open_desk
from casework.journal import export, seal
from casework.letter.posting import post_round
from casework.once import once
from files.store import DiskStore
from regulation.clue import Channel, Offence
from tests.casework.builders import an_officer
from tests.casework.clues import as_it_stands
from tests.casework.test_clue_intake import MONDAY
from tests.casework.test_revealing import REASON, acting, clerk_of
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account
from tests.traces import traces, traces_within, writings

CALLER = Reporter("欧阳修竹", "13987654321", "ouyang.xz@mail.example.cn", "口前镇新立村三组十二号")
WIFE, HER_PHONE, ARTIST = "慕容晚晴", "15812349876", "尉迟明远"
SAID = ("东山北坡夜里有人用挖掘机采铁矿。我叫欧阳修竹，电话１３９８７６５４３２１，邮箱ouyang.xz@mail.example.cn，"
        "我家住口前镇新立村三组十二号。")
MORE = f"我是欧阳修竹的妻子{WIFE}，电话158-1234-9876，昨夜又来了。"
HIDDEN = (*CALLER.words(), WIFE, HER_PHONE, "158-1234-9876", ARTIST, "ouyang.xz", "欧阳修竹的照片")


def photograph() -> bytes:
    """A picture whose camera names its owner."""
    made, picture = BytesIO(), Image.new("RGB", (64, 48), "brown")
    exif = picture.getexif()
    exif[0x013B], exif[0x8298] = ARTIST.encode(), f"(c) {CALLER.name}".encode()
    picture.save(made, "JPEG", exif=exif)
    return made.getvalue()


def story(house: House, county: int) -> tuple[str, str]:
    """Called in, a photograph sent after it, registered, read and masked further, letters left; number and receipt code."""
    clerk = clerk_of(house, county)
    with at(house, clerk) as desk:
        made = accept(desk, NewClue(Channel.HOTLINE, SAID, Offence.MINING_WITHOUT_LICENCE, reporter=CALLER, accused="王老板",
                                    place="东山北坡，欧阳修竹家屋后", division="220221100", office=county))
    answer = {"number": made.number, "receipt": made.receipt, "text": SAID}
    with at(house, PUBLIC) as desk:
        once(desk, "key", answer, lambda: answer, sealed=True)
    drain(house)
    ticket = ticket_for(house, str(made.receipt), "203.0.113.7")
    picture = seal_file(house, "欧阳修竹的照片.jpg", BytesIO(photograph()))
    with at(house, PUBLIC) as desk:
        add(desk, ticket, MORE, [picture])
    with at(house, clerk) as desk:
        assert reveal(desk, made.number, f"{REASON}：欧阳修竹").original.reporter == CALLER
    with at(house, clerk) as desk:
        redact(desk, made.number, {"place": f"东山北坡，{OTHER}"}, seen=as_it_stands(house, made).version)
        register(desk, made.number)
    asyncio.run(post_round(house, None, None))
    with open_desk(house) as desk:
        seal(desk)
    return made.number, str(made.receipt)


def dumped(house: House) -> bytes:
    """Everything that a database holds, as its rows say and, of a file, as it lies on the disk."""
    with house.engine.connect() as connection:
        rows = [row for table in inspect(connection).get_table_names()
                for row in connection.exec_driver_sql(f'SELECT * FROM "{table}"')]
    parts = [part if isinstance(part, bytes) else str(part).encode() for row in rows for part in row if part is not None]
    file = Path(house.engine.url.database or "")
    raw = [path.read_bytes() for path in file.parent.glob(f"{file.name}*")] if file.is_file() else []
    return b"\n".join([*parts, *raw])


def test_after_a_whole_story_nothing_stands_in_the_clear_in_database_store_or_journal(house: House, tmp_path: Path) -> None:
    house, town = replace(house, files=DiskStore(tmp_path / "files")), settle_in(house, MONDAY)
    number, receipt = story(house, town.county)
    held = dumped(house)
    assert traces(held, [*HIDDEN, receipt, receipt.replace("-", "")]) == []
    assert number.encode() in held and "挖掘机".encode() in held  # it was looked for where it could be
    assert traces_within(tmp_path, HIDDEN) == []
    with at(house) as desk:
        told = "\n".join(export(desk))
        letters = desk.rows("SELECT subject, text, html FROM letter UNION ALL SELECT subject, text, '' FROM reporter_letter")
    assert "clue.revealed" in told and traces(told.encode(), HIDDEN) == []
    assert len(letters) >= 2 and traces(str(letters).encode(), HIDDEN) == []


@pytest.mark.trial  # a minute; `make test` has the story itself
@pytest.mark.parametrize("who", ["head", "auditor"])
async def test_no_page_export_or_answer_tells_who_sent_it(sqlite_house: House, tmp_path: Path, who: str) -> None:
    house = replace(sqlite_house, files=DiskStore(tmp_path / "files"))
    town = settle_in(house, MONDAY)
    number, _ = await asyncio.to_thread(story, house, town.county)
    with at(house) as desk:
        officer = an_officer(desk, town.province if who == "auditor" else town.county, who, name="查阅人")
    account(house, officer, who)
    assert acting(house, officer).veil is None
    seen = []
    async with Browser(house) as reader:
        await reader.sign_in(who)
        for path in ("/clues", "/clues.xlsx", f"/clues/{number}", "/journal", "/journal.xlsx", "/duties", "/duties.xlsx",
                     "/acts", "/acts.xlsx", "/letters", "/letters/1", "/work", "/", "/search?q=欧阳", "/search?q=13987654321",
                     "/api/openapi.json", f"/clues/{number}/redact", f"/clues/{number}/reveal"):
            answer = await reader.get(path)
            seen.append(answer.status_code)
            found = [one for part in unpacked(answer.content) for one in traces(part, HIDDEN)]
            # What one types into the search stands in the box again.
            assert [one for one in found if "search" not in path or "13987654321" not in one] == [], path
    assert seen.count(200) >= 10


def unpacked(content: bytes) -> list[bytes]:
    """The content, and what is packed in it."""
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return [packed.read(name) for name in packed.namelist()]


@pytest.mark.parametrize("word", [CALLER.name, CALLER.phone, CALLER.email])
def test_what_is_looked_for_is_found_in_whatever_writing_it_stands(word: str) -> None:
    for name, raw in writings(word).items():
        assert traces(b"x" + raw + b"y", [word]), name
    for shift in range(4):
        packed = base64.b64encode(b"z" * shift + f"说{word}的".encode())
        assert traces(packed, [word]), shift
    assert traces("采矿".encode(), [word]) == []
