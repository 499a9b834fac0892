"""The form of a value of the rulebook: what stands in it at first, and the wish that was filled in."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from starlette.datastructures import FormData

from casework.decree.wishes import Named, Wish, duty_value, fitting, named
from casework.record.days import a_day
from console.pages import number
from regulation.book import Figure, Rulebook
from regulation.rule import DueRule, DutyRule
from web.posted import FIELD, words

SPARE = 3  # empty lines for more rungs
MONTHS, DAYS = tuple(range(1, 13)), tuple(range(1, 32))


def first_given(one: Named, today: date) -> dict[str, Any]:
    """The form as it stands at first: the value in force."""
    given: dict[str, Any] = {"since": "", "reason": "", "source": "", "confirmed": "yes"}
    if isinstance(one, DutyRule):
        value = duty_value(one, today)
        return given | {"times": value.times} | _due_given(value.due)
    if isinstance(one, Figure):
        return given | {"value": one.on(today)}
    ladder = one.on(today)
    return given | {"rungs": [(rung.offset, len(rung.to)) for rung in ladder.rungs], "lapse_after": ladder.lapse_after or ""}


def _due_given(due: DueRule) -> dict[str, Any]:
    span = due.after or due.before
    month, _, day = (due.on or "-").partition("-")
    form = ("on" if due.on else "at" if due.at_period_end else "date" if due.date else "after" if due.after else "before")
    return {"due": form, "on_month": month.lstrip("0"), "on_day": day.lstrip("0"), "due_date": due.date or "",
            "n": span.n if span else "", "unit": span.unit.value if span else "", "law": (span.law or "") if span else ""}


def given_again(form: FormData) -> dict[str, Any]:
    """The form as it was filled in."""
    given: dict[str, Any] = {name: words(form, name) for name in (
        "since", "reason", "source", "confirmed", "times", "value", "lapse_after", "due", "on_month", "on_day", "due_date", "n",
        "unit", "law")}
    return given | {"rungs": list(zip(form.getlist("offset"), form.getlist("told"), strict=False))}


def shape_of(one: Named) -> dict[str, Any]:
    """What the form is to offer: the ways in which a duty may fall due, spare lines of a ladder."""
    ways = fitting(one) if isinstance(one, DutyRule) else ()
    lapses = getattr(one, "lapse_after", None) is not None
    return {"ways": ways, "months": MONTHS, "days": DAYS, "spare": SPARE, "lapses": lapses}


def wish_of(book: Rulebook, table: str, code: str, form: FormData) -> Wish:
    """What was filled in, as a wish; what is no number is left for the rules of the value to refuse."""
    one = named(book, table, code)
    fields: dict[str, Any]
    if isinstance(one, DutyRule):
        fields = {"times": number(form, "times"), "due": _due_wished(form)}
    elif isinstance(one, Figure):
        fields = {"value": number(form, "value")}
    else:
        fields = {"rungs": list(_rungs(form)), "lapse_after": number(form, "lapse_after")}
    return Wish(table, code, a_day(words(form, "since")), words(form, "reason"), words(form, "source"),
                words(form, "confirmed") == "yes", fields)


def _due_wished(form: FormData) -> dict[str, Any]:
    way = words(form, "due")
    if way == "on":
        day = "end" if words(form, "on_day") == "end" else f"{number(form, 'on_day'):02d}"
        return {way: f"{number(form, 'on_month'):02d}-{day}"}
    if way == "date":
        return {way: a_day(words(form, "due_date"))}
    if way in ("after", "before"):
        return {way: {"n": number(form, "n"), "unit": words(form, "unit"), "law": words(form, "law")}}
    return {way: True} if way else {}


def _rungs(form: FormData) -> Iterator[tuple[int | None, int | None]]:
    for offset, told in zip(form.getlist("offset"), form.getlist("told"), strict=False):
        if isinstance(offset, str) and offset.strip():
            yield _signed(offset.strip()), _signed(str(told))


def _signed(given: str) -> int | None:
    return int(given) if given.removeprefix("-").isdecimal() and given.isascii() and len(given) < 8 else None


def sent_on(form: FormData) -> list[tuple[str, str]]:
    """Everything that was filled in, to be sent once more when it is confirmed."""
    return [(name, value) for name, value in form.multi_items() if name != FIELD and isinstance(value, str)]
