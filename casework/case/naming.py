"""Whom a text names that somebody wrote by hand: with a title before or after the name, or a blank inside it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from casework.bulk import rows_among
from casework.case.cases import CaseRow
from casework.case.chain import INVESTIGATED, RECUSED
from casework.case.done import named_in
from casework.case.given import Given
from casework.desk import Desk
from casework.in_force import in_force

OFFICERS = "SELECT id, name FROM officer WHERE id IN :ids ORDER BY id"
SERVING = (f"SELECT DISTINCT o.name FROM officer o JOIN post s ON s.officer_id = o.id WHERE s.office_id IN :offices"
           f" AND {in_force('s', 'day')}")
SOMEBODY_ELSE = "Name somebody else of the office who does not investigate it."
HAN = "\u3400-\u9fff\U00020000-\U000323af"
BLANK = re.compile(r"\s+")
# What parts names: whatever no name is written with, and the words that join or lead them.
BETWEEN = re.compile(rf"[^A-Za-z{HAN}]|以及|[和与及跟或暨由请并让等]|同(?!志)")
# Before or after a name; what is left of them beside it is part of a longer name, for “王明华” is not 王明.
TITLE = (r"(?:兼|时任|现任|原|常务|党组|党委|机关|正|副|总|大|支|中|省|县|市|区|厅|局|处|科|股|队|所|站|分|代理?|[一二三四]级)*"
         r"(?:局长|厅长|处长|科长|股长|所长|队长|站长|组长|部长|县长|市长|区长|镇长|乡长|主任|书记员?|主席|委员|成员|领导|干部|秘书长?"
         r"|主持人?|听证员|记录人?员?|承办人|协办人|调查人员?|经办人|负责人|参加人|列席|出席|参加|主办|调研员|巡视员|督察员?|科员|办事员"
         r"|法制员|审核员|执法人?员|监察员|巡查员|检查员|专员|助理|顾问|工程师|总工|总监|总师|级|同志|先生|女士)")
BEFORE, BEFORE_ONE, AFTER = re.compile(f"{TITLE}$"), re.compile(f"{TITLE}.$"), re.compile(TITLE)


def names(text: str, name: str) -> bool:
    """Whether a text names an officer, whatever titles, blanks and other names stand beside his; in doubt it does."""
    sought = BLANK.sub("", name)
    # A blank stands inside a name, or between two.
    return sought != "" and any(_is(said[:at.start()], said[at.end():])
                                for said in (BLANK.sub("", text), BLANK.sub("、", text))
                                for at in re.finditer(re.escape(sought), said))


def _is(left: str, right: str) -> bool:
    before, after = BETWEEN.split(left)[-1], BETWEEN.split(right)[0]
    return not _longer_before(before) and not _longer_after(after)


def _longer_before(before: str) -> bool:
    """Whether one character, alone or after a title, makes it a longer name: 张王明."""
    return len(before) == 1 or (not BEFORE.search(before) and BEFORE_ONE.search(before) is not None)


def _longer_after(after: str) -> bool:
    """The same with one after it, which a title may follow: 王明华副局长."""
    return not AFTER.match(after) and (len(after) == 1 or AFTER.match(after, 1) is not None)


@dataclass(frozen=True)
class Barred:
    """Somebody who may not judge a case, and why."""

    name: str
    recused: bool


def barred_in(desk: Desk, case: CaseRow, given: Given, text: str) -> Barred | None:
    """Whom a text names of those who handle the case, ever investigated it, or are recused."""
    investigate = named_in(desk, case, INVESTIGATED) | ({case.handler_id} if case.handler_id else set())
    out: Collection[int] = named_in(desk, case, RECUSED) if given.facts.recused else set()
    rows = rows_among(desk, OFFICERS, {"ids": {*investigate, *out}})
    return next((Barred(row.name, row.id in out) for row in rows if names(text, row.name)), None)


def serves(desk: Desk, case: CaseRow, day: date, text: str) -> bool:
    """Whether a text names somebody who serves on a day at the office of the case or at its superior."""
    offices = [one for one in (case.office_id, case.superior_id) if one is not None]
    return any(names(text, row.name) for row in rows_among(desk, SERVING, {"offices": offices}, day=day))
