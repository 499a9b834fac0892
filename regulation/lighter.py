"""Which of two laws is the lighter for an act (行政处罚法2021 第三十七条, 从旧兼从轻), step by step."""

from dataclasses import dataclass
from decimal import Decimal

from regulation.fine_range import Side
from regulation.offence_table import Circumstance, Measure
from regulation.offence_words import MEASURES
from regulation.terms import Confidence
from regulation.yuan import Range, told

RULE = "行政处罚法（2021年修订）第三十七条"
# Orders to put right are no penalties; a warning is the lightest, and weighs nothing beside others.
WEIGHED = frozenset({Measure.CONFISCATE_GAINS, Measure.CONFISCATE_ORE, Measure.CONFISCATE_TOOLS, Measure.SUSPEND_BUSINESS,
                     Measure.REVOKE_LICENCE, Measure.TAKE_BACK_RIGHT})


@dataclass(frozen=True)
class Verdict:
    """Which law holds, how sure that is, and why."""

    later: bool
    confidence: Confidence
    steps: tuple[str, ...]


def compare(act: Side, decision: Side, *, gains_anyway: bool) -> Verdict:
    """Whether the law of the decision is lighter than the law of the act; where that cannot be said, the act's holds.

    `gains_anyway`: illegal gains are confiscated under either law (行政处罚法2021 第二十八条).
    """
    said = [f"行为时{_range(act.range)}，决定时{_range(decision.range)}"]
    if act.range is None or decision.range is None:
        return _unsure(said, "有一方没有可以比较的罚款幅度")
    mine, theirs = _kinds(act, gains_anyway), _kinds(decision, gains_anyway)
    if mine != theirs:
        said.append(f"其他处罚种类：行为时{_named(mine)}，决定时{_named(theirs)}（责令改正等和警告不作比较，后续拒不改正才有的不计）")
    old, new = _weight(act), _weight(decision)
    if new[0] <= old[0] and new[1] <= old[1] and theirs <= mine and (new, theirs) != (old, mine):
        return _verdict(True, said, "决定时的规定较轻，适用决定时的规定")
    if old[0] <= new[0] and old[1] <= new[1] and mine <= theirs:
        return _verdict(False, said, "决定时的规定不较轻，适用行为时的规定")
    lighter = new < old
    if not (theirs <= mine if lighter else mine <= theirs):
        return _unsure(said, "处罚种类不同，轻重无法比较")
    return _by_the_highest(lighter, said)


def _by_the_highest(lighter: bool, said: list[str]) -> Verdict:
    held = "决定时" if lighter else "行为时"
    rule = "罚款幅度交错：先比最高额，最高额相同再比最低额（参照法释〔1997〕12号，未经确认）"
    return Verdict(lighter, Confidence.D, (*said, rule, f"适用{held}的规定"))


def _verdict(later: bool, said: list[str], why: str) -> Verdict:
    return Verdict(later, Confidence.V, (*said, f"{why}（{RULE}）"))


def _unsure(said: list[str], why: str) -> Verdict:
    return Verdict(False, Confidence.D, (*said, f"{why}：适用行为时的规定（{RULE}；未经确认）"))


def _weight(side: Side) -> tuple[Decimal, Decimal]:
    """The highest fine, then the lowest; where it only may be imposed the lowest is none."""
    assert side.range is not None
    must = side.rule is not None and side.rule.must
    return side.range.most, side.range.least if must else Decimal(0)


def _kinds(side: Side, gains_anyway: bool) -> frozenset[Measure]:
    met = {Circumstance.PLAIN, side.circumstance}
    found = {one.what for one in side.value.sanctions if one.when in met}
    return frozenset(found | ({Measure.CONFISCATE_GAINS} if gains_anyway else set())) & WEIGHED


def _named(kinds: frozenset[Measure]) -> str:
    return "、".join(MEASURES[one] for one in Measure if one in kinds) or "无"


def _range(found: Range | None) -> str:
    return "无罚款幅度" if found is None else f"{told(found.least)}至{told(found.most)}"
