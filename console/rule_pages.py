"""规则: every clause of the order with its words, what is owed because of it, our readings, and how that stands."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from casework.access import allowed
from casework.decree.telling import due_words
from casework.desk import House, open_desk
from casework.shelf import Shelf
from casework.view.explaining import explain
from casework.view.rule_state import RuleState, rule_states
from console.pages import page
from web.presence import SignedIn

router = APIRouter(prefix="/rules", include_in_schema=False)


@router.get("")
def clauses(request: Request, found: SignedIn) -> Response:
    """Every clause, and the ladders by which duties are chased."""
    house: House = request.app.state.house
    book, owed = house.rulebook, dict[str, int]()
    for rule in book.duties.values():
        owed[rule.provision] = owed.get(rule.provision, 0) + 1
    shelf = house.source
    problems = shelf.problems if isinstance(shelf, Shelf) and allowed(found.actor, "rule.set") else ()
    return page(request, "rules.html", provisions=book.provisions.values(), ladders=book.ladders.values(), owed=owed,
                problems=problems)


@router.get("/{clause}")
def clause_page(request: Request, clause: str, found: SignedIn) -> Response:
    """One clause."""
    with open_desk(request.app.state.house, found.actor, reads=True) as desk:
        told = explain(desk.rulebook, clause)
        states = rule_states(desk, tuple(rule.code for rule in told.duties))
    return page(request, "rule.html", told=told, states=states, nothing=RuleState(), due_words=due_words)
