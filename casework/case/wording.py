"""What documents say in words: the penalty line by line, spans of time by the law of the day, where to turn against it."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from casework.case.deciding import MONEY
from casework.case.fine_range import range_of
from casework.case.owing import Owed
from casework.case.particulars import Event, Particulars
from casework.clue.called import bare
from casework.desk import Desk
from documents.amounts import in_figures, in_words, period_told
from documents.numbers import organ_of
from documents.remedies import Body, court_of, reconsideration_of
from foundation.errors import InvalidError
from regulation.counting import unit_of
from regulation.terms import Confidence, Unit

# The field of a form that tells how long something may take, and the limit that it tells.
PERIODS = {"statement_period": "statement", "hearing_period": "hearing-request", "payment_period": "payment",
           "reconsideration_period": "reconsideration", "litigation_period": "litigation", "demand_period": "demand",
           "keep_period": "evidence-storage", "announcement_period": "public-notice"}
UNTIL = {"statement_until": "statement", "hearing_until": "hearing-request", "payment_until": "payment",
         "demand_until": "demand", "keep_until": "evidence-storage", "decide_until": "decision"}
WEIGHED = ("notice.issue", "decision.penalty", "decision.lighter")
CHOSEN = "SELECT band, band_least, band_most, band_reason FROM case_penalty WHERE case_id = :case AND event_no = :no"
SEIZED = {"keep_period": "seizure", "keep_until": "seizure"}  # in the forms of sealing and seizing


def periods(desk: Desk, form: str, day: date) -> dict[str, str]:
    """Spans of time as the law of the day has them; where no figure is known there is none."""
    steps = PERIODS | SEIZED if form.startswith("seizure") else PERIODS
    found = ((name, _period(desk, steps[name], day)) for name in PERIODS)
    return {name: told for name, told in found if told}


def _period(desk: Desk, step: str, day: date) -> str | None:
    rule = desk.rulebook.limits.get(step)
    value = rule.value_on(day) if rule else None
    if value is None or value.span is None:
        return None
    span = value.span
    unit = unit_of(desk.rulebook.regimes, span.law, span.n, day)[0] if span.law else span.unit
    return period_told(span.n, Unit(unit))


def untils(told: Particulars, form: str) -> dict[str, date]:
    """The last days of limits that run or ran."""
    steps = UNTIL | {"keep_until": SEIZED["keep_until"]} if form.startswith("seizure") else UNTIL
    return {name: due for name, step in steps.items() if (due := told.due(step))}


def unconfirmed(desk: Desk, told: Particulars, form: str, day: date) -> frozenset[str]:
    """Which of these rest on what was not read in the law: to be checked before the document goes out."""
    steps = PERIODS | SEIZED if form.startswith("seizure") else PERIODS
    values = {name: rule.value_on(day) for name in PERIODS if (rule := desk.rulebook.limits.get(steps[name]))}
    unsure = {name for name, value in values.items() if value is not None and value.confidence is not Confidence.V}
    bodies = {name for name, one in _remedies(told, day).items() if one and one.confidence is not Confidence.V}
    return frozenset(unsure | bodies)


def remedies(told: Particulars, day: date) -> dict[str, str]:
    """Where the party may turn: the organ of reconsideration, and the court where one is proposed."""
    return {name: one.name for name, one in _remedies(told, day).items() if one}


def _remedies(told: Particulars, day: date) -> dict[str, Body | None]:
    office, division = told.office, bare(told.office.name)
    above = organ_of(office.above_name, office.above_level, day).name if office.above_name else None
    return {"reconsideration_body": reconsideration_of(division, above, day), "court": court_of(division, office.level)}


def penalty_lines(fields: Mapping[str, Any]) -> str:
    """Each sanction on its line, amounts in capitals and figures; empty where none is named."""
    lines = [*_sums(fields)]
    return "\n".join(f"{n}. {line}；" for n, line in enumerate(lines[:-1], 1)) + (
        f"\n{len(lines)}. {lines[-1]}。" if len(lines) > 1 else f"{lines[0]}。" if lines else "")


def _sums(fields: Mapping[str, Any]) -> Iterator[str]:
    for name, words in (("gains", "没收违法所得"), ("fine", "罚款")):
        amount = Decimal(str(fields.get(name) or 0))
        if amount > 0:
            yield f"{words}{in_words(amount)}（{in_figures(amount)}）"
    if fields.get("ore"):
        yield f"没收矿产品：{fields['ore']}"
    if fields.get("others"):
        yield str(fields["others"]).strip().rstrip("。；")


def discretion_told(desk: Desk, told: Particulars, event: Event | None) -> str | None:
    """Which band was chosen and why this much, as the notice or decision has it; none where nothing was said."""
    said = event if event and event.action in WEIGHED else told.last(*WEIGHED)
    rows = desk.rows(CHOSEN, types={"band_least": MONEY, "band_most": MONEY}, case=told.case.id, no=said.no) if said else []
    if said is None or not rows:
        return None
    one, why = rows[0], said.fields.get("discretion")
    if not one.band:
        return why
    parts = [f"适用“{one.band}”裁量阶次（罚款{in_figures(one.band_least)}至{in_figures(one.band_most)}）", why,
             one.band_reason and f"罚款在该阶次之外的理由：{one.band_reason}"]
    return "".join(f"{part.strip().rstrip('。；')}。" for part in parts if part)


def duty_lines(owed: Owed) -> str:
    """What is still to be paid, item by item; empty where nothing is."""
    words = (("fine", "缴纳罚款"), ("surcharge", "缴纳加处罚款"), ("gains", "缴纳没收的违法所得"))
    return "；\n".join(f"{told}{in_words(owed.unpaid[item])}（{in_figures(owed.unpaid[item])}）"
                      for item, told in words if owed.unpaid[item])


def paid_lines(owed: Owed) -> str:
    """What came in, item by item; empty where nothing did."""
    words = ((owed.paid_fine, "罚款"), (owed.paid_added, "加处罚款"), (owed.paid_gains, "没收的违法所得"))
    return "；\n".join(f"已缴纳{told}{in_words(paid)}（{in_figures(paid)}）" for paid, told in words if paid > 0)


def legal_basis(desk: Desk, told: Particulars, day: date) -> str | None:
    """The provision under which the act is punished, as the rulebook has it; none where nothing is confirmed."""
    try:
        found = range_of(desk, told.case, max(day, told.case.act_end or day))
    except InvalidError:
        return None
    return f"{found.law}{found.provision or ''}" if found.law else None
