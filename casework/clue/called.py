"""How offices and their people are called in reports: by division and bureau, by title, however it is spaced."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

BUREAU = ("自然资源和规划局", "自然资源局", "自然资源厅", "国土资源局", "国土资源厅")  # as offices end their full names
MATTER = "国土资源和?规?划?|国土|自然资源和规划|规划和自然资源|自然资源|地矿|矿管|矿产资源?"
HOUSE = "分局|局|所|厅|站"
TITLE = "副?[局所厅科股处队站][长员]|副?主任|副?书记|干部|公务员|工作人员|执法人员|领导"
# What offices and officers are complained of, told apart from where a report only says that they were told already.
WRONG = ("包庇|袒护|纵容|收钱|收了|收受|受贿|行贿|索贿|索要|好处|红包|保护伞|通风报信|勾结|串通|参股|入股|干股|分红|放行|默许"
         "|吃拿卡要|睁一只眼|违法审批|违规审批|违法发证|违规发证|滥用职权|玩忽职守")
LEVEL = {"县": "county", "区": "county", "市": "city"}
GENERIC = re.compile(rf"(?<![\u4e00-\u9fff])(?:我们?|本|咱们?)?(?P<level>[县区市])(?:{MATTER})?局")
STEM = re.compile("(?:自治州|自治县|省|市|县|区|镇|乡|街道|州)$")
PERHAPS = re.compile(f"(?:{MATTER})(?:{HOUSE})|[县区市]局|(?:{TITLE})")


def plain(text: str | None) -> str:
    """The text without blanks, which would part a name."""
    return re.sub(r"\s+", "", text or "")


def bare(name: str) -> str:
    """The name of a bureau without its ending, which is that of its division."""
    return next((name.removesuffix(end) for end in BUREAU if name.endswith(end)), name)


def speaks_of_offices(text: str) -> bool:
    """Whether a plain text may speak of an office or its people at all."""
    return PERHAPS.search(text) is not None


def offices_called(text: str, offices: Mapping[int, tuple[str, str]], *, blamed: bool) -> set[int]:
    """Which of these offices (by id, with name and level) a plain text names; `blamed` where it must say what they did."""
    rest = f"(?:的|里)?(?:{TITLE}|人)?[^。；;]{{0,16}}?(?:{WRONG})" if blamed else ""
    # A pattern of each office would be built anew for each report: only those whose division stands there are looked for.
    found = {number for number, (name, _) in offices.items()
             if any(one in text for one in _divisions(name)) and re.search(_bureau(name) + rest, text)}
    for at in GENERIC.finditer(text):
        if not rest or re.match(rest, text[at.end():]):
            found |= {number for number, (_, level) in offices.items() if level == LEVEL[at["level"]]}
    return found


def officers_called(text: str, names: Iterable[str]) -> set[str]:
    """Whose names stand in a plain text beside a title or a bureau, as those of people who serve."""
    return {name for name in names if name in text and re.search(
        rf"(?:(?:{TITLE})|(?:{MATTER})(?:{HOUSE})(?:的)?(?:{TITLE})?){re.escape(name)}|{re.escape(name)}(?:{TITLE})", text)}


@lru_cache(maxsize=4096)
def _divisions(name: str) -> tuple[str, ...]:
    """The division of a bureau as it is written: in full, and without its kind."""
    division = bare(name)
    return tuple(one for one in dict.fromkeys((division, STEM.sub("", division))) if len(one) > 1)


@lru_cache(maxsize=4096)
def _bureau(name: str) -> str:
    called = "|".join(re.escape(one) for one in _divisions(name))
    return f"(?:{called})(?:县|市|区|镇|乡)?(?:{MATTER})(?:{HOUSE})"
