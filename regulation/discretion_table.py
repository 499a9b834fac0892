"""裁量基准: within the range of the law, bands that the province sets, in dated versions (自然资源行政处罚办法2024 第五条)."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.offence_table import Basis
from regulation.terms import Confidence


@dataclass(frozen=True)
class Band:
    """A band: shares of the range of the fine, or multiples of what the fine is a multiple of; both ends included.

    `when` says its facts; where they can be measured, `by` from `at_least` on and below `below`, in yuan.
    """

    code: str
    title: str
    title_en: str
    when: str
    least: Decimal
    most: Decimal
    of: Basis | None = None  # none: of the range
    by: Basis | None = None
    at_least: Decimal | None = None
    below: Decimal | None = None


@dataclass(frozen=True)
class ScaleValue:
    """The bands of some offences from a day on, and which document set them."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    source: str
    confidence: Confidence
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Scale:
    """The discretion of some offences; no offence has two."""

    code: str
    title: str
    offences: tuple[str, ...]
    values: tuple[ScaleValue, ...]
