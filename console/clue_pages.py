"""One clue on one page: what was told, what is owed until when, what was done about it, how it went, what can be done now."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.desk import open_desk
from casework.view.cases_beside import cases_of_clue, may_file
from casework.view.clue_course import Event
from casework.view.clue_story import clue_story
from console.journal_words import Word, told
from console.pages import page
from files.pictures import MEDIA_TYPES
from regulation.book import Rulebook
from web.presence import SignedIn

router = APIRouter(prefix="/clues", include_in_schema=False)


@router.get("/{number}")
def clue_page(request: Request, number: str, found: SignedIn) -> Response:
    """The page of a clue; who sent it and what came as it came stand nowhere on it."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        story, book, today = clue_story(desk, number), desk.rulebook, desk.today
        cases, file = cases_of_clue(desk, story.clue), may_file(desk, story.clue)
    return page(request, "clue.html", story=story, clue=story.clue, facts=story.facts, today=today,
                course=_in_words(story.course, book), shown_types=MEDIA_TYPES, cases=cases, may_file=file,
                stages=book.procedure.stage)


def _in_words(events: list[Event], book: Rulebook) -> list[tuple[Event, list[tuple[str, list[Word]]]]]:
    return [(one, told(dict(one.detail), book)) for one in events]
