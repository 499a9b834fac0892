"""Ore that is confiscated (没收矿产品), as notices and decisions word it: kinds and amounts, and whether one names more."""

import re
import unicodedata
from collections import defaultdict
from decimal import Decimal

TONNES = {"万吨": Decimal(10_000), "吨": Decimal(1), "千克": Decimal("0.001"), "公斤": Decimal("0.001")}
CUBES = {"万立方米": Decimal(10_000), "立方米": Decimal(1)}
DIGITS = {one: n for n, one in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
PART = re.compile(r"(?P<kind>[^0-9.]*?)(?P<amount>[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万]+)\s*"
                  r"(?P<unit>万吨|吨|千克|公斤|万立方米|立方米)(?P<rest>.*)")
UNREADABLE = re.compile("[一二三四五六七八九两][零〇一二三四五六七八九两]|[零〇][零〇十百千万]")  # digits among tens


def beyond(now: str | None, before: str | None) -> bool:
    """Whether one wording confiscates more than another: another kind, more of a kind, or an amount that cannot be read.

    What is worded alike is the same; what is left out is less.
    """
    now, before = _plain(now), _plain(before)
    if not now or now == before:
        return False
    found, allowed = _amounts(now), _amounts(before)
    if found is None or allowed is None:
        return True
    return any(amount > allowed.get(kind, 0) for kind, amount in found.items())


def _plain(text: str | None) -> str:
    # Digits and marks in full width are what they are in half width.
    return re.sub(r"(?<=[0-9])[,，](?=[0-9]{3})|\s+|[。.]$", "", unicodedata.normalize("NFKC", text or ""))


def _amounts(text: str) -> dict[tuple[str, str], Decimal] | None:
    """The amounts by kind and measure, in tonnes or cubic metres; none where a part cannot be read."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for part in re.split(r"[;；、，,]", text):
        match = PART.fullmatch(part)
        if match is None:
            return None
        factor = TONNES.get(match["unit"]) or CUBES[match["unit"]]
        kind = re.sub(r"^没收(矿产品)?", "", match["kind"] + match["rest"]).strip("：:（）() ")
        amount = _number(match["amount"])
        if amount is None:
            return None
        found[kind, "t" if match["unit"] in TONNES else "m3"] += amount * factor
    return found


def _number(told: str) -> Decimal | None:
    if told.isascii():
        return Decimal(told)
    if not set(told) - set(DIGITS):  # digit by digit, as 四〇〇
        return Decimal("".join(str(DIGITS[one]) for one in told))
    if UNREADABLE.search(told):
        return None
    whole, part, last = 0, 0, 0
    for one in told:
        if one == "万":
            whole, part, last = ((whole + part + last) or 1) * 10_000, 0, 0
        elif one in TENS:
            part, last = part + (last or 1) * TENS[one], 0
        else:
            last = DIGITS[one]
    return Decimal(whole + part + last)
