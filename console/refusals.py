"""A refusal as a page tells it: in the reader's language, fields and moves by their titles, without the codes of programs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from console.wording import say
from regulation.effects import REASON
from regulation.loading import load
from web.chinese.telling import in_chinese

# A field or move by its code and title; and either by its code alone, after what it is called.
CODED = re.compile(r"(?<![A-Za-z0-9_.-])([a-z][a-z0-9_]*(?:[.-][a-z0-9_]+)*)（([^（）]+(?:（[^（）]*）)?)）")
FIELD = re.compile(r" \(([a-z]+(?:_[a-z]+)+)\)")
MOVE = re.compile(r"(?: \(|（)([a-z-]+\.[a-z-]+)[)）]")


@dataclass(frozen=True)
class Titles:
    """What the law calls moves by their codes, and in English the fields of forms by code and Chinese title."""

    moves: Mapping[str, tuple[str, str]]
    fields: Mapping[tuple[str, str], str]

    @property
    def names(self) -> frozenset[str]:
        """The codes of fields."""
        return frozenset(code for code, _ in self.fields)


@cache
def _titles() -> Titles:
    book = load()
    law = book.procedure
    forms = [*(one.fields for one in law.effect.values()), *(kind.fields for kind in book.acts.values()), (REASON,)]
    moves = {one.action: (one.title, one.title_en) for one in law.move.values()}
    return Titles(moves | {one.action: (one.title, one.title_en) for one in law.record.values()},
                  {(one.name, one.title): one.title_en for form in forms for one in form})


def chinese(words: str) -> str:
    """It in Chinese."""
    return CODED.sub(r"“\2”", MOVE.sub(_move, in_chinese(words)))


def _move(found: re.Match[str]) -> str:
    """The title of a move after what it is called for; nothing where it was named already."""
    before, (title, _) = found.string[:found.start()], _titles().moves.get(found[1], ("", ""))
    return "" if before.endswith(("”", title or "”")) else f"（“{title}”）" if title else found[0]


def english(words: str) -> str:
    """It in English, as the code says it."""
    named = FIELD.sub(lambda found: "" if found[1] in _titles().names else found[0], words)
    return CODED.sub(_in_english, MOVE.sub(lambda found: f" (“{_moved(found[1])}”)", named))


def _moved(code: str) -> str:
    return _titles().moves.get(code, (code, code))[1]


def _in_english(found: re.Match[str]) -> str:
    code, title = found[1], found[2]
    known = _titles()
    return f"“{known.moves[code][1] if code in known.moves else known.fields.get((code, title)) or say('en', title)}”"
