"""A value as the province wishes it from a day on, and the decree that says so; what cannot be is refused with what can."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.book import Figure, Rulebook
from regulation.due import named_day
from regulation.ladder import Ladder
from regulation.rule import DutyRule, DutyValue
from regulation.terms import AUDIENCES, Cadence, Confidence

TABLES = ("duty", "figure", "ladder")
MOST_TIMES, MOST_SPAN, MOST_VALUE, MOST_RUNGS, FURTHEST = 366, 1200, 1_000_000, 20, 366
COMMON_YEAR = 2011  # 02-29 would be no day in three years of four
UNITS = ("day", "working_day", "month")
SETTING, UNCONFIRMED = "province", "（待确认）"
Named = DutyRule | Figure | Ladder


@dataclass(frozen=True)
class Wish:
    """What is wished: of which table and code, from which day, by which document, and the fields of the value."""

    table: str
    code: str
    since: date
    reason: str
    source: str  # the document's number; may be empty while it is not confirmed
    confirmed: bool
    fields: Mapping[str, Any]  # duty: times, due; figure: value; ladder: rungs as (offset, offices told), lapse_after


def named(book: Rulebook, table: str, code: str) -> Named:
    """The duty, figure or ladder of this name."""
    tables: dict[str, Mapping[str, Named]] = {"duty": book.duties, "figure": book.figures, "ladder": book.ladders}
    found = tables.get(table, {}).get(code)
    if found is None:
        raise NotFoundError(f"The rulebook has no value “{code}” of this kind.", way_out="Open it from its clause.")
    return found


def duty_value(rule: DutyRule, day: date) -> DutyValue:
    """The value in force on a day, else the one that was in force last or will be first."""
    begun = [value for value in rule.values if value.effective_from <= day]
    return max(begun, key=lambda value: value.effective_from) if begun else rule.values[0]


def set_by_province(one: Named, day: date) -> bool:
    """Whether the order leaves the value to the province."""
    if isinstance(one, DutyRule):
        return duty_value(one, day).set_by == SETTING
    if isinstance(one, Figure):
        begun = [value for value in one.values if value.effective_from <= day] or [one.values[0]]
        return max(begun, key=lambda value: value.effective_from).set_by == SETTING
    return one.on(day).set_by == SETTING


def fitting(rule: DutyRule) -> tuple[str, ...]:
    """The ways in which a rule of this cadence may fall due."""
    return {Cadence.ONCE: ("date",), Cadence.EVENT: ("after", "before"), Cadence.ROLLING: ("after",),
            Cadence.YEAR: ("on", "at", "after")}.get(rule.cadence, ("at", "after"))


def decree_of(book: Rulebook, wish: Wish, today: date) -> dict[str, Any]:
    """The decree that sets the value, as its file says it."""
    one = named(book, wish.table, wish.code)
    _refuse_unfit(one, wish, today)
    source = wish.source.strip() if wish.confirmed else f"{wish.source.strip() or '省厅设定'}{UNCONFIRMED}"
    common = {wish.table: wish.code, "from": wish.since, "source": source, "set_by": SETTING}
    sure = (Confidence.V if wish.confirmed else Confidence.D).value
    if isinstance(one, DutyRule):
        return {"duty_value": [common | _duty(one, wish) | {"confidence": sure}]}
    if isinstance(one, Figure):
        value = _whole(wish.fields.get("value"), 1, MOST_VALUE, one.title)
        return {"figure_value": [common | {"value": value, "confidence": sure}]}
    return {"ladder_value": [common | _ladder(one, wish)]}


def _refuse_unfit(one: Named, wish: Wish, today: date) -> None:
    if wish.since < today:
        raise InvalidError(f"A value cannot begin to hold on {wish.since}, which is over.",
                           way_out="Choose today or a later day: what began before keeps its value.")
    if not set_by_province(one, wish.since):
        raise RefusedError("The order itself sets this value.", way_out="Only a later order changes it.")
    if any(value.effective_from == wish.since for value in one.values):
        raise ConflictError(f"A value from {wish.since} stands there already.",
                            way_out="Revoke that one first, or choose another day.")
    if not wish.reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why in a sentence; it goes into the journal.")
    if wish.confirmed and not wish.source.strip():
        raise InvalidError("A value is confirmed by a document, and none is named.",
                           way_out="Give the document's number, or leave the value unconfirmed.")


def _whole(given: Any, least: int, most: int, what: str) -> int:
    if not isinstance(given, int) or not least <= given <= most:
        raise InvalidError(f"{what} cannot be that.", way_out=f"Give a whole number from {least} to {most}.")
    return given


def _duty(rule: DutyRule, wish: Wish) -> dict[str, Any]:
    old = duty_value(rule, wish.since)
    if old.until is not None and old.until < wish.since:
        raise ConflictError(f"The rule is in force until {old.until} only.", way_out="Choose an earlier day.")
    due = _due(rule, wish.fields.get("due") or {})
    told = {"times": _whole(wish.fields.get("times"), 1, MOST_TIMES, "The number of times"), "due": due, "roll": old.roll,
            "reports_on": old.reports_on}
    return told | ({"until": old.until} if old.until is not None else {})


def _due(rule: DutyRule, given: Mapping[str, Any]) -> dict[str, Any]:
    (form, value), *rest = (*given.items(), ("", None))
    if form not in fitting(rule) or len(rest) != 1:
        raise InvalidError("It is not said how this falls due.", way_out="Choose one of the ways.")
    if form == "at":
        return {"at": "period_end"}
    if form == "date":
        if not isinstance(value, date):
            raise InvalidError("That is no day.", way_out="Write it like 2024-03-05.")
        return {"date": value}
    if form == "on":
        return {"on": _named_day(str(value))}
    unit, law = value.get("unit"), value.get("law")
    if unit not in UNITS and not (unit == "law_day" and law):
        raise InvalidError("The unit is missing.", way_out="Choose days, working days or months.")
    span = {"n": _whole(value.get("n"), 1, MOST_SPAN, "The limit"), "unit": unit}
    return {form: span | ({"law": law} if unit == "law_day" else {})}


def _named_day(on: str) -> str:
    try:
        named_day(on, COMMON_YEAR)
    except ValueError:
        raise InvalidError(f"“{on}” is no day of every year.", way_out="Choose another, or the end of a month.") from None
    return on


def _ladder(ladder: Ladder, wish: Wish) -> dict[str, Any]:
    most = len(AUDIENCES)
    rungs = [(_whole(offset, -FURTHEST, FURTHEST, "The day of a rung"), _whole(told, 1, most, "The number of offices told"))
             for offset, told in wish.fields.get("rungs", ())]
    if not 1 <= len(rungs) <= MOST_RUNGS:
        raise InvalidError(f"A ladder has 1 to {MOST_RUNGS} rungs.", way_out="Fill in as many lines.")
    if any(later[0] <= one[0] for one, later in pairwise(rungs)):
        raise InvalidError("The rungs do not come one after the other.", way_out="Put them in the order of their days.")
    told = {"rung": [{"no": no, "offset": offset, "to": list(AUDIENCES[:count]), "title": rung_title(offset)}
                     for no, (offset, count) in enumerate(rungs, 1)]}
    if ladder.lapse_after is None:
        return told
    return {"lapse_after": _whole(wish.fields.get("lapse_after"), 1, FURTHEST, "The day of lapsing")} | told


def rung_title(offset: int) -> str:
    """What a rung is called."""
    return "到期当日" if offset == 0 else f"提前{-offset}日" if offset < 0 else f"逾期{offset}个工作日"
