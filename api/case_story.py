"""A case on one page, as it is told to programs."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.case_answers import CaseLine, Event
from api.case_parts import Document, Item, Limit, Officer, Party
from api.case_sums import Money, money_told
from casework.view.case_story import CaseStory, Offer
from regulation.stages import Stage
from regulation.terms import Confidence


class Asks(BaseModel):
    """A field of a move's form."""

    name: str
    title: str
    title_en: str
    type: Literal["text", "integer", "number", "money", "date", "boolean", "choice", "officers"]
    required: bool
    unit: str | None
    choices: list[str]
    minimum: float | None


class Unmet(BaseModel):
    """What keeps a move from being made, and what to do about it."""

    detail: str
    way_out: str


class Offered(BaseModel):
    """Something that can be done at this stage: by whom, with which form, and why not now."""

    action: str
    title: str
    title_en: str
    who: str
    mine: bool = Field(description="Whether the bearer may do it.")
    open: bool = Field(description="Whether the bearer can do it now.")
    record: bool = Field(description="It leaves the stage as it is.")
    to: Stage | None
    unmet: list[Unmet]
    form: list[Asks]
    opens: list[str] = Field(description="The limits that it opens.")
    ends: list[str]
    documents: list[str]
    provision: str
    confidence: Confidence | None


class Case(CaseLine):
    """A case with all that a reader asks about it."""

    version: int
    stage_title: str
    final: bool
    county: str | None
    clue: str | None
    source: str
    source_case: str | None
    right: str | None
    licence: str | None
    act_start: date | None
    act_end: date | None
    opened_at: datetime
    stopped_by: list[str] = Field(description="Why the time for deciding stands still.")
    chief: str | None = Field(description="负总责.")
    main: str | None = Field(description="主要责任人.")
    unit_head: str | None = Field(description="具体责任人.")
    party: Party
    limits: list[Limit]
    officers: list[Officer]
    evidence: list[Item]
    documents: list[Document]
    money: Money
    events: list[Event]
    offers: list[Offered]


def told(story: CaseStory) -> Case:
    """A case as it is answered."""
    case, beside, law = story.case, story.beside, story.stage
    due = story.next_due
    return Case.model_validate({
        **asdict(case), "office": case.office_name, "stage_title": law.title, "final": law.final, "county": beside.county,
        "clue": beside.clue, "source_case": beside.source_case, "right": beside.right_name, "licence": beside.licence_no,
        "stopped_by": [one for one in case.stopped_by.split(",") if one], "chief": beside.chief, "main": beside.main,
        "unit_head": beside.unit_head, "handler": beside.handler, "due": due.due if due else None,
        "party": asdict(story.party), "limits": [asdict(one) for one in story.limits],
        "officers": [asdict(one) for one in story.officers], "evidence": [asdict(one) for one in story.evidence],
        "documents": [asdict(one) for one in story.documents], "money": money_told(story.money),
        "events": [asdict(one) for one in story.events], "offers": [_offered(one) for one in story.offers]})


def _offered(offer: Offer) -> dict[str, Any]:
    one = offer.doable
    return {**asdict(one), "mine": offer.mine, "open": offer.open,
            "unmet": [{"detail": why.message, "way_out": why.way_out} for why in offer.unmet]}
