"""All that the law says of money, as one part of the rulebook."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from regulation.discretion_table import Scale, ScaleValue
from regulation.money_table import (
    CrimeLine,
    CrimeValue,
    Factor,
    FactorValue,
    FeeGroup,
    FeeValue,
    Gains,
    GainsValue,
    Hearing,
    HearingValue,
    Late,
    LateValue,
    Limitation,
    LimitationValue,
)
from regulation.offence_table import Offence, OffenceValue


@dataclass(frozen=True)
class MoneyLaw:
    """Everything the law says of money, by code."""

    offence: Mapping[str, Offence] = field(default_factory=dict)
    illegal_gains: Mapping[str, Gains] = field(default_factory=dict)
    crime_line: Mapping[str, CrimeLine] = field(default_factory=dict)
    limitation: Mapping[str, Limitation] = field(default_factory=dict)
    late_payment: Mapping[str, Late] = field(default_factory=dict)
    fee_group: Mapping[str, FeeGroup] = field(default_factory=dict)
    recovery_factor: Mapping[str, Factor] = field(default_factory=dict)
    discretion: Mapping[str, Scale] = field(default_factory=dict)
    hearing: Mapping[str, Hearing] = field(default_factory=dict)


# The tables of money: what an entry is, and the dated value that a later decree adds.
MONEY: dict[str, tuple[type, type]] = {
    "offence": (Offence, OffenceValue), "illegal_gains": (Gains, GainsValue), "crime_line": (CrimeLine, CrimeValue),
    "limitation": (Limitation, LimitationValue), "late_payment": (Late, LateValue), "fee_group": (FeeGroup, FeeValue),
    "recovery_factor": (Factor, FactorValue), "discretion": (Scale, ScaleValue),
    "hearing": (Hearing, HearingValue),
}
