"""Every rule has a test class of its own, words for the table, and a move that asks for it."""

import re
from pathlib import Path

from regulation.guards import GUARDS
from regulation.loading import load


def test_every_rule_has_a_test_class_of_its_own():
    classes = {one for file in Path(__file__).parent.glob("test_*.py")
               for one in re.findall(r"^class Test(\w+)", file.read_text(encoding="utf-8"), re.MULTILINE)}
    assert classes == {"".join(word.title() for word in name.split("-")) for name in GUARDS}


def test_every_rule_has_words_and_some_move_or_limit_asks_for_it():
    law = load().procedure
    asked = {name for move in law.move.values() for basis in move.basis for name in move.needs_on(basis.effective_from)}
    asked |= {name for record in law.record.values() for name in record.needs}
    owed = {value.only for rule in load().limits.values() for value in rule.values} - {None}
    assert asked | owed == set(GUARDS) == set(law.guard)
    assert owed - asked == {"hearing-due", "not-performed", "notice-first"}
