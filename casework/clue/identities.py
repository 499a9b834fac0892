"""Finds in a report what tells who sent it, and masks it; an officer who receives it corrects what was missed."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from casework.clue.telltales import (
    ABROAD,
    ACCOUNT,
    CALLED,
    CARD,
    CARD_SAID,
    DEGREES,
    FIXED,
    ID_CARD,
    MAIL,
    MOBILE,
    NUMBERED,
    PLAIN,
    PLATE,
    SAYINGS,
)

MASK = {"name": "〔姓名〕", "phone": "〔电话〕", "id": "〔证件号〕", "mail": "〔邮箱〕", "card": "〔账号〕",
        "account": "〔网络账号〕", "address": "〔住址〕", "plate": "〔车牌〕"}
SHORTEST = 2  # characters of a name that is masked wherever it stands


@dataclass(frozen=True)
class Finding:
    """A part of a text that tells who sent it: from where to where, and what it is."""

    start: int
    end: int
    kind: str


def found_in(text: str, known: Iterable[str] = (), *, told: bool = True) -> list[Finding]:
    """What identifies somebody, in its order and without overlaps; `known` are words of which it is certain.

    Where nobody tells who he is, as where one says whom he complains of, a name is not taken for the teller's.
    """
    plain = text.translate(PLAIN)
    said = _said(plain) if told else ()
    spans = sorted([*_known(text, known), *_numbers(plain), *said], key=lambda one: (one.start, -one.end))
    kept: list[Finding] = []
    for one in spans:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def masked(text: str, known: Iterable[str] = (), *, told: bool = True) -> str:
    """The text with everything found masked by what it was."""
    said: list[str] = []
    last = 0
    for one in found_in(text, known, told=told):
        said += [text[last:one.start], MASK[one.kind]]
        last = one.end
    return "".join([*said, text[last:]])


def known_in(text: str, known: Iterable[str]) -> bool:
    """Whether one of the words of which it is certain stands in the text, however it is spaced or written."""
    return next(_known(text, known), None) is not None


def unnamed(text: str, known: Iterable[str]) -> str:
    """The text with only those words masked of which it is certain: what an office writes may name its own telephone."""
    said, last = [], 0
    for one in sorted(_known(text, known), key=lambda one: (one.start, -one.end)):
        if one.start >= last:
            said += [text[last:one.start], MASK[one.kind]]
            last = one.end
    return "".join([*said, text[last:]])


def _known(text: str, known: Iterable[str]) -> Iterator[Finding]:
    plain = text.translate(PLAIN)
    for word, kind in {pair for one in known for pair in _spellings(one.strip().translate(PLAIN))}:
        # However it is spaced or parted.
        pattern = r"[\s.·—-]{0,3}".join(re.escape(char) for char in word if not char.isspace())
        yield from (Finding(*at.span(), kind) for at in re.finditer(pattern, plain, re.IGNORECASE))


def _spellings(word: str) -> Iterator[tuple[str, str]]:
    """A word of which it is certain, with what kind it is; of a telephone its digits, of a mail address also its name."""
    digits = re.sub(r"[\s+()-]", "", word)
    if digits.isdigit() and len(digits) > SHORTEST:
        yield digits[2:] if len(digits) == 13 and digits.startswith("86") else digits, "phone"
    elif "@" in word:
        yield word, "mail"
        name = word.partition("@")[0]
        if len(name) > 4:
            yield name, "account"
    elif len(word) >= SHORTEST:
        yield word, "name"


def _numbers(plain: str) -> Iterator[Finding]:
    yield from (Finding(*at.span(), "mail") for at in MAIL.finditer(plain))
    yield from (Finding(at.end("keep"), at.end(), "account") for at in ACCOUNT.finditer(plain))
    yield from (Finding(*at.span(), "plate") for at in PLATE.finditer(plain))
    if NUMBERED.search(plain) is None:
        return
    yield from (Finding(*at.span(), "id") for at in ID_CARD.finditer(plain))
    yield from (Finding(*at.span(), "card") for at in CARD.finditer(plain) if _luhn(at[0]))
    yield from (Finding(at.end("keep"), at.end(), "card") for at in CARD_SAID.finditer(plain))
    yield from (Finding(*at.span(), "phone") for at in MOBILE.finditer(plain) if not DEGREES.fullmatch(at[0]))
    yield from (Finding(*at.span(), "phone") for at in FIXED.finditer(plain))
    yield from (Finding(at.end("keep"), at.end(), "phone") for at in CALLED.finditer(plain))
    yield from (Finding(*at.span(), "phone") for at in ABROAD.finditer(plain) if _valid(at[0]))


def _said(plain: str) -> Iterator[Finding]:
    for pattern, kind in SAYINGS:
        yield from (Finding(at.end("keep"), at.end(), kind) for at in pattern.finditer(plain))


def _valid(number: str) -> bool:
    from phonenumbers import NumberParseException, is_valid_number, parse
    try:
        return is_valid_number(parse(number, "CN"))
    except NumberParseException:
        return False


def _luhn(digits: str) -> bool:
    from stdnum import luhn
    plain = re.sub(r"\D", "", digits)
    return bool(luhn.is_valid(plain)) and not (len(plain) == 18 and plain.startswith("9"))  # that is a firm's code
