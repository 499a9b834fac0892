"""The templates are read from the source: through names, parameters, conditions, lists and functions."""

from pathlib import Path

import pytest

from web.chinese import catalogue
from web.chinese.source_tree import Source
from web.chinese.source_words import templates

HEAD = "from shop.words import WAY_OUT, near\n"
WORDS = 'WAY_OUT = "Ask the owner."\n\ndef near(name):\n    return f"Did you mean {name}?" if name else "Ask."\n'
CASES = {
    "plainly": ('def f(n):\n    raise ShopError(f"There is no {n}.", way_out="Look again.")\n',
                {"There is no {1}.", "Look again."}),
    "handed back": ('def f():\n    return ShopError("Closed.")\n', {"Closed."}),
    "by a constant of another file": ('def f():\n    raise ShopError("No.", way_out=WAY_OUT)\n', {"No.", "Ask the owner."}),
    "by a function of another file": ('def f(n):\n    raise ShopError("No.", way_out=near(n))\n',
                                      {"No.", "Did you mean {1}?", "Ask."}),
    "in one of two ways": ('def f(n):\n    raise ShopError("No." + (f" Not {n}." if n else ""))\n', {"No.", "No. Not {1}."}),
    "with words in a hole": ('def f(n):\n    raise ShopError(f"It is {n or "not there"}.")\n', {"It is {1}.", "not there"}),
    "with words of a caller": ('def f(what):\n    raise ShopError(f"The {what} is shut.")\n\ndef g():\n    f("back door")\n',
                               {"The {1} is shut.", "back door"}),
    "with words of a default": ('def f(*, what="Door"):\n    raise ShopError(f"{what} {1} is shut.")\n',
                                {"{1} {2} is shut.", "Door"}),
    "in a list that grows": ('def f(a):\n    faults = [f"{x} is bad" for x in a]\n    faults += ["All is bad"]\n'
                             '    faults.append("Worse")\n    raise ShopError("Bad:", problems=tuple(faults))\n',
                             {"Bad:", "{1} is bad", "All is bad", "Worse"}),
    "as one of a dictionary": ('TOLD = {"a": "an apple"}\n\ndef f(n):\n    raise ShopError(f"No {TOLD.get(n, n)}.")\n',
                               {"No {1}.", "an apple"}),
    "by a kind that is chosen": ('def f(kind):\n    raise kind("Shut.")\n', {"Shut."}),
    "to a method": ('class Faults:\n    def refuse(self, row, what):\n        self.problems.append(f"row {row}: {what}")\n\n'
                    'def f(faults):\n    faults.refuse(1, "is empty")\n', {"row {1}: {2}", "is empty"}),
}


def read(folder: Path, text: str) -> set[str]:
    (folder / "shop").mkdir()
    (folder / "shop" / "words.py").write_text(WORDS, encoding="utf-8")
    (folder / "shop" / "sale.py").write_text(HEAD + text.replace('{n or "not there"}', "{n or 'not there'}"), encoding="utf-8")
    source = Source()
    for file in sorted((folder / "shop").iterdir()):
        source.read(folder, file)
    return templates(source)


@pytest.mark.parametrize("case", CASES)
def test_what_is_said_is_found(tmp_path, case):
    text, found = CASES[case]
    assert read(tmp_path, text) == found


def test_a_name_made_of_itself_ends(tmp_path):
    assert read(tmp_path, 'def f(a):\n    a = a + "!" if a else f"x{a}"\n    raise ShopError(a)\n') >= {"x{1}"}


@pytest.mark.trial  # it reads the whole source
def test_the_check_names_what_is_missing_left_over_or_filled_wrongly(monkeypatch):
    known = catalogue.translated()
    gone = "There is no duty {1}."
    changed = {one: chinese for one, chinese in known.items() if one != gone} | {
        "Nobody says this.": "没有人这样说。", "There is no act {1}.": "没有{2}。", "There is no file {1}.": "没有{1:colour}。"}
    monkeypatch.setattr(catalogue, "translated", lambda: changed)
    assert catalogue.faults() == [f"no Chinese for: {gone}", "said nowhere any more: Nobody says this.",
                                  "no such hole {2}: 没有{2}。", "no such hole {1:colour}: 没有{1:colour}。"]
