"""履职记录: the list of acts, narrowed, sorted, as a workbook."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import holds
from casework.desk import open_desk
from casework.view.acts import ACTS, ActLine, acts_listed
from console.form_fields import in_words
from console.pages import page
from console.tables import asked, looked_up, shown
from console.workbook import EXPORTED, workbook
from regulation.act_kind import ActKind
from regulation.book import Rulebook
from web.chinese.labels import LABELS
from web.presence import SignedIn

router = APIRouter(prefix="/acts", include_in_schema=False)
HEAD = ("编号", "日期", "种类", "单位", "对象", "状态", "计入义务数", "记录人")


@router.get("")
def acts_page(request: Request, found: SignedIn) -> Response:
    """The acts that the reader may see."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part, error = looked_up(asked(request, ACTS), partial(acts_listed, desk))
        book = desk.rulebook
    return page(request, "acts.html", status=422 if error else 200, error=error, list=shown(request, part), kinds=book.acts,
                may_record=holds(found.actor, "act.record"))


@router.get(".xlsx")
def acts_workbook(request: Request, found: SignedIn) -> Response:
    """The list as a workbook; of one kind with a column for each of its fields."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        part = acts_listed(desk, asked(request, ACTS), size=EXPORTED)
        book, day = desk.rulebook, desk.today
    only = book.acts.get(part.asked.filters.get("kind", ""))
    fields = [f"{field.title}（{field.unit}）" if field.unit else field.title for field in only.fields] if only else ["内容"]
    rows = ([*_row(book, line), *_values(book, line, only)] for line in part.rows)
    return workbook(f"履职记录 {day}", [*HEAD, *fields], rows, sheet="履职记录")


def _row(book: Rulebook, line: ActLine) -> Iterator[str | int | date | None]:
    kind = book.acts.get(line.kind)
    yield from (line.id, line.done_on, kind.title if kind else line.kind, line.party, line.about,
                LABELS["act_state"][line.state], line.counted_for, line.recorded_by)


def _values(book: Rulebook, line: ActLine, only: ActKind | None) -> list[Any]:
    if only is not None:
        return [in_words(line.fields.get(field.name)) for field in only.fields]
    kind = book.acts.get(line.kind)
    titles = {field.name: field.title for field in kind.fields} if kind else {}
    return ["；".join(f"{titles.get(name, name)}：{in_words(value)}" for name, value in line.fields.items())]
