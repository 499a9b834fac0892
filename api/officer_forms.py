"""What programs send about officers and mines, and what they are answered."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.given import Day, Name, Of, Words, Yes

Role = Literal["head", "deputy", "unit_head", "handler", "legal_reviewer", "inspector", "patroller", "clerk", "statistician",
               "administrator", "auditor", "holder"]


class Given(BaseModel):
    """What is sent, and nothing else."""

    model_config = ConfigDict(extra="forbid")


class NewPost(Given):
    """A post at an office or a holder, from a day (today) on."""

    office: Name = Field(description="Code or full name of the office or holder.")
    role: Role
    title: Words = ""
    since: Day | None = None


class NewOfficer(NewPost):
    """An officer with a first post."""

    name: Name
    email: Words = ""


class Changed(Given):
    """Another name or address; what is left out stays."""

    name: Name | None = None
    email: Words | None = Field(default=None, description="Empty for none.")


class Ends(Given):
    """The last day of a post or an absence."""

    last: Day


class NewAbsence(Given):
    """Days away, both included, and who stands in."""

    first: Day
    last: Day
    substitute: Of | None = None
    reason: Words = ""


class Leaves(Given):
    """From which day on he serves no more, and who takes over; `despite` takes gaps into account that are left."""

    since: Day
    successor: Of | None = None
    despite: Yes = False


class Responsible(Given):
    """Who is responsible, nobody where it is empty; `office` where not the inspector is meant."""

    officer: Of | None = None
    office: Name | None = Field(default=None, description="Code of the mine's county or township; none for the inspector.")
    since: Day | None = None


class Made(BaseModel):
    """The number of what was made."""

    number: int


class Done(BaseModel):
    """It was done."""

    done: bool = True


class Left(BaseModel):
    """What was handed over, and what was left."""

    posts_ended: int
    mines_freed: int
    mines_handed_over: int
    responsibilities_ended: int
    responsibilities_handed_over: int
    substitutions_handed_over: int
    absences_uncovered: int
    reminders_handed_over: int
    drafts_handed_over: int
    tokens_revoked: int
    feeds_revoked: int
    certificates_ended: int
    verifications_left: int
    cases_handed_over: int
    filters_dropped: int
    account_closed: bool
