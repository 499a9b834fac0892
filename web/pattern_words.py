"""What the patterns of the API ask for, in words: whoever is refused reads no regular expression."""

from typing import Any

MONEY, DAY = r"[0-9]{1,13}(\.[0-9]{1,2})?", "[0-9]{4}-[0-9]{2}-[0-9]{2}"
WORDS = {
    r"^[^\x00-\x1f\x7f]*$": "it holds control characters, such as a line break or a tab",
    r"^[\x21-\x7e]+$": "it is written with visible ASCII characters, without blanks",
    "^XS[0-9]{10,16}$": "the number of a clue is wanted, as XS2026000001",
    "^(XS[0-9]{10,16})?$": "the number of a clue is wanted, as XS2026000001, or nothing",
    "^AJ[0-9]{10,16}$": "the number of a case is wanted, as AJ2026000001",
    "^[a-z-]*$": "a code is wanted of small letters and hyphens, as mining-without-right",
    "^[a-z-]{1,40}$": "a code is wanted of small letters and hyphens, as mining-without-right",
    "^[a-z_.]{0,60}$": "a name is wanted of small letters, underscores and full stops, as case.moved",
    r"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$": "the name of a move is wanted, as filing.establish",
    r'^(\*|"[0-9]{1,9}")$': 'a version is wanted as the `ETag` tells it, in quotation marks, as "3", or *',
    "^[0-9A-Za-z._-]{1,40}$": "a code is wanted of 1 to 40 letters, digits, full stops, underscores or hyphens, as 220221",
    f"^{MONEY}$": "an amount in yuan is wanted with at most two decimals, as 1000.50",
    f"^{DAY}:{MONEY}$": "a day and an amount in yuan are wanted, as 2026-03-05:1000.50",
    f"^{DAY}:{DAY}$": "a first and a last day are wanted, as 2026-03-05:2026-03-20",
    r"^[0-9]{1,6}(\.[0-9]{1,6})?$": "a number is wanted with at most six decimals, as 82.5",
    "^([0-9]{6}|[0-9]{9})?$": "a division code of six or nine digits is wanted, or nothing",
    "^([!-?A-~]+@[!-?A-~]+)?$": "a mail address is wanted, as name@example.cn, or nothing",
}


def in_words(fault: dict[str, Any]) -> str:
    """What is wrong with a value that was sent, as Pydantic found it."""
    said = str(fault["msg"])
    return WORDS.get(str(fault.get("ctx", {}).get("pattern", "")), said) if fault["type"] == "string_pattern_mismatch" else said
