"""Files taken in, and what they belong to."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from models.base import instant


class KeptFile(SQLModel, table=True):
    """A file as it was sent; what it holds lies in the store under its SHA-256."""

    __tablename__ = "kept_file"

    id: int | None = Field(default=None, primary_key=True)
    sha256: str = Field(index=True)
    name: str
    media_type: str
    size: int  # bytes
    kept_by: str
    kept_at: datetime = instant()


class SubmissionFile(SQLModel, table=True):
    """A file of a report, under the name by which the act kind wants it; of attachments there may be several."""

    __tablename__ = "submission_file"

    submission_id: int = Field(foreign_key="submission.id", primary_key=True)
    name: str = Field(primary_key=True)
    file_id: int = Field(foreign_key="kept_file.id", primary_key=True, index=True)


class ActFile(SQLModel, table=True):
    """A file that belongs to an act; of one name there may be several."""

    __tablename__ = "act_file"

    act_id: int = Field(foreign_key="act.id", primary_key=True)
    file_id: int = Field(foreign_key="kept_file.id", primary_key=True, index=True)
    name: str


class Photo(SQLModel, table=True):
    """What a picture says of itself: where and when it was taken, as far as its camera wrote that down."""

    __tablename__ = "photo"

    file_id: int = Field(foreign_key="kept_file.id", primary_key=True)
    longitude: float | None = None  # degrees, WGS 84
    latitude: float | None = None
    taken: str | None = None  # "2024-03-05 09:12:30" by the camera's own clock
