"""What programs send about duties, and what they are answered."""

from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.given import Attachments, Day, NamedOnce, Reason, Seen
from regulation.terms import Unit

Status = Literal["open", "handed_in", "suspended", "discharged", "waived", "closed", "lapsed"]

HANDED_IN = "When the report that waits or was accepted was handed in; late where that is after `due`."


class Given(BaseModel):
    """What is sent, and nothing else."""

    model_config = ConfigDict(extra="forbid")


class Duty(BaseModel):
    """A duty: who owes what about what, why, by when, and how it stands."""

    duty: int = Field(description="Its number.")
    rule: str = Field(examples=["county_patrol"])
    act: str = Field(description="The kind of act, or of report, that counts for it.", examples=["patrol"])
    title: str
    provision: str = Field(description="The place in the order.", examples=["三（一）"])
    quote: str = Field(description="The words of the order.")
    debtor: str = Field(description="Who owes it, by name.")
    creditor: str | None = Field(description="To whom it is owed.")
    about: str | None = Field(description="The mine, right or officer that it is about; none for the debtor itself.")
    about_code: str | None = Field(description="The same as acts name it.", examples=["mine:JL0001"])
    period: str = Field(description="A year, half-year, quarter, month, week or day.", examples=["2024-W10"])
    reports_on: str | None = Field(description="The period that is reported on, for what is a report.", examples=["2023"])
    times: int = Field(description="How often it is to be done in the period.")
    done: int = Field(description="How often it was.")
    status: Status = Field(examples=["open"])
    opens: date
    due: date = Field(description="The last day.")
    provisional: bool = Field(description="Whether `due` waits for a year's holidays to be announced.")
    explanation: str
    handed_in_on: date | None = Field(description=HANDED_IN)
    ended_on: date | None
    end_reason: str | None
    last_entry: int = Field(description="The last entry of its history; send it as `seen` with what you decide.")


class DutyLine(BaseModel):
    """A duty in a list."""

    duty: int = Field(description="Its number.")
    rule: str
    title: str
    debtor: str
    about: str | None
    period: str
    reports_on: str | None = Field(description="The period that is reported on, for what is a report.", examples=["2023"])
    status: Status
    done: int
    times: int
    due: date
    provisional: bool
    handed_in_on: date | None = Field(description=HANDED_IN)
    days: int = Field(description="Until it is due; negative when that day is past.")


class Duties(BaseModel):
    """A page of duties; `more` says whether another follows."""

    duties: list[DutyLine]
    page: int
    more: bool


class Report(Given):
    """A report: the fields of its act kind, and its files."""

    fields: dict[str, Any] = Field(default={}, description="The form of its kind; money in 元.", examples=[{"summary": "…"}])
    files: NamedOnce = {}
    attachments: Attachments = []


class HandedIn(BaseModel):
    """A report that was handed in; `act` where it counts at once."""

    submission: int = Field(description="Its number.")
    act: int | None


class ReportFile(BaseModel):
    """A file of a report."""

    file: int = Field(description="Its number: `GET /api/files/{number}`.")
    wanted: str = Field(description="What the form calls it.", examples=["report"])
    name: str
    media_type: str
    size: int = Field(description="Bytes.")


class Submission(BaseModel):
    """A report as it was handed in, and what was said to it."""

    submission: int = Field(description="Its number.")
    handed_in_on: date
    handed_in_by: str
    state: Literal["handed_in", "accepted", "returned"]
    reasons: str | None = Field(description="Why it was returned.")
    fields: dict[str, Any]
    files: list[ReportFile]


class Submissions(BaseModel):
    """The reports of a duty, the newest first."""

    submissions: list[Submission]


class Review(Given):
    """What is said to a report: it is accepted, or returned with reasons."""

    verdict: Literal["accept", "return"]
    reasons: Reason | None = Field(default=None, description="Wanted where it is returned.")
    seen: Seen = None


class Reviewed(BaseModel):
    """How the duty stands after the review; the act that the report has become."""

    duty: int
    status: Status
    act: int | None


class Suspension(Given):
    """From which day (today) the clock stands, and why."""

    reason: Reason
    since: Day | None = None
    seen: Seen = None


class Resumption(Given):
    """From which day (today) the clock runs again."""

    reason: Reason
    on: Day | None = None
    seen: Seen = None


class Extension(Given):
    """How much more time, and why; the bearer approves it."""

    n: int = Field(strict=True, ge=1, le=1200)
    unit: Literal[Unit.DAY, Unit.WORKING_DAY, Unit.MONTH]
    reason: Reason
    seen: Seen = None


class Waiver(Given):
    """Why the debtor is released; the bearer approves it."""

    reason: Reason
    seen: Seen = None


class Moved(BaseModel):
    """How the duty stands after a move."""

    duty: int
    status: Status
    due: date
    provisional: bool
