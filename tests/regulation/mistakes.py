"""Copies of the rulebook with mistakes in them, and what loading should say of each: file, rule, field and the way out."""

import copy
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest

from regulation.loading import RulebookError, documents, parse

Files = dict[str, dict[str, Any]]
Change = Callable[[Files], Any]
ORDER, PRACTICE, DECREE = "jilin-2010-6", "practice", "decrees/jilin-2027/patrols.toml"
PATROL = f"{ORDER}/part3.toml · city_patrol"
DUE = f"{PATROL} · value from 2010-01-01 · due"
THRICE = {"from": date(2027, 1, 1), "times": 3, "due": {"at": "period_end"}, "roll": False, "reports_on": "none",
          "confidence": "V", "source": "吉自然资发〔2026〕1号"}
OF_2010 = {**THRICE, "from": date(2010, 1, 1)}


@cache
def originals() -> Files:
    """The rulebook's documents, read once."""
    return documents()


def complaints(*changes: Change) -> tuple[str, ...]:
    """What loading a copy of the rulebook complains of after some changes."""
    files = copy.deepcopy(originals())
    for change in changes:
        change(files)
    try:
        parse(files)
    except RulebookError as error:
        return error.problems
    return ()


def entries(files: Files, table: str) -> list[dict[str, Any]]:
    """Every entry of a table, in whichever file."""
    return [entry for document in files.values() for entry in document.get(table, ())]


def entry(files: Files, table: str, code: str) -> dict[str, Any]:
    """An entry by its code, kind, clause or law."""
    return next(one for one in entries(files, table) if code in (one.get("code"), one.get("kind"), one.get("clause"), one.get("law")))


def put(table: str, code: str, **fields: Any) -> Change:
    """Fields of an entry written otherwise; None takes one out."""
    def change(files: Files) -> None:
        found = entry(files, table, code)
        found.update(fields)
        for name in [name for name, value in fields.items() if value is None]:
            del found[name]
    return change


def patrol(**fields: Any) -> Change:
    """The city's quarterly patrol written otherwise."""
    return put("duty", "city_patrol", **fields)


def valued(table: str = "duty", code: str = "city_patrol", **fields: Any) -> Change:
    """The first value of an entry written otherwise."""
    return lambda files: entry(files, table, code)["value"][0].update(fields)


def due(**form: Any) -> Change:
    """Another due rule for the quarterly patrol."""
    return valued(due=form)


def after(**span: Any) -> Change:
    """The quarterly patrol due five of something after the quarter."""
    return due(after={"n": 5, **span})


def decree(**tables: Any) -> Change:
    """A later decree laid on top."""
    return lambda files: files.update({DECREE: tables})


def again(table: str, code: str) -> Change:
    """An entry defined once more by a decree."""
    return lambda files: files.update({DECREE: {table: [entry(files, table, code)]}})


def twice(table: str, code: str) -> Change:
    """The first value of an entry written a second time."""
    return lambda files: entry(files, table, code)["value"].append(entry(files, table, code)["value"][0])


def rungs_backwards(files: Files) -> None:
    """The first two rungs of the ladder of reports change their days."""
    first, second, *_ = entry(files, "ladder", "report")["rung"]
    first["offset"], second["offset"] = second["offset"], first["offset"]


def mistake(named: str, change: Change, at: str, what: str) -> Any:
    """A row of the table of mistakes."""
    return pytest.param(change, at, what, id=named)


MISTAKES = [
    mistake("unknown table", lambda files: files[f"{ORDER}/part3.toml"].update(dutys=[]), f"{ORDER}/part3.toml · dutys · –",
            "no such table; there are provision, duty, act, gate"),
    mistake("unknown field", patrol(colour="red"), f"{PATROL} · colour", "no such field; it may have code, provision"),
    mistake("missing field", patrol(debtor=None), f"{PATROL} · debtor", "is missing; add it"),
    mistake("wrong type", patrol(catch_up="no"), f"{PATROL} · catch_up", "is 'no'; a bool is wanted"),
    mistake("number as text", valued(times="1"), f"{PATROL} · value 1 · times", "is '1'; a int is wanted"),
    mistake("flag as number", valued(times=True), f"{PATROL} · value 1 · times", "is True; a int is wanted"),
    mistake("day as text", due(date="2010-06-30"), f"{PATROL} · value 1 · due · date", "is '2010-06-30'; a date is wanted"),
    mistake("not a list", patrol(value={}), f"{PATROL} · value", "is {}, not a list; put it in brackets"),
    mistake("minerals not a list", lambda files: files["practice/minerals.toml"]["minerals"].update(radioactive="铀矿"),
            "practice/minerals.toml · ", "radioactive"),
    mistake("single brackets", decree(duty_value={"duty": "city_patrol", **THRICE}), f"{DECREE} · ", "[[duty_value]]"),
    mistake("unknown debtor", patrol(debtor="village"), f"{PATROL} · debtor", "“village” is none of province, city, county"),
    mistake("unknown cadence", patrol(cadence="decade"), f"{PATROL} · cadence", "“decade” is none of week, month, quarter"),
    mistake("unknown unit", after(unit="moon"), f"{PATROL} · value 1 · due · after", "“moon” is none of day, working_day, month"),
    mistake("unknown confidence", valued(confidence="S"), f"{PATROL} · value 1 · confidence", "“S” is none of V, P, R, D"),
    mistake("unknown report", valued(reports_on="never"), f"{PATROL} · value", "reports_on “never” is unknown; write one of none"),
    mistake("unknown setter", valued(set_by="king"), f"{PATROL} · value", "set_by: king is unknown; write province"),
    mistake("unknown setter of a figure", valued("figure", "digest_lines", set_by="king"), "practice/practice.toml · digest_lines",
            "king is unknown; write province"),
    mistake("no quote", put("provision", "三（二）", quotes=[]), f"{ORDER}/part3.toml · 三（二） · quotes",
            "no quote; quote the clause or say none_needed"),
    mistake("no quote of a duty", patrol(quote=""), f"{PATROL} · quote", "; quote what orders this duty"),
    mistake("unknown act", patrol(act="parade"), f"{PATROL} · act", "parade does not exist; define it"),
    mistake("unknown ladder", patrol(ladder="rope"), f"{PATROL} · ladder", "rope does not exist; define it"),
    mistake("unknown clause", patrol(provision="三（九）"), f"{PATROL} · provision", "三（九） is no clause; add the [[provision]]"),
    mistake("unknown clause of a gate", put("gate", "outside", provision="四（九）"), f"{ORDER}/closing.toml · outside · provision",
            "四（九） is no clause; add the [[provision]]"),
    mistake("unknown minerals", patrol(except_minerals="rare"), f"{PATROL} · except_minerals", "no list rare; add it under [min"),
    mistake("unknown event", put("duty", "sign_board_new", event="thunder"), f"{ORDER}/part1.toml · sign_board_new · event",
            "no act kind raises thunder; add it to an act's raises"),
    mistake("two values of one day", twice("duty", "city_patrol"), f"{PATROL} · value",
            "2010-01-01 does not come after 2010-01-01; put them in order"),
    mistake("two values of one day of a figure", twice("figure", "digest_lines"), "practice/practice.toml · digest_lines · value",
            "put them in order"),
    mistake("value of an unknown duty", decree(duty_value=[{"duty": "night_patrol", **THRICE}]), f"{DECREE} · night_patrol · duty",
            "there is no duty of this name; check the code"),
    mistake("value that overwrites", decree(duty_value=[{"duty": "city_patrol", **OF_2010}]), f"{DECREE} · city_patrol · from",
            "a value from 2010-01-01 stands already; a decree adds, it never overwrites"),
    mistake("duty again", again("duty", "city_patrol"), f"{DECREE} · city_patrol · code", "add a [[duty_value]] to change its fig"),
    mistake("two due forms", due(at="period_end", on="12-31"), DUE, "on and at_period_end; give exactly one of on, at, date"),
    mistake("no due form", due(), DUE, "no form; give exactly one of on, at, date, after, before"),
    mistake("30 February", due(on="02-30"), DUE, "“02-30” is no day of the year; write MM-DD or MM-end"),
    mistake("29 February", due(on="02-29"), DUE, "“02-29” is no day of the year; write MM-DD or MM-end"),
    mistake("a law's day, no law", after(unit="law_day"), DUE, "law goes with unit law_day, and only with it; set both or neither"),
    mistake("a law, not its day", after(unit="day", law="penalty_law"), DUE, "law goes with unit law_day, and only with it; set"),
    mistake("a law that counts nothing", after(unit="law_day", law="moon_law"), DUE, "moon_law"),
    mistake("catch-up against its ladder", patrol(catch_up=True), f"{PATROL} · ladder",
            "patrol_quarter lets duties lapse, but catch_up is true; choose another ladder"),
    mistake("rungs out of order", rungs_backwards, "practice/ladders.toml · report · offset",
            "rungs do not come one after the other; put them in order"),
    mistake("overlapping regimes", put("regime", "penalty_law", until=date(2021, 7, 15)),
            "practice/counting.toml · penalty_law · until", "overlaps with the one from 2021-07-15; end it the day before"),
    mistake("unknown role", patrol(only_posts=["wizard"]), f"{PATROL} · only_posts", "wizard is no role; write one of head, deputy"),
]
