"""Who owes and who is owed: offices of the province and holders of mining rights; and the areas they answer for."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.base import one_of

OFFICE_LEVELS = ("province", "city", "county", "township")
LEVELS = (*OFFICE_LEVELS, "holder")


class Party(SQLModel, table=True):
    """An office or a holder; the parent is the superior, for a holder the county that supervises it."""

    __tablename__ = "party"
    # Patterns are looked up in an index only where it sorts byte by byte, whatever the database's language.
    __table_args__ = (one_of("level", LEVELS), Index("ix_party_path", "path", postgresql_ops={"path": "text_pattern_ops"}))

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)  # division code, or the holder's unified credit code
    name: str = Field(index=True)
    level: str = Field(index=True)
    parent_id: int | None = Field(default=None, foreign_key="party.id", index=True)
    path: str  # "/1/23/456/": its own id last, so that a subtree is one LIKE
    valid_from: date | None = None  # None: since before the records begin
    valid_to: date | None = None  # last day
    mineral_rich: bool = False  # 五（一）: the list is set by the province
    demo: bool = False


class Area(SQLModel, table=True):
    """A division of the statistical code that is no office of its own: 街道, farm, park, zone; and who answers for it."""

    __tablename__ = "area"

    code: str = Field(primary_key=True)
    name: str
    kind: str  # street, zone, farm
    office_id: int = Field(foreign_key="party.id", index=True)
