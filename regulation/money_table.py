"""What the law says of money beside the offences: illegal gains, lines of crime, limitation, late payment, the fee."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from regulation.terms import Confidence


@dataclass(frozen=True)
class GainsValue:
    """What of illegal gains may be deducted, and whether they are confiscated whatever the act."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    costs_deducted: bool
    confiscated_anyway: bool  # and what must be refunded is not
    confidence: Confidence
    source: str
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True)
class CrimeValue:
    """From which value on a crime is suspected; a province chooses between `least` and `most`."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    least: Decimal
    most: Decimal
    special_least: Decimal | None  # in planned, important, protected or forbidden areas
    confidence: Confidence
    source: str
    refusal_needed: bool = False


@dataclass(frozen=True)
class LimitationValue:
    """After how many years an act is no longer punished."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    years: int
    harm_years: int  # where life, health or financial safety is concerned and harm was done
    confidence: Confidence
    source: str


@dataclass(frozen=True)
class LateValue:
    """What is added a day to what is not paid in time."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    rate: Decimal  # of the unpaid part, a day
    cap: Decimal | None  # times what was to be paid
    confidence: Confidence
    source: str
    pauses: bool = False  # the days of a reconsideration or a lawsuit are not counted
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True)
class FeeValue:
    """The rate of the compensation fee of some minerals."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    rate: Decimal
    confidence: Confidence
    source: str


@dataclass(frozen=True)
class FactorValue:
    """The recovery factor of who did not file the actual recovery, as another province's rule has it."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    provisional: Decimal
    unfiled_least: Decimal
    unfiled_most: Decimal
    confidence: Confidence
    source: str


@dataclass(frozen=True)
class HearingValue:
    """From when a hearing must be offered: yuan of a fine or of what is confiscated, or a sanction by its word."""

    effective_from: date
    until: date | None
    law: str
    provision: str
    person: Decimal
    entity: Decimal
    confiscated: bool  # whether what is confiscated counts
    words: tuple[str, ...]  # of the sanctions that want a hearing whatever the amount
    confidence: Confidence
    source: str
    unconfirmed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gains:
    """How illegal gains are reckoned."""

    code: str
    values: tuple[GainsValue, ...]


@dataclass(frozen=True)
class CrimeLine:
    """A line of crime."""

    code: str
    title: str
    values: tuple[CrimeValue, ...]


@dataclass(frozen=True)
class Limitation:
    """The limitation of penalties."""

    code: str
    values: tuple[LimitationValue, ...]


@dataclass(frozen=True)
class Late:
    """An addition for late payment."""

    code: str
    title: str
    values: tuple[LateValue, ...]


@dataclass(frozen=True)
class FeeGroup:
    """Minerals of one rate."""

    code: str
    minerals: tuple[str, ...]
    values: tuple[FeeValue, ...]


@dataclass(frozen=True)
class Factor:
    """The recovery factor where there is no audited one."""

    code: str
    values: tuple[FactorValue, ...]


@dataclass(frozen=True)
class Hearing:
    """When a hearing must be offered."""

    code: str
    values: tuple[HearingValue, ...]
