"""Whom a text names that somebody wrote by hand: with a title before or after the name, or a blank inside it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from casework.bulk import rows_among
from casework.case.cases import CaseRow
from casework.case.chain import INVESTIGATED, RECUSED, named_in
from casework.case.given import Given
from casework.desk import Desk
from casework.in_force import in_force

OFFICERS = "SELECT id, name FROM officer WHERE id IN :ids ORDER BY id"
SERVING = (f"SELECT DISTINCT o.name FROM officer o JOIN post s ON s.officer_id = o.id WHERE s.office_id IN :offices"
           f" AND {in_force('s', 'day')}")
SOMEBODY_ELSE = "Name somebody else of the office who does not investigate it."
BETWEEN = re.compile(r"[、，,；;。.：:/（）()\n]+")
BLANK = re.compile(r"\s+")
# After a name; a title alone, for “王明华” is not 王明.
TITLE = re.compile(
    r"([副总大支中县市厅分]|代理?|[一二三四]级)*(局长|厅长|处长|科长|股长|所长|队长|站长|组长|主任|书记|主持人|听证员|承办人|"
    r"调查人|经办人|负责人|(主任|副主任)?科员|法制员|审核员|执法人?员|监察员|巡查员|总?工程师|总工|同志)")


def names(text: str, name: str) -> bool:
    """Whether a text names an officer: his name alone or with a title, blanks or brackets beside or inside it."""
    sought = BLANK.sub("", name)
    return any(_is(one, sought) for part in BETWEEN.split(text) for one in (BLANK.sub("", part), *part.split()))


def _is(one: str, sought: str) -> bool:
    before, after = one.removesuffix(sought), one.removeprefix(sought)
    # One character before it makes it a longer name: 张王明 is not 王明, and no title is that short.
    return (before != one and len(before) != 1) or (after != one and TITLE.fullmatch(after) is not None)


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
