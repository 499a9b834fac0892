"""A clause explained: its words, the duties with their figures, gates, acts, our readings, and where code and tests are."""

import difflib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from foundation.errors import NotFoundError
from regulation.act_kind import ActKind
from regulation.book import Figure, Gate, Provision, Rulebook
from regulation.rule import DutyRule

ROOT = Path(__file__).resolve().parent.parent.parent
CODE = ("regulation", "models", "notifications", "workbooks", "files", "casework", "flows", "api", "console", "web",
        "deployments")


@dataclass(frozen=True)
class Explained:
    """Everything the house knows of a clause."""

    provision: Provision
    duties: tuple[DutyRule, ...]
    acts: tuple[ActKind, ...]
    gates: tuple[Gate, ...]
    figures: tuple[Figure, ...]
    code: tuple[str, ...]
    tests: tuple[str, ...]


def explain(book: Rulebook, clause: str) -> Explained:
    """What stands for a clause; an unknown one names those that are near."""
    wanted = clause.strip().replace("(", "（").replace(")", "）")
    provision = book.provisions.get(wanted)
    if provision is None:
        near = difflib.get_close_matches(wanted, book.provisions, n=4, cutoff=0.3) or list(book.provisions)
        raise NotFoundError(f"The rulebook has no clause “{clause}”.", way_out=f"Did you mean {'、'.join(near)}?")
    duties = tuple(rule for rule in book.duties.values() if rule.provision == wanted)
    acts = tuple(kind for kind in book.acts.values()
                 if kind.provision == wanted or any(rule.act == kind.kind for rule in duties))
    words = [wanted, *(rule.code for rule in duties), *(kind.kind for kind in acts)]
    return Explained(
        provision=provision, duties=duties, acts=acts,
        gates=tuple(gate for gate in book.gates.values() if gate.provision == wanted),
        figures=tuple(figure for figure in book.figures.values() if figure.provision == wanted),
        code=_places(CODE, words), tests=_places(("tests",), words))


def _places(folders: tuple[str, ...], words: list[str]) -> tuple[str, ...]:
    """Files of the house that name the clause or one of its rules, with the first line that does."""
    found = []
    for folder in folders:
        for path, text in _files(ROOT / folder):
            at = min((first for word in words if (first := _first(text, word)) >= 0), default=None)
            if at is not None:
                found.append(f"{path}:{text.count(chr(10), 0, at) + 1}")
    return tuple(found)


@cache
def _files(folder: Path) -> tuple[tuple[str, str], ...]:
    """The files of a folder of the house, with their text; they do not change while it runs."""
    found = sorted([*folder.rglob("*.py"), *folder.rglob("*.toml")])
    return tuple((str(path.relative_to(folder.parent)), path.read_text(encoding="utf-8")) for path in found)


def _first(text: str, word: str) -> int:
    """Where a clause or name first stands by itself, or -1."""
    at = text.find(word)
    while at >= 0 and _part_of_longer(text[at - 1:at], text[at + len(word):at + len(word) + 1], word):
        at = text.find(word, at + 1)
    return at


def _part_of_longer(before: str, after: str, word: str) -> bool:
    if word.isascii():
        return any(c.isascii() and (c.isalnum() or c == "_") for c in (before, after) if c)
    # 二（三） must not be found in 十二（三）, nor 一（一） in 五（一）: a clause begins where no numeral stands before.
    return before != "" and before in "一二三四五六七八九十"
