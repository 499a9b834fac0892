"""A refusal in Chinese: the English words are known again by their templates, and what stood in their holes is put in anew."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from casework.grants import IN_WORDS
from regulation.loading import load
from regulation.terms import in_words, whole_in_words
from web.chinese.labels import LABELS

CATALOGUE = Path(__file__).parent / "zh.po"
HOLE = re.compile(r"\{(\d+)\}")
# In the Chinese: {1} as it stands, {1:words} said in Chinese itself, {1:quote} in our quotation marks, {1:either} each of a
# choice in them, {1:role} … by its label.
SHOWN = re.compile(r"\{(\d+)(?::(\w+))?\}")
EITHER = re.compile(", | or ")
DEEPEST = 4  # words within words
Values = tuple[str, ...]


@dataclass(frozen=True)
class Template:
    """What the code may say, and how that is said in Chinese."""

    english: str
    chinese: str

    @cached_property
    def texts(self) -> list[str]:
        """The literal texts around the holes."""
        return HOLE.split(self.english)[::2]

    @cached_property
    def weight(self) -> int:
        """How much of it is literal."""
        return sum(map(len, self.texts))

    def values(self, said: str) -> Iterator[Values]:
        """What stands in the holes, if this is what was said: read from the left, and from the right where that differs."""
        first, *inner, last = self.texts
        if len(said) < len(first) + len(last) or not (said.startswith(first) and said.endswith(last)):
            return
        body = said[len(first):len(said) - len(last)]
        left = _cut(body, inner)
        if left is not None:
            yield left
            right = _cut(body[::-1], [text[::-1] for text in inner[::-1]]) or ()
            turned = tuple(value[::-1] for value in right[::-1])
            if turned != left:
                yield turned


def _cut(body: str, between: list[str]) -> Values | None:
    """The parts of a text between others, each of which is taken where it comes first."""
    values = []
    for text in between:
        value, found, body = body.partition(text) if text else ("", " ", body)
        if not found:
            return None
        values.append(value)
    return (*values, body)


@dataclass(frozen=True)
class Told:
    """Words in Chinese; how many characters of the English were known, and how many of them by one template."""

    text: str
    known: int
    whole: int


class Telling:
    """Says in Chinese what is known; the rest stays as it is. Of several ways to read it, the one that knows most is taken."""

    def __init__(self, chinese: dict[str, str]) -> None:
        self.plain = {english: one for english, one in chinese.items() if not HOLE.search(english)}
        self.templates = [Template(english, one) for english, one in sorted(chinese.items()) if HOLE.search(english)]

    def say(self, said: str, depth: int = 0) -> Told | None:
        """The words in Chinese; nothing where they are not known."""
        if said in self.plain:
            return Told(self.plain[said], len(said), len(said))
        found = [self._filled(template, values, depth) for template in self.templates if depth < DEEPEST
                 for values in template.values(said)]
        return max(found, key=lambda one: (one.known, one.whole), default=None)

    def _filled(self, template: Template, values: Values, depth: int) -> Told:
        known = template.weight

        def shown(hole: re.Match[str]) -> str:
            nonlocal known
            value, kind = values[int(hole[1]) - 1], hole[2]
            if kind is None or kind == "quote":
                return value if kind is None else f"“{_bare(value)}”"
            if kind == "either":
                return "、".join(f"“{_bare(one)}”" for one in EITHER.split(value))
            told = self.say(value, depth + 1) if kind == "words" else None
            if told is not None:
                known += told.known
                return told.text
            return self._named(value, kind) or "、".join(self._named(one, kind) or _bare(one) for one in value.split(", "))
        return Told(SHOWN.sub(shown, template.chinese), known, template.weight)

    def _named(self, value: str, kind: str) -> str | None:
        return names(kind).get(in_words(_bare(value))) or names(kind).get(_bare(value)) or self.plain.get(value)


def _bare(value: str) -> str:
    """A value without the quotation marks of Python."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"" else value


@cache
def names(kind: str) -> dict[str, str]:
    """The labels of a kind by what the code calls them in a sentence."""
    if kind in ("case_move", "case_stage"):
        return _of_procedure(kind)
    english = IN_WORDS if kind == "action" else {}
    if kind == "happened":
        english = {code: whole_in_words(code) for code in LABELS[kind]}
    return {english.get(code, in_words(code)): name for code, name in LABELS.get(kind, {}).items()}


def _of_procedure(kind: str) -> dict[str, str]:
    """Moves or stages of a case by their codes and English titles."""
    law = load().procedure
    if kind == "case_stage":
        return {code: row.title for code, row in law.stage.items()} | {
            in_words(row.title_en): row.title for row in law.stage.values()}
    told = {action: record.title for action, record in law.record.items()}
    told |= {action: move.title for action, move in law.move.items()}
    told |= {in_words(record.title_en): record.title for record in law.record.values()}
    return told | {in_words(move.title_en): move.title for move in law.move.values()}


@cache
def _telling() -> Telling:
    return Telling(translated())


def translated() -> dict[str, str]:
    """The Chinese of every template in the catalogue."""
    from babel.messages.pofile import read_po
    with CATALOGUE.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="zh") if one.id and one.string and not one.fuzzy}


def in_chinese(said: str) -> str:
    """What the code said, in Chinese where that is known."""
    told = _telling().say(said)
    return said if told is None else told.text


def preferred(accepted: str) -> str:
    """`zh` where an Accept-Language puts it before English, else `en`."""
    weights = {"zh": 0.0, "en": 0.0}
    for one in accepted.lower().split(","):
        tag, _, weight = one.partition(";q=")
        language = tag.strip().partition("-")[0]
        if language in weights and re.fullmatch(r"[01](\.\d{0,3})?", weight.strip() or "1"):
            weights[language] = max(weights[language], float(weight.strip() or 1))
    return "zh" if weights["zh"] > weights["en"] else "en"
