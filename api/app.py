"""Hangs the JSON API into an application."""

import re

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from api import (
    acts,
    case_document_files,
    case_documents,
    case_files,
    case_reports,
    cases,
    clues,
    discretion,
    duties,
    gates,
    holidays,
    journal,
    letters,
    limits,
    money,
    moves,
    office_changes,
    officer_changes,
    officers,
    offices,
    oversight,
    procedure,
    reports,
    search,
    sent_files,
)
from api.asked import known_alone
from api.open311 import routes as open311
from api.open311.faults import faulty
from web.presence import program
from web.problems import dialects
from web.readable import body_is_kept

PREFIX = "/api"
OF_JSON = (clues.router, clues.batches, cases.router, cases.many, case_files.router, case_documents.router,
           case_document_files.router, case_reports.router, duties.router, reports.router,
           moves.router, acts.router, offices.router, office_changes.router, officers.router, officer_changes.router,
           letters.router, journal.router, holidays.router, gates.router, discretion.router, oversight.orders,
           oversight.samples,
           oversight.checks, oversight.measures, limits.router, procedure.router,
           money.router, search.router)
ROUTERS = (*OF_JSON, sent_files.router)

TAGS = [
    {"name": "duties", "description": "What is owed, reports handed in and reviewed, dates moved."},
    {"name": "acts", "description": "What was done, and what it counted for."},
    {"name": "clues", "description": "Tip-offs taken in once and for all; their intake begins by itself."},
    {"name": "cases", "description": "Cases from finding to archive: what can be done now, and what it makes of them."},
    {"name": "case documents", "description": "What a case has in writing: drafted, signed, issued under a number, served."},
    {"name": "files", "description": "Files sent ahead of the report or act that they belong to, and handed out."},
    {"name": "offices", "description": "Offices with their people and mines, and what is missing there."},
    {"name": "officers", "description": "Who serves where, is away, and answers for what; kept by systems of personnel."},
    {"name": "letters", "description": "What was written to whom, and what became of it; for administrators and auditors."},
    {"name": "journal", "description": "What happened, and whether its chain of seals is whole; for auditors."},
    {"name": "holidays", "description": "The days on which people rest or work against the week."},
    {"name": "gates", "description": "Whether an application may go on, or what bars it."},
    {"name": "oversight", "description": "Orders of superiors about cases, checks and samples, measures against areas."},
    {"name": "limits", "description": "Within which time a step of the case must be done, by the law of the day."},
    {"name": "procedure", "description": "The way of a case: stages, moves, what must hold, limits, provisions."},
    {"name": "money", "description": "What an act may cost, the surcharge on a fine, the compensation fee: to the fen."},
    {"name": "search", "description": "Everything within the bearer's sight, by name, code or number."},
    {"name": "health", "description": "Whether the process lives and the database answers; open to everybody."},
]


def install(app: FastAPI) -> None:
    """Add every route."""
    app.openapi_tags = TAGS
    for router in ROUTERS:
        for route in router.routes:
            if isinstance(route, APIRoute):  # by its own words, where it would be called by its function's name
                route.summary = re.split("[;:.]", route.description, maxsplit=1)[0]
        # Who asks is known before what is sent is looked at.
        looked = [Depends(program), Depends(known_alone), *([Depends(body_is_kept)] if router in OF_JSON else [])]
        app.include_router(router, prefix=PREFIX, dependencies=looked)
    app.include_router(open311.router)
    dialects(app)[f"{open311.BASE}/"] = faulty
