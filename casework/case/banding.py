"""Which bands of discretion a case has, which was chosen, and why a fine lies outside of it (办法2024 第五条)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import IntEnum

from casework.case.given import Given
from foundation.errors import InvalidError
from regulation.book import Rulebook
from regulation.discretion import BandRange, Weighing
from regulation.effects import CaseField
from regulation.money_law import MoneyLaw
from regulation.yuan import told

FIGURE, BAND, REASON = "discretion_bands", "band", "band_reason"


class Use(IntEnum):
    """What an office has to do with the bands, as the province says."""

    OFF = 1
    OFFERED = 2
    REQUIRED = 3


@dataclass(frozen=True)
class Chosen:
    """A band that was chosen, with what it comes to; and why the fine lies outside of it."""

    band: BandRange
    reason: str | None


def use_on(book: Rulebook, day: date) -> Use:
    """How the bands are used on a day."""
    return Use(max(Use.OFF, min(book.figures[FIGURE].on(day), Use.REQUIRED)))


def money_on(book: Rulebook, day: date) -> MoneyLaw:
    """What is said of money on a day: without bands where the province does without them."""
    return replace(book.money, discretion={}) if use_on(book, day) is Use.OFF else book.money


def chosen(weighing: Weighing | None, fine: Decimal, given: Given, *, required: bool) -> Chosen | None:
    """The band that was named; refused where it is none of them, is missing, or the fine lies outside without a reason."""
    name, reason = given.fields.get(BAND), given.fields.get(REASON)
    if not name:
        if required and weighing is not None and fine > 0:
            raise InvalidError("No band of discretion was chosen.", way_out=f"Choose one as band: {_listed(weighing)}.")
        return None
    if weighing is None:
        raise InvalidError("No bands of discretion are in force for this fine.",
                           way_out="Leave the band out; the reason of the amount stands alone.")
    band = weighing.named(name)
    if band is None:
        raise InvalidError(f"There is no band “{name}”.", way_out=f"Choose one of: {_listed(weighing)}.")
    if not band.least <= fine <= band.most and not reason:
        raise InvalidError(
            f"A fine of {told(fine)} lies outside the band “{band.title}”: {told(band.least)} to {told(band.most)}.",
            way_out="Say why as band_reason（罚款在所选阶次之外的理由）, or choose another band or amount.")
    return Chosen(band, None if band.least <= fine <= band.most else reason)


def _listed(weighing: Weighing) -> str:
    return "、".join(f"{one.title}（{told(one.least)}至{told(one.most)}）" for one in weighing.bands)


def asked(form: Sequence[CaseField], weighing: Weighing | None, *, required: bool) -> tuple[CaseField, ...]:
    """A form with the bands of the case as choices; without them where there are none."""
    if weighing is None:
        return tuple(one for one in form if one.name not in (BAND, REASON))
    titles = tuple(one.title for one in weighing.bands)
    return tuple(replace(one, type="choice", choices=titles, required=required) if one.name == BAND else one for one in form)
