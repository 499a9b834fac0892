"""Rights and mines, as far as they are what duties are about."""

from datetime import date

from sqlmodel import Field, SQLModel

from models.base import one_of


class Right(SQLModel, table=True):
    """A mining or exploration right under a licence."""

    __tablename__ = "mineral_right"
    __table_args__ = (one_of("kind", ("mining", "exploration")),)

    id: int | None = Field(default=None, primary_key=True)
    licence_no: str = Field(unique=True)
    kind: str
    name: str
    mineral: str
    holder_id: int = Field(foreign_key="party.id", index=True)
    issuer_id: int = Field(foreign_key="party.id")  # the registration authority
    county_id: int = Field(foreign_key="party.id", index=True)
    valid_from: date
    valid_to: date | None = None
    demo: bool = False


class Mine(SQLModel, table=True):
    """A mine worked under a mining right."""

    __tablename__ = "mine"
    __table_args__ = (
        one_of("method", ("underground", "open_pit", "both")),
        one_of("scale", ("large", "medium", "small")),
    )

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    name: str
    right_id: int = Field(foreign_key="mineral_right.id", index=True)
    holder_id: int = Field(foreign_key="party.id", index=True)
    county_id: int = Field(foreign_key="party.id", index=True)
    area_code: str | None = None  # the township or other division it lies in
    method: str
    scale: str
    inspector_id: int | None = Field(default=None, foreign_key="officer.id", index=True)
    valid_from: date
    valid_to: date | None = None
    demo: bool = False
