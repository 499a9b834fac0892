"""Reads the rulebook from TOML: every mistake is named with file, rule and field; a later decree only adds."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache
from pathlib import Path
from typing import Any

from regulation.book import Rulebook
from regulation.building import KINDS, build
from regulation.checking import check

RULEBOOK = Path(__file__).resolve().parent / "rulebook"


class RulebookError(Exception):
    """The rulebook cannot be used; every mistake is listed as file · rule · field: what is wrong; what to do."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("The rulebook has mistakes:" + "".join(f"\n  - {problem}" for problem in problems))
        self.problems = tuple(problems)


def documents(folder: Path = RULEBOOK, extra: Sequence[Path] = ()) -> dict[str, dict[str, Any]]:
    """Every TOML file of the rulebook and of the folders on top, by its name."""
    found, problems = _packaged() if folder == RULEBOOK else _read(folder, relative=True)
    for root in extra:
        more, wrong = _read(root, relative=False)
        found, problems = found | more, problems + wrong
    if problems:
        raise RulebookError(problems)
    return dict(found)


@cache
def _packaged() -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What comes with this version, which does not change while it runs."""
    return _read(RULEBOOK, relative=True)


def _read(root: Path, *, relative: bool) -> tuple[dict[str, dict[str, Any]], list[str]]:
    found: dict[str, dict[str, Any]] = {}
    problems = []
    for path in sorted(root.rglob("*.toml")):
        name = str(path.relative_to(root)) if relative else str(path)
        try:
            found[name] = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            problems.append(f"{name} · – · –: not TOML ({error}); mend the file")
    return found, problems


def load(folder: Path = RULEBOOK, *, extra: Sequence[Path] = ()) -> Rulebook:
    """The rulebook of a folder with the decrees of others on top, checked."""
    files = documents(folder, extra)
    return _plain_book() if folder == RULEBOOK and files.keys() == _packaged()[0].keys() else parse(files)


@cache
def _plain_book() -> Rulebook:
    return parse(documents())


def parse(files: Mapping[str, Mapping[str, Any]]) -> Rulebook:
    """The rulebook in documents already read, checked."""
    # By what they say, not where they lie: a data folder that moves changes no rule.
    fingerprint = hashlib.sha256(repr(sorted(repr(content) for content in files.values())).encode()).hexdigest()
    book, problems = build(files, fingerprint)
    broken = {problem.split(" · ")[1] for problem in problems}
    problems += [f"{_file_of(table, breach, files)} · {breach}" for table, breach in check(book)
                 if not _follows(breach, broken)]
    if problems:
        raise RulebookError(problems)
    return book


def _follows(breach: str, broken: Set[str]) -> bool:
    """Whether a breach may only follow from a thing whose form is wrong: it is told once that is mended."""
    field = breach.split(" · ")[-1].split(":")[0]
    return bool(broken) and (field in ("event", "raises", "none_needed") or any(code in breach for code in broken))


def _file_of(table: str, breach: str, files: Mapping[str, Mapping[str, Any]]) -> str:
    """The files that speak of the thing a breach begins with: where it stands, and decrees that add to it."""
    code = breach.split(" · ", 1)[0]
    return "、".join(name for name, document in files.items() if code in set(_codes(table, document))) or "–"


def _codes(table: str, document: Mapping[str, Any]) -> Iterator[Any]:
    yield from (one.get(KINDS[table][1]) for one in document.get(table, ()) if isinstance(one, Mapping))
    yield from (one.get(table) for one in document.get(f"{table}_value", ()) if isinstance(one, Mapping))
