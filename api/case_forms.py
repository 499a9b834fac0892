"""What programs send about cases: a new one, a move, the same move for many, a file for an item of evidence."""

from typing import Annotated, Any, Literal

from fastapi import Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, WithJsonSchema

from api.given import PLAIN, Day, Of, Short, Words, Yes
from regulation.stages import Stage

CASE = "^AJ[0-9]{10,16}$"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=PLAIN)]
CaseNumber = Annotated[str, Path(pattern=CASE, description="The case's number.", examples=["AJ2026000001"])]
InStage = Annotated[Stage | None, Query(description="Where it stands.")]
OfOffence = Annotated[str, Query(max_length=40, pattern="^[a-z-]*$", description="Which offence, by its code.",
                                 examples=["mining-without-right"])]
IsMajor = Annotated[Literal["yes", "no"] | None, Query(description="Whether it is a major or typical case.")]
OfParty = Annotated[str, Query(max_length=80, pattern=PLAIN, description="A part of the party's name.", examples=["王"])]
OfNumber = Annotated[str, Query(max_length=80, pattern=PLAIN, examples=["AJ2026"],
                                description="A part of its number, or of the one under which it was filed.")]
Which = Annotated[Literal["open", "soon", "late", "closed", "unfiled"] | None, Query(
    description="Only open ones, those in which an office owes something within a week or is late, closed or unfiled ones.")]
IF_MATCH = r'^(\*|"[0-9]{1,9}")$'
IfMatch = Annotated[
    str | None, Header(alias="If-Match", pattern=IF_MATCH, description=(
        "The `ETag` of the case when it was looked at: where it is another by now, 412 tells which, and nothing is done.")),
    WithJsonSchema({"type": "string", "pattern": IF_MATCH, "examples": ["*"]})]


class Against(BaseModel):
    """The party (当事人) as it will stand in the documents."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["person", "entity"] = Field(examples=["person"])
    name: Line = Field(examples=["王某"])
    id_number: Words | None = Field(default=None, description=(
        "Of a person the identity card, a passport or permit; of an entity the unified social credit code, or an old number."))
    representative: Words | None = None
    address: Words | None = None
    phone: Words | None = Field(default=None, description="With the area code; several parted by 、.")
    sex: Words | None = None
    age: Annotated[int, Field(strict=True, ge=0, le=150)] | None = None
    work_unit: Words | None = None
    post: Words | None = None


class NewCase(BaseModel):
    """A case to be entered in the register: from a clue that is to be filed, or a finding of one's own."""

    model_config = ConfigDict(extra="forbid")

    office: Words = Field(default="", examples=["220221"], description="The office that handles it; by default the token's.")
    cause: Line = Field(examples=["王某无证采矿案"], description="案由.")
    offence: Annotated[str, StringConstraints(pattern="^[a-z-]{1,40}$")] = Field(
        examples=["mining-without-right"], description="A code of `GET /api/penalties`.")
    party: Against
    discovered_on: Day
    source: Literal["举报", "巡查发现", "督察发现", "卫片执法", "上级交办", "其他部门移送", "媒体反映", "其他"] = "其他"
    clue: Annotated[str, StringConstraints(pattern="^(XS[0-9]{10,16})?$")] = Field(default="", description=(
        "The clue from which it comes; its place, right and weight are taken over."))
    act_start: Day | None = Field(default=None, description="The first day of the act.")
    act_end: Day | None = Field(default=None, description="The last day of the act; none: it goes on.")
    received: Yes = Field(default=False, description="Another organ transferred it: it may not be passed on again.")


class Move(BaseModel):
    """A move of a case, or something to be recorded of it."""

    model_config = ConfigDict(extra="forbid")

    action: Annotated[str, StringConstraints(pattern=r"^[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*$", max_length=60)] = Field(
        examples=["filing.establish"], description="One of those that the case offers: `offers`.")
    fields: Annotated[dict[Short, Any], Field(max_length=60)] = Field(
        default={}, examples=[{}], description="What its form asks for, by the names of the fields.")
    day: Day | None = Field(default=None, description="On which it was done, since the last move; by default today.")


class Wanted(BaseModel):
    """A case of which a move is to be made."""

    model_config = ConfigDict(extra="forbid")

    number: Annotated[str, StringConstraints(pattern=CASE)] = Field(examples=["AJ2026000001"])
    version: Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)] | None = Field(
        default=None, description="The version that was looked at: another is refused.")


class Moves(Move):
    """The same move for many cases, each made whole or not at all."""

    cases: Annotated[list[Wanted], Field(min_length=1, max_length=200)]


class Exhibit(BaseModel):
    """A file for an item of evidence."""

    model_config = ConfigDict(extra="forbid")

    file: Of = Field(description="The number of a file sent ahead (`POST /api/files`).")
