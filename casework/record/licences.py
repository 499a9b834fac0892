"""Licence numbers and minerals: what looks odd, and what the order leaves to others (domain §8)."""

import re
from collections.abc import Collection

from regulation.book import Rulebook

NEW = re.compile(r"[CT]\d{6}(\d{4})(\d{2})\d{10}")  # 23 characters: mining since 2009, both since 2020
NUMBER_2008 = re.compile(r"[TD]\d{3}(\d{4})(\d{2})\d{8}")  # 18 characters: exploration from 2008 to 2020
OLDEST = re.compile(r"\d{13}")
BETWEEN = re.compile(r"[、，,;；/及和与\s]+")
BRACKETS = re.compile(r"[（(][^）)]*[）)]")


def oddity(number: str, kind: str) -> str | None:
    """What is unusual about a licence number of this kind; only a warning, since old numbers stay valid."""
    if OLDEST.fullmatch(number):
        return None
    found = NEW.fullmatch(number) or NUMBER_2008.fullmatch(number)
    if found is None:
        return f"{number} has none of the known forms (C or T and 22 digits; T and 17 digits; 13 digits)"
    year, month = (int(part) for part in found.groups())
    if not (1 <= month <= 12 and 1980 <= year <= 2100):
        return f"{number} should hold a year and month, but holds {found[1]}{found[2]}"
    if (number[0] == "C") != (kind == "mining"):
        return f"{number} begins like a licence of the other kind of right"
    return None


def outside(mineral: str, names: Collection[str]) -> str | None:
    """The mineral among these that an entry such as 石油、天然气 or 煤层气（煤矿瓦斯） is about, or None."""
    joined = re.compile("(?:" + "|".join(map(re.escape, names)) + ")+(?:矿)?") if names else None
    for part in BETWEEN.split(BRACKETS.sub("", mineral)):
        if joined is not None and joined.fullmatch(part):
            return part
    return None


def outside_clause(book: Rulebook) -> str:
    """The clause that leaves oil, gas and coal-bed methane to another system, with its words."""
    for provision in book.provisions.values():
        for quote in provision.quotes:
            if any(name in quote for name in book.minerals["outside"]):
                return f"{provision.clause}: {quote}"
    return "国土资发〔2003〕99号"
