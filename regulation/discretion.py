"""Which bands divide the range of a fine on a day, what each comes to, and in which an amount lies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.discretion_table import Band, Scale, ScaleValue
from regulation.fine_range import Side
from regulation.money_law import MoneyLaw
from regulation.offence_table import Basis, in_force
from regulation.terms import Confidence
from regulation.yuan import Range, to_fen

Worth = Mapping[Basis, Decimal | None]


@dataclass(frozen=True)
class BandRange:
    """A band with what it comes to, in yuan, both ends included; `fits` is null where it is not measured or not known."""

    code: str
    title: str
    title_en: str
    when: str
    least: Decimal
    most: Decimal
    fits: bool | None


@dataclass(frozen=True)
class Weighing:
    """The bands of a fine from the lightest on, who set them, and how sure that is."""

    title: str
    law: str
    provision: str
    confidence: Confidence
    source: str
    bands: tuple[BandRange, ...]

    def named(self, name: str) -> BandRange | None:
        """The band of this title or code."""
        return next((one for one in self.bands if name in (one.title, one.code)), None)

    def lying_in(self, amount: Decimal) -> BandRange | None:
        """The band in which an amount lies: where two meet, the lighter."""
        return next((one for one in self.bands if one.least <= amount <= one.most), None)


def scale_of(law: MoneyLaw, offence: str) -> Scale | None:
    """The scale of an offence; none where none was set."""
    return next((one for one in law.discretion.values() if offence in one.offences), None)


def bands_on(law: MoneyLaw, offence: str, day: date) -> ScaleValue | None:
    """The bands in force for an offence on the day of the decision; none where none were found."""
    scale = scale_of(law, offence)
    return in_force(scale.values, day) if scale else None


def band_of(found: Range, band: Band, base: Decimal | None = None) -> Range | None:
    """What a band comes to, to the fen, never beyond the range of the law; none where it lies wholly beyond it."""
    if band.of is None:
        width = found.most - found.least
        return Range(to_fen(found.least + width * band.least), to_fen(found.least + width * band.most))
    if base is None:
        return None
    least, most = max(to_fen(base * band.least), found.least), min(to_fen(base * band.most), found.most)
    return Range(least, most) if least <= most else None


def weighing(law: MoneyLaw, offence: str, side: Side, worth: Worth, day: date) -> Weighing | None:
    """The bands of the fine under a law that holds; none where it knows no range, or no bands are in force."""
    scale = scale_of(law, offence)
    value = bands_on(law, offence, day)
    if scale is None or value is None or side.range is None or side.rule is None:
        return None
    found = [(one, band_of(side.range, one, side.base)) for one in _meant(value.bands, side)]
    told = tuple(BandRange(one.code, one.title, one.title_en, one.when, lies.least, lies.most, fits(one, worth))
                 for one, lies in found if lies is not None)
    return Weighing(scale.title, value.law, value.provision, value.confidence, value.source, told) if told else None


def _meant(bands: Sequence[Band], side: Side) -> Sequence[Band]:
    """Those in multiples where the fine is a multiple of the same; otherwise the shares of the range."""
    multiples = [one for one in bands if one.of is not None and side.base is not None
                 and side.rule is not None and one.of is side.rule.basis]
    return multiples or [one for one in bands if one.of is None]


def fits(band: Band, worth: Worth) -> bool | None:
    """Whether what the act is worth belongs to a band; nothing where that is not measured, or was not given."""
    amount = worth.get(band.by) if band.by else None
    if amount is None:
        return None
    return (band.at_least is None or band.at_least <= amount) and (band.below is None or amount < band.below)
