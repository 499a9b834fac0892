"""Forms half filled in."""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from models.base import instant


class Draft(SQLModel, table=True):
    """What an officer has filled in for a duty or of an act kind, and not sent yet; of each at most one."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("officer_id", "about"),)

    id: int | None = Field(default=None, primary_key=True)
    officer_id: int = Field(foreign_key="officer.id")
    about: str  # "duty:17", "kind:patrol"
    duty_id: int | None = Field(default=None, foreign_key="duty.id", index=True)
    content: str  # JSON, as it was written into the form
    version: int = 1  # compare-and-set
    saved_by: str
    saved_at: datetime = instant(index=True)


class DraftFile(SQLModel, table=True):
    """A file that was sent along with a draft, under the name by which the act kind wants it."""

    __tablename__ = "draft_file"

    draft_id: int = Field(foreign_key="draft.id", primary_key=True)
    file_id: int = Field(foreign_key="kept_file.id", primary_key=True, index=True)
    name: str
