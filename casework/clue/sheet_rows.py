"""A row of a sheet of clues: what its columns are, and what is wrong with it."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from casework.act.places import place_in_china
from casework.bulk import rows_among
from casework.clue.accepting import LONGEST, LONGEST_LINE
from casework.desk import Desk
from casework.record.addresses import ADDRESS
from casework.record.faults import Faults
from foundation.errors import InvalidError
from regulation.clue import Channel, Offence
from regulation.clue_words import CHANNELS, OFFENCES
from workbooks.reading import Column, Row

COLUMNS = (
    Column("channel", ("来源",)),
    Column("text", ("内容",)),
    Column("offence", ("行为",), required=False),
    Column("accused", ("被举报人",), required=False),
    Column("about", ("被举报机关",), required=False),
    Column("place", ("地点",), required=False),
    Column("division", ("区划代码",), required=False),
    Column("longitude", ("经度",), required=False),
    Column("latitude", ("纬度",), required=False),
    Column("licence", ("许可证号",), required=False),
    Column("happened", ("发生时间",), required=False),
    Column("ongoing", ("正在进行",), required=False),
    Column("name", ("举报人",), required=False),
    Column("phone", ("联系电话",), required=False),
    Column("email", ("电子邮箱",), required=False),
    Column("address", ("住址",), required=False),
)
TITLES = {column.name: column.titles[0] for column in COLUMNS}
BY_SHEET = (Channel.MEDIA, Channel.HOTLINE, Channel.LETTER, Channel.LEADER, Channel.REPORT, Channel.SYSTEM)
CHANNEL_WORDS = {CHANNELS[one]: one for one in BY_SHEET}
OFFENCE_WORDS = {OFFENCES[one]: one for one in Offence}
YES, NO = ("是", "否")
LINES = ("accused", "place", "happened", "licence", "name", "phone", "email", "address")
PARTS = re.compile("[,，、;； ]+")
OFFICES = "SELECT code FROM party WHERE code IN :codes AND level <> 'holder'"


@dataclass(frozen=True)
class Known:
    """What a sheet names and the register has: offices, divisions (offices and areas), licences."""

    offices: Collection[str]
    divisions: Collection[str]
    licences: Collection[str]


@dataclass(frozen=True)
class Checked:
    """What a row says in our terms."""

    channel: Channel
    offence: Offence
    longitude: float | None
    latitude: float | None
    ongoing: bool
    about: tuple[str, ...]


def known_to(desk: Desk, rows: Sequence[Row]) -> Known:
    """What of these rows the register has, asked at once for all."""
    offices, divisions, licences = ({code for row in rows for code in _parts(row[name])}
                                    for name in ("about", "division", "licence"))
    return Known(_there(desk, OFFICES, offices),
                 _there(desk, f"{OFFICES} UNION SELECT code FROM area WHERE code IN :codes", divisions),
                 _there(desk, "SELECT licence_no AS code FROM mineral_right WHERE licence_no IN :codes", licences))


def _there(desk: Desk, statement: str, codes: Collection[str]) -> Collection[str]:
    """Which of these a query finds; PostgreSQL takes no empty list for one of texts."""
    return {row.code for row in rows_among(desk, statement, {"codes": codes})} if codes else ()


def checked(row: Row, known: Known, faults: Faults) -> Checked | None:
    """The row in our terms; what is wrong with it is noted, all of it."""
    before = len(faults.problems)
    channel, offence = CHANNEL_WORDS.get(row["channel"]), OFFENCE_WORDS.get(row["offence"] or OFFENCES[Offence.OTHER])
    if channel is None:
        faults.refuse(row, TITLES["channel"], f"{row['channel']!r} is not known", f"write one of {'、'.join(CHANNEL_WORDS)}")
    if offence is None:
        faults.refuse(row, TITLES["offence"], f"{row['offence']!r} is not known", f"write one of {'、'.join(OFFENCE_WORDS)}")
    if row["ongoing"] not in ("", YES, NO):
        faults.refuse(row, TITLES["ongoing"], f"{row['ongoing']!r} is not known", f"write one of {YES}、{NO}")
    _check_words(row, faults)
    _check_codes(row, known, faults)
    longitude, latitude = _position(row, faults)
    if channel is None or offence is None or len(faults.problems) > before:
        return None
    return Checked(channel, offence, longitude, latitude, row["ongoing"] == YES, _parts(row["about"]))


def _check_words(row: Row, faults: Faults) -> None:
    if not row["text"]:
        faults.refuse(row, TITLES["text"], "is empty", "fill it in")
    if len(row["text"]) > LONGEST:
        faults.refuse(row, TITLES["text"], f"has more than {LONGEST} characters", "write less")
    for name in LINES:
        if len(row[name]) > LONGEST_LINE:
            faults.refuse(row, TITLES[name], f"has more than {LONGEST_LINE} characters", "write less")
    if row["email"] and not ADDRESS.fullmatch(row["email"]):
        # What was written there may tell who it was.
        faults.refuse(row, TITLES["email"], "is not a mail address", "write it as name@example.cn")


def _check_codes(row: Row, known: Known, faults: Faults) -> None:
    for code in _parts(row["about"]):
        if code not in known.offices:
            faults.refuse(row, TITLES["about"], f"no office has the code {code}", "give a code such as 220221")
    if row["division"] and row["division"] not in known.divisions:
        faults.refuse(row, TITLES["division"], f"no division has the code {row['division']}", "give a code such as 220221")
    if row["licence"] and row["licence"] not in known.licences:
        faults.warn(row, TITLES["licence"], "no such licence is registered: the clue goes by its place")


def _position(row: Row, faults: Faults) -> tuple[float | None, float | None]:
    longitude, latitude = row["longitude"], row["latitude"]
    how = "write degrees like 126.5213 and 43.6628"
    if not longitude and not latitude:
        return None, None
    try:
        place = place_in_china(float(longitude), float(latitude))
    except InvalidError as error:
        faults.refuse(row, TITLES["longitude"], error.message.rstrip("."), how)
    except ValueError:
        faults.refuse(row, TITLES["longitude"], "with the latitude it is no position", how)
    else:
        return place.longitude, place.latitude
    return None, None


def _parts(given: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for one in PARTS.split(given) if one))
