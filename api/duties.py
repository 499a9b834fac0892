"""The page a letter's line leads to: what is owed, why, by when, how that came about, and how it is handed in."""

from functools import cache
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.letter.links import check_link
from casework.view.stories import Story, story

if TYPE_CHECKING:
    from jinja2 import Environment

router = APIRouter()
STATUS = {"open": "未办结", "handed_in": "已报送，待审核", "suspended": "中止", "discharged": "已办结", "waived": "已免除",
          "closed": "已关闭", "lapsed": "已失效"}


@cache
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined
    return Environment(loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined)


@router.get("/duties/{duty_id}", response_class=HTMLResponse, include_in_schema=False)
def duty_page(request: Request, duty_id: int, k: str = "") -> HTMLResponse:
    """The page of one duty, opened by the key of a letter's link; it shows no personal data."""
    house: House = request.app.state.house
    with open_desk(house, SYSTEM, reads=True) as desk:
        check_link(desk, duty_id, k)
        told = story(desk, duty_id)
        reviewed = desk.rulebook.acts[desk.rulebook.duties[told.rule].act].reviewed
    return HTMLResponse(_templates().get_template("duty.html").render(_context(told, reviewed)),
                        headers={"Referrer-Policy": "no-referrer", "Cache-Control": "no-store"})


def _context(told: Story, reviewed: bool) -> dict[str, Any]:
    return {"duty": told, "status": STATUS[told.status], "reviewed": reviewed}
