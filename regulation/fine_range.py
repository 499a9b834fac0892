"""The range of a fine under one law: which of its rules is meant, and what it comes to, to the fen."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from regulation.offence_table import Basis, Circumstance, FineRule, OffenceValue
from regulation.offence_words import BASES, CIRCUMSTANCES
from regulation.yuan import Range, ReckoningError, plain, product_told, share, to_fen, told

Bases = Mapping[Basis, Decimal | None]
NOTHING = Range(Decimal("0.00"), Decimal("0.00"))
ZERO = Decimal(0)
MISSING = {
    Basis.GAINS: "The fine is a share of the illegal gains; their value was not given.",
    Basis.ORE: "The fine is a multiple of the ore's market value, which was not given.",
    Basis.LOSS: "The fine is a share of the value of the resource that is lost, which was not given.",
    Basis.COST: "The fine is a multiple of the cost of the restoration, which was not given.",
    Basis.FEE: "The fine is a multiple of the fee that was to be paid, which was not given.",
}


@dataclass(frozen=True)
class Side:
    """What one law brings: no range where it knows no fine."""

    value: OffenceValue
    rule: FineRule | None
    range: Range | None
    steps: tuple[str, ...]
    base: Decimal | None = None  # of which the fine is a multiple; none where it is an amount

    @property
    def circumstance(self) -> Circumstance:
        """Under which circumstance it was reckoned."""
        return Circumstance.PLAIN if self.rule is None else self.rule.when


def side_of(value: OffenceValue, circumstance: Circumstance | None, bases: Bases) -> Side:
    """The range of a law's fine under a circumstance, or under its usual one; ReckoningError if a value is missing for it."""
    name = f"{value.law}{value.provision}"
    if not value.fines:
        return Side(value, None, None, (f"{name}：{value.reason or '未规定罚款'}",))
    rule = _rule(value, circumstance)
    if rule is None:
        return Side(value, None, NOTHING, (f"{name}：未拒不改正的，只责令改正，不处罚款",))
    found, words, base = _reckon(rule, bases)
    when = "" if rule.when is Circumstance.PLAIN else f"（{CIRCUMSTANCES[rule.when]}时）"
    steps = (f"{name}：{'应当' if rule.must else '可以'}并处罚款{when}，{words}", *value.notes)
    return Side(value, rule, found, steps, base)


def _rule(value: OffenceValue, circumstance: Circumstance | None) -> FineRule | None:
    """The rule for a circumstance; the plain one where there is none for it; the first where nothing was said."""
    by_when = {rule.when: rule for rule in value.fines}
    if circumstance is None:
        return value.fines[0]
    if circumstance in by_when or circumstance is Circumstance.PLAIN:
        return by_when.get(circumstance)
    return by_when.get(Circumstance.PLAIN, value.fines[0])


def _reckon(rule: FineRule, bases: Bases) -> tuple[Range, str, Decimal | None]:
    """The range, how it came about, and of what it is a multiple."""
    if rule.basis is Basis.FIXED:
        return _fixed(rule.least, rule.most, "")
    base, name = bases.get(rule.basis), BASES[rule.basis]
    if rule.threshold is not None and rule.least_below is not None and rule.most_below is not None:
        if base is None:
            return _fixed(rule.least_below, rule.most_below, f"未给出{name}，按没有采出矿产品计，")
        if base < rule.threshold:
            return _fixed(rule.least_below, rule.most_below, f"{name}{told(base)}不足{told(rule.threshold)}，")
    if base is None:
        raise ReckoningError(MISSING[rule.basis], way_out="Give it; 0 if there was none.")
    least, most = to_fen(base * rule.least), to_fen(base * rule.most)
    if rule.least == ZERO:
        unit = "" if rule.most < 1 else "倍"
        return Range(least, most), f"{name}的{share(rule.most)}{unit}以下：{product_told(base, rule.most)}", base
    return Range(least, most), (f"{name}的{plain(rule.least)}倍以上{plain(rule.most)}倍以下：{product_told(base, rule.least)}，"
                                f"{product_told(base, rule.most)}"), base


def _fixed(least: Decimal, most: Decimal, because: str) -> tuple[Range, str, None]:
    found = Range(to_fen(least), to_fen(most))
    words = f"{told(most)}以下" if least == ZERO else f"{told(least)}以上{told(most)}以下"
    return found, f"{because}{words}", None
