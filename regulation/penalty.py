"""What an act may cost: the law of the act, or the lighter one of the decision, with every step."""

from dataclasses import replace
from decimal import Decimal

from regulation.crime import Lapse, lapse, suspicion
from regulation.discretion import weighing
from regulation.fine_range import Side, side_of
from regulation.gains import NetGains, net_gains
from regulation.lighter import Verdict, compare
from regulation.money_law import MoneyLaw
from regulation.offence_table import Basis, Circumstance, Measure, Offence, in_force
from regulation.offence_words import CIRCUMSTANCES, MEASURES, sanction_told
from regulation.punishment import Act, Confiscation, Penalty
from regulation.terms import Confidence
from regulation.yuan import ReckoningError, least_sure, told

REFUSALS = (Circumstance.REFUSES, Circumstance.REFUSES_SERIOUS)
NEVER = "未查到该行为发生时的处罚规定；其后的规定不溯及既往。"


def penalty(law: MoneyLaw, offence: Offence, act: Act) -> Penalty:
    """What an act costs by the law that holds for it; ReckoningError for days in disorder and values that are missing."""
    _in_order(act)
    decided = act.decided or act.last
    gains = net_gains(law, act.bases.get(Basis.GAINS), decided, costs=act.costs, refunds=act.refunds)
    worth = replace(act, bases=act.bases | {Basis.GAINS: gains.amount})
    then, now = in_force(offence.values, act.last), in_force(offence.values, decided)
    steps = [*_dated(act), *gains.steps]
    if then is None:
        return _none(law, offence, act, steps)
    side = side_of(then, act.circumstance, worth.bases)
    steps += side.steps
    verdict: Verdict | None = None
    if now is not None and now is not then:
        other = side_of(now, act.circumstance, worth.bases)
        verdict = compare(side, other, gains_anyway=gains.anyway)
        steps += [*other.steps, *verdict.steps]
        side = other if verdict.later else side
    elif now is None:
        steps.append("未查到决定时的处罚规定，适用行为时的规定（未经确认）")
        verdict = Verdict(False, Confidence.D, ())
    return _answer(law, offence, worth, side, gains, verdict, steps)


def _in_order(act: Act) -> None:
    if act.last < act.first:
        raise ReckoningError(f"The act ended on {act.last}, before it began on {act.first}.", way_out="Check the two days.")
    if act.decided is not None and act.decided < act.last:
        raise ReckoningError(f"The decision of {act.decided} comes before the act of {act.last}.", way_out="Check the days.")
    if act.discovered is not None and act.discovered < act.first:
        raise ReckoningError(f"The discovery of {act.discovered} comes before the act of {act.first}.",
                             way_out="Check the days.")


def _dated(act: Act) -> list[str]:
    steps = [f"行为日{act.last}"]
    if act.last != act.first:
        steps = [f"行为自{act.first}持续至{act.last}，按终了之日适用法律"]
    return [*steps, "未给出决定日，只按行为时的规定" if act.decided is None else f"决定日{act.decided}"]


def _none(law: MoneyLaw, offence: Offence, act: Act, steps: list[str]) -> Penalty:
    return Penalty(offence.code, offence.title, offence.title_en, None, None, act.circumstance, None, None, Confidence.D, NEVER,
                   (), (), None, lapse(law, act.last, harm=act.harm, discovered=act.discovered), (NEVER,), (*steps, NEVER))


def _answer(law: MoneyLaw, offence: Offence, act: Act, side: Side, gains: NetGains, verdict: Verdict | None,
            steps: list[str]) -> Penalty:
    value, found = side.value, side.range
    crime = suspicion(law, offence.crime, act.last, value=_worth(act), special=act.special_area,
                      refused=side.circumstance in REFUSALS or act.circumstance in REFUSALS)
    # 追究时效 is of penalties; what officials are disciplined for has its own rules.
    disciplined = any(one.what is Measure.DISCIPLINE for one in value.sanctions)
    limit = None if disciplined else lapse(law, act.last, harm=act.harm, discovered=act.discovered)
    steps = [*steps, *([crime.told] if crime else []), *(_limit_told(limit) if limit else [])]
    doubts = _doubts(offence, act, side, gains, verdict)
    sure = least_sure(value.confidence, gains.confidence, Confidence.D if doubts else Confidence.V)
    if found is not None:
        steps.append(f"罚款幅度：{told(found.least)}至{told(found.most)}（{value.law}{value.provision}）")
    when = None if side.rule is None else side.rule.when
    if when not in (None, Circumstance.PLAIN) and act.circumstance is None:
        steps.append(f"该幅度以{CIRCUMSTANCES[side.circumstance]}为前提")
    return Penalty(offence.code, offence.title, offence.title_en, found, None if side.rule is None else side.rule.must,
                   when or act.circumstance, value.law, value.provision, sure, value.reason if found is None else None,
                   _sanctions(side, act, gains), _confiscated(side, act, gains), crime, limit, doubts,
                   tuple(steps), weighing(law, offence.code, side, act.bases, act.decided or act.last))


def _doubts(offence: Offence, act: Act, side: Side, gains: NetGains, verdict: Verdict | None) -> tuple[str, ...]:
    """What of the answer was not read in the law."""
    found = [*side.value.unconfirmed, *gains.unconfirmed]
    if verdict is not None and verdict.confidence is not Confidence.V:
        found.append("新旧规定的轻重比较未经确认")
    if in_force(offence.values, act.first) is not in_force(offence.values, act.last):
        found.append("持续的行为按终了之日适用法律")
    return tuple(found)


def _worth(act: Act) -> Decimal | None:
    """What a line of crime is held against: the ore taken or the resource lost, whichever is worth more."""
    return max((one for basis in (Basis.ORE, Basis.LOSS) if (one := act.bases.get(basis)) is not None), default=None)


def _limit_told(limit: Lapse) -> list[str]:
    passed = {None: "", False: "，未超过", True: "，已超过，不再给予行政处罚"}[limit.passed]
    return [f"追究时效{limit.years}年：应在{limit.last_day}以前发现{passed}（{limit.law}）"]


def _ordered(side: Side, act: Act) -> set[Measure]:
    """What the law of the act orders under this circumstance."""
    met = {Circumstance.PLAIN, side.circumstance, act.circumstance}
    return {one.what for one in side.value.sanctions if one.when in met}


def _sanctions(side: Side, act: Act, gains: NetGains) -> tuple[str, ...]:
    """What else the law of the act orders; gains that the general rule alone confiscates are told with that rule."""
    general = gains.anyway and gains.confiscated and Measure.CONFISCATE_GAINS not in _ordered(side, act)
    return (*(sanction_told(one) for one in side.value.sanctions),
            *((f"{MEASURES[Measure.CONFISCATE_GAINS]}（{gains.basis}）",) if general else ()))


def _confiscated(side: Side, act: Act, gains: NetGains) -> tuple[Confiscation, ...]:
    """What the law that holds confiscates under this circumstance; illegal gains also under the general rule."""
    found = _ordered(side, act)
    if gains.anyway and gains.confiscated:
        found.add(Measure.CONFISCATE_GAINS)
    worth = {Measure.CONFISCATE_GAINS: gains.confiscated, Measure.CONFISCATE_ORE: act.bases.get(Basis.ORE),
             Measure.CONFISCATE_TOOLS: None}
    return tuple(Confiscation(one.value.removeprefix("confiscate_"), worth[one]) for one in worth if one in found)
