"""What programs send about the documents of a case, and how these are told to them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from fastapi import Path, Query
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from api.case_forms import Line
from api.case_parts import Signed
from api.given import PLAIN, Day, Short, Words, digits

DocumentNumber = Annotated[int, BeforeValidator(digits), Path(ge=1, le=2**31 - 1, examples=[1], description=(
    "The document's number; each further version has another."))]
As = Annotated[Literal["word", "pdf"], Query(alias="as", description="As Word, or as PDF where LibreOffice is installed.")]
FileNumber = Annotated[int, Field(strict=True, ge=1, le=2**31 - 1, examples=[1], description=(
    "A file that was sent ahead: `POST /api/files`."))]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500, pattern=PLAIN)]


class _Sent(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewDocument(_Sent):
    """A document that no move has asked for yet, or a further copy of a form."""

    title: Line = Field(examples=["询问笔录"], description="The form's title or code.")


Because = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500, pattern=PLAIN), Field(description=(
    "Why a draft is changed that was signed already: it, or `If-Match` with the version, is then wanted."))]


class Written(_Sent):
    """Values written over what the case says; an empty one goes back to it."""

    values: Annotated[dict[Short, Any], Field(max_length=80)] = Field(
        examples=[{"discretion": "初次违法"}], description="By field; a list as rows by column, or as text, a row a line.")
    reason: Because = ""


class Opinion(_Sent):
    """A signature in one's place of the chain, or the reason why the document is sent back."""

    opinion: Reason = Field(examples=["同意。"])
    agrees: Annotated[bool, Field(strict=True)] = True


class Why(_Sent):
    """The reason why a draft is struck, or what was issued is void."""

    reason: Reason


class WordFile(_Sent):
    """A Word file that takes the form's place."""

    file: FileNumber
    reason: Because = ""


class Original(_Sent):
    """An original that exists on paper, or came from others."""

    file: FileNumber
    on: Day = Field(description="The day that it says.")
    number: Words = Field(default="", description="The number that it bears, as 吉国土资罚〔2012〕7号.")


class Receipt(_Sent):
    """How a document was served (送达回证)."""

    method: Short = Field(examples=["直接送达"])
    served_on: Day
    place: Words = ""
    proof: Annotated[dict[Short, Words], Field(max_length=20)] = Field(examples=[{"recipient": "王某"}], description=(
        "Who took it, why it was refused, who saw it …: what the law of that day wants of that way."))
    file: FileNumber | None = Field(default=None, description="The receipt as a file.")


class Entry(BaseModel):
    """A field of a document."""

    name: str
    title: str
    kind: str
    note: str
    required: bool
    written: bool = Field(description="Whether an officer wrote it over what the case says.")
    unconfirmed: bool = Field(description="It rests on what was not read in the law: check it first.")
    text: str = Field(description="What stands in it; a list a row a line.")
    columns: list[str]


class Served(BaseModel):
    """A service of a document."""

    method: str
    served_on: date
    place: str | None
    proof: dict[str, str]
    by: str


class Document(BaseModel):
    """A document of a case in its latest version."""

    case: str
    document: int
    title: str
    copy_no: int
    version: int
    state: Literal["draft", "issued", "void"]
    number: str | None
    by_hand: bool = Field(description="An original from paper: its number is outside our series.")
    reason: str | None = Field(description="Why it is void.")
    event: int = Field(description="The event that asked for it.")
    prepared_at: datetime
    issued_on: date | None
    sha256: str | None
    ours: bool = Field(description="Whether we write it; else it is entered as it comes in.")
    chain: list[str] = Field(description="Who signs, in order.")
    turn: str | None = Field(description="Whose turn it is.")
    signers: list[str] = Field(description="The names of those who hold that place, or stand in there, and may sign.")
    lacking: list[str] = Field(description="What must be filled in before anybody signs.")
    signatures: list[Signed]
    lapsed: list[Signed] = Field(description=(
        "Who had signed the version before this draft: these signatures count no longer, and are to be given anew."))
    services: list[Served]
    fields: list[Entry]


class Listed(BaseModel):
    """A document in the list of a case."""

    document: int
    title: str
    copy_no: int
    version: int
    state: Literal["draft", "issued", "void"]
    number: str | None
    event: int
    issued_on: date | None


class Documents(BaseModel):
    """The documents of a case, and what its moves asked for and is not there yet."""

    case: str
    documents: list[Listed]
    missing: list[str]
