"""An entry's detail in words: what has a name is called by it, anything else stands as it was written down."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.decree.wishes import Named
from casework.desk import Desk
from casework.view.detail_places import with_places
from casework.view.stories import Happening, Story
from regulation.book import Rulebook

ITS_OWN = {"rule", "period", "submission", "done"}  # what a duty's own page says already
MOST = 20  # items of a list
FIRST = ("rule", "period")
# Labels of what a detail holds.
KINDS = {"table": "table", "role": "role", "stage": "flow", "flows": "flow", "actions": "action",
         "channel": "channel", "outcome": "outcome", "disposal": "disposal"}
PAGES = {"duty": "/duties/{}", "act": "/acts/{}", "letter": "/letters/{}"}  # where an entry's subject can be looked at


@dataclass(frozen=True)
class Word:
    """A value; `kind` names the labels it is looked up in."""

    text: str
    kind: str | None = None
    number: str = ""  # of the thing that the text names


def told(detail: dict[str, Any], book: Rulebook) -> list[tuple[str, list[Word]]]:
    """The details of an entry by name, what it is about first, what is empty left out."""
    detail = _of_a_case(_of_a_value(detail, book), book)
    names = [*(name for name in FIRST if name in detail), *(name for name in detail if name not in FIRST)]
    return [(name, _words(name, detail[name], book)) for name in names if detail[name] not in (None, "", [], {})]


def _of_a_value(detail: dict[str, Any], book: Rulebook) -> dict[str, Any]:
    """A value of the rulebook by its title and in the words of its page, which say all that its decree's file does."""
    if not {"table", "code"} <= detail.keys():
        return detail
    tables: dict[Any, Mapping[str, Named]] = {"duty": book.duties, "figure": book.figures, "ladder": book.ladders}
    one = tables.get(detail["table"], {}).get(detail["code"])
    kept = {name: value for name, value in detail.items()
            if name not in ("table", "code") and not (name == "decree" and "value" in detail)}
    return {"table": detail["table"], "name": one.title if one else detail["code"], **kept}


def _of_a_case(detail: dict[str, Any], book: Rulebook) -> dict[str, Any]:
    """A move of a case by the titles of the rulebook."""
    law, offence = book.procedure, book.money.offence.get(str(detail.get("offence")))
    said = {name: value for name, value in detail.items() if not (name in ("stage", "given") and "move" in detail)}
    if offence is not None:
        said["offence"] = offence.title
    if "move" in detail:
        one, stage = law.move.get(detail["move"]) or law.record.get(detail["move"]), law.stage.get(str(detail.get("stage")))
        said |= {"move": one.title if one else detail["move"], "case_stage": stage.title if stage else None}
    return said


def happened(desk: Desk, story: Story) -> list[tuple[Happening, list[tuple[str, list[Word]]]]]:
    """What happened to a duty, with those of its details that its page does not say already."""
    details = [{name: value for name, value in json.loads(one.detail).items() if name not in ITS_OWN} for one in story.history]
    return [(one, told(detail, desk.rulebook))
            for one, detail in zip(story.history, with_places(desk, details), strict=True)]


def _words(name: str, value: Any, book: Rulebook) -> list[Word]:
    if isinstance(value, list):
        rest = [Word(f"…（{len(value)}）")] if len(value) > MOST else []
        return [word for one in value[:MOST] for word in _words(name, one, book)] + rest
    if isinstance(value, bool):
        return [Word("yes" if value else "no", "answer")]
    if isinstance(value, dict):
        return [Word(f"{key} {one}") for key, one in value.items()]
    text = str(value)
    if name in ("rule", "rules") and text in book.duties:
        return [Word(book.duties[text].title)]
    if name == "kind" and text in book.acts:
        return [Word(book.acts[text].title)]
    if name in ("by", "because") and (act := re.fullmatch("act ([0-9]+)( .*)?", text)):
        return [Word("act", "entity", f" {act[1]}")]
    return [Word(text, KINDS.get(name))]


def in_a_line(detail: dict[str, Any], book: Rulebook, name: Any) -> str:
    """The same in a line, for a cell; `name` calls a code of a kind in words."""
    return "；".join(f"{name(key, 'detail')}：{'、'.join(_said(one, name) for one in words)}"
                    for key, words in told(detail, book))


def _said(word: Word, name: Any) -> str:
    return f"{name(word.text, word.kind) if word.kind else word.text}{word.number}"


def subject(entity: str, number: int) -> str | None:
    """The page of an entry's subject, where there is one."""
    return PAGES[entity].format(number) if entity in PAGES and number else None
