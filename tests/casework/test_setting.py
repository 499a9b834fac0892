"""The province sets what the order leaves to it: seen first, from a day on, as a decree; taken back before its day."""

import json
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, event

from casework.access import SYSTEM, Actor, Post
from casework.decree.setting import preview, publish, revoke
from casework.decree.wishes import Wish
from casework.desk import House, open_desk
from casework.duty.foreseeing import RuleMoves
from casework.duty.opening import open_duties
from casework.shelf import Shelf
from casework.view.values import value_story
from casework.watch import keep_watch
from foundation.database import open_engine
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError, UnavailableError
from models.schema import upgrade
from tests.casework.together import at_once
from tests.casework.town import at, duty_id, duty_of, go_to, rungs_of, settle_in, the_post_went

ADMINISTRATOR = Actor("省管理员", 1, (Post("administrator", 1, "/1/"),))
REPORT, PATROL = "situation_report", "township_patrol"
NEW_YEAR = date(2027, 1, 1)
MINUTE = {"after": {"n": 15, "unit": "working_day"}}


@pytest.fixture
def kept(house: House, tmp_path: Path) -> House:
    """The mini-province in December 2026, with the first quarter of 2027 open ahead."""
    here = replace(house, source=Shelf(tmp_path / "decrees"))
    settle_in(here, date(2026, 12, 1))
    go_to(here, date(2026, 12, 15))
    with at(here) as desk:
        open_duties(desk)
    return here


def wish(code: str = REPORT, *, table: str = "duty", since: date = NEW_YEAR, **more: Any) -> Wish:
    fields = more.pop("fields", {"times": 1, "due": MINUTE})
    return Wish(table, code, since, **{"reason": "年底集中", "source": "吉自然资发〔2026〕9号", "confirmed": True, **more},
                fields=fields)


def dues(house: House) -> dict[str, date]:
    with at(house) as desk:
        rows = desk.rows("SELECT id, period FROM duty WHERE rule = :rule AND debtor_id = 2", rule=REPORT)
    return {row.period: duty_of(house, row.id).due for row in rows}


def state(house: House) -> tuple[Any, ...]:
    """All that dates hang on, what was written down, and the folder."""
    assert isinstance(house.source, Shelf)
    with at(house) as desk:
        tables = [desk.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in (
            "reckoning", "reckoning_rung", "duty", "journal", "trigger_row")]
    return (*tables, sorted(str(path) for path in house.source.folder.rglob("*")))


def set_(house: House, wished: Wish) -> None:
    publish(house, ADMINISTRATOR, wished, preview(house, ADMINISTRATOR, wished).seen)


def test_a_preview_tells_what_then_happens_and_keeps_nothing(kept: House) -> None:
    was, before = state(kept), dues(kept)
    told = preview(kept, ADMINISTRATOR, wish())
    assert state(kept) == was and told.words == "1次，期末或事件后15个工作日内"
    assert told.foresight.by_rule == [RuleMoves(REPORT, "监管情况和违法态势报告", moved=3, recounted=0, made_firm=0, changed=3)]
    assert [(one.period, one.before, one.after, one.duties) for one in told.foresight.moves] == [
        ("2027Q1", date(2027, 4, 14), date(2027, 4, 21), 3)]
    publish(kept, ADMINISTRATOR, wish(), told.seen)
    assert dues(kept) == before | {"2027Q1": date(2027, 4, 21)}  # what began before keeps its value
    with at(kept) as desk:
        projected = desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.projected'")
    assert projected == told.foresight.duties == 3


def test_it_stands_as_a_decree_with_who_why_and_when(kept: House) -> None:
    set_(kept, wish())
    assert isinstance(kept.source, Shelf)
    file = kept.source.folder / "province" / f"duty-{REPORT}-2027-01-01.toml"
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# 2026-12-15T00:00:00Z officer:1\n# 年底集中\n")
    assert tomllib.loads(text) == {"duty_value": [{
        "duty": REPORT, "from": NEW_YEAR, "times": 1, "due": MINUTE, "roll": False, "reports_on": "same_period",
        "confidence": "V", "source": "吉自然资发〔2026〕9号", "set_by": "province"}]}
    with at(kept) as desk:
        line = desk.rows("SELECT actor, detail FROM journal WHERE action = 'rule.set'")[0]
        story = value_story(desk, "duty", REPORT)
    told = json.loads(line.detail)
    assert (line.actor, told["code"], told["value_from"], told["reason"], told["value"]) == (
        "officer:1", REPORT, "2027-01-01", "年底集中", "1次，期末或事件后15个工作日内")
    (old, new) = story.lines
    assert (old.until, old.now, old.revocable, old.confirmed) == (date(2026, 12, 31), True, False, False)
    assert (new.since, new.now, new.revocable, new.confirmed, new.who, new.reason) == (
        NEW_YEAR, False, True, True, "1号head", "年底集中")


def test_every_process_goes_by_it_and_the_watch_takes_it_in_once(kept: House) -> None:
    assert isinstance(kept.source, Shelf)
    other = replace(kept, source=Shelf(kept.source.folder))  # another process over the same installation
    assert REPORT in other.rulebook.duties and len(other.rulebook.duties[REPORT].values) == 1
    keep_watch(kept)
    set_(kept, wish())
    assert len(other.rulebook.duties[REPORT].values) == 2
    with at(kept) as desk:
        assert desk.rows("SELECT stage, entity FROM trigger_row WHERE stage = 'duty_watch'") == [("duty_watch", "value")]
    was = dues(kept)
    the_post_went(kept)
    keep_watch(other)
    assert dues(kept) == was
    with at(kept) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'rulebook.taken'") == 2
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'duty.projected'") == 3


def test_a_decision_on_an_outdated_rulebook_is_refused(kept: House) -> None:
    seen = preview(kept, ADMINISTRATOR, wish()).seen
    set_(kept, wish("digest_lines", table="figure", fields={"value": 500}))
    was = state(kept)
    with pytest.raises(ConflictError, match="changed meanwhile"):
        publish(kept, ADMINISTRATOR, wish(), seen)
    with pytest.raises(ConflictError, match="changed meanwhile"):
        revoke(kept, ADMINISTRATOR, "figure", "digest_lines", NEW_YEAR, reason="误设", seen=seen)
    assert state(kept) == was


def test_of_two_at_once_one_is_refused(kept: House) -> None:
    seen = preview(kept, ADMINISTRATOR, wish()).seen
    wishes = [wish(fields={"times": n, "due": MINUTE}) for n in (1, 2)]
    told = at_once(*(lambda one=one: publish(kept, ADMINISTRATOR, one, seen) for one in wishes))
    assert sorted(type(one.error).__name__ for one in told) == ["ConflictError", "NoneType"]
    assert len(kept.rulebook.duties[REPORT].values) == 2


REFUSED: tuple[tuple[dict[str, Any], type[Exception], str], ...] = (
    ({"since": date(2026, 12, 14)}, InvalidError, "which is over"),
    ({"reason": " "}, InvalidError, "A reason is missing"),
    ({"source": ""}, InvalidError, "none is named"),
    ({"fields": {"times": 0, "due": MINUTE}}, InvalidError, "from 1 to 366"),
    ({"fields": {"times": None, "due": MINUTE}}, InvalidError, "from 1 to 366"),
    ({"fields": {"times": 1, "due": {"after": {"n": 0, "unit": "day"}}}}, InvalidError, "from 1 to 1200"),
    ({"fields": {"times": 1, "due": {"after": {"n": 3, "unit": "hour"}}}}, InvalidError, "unit is missing"),
    ({"fields": {"times": 1, "due": {"on": "12-31"}}}, InvalidError, "how this falls due"),
    ({"fields": {"times": 1, "due": {}}}, InvalidError, "how this falls due"),
    ({"code": "two_rates_year", "fields": {"times": 1, "due": {"on": "12-31"}}}, RefusedError, "order itself sets"),
    ({"code": "liaison_meeting", "fields": {"times": 1, "due": {"on": "02-29"}}}, InvalidError, "no day of every year"),
    ({"code": "liaison_meeting", "fields": {"times": 1, "due": {"on": "00-00"}}}, InvalidError, "no day of every year"),
    ({"code": "own_opinions", "fields": {"times": 1, "due": {"date": "soon"}}}, InvalidError, "no day"),
    ({"table": "figure", "code": "digest_lines", "fields": {"value": 0}}, InvalidError, "from 1 to 1000000"),
    ({"table": "ladder", "code": "report", "fields": {"rungs": []}}, InvalidError, "1 to 20 rungs"),
    ({"table": "ladder", "code": "report", "fields": {"rungs": [(3, 1), (3, 2)]}}, InvalidError, "one after the other"),
    ({"table": "ladder", "code": "report", "fields": {"rungs": [(400, 1)]}}, InvalidError, "from -366 to 366"),
    ({"table": "ladder", "code": "report", "fields": {"rungs": [(4, 5)]}}, InvalidError, "from 1 to 4"),
    ({"table": "ladder", "code": "patrol_week", "fields": {"rungs": [(-2, 1)], "lapse_after": 0}}, InvalidError, "1 to 366"),
    ({"table": "gate", "code": "x"}, NotFoundError, "no value “x”"), ({"code": "no_such"}, NotFoundError, "no value “no_such”"),
)


def test_what_cannot_be_is_refused_with_what_can(kept: House) -> None:
    was = state(kept)
    for changed, error, words in REFUSED:
        with pytest.raises(error, match=words):
            preview(kept, ADMINISTRATOR, wish(**changed))
        with pytest.raises(error, match=words):
            publish(kept, ADMINISTRATOR, wish(**changed), kept.rulebook.fingerprint)
        assert state(kept) == was, changed


def test_a_day_has_one_value(kept: House) -> None:
    set_(kept, wish())
    with pytest.raises(ConflictError, match="stands there already"):
        set_(kept, wish())


def test_only_the_provinces_administrator_sets_and_only_where_there_is_a_folder(kept: House) -> None:
    others = Actor("市管理员", 1, (Post("administrator", 2, "/1/2/"),)), Actor("审计员", 1, (Post("auditor", 1, "/1/"),))
    for actor in (*others, SYSTEM):
        for deed in (lambda one=actor: preview(kept, one, wish()), lambda one=actor: publish(kept, one, wish(), "x"),
                     lambda one=actor: revoke(kept, one, "duty", REPORT, NEW_YEAR, reason="x", seen="x")):
            with pytest.raises(RefusedError, match="set the province's values"):
                deed()
    plain = replace(kept, source=kept.rulebook)
    with pytest.raises(UnavailableError, match="no folder of decrees"):
        publish(plain, ADMINISTRATOR, wish(), "x")


def test_a_value_is_taken_back_before_its_day_and_not_after(kept: House) -> None:
    before = dues(kept)
    set_(kept, wish())
    assert isinstance(kept.source, Shelf)
    for since, reason, error, words in ((NEW_YEAR, " ", InvalidError, "reason"),
                                        (date(2010, 1, 1), "x", ConflictError, "set here")):
        with pytest.raises(error, match=words):
            revoke(kept, ADMINISTRATOR, "duty", REPORT, since, reason=reason, seen=kept.rulebook.fingerprint)
    revoke(kept, ADMINISTRATOR, "duty", REPORT, NEW_YEAR, reason="误设", seen=kept.rulebook.fingerprint)
    assert dues(kept) == before and not list(kept.source.folder.rglob("*.toml"))
    with at(kept) as desk:
        assert '"reason":"误设"' in desk.scalar("SELECT detail FROM journal WHERE action = 'rule.revoked'")
    set_(kept, wish())
    go_to(kept, NEW_YEAR)
    with pytest.raises(ConflictError, match="holds since 2027-01-01"):
        revoke(kept, ADMINISTRATOR, "duty", REPORT, NEW_YEAR, reason="误设", seen=kept.rulebook.fingerprint)
    with at(kept) as desk:
        assert not any(line.revocable for line in value_story(desk, "duty", REPORT).lines)


def test_where_the_books_do_not_stand_the_folder_does_not_either(kept: House) -> None:
    def refuse(connection: Connection) -> None:
        connection.connection.rollback()  # as a database does whose commit fails
        raise OSError("the disk is full")

    def while_nothing_commits(deed: Any) -> None:
        event.listen(kept.engine, "commit", refuse)
        try:
            with pytest.raises(OSError, match="disk is full"):
                deed()
        finally:
            event.remove(kept.engine, "commit", refuse)

    seen = preview(kept, ADMINISTRATOR, wish()).seen
    while_nothing_commits(lambda: publish(kept, ADMINISTRATOR, wish(), seen))
    assert len(kept.rulebook.duties[REPORT].values) == 1
    set_(kept, wish())
    was, text = state(kept), next(kept.source.folder.rglob("*.toml")).read_text(encoding="utf-8")  # type: ignore[union-attr]
    while_nothing_commits(lambda: revoke(kept, ADMINISTRATOR, "duty", REPORT, NEW_YEAR, reason="误设",
                                         seen=kept.rulebook.fingerprint))
    assert state(kept) == was
    assert next(kept.source.folder.rglob("*.toml")).read_text(encoding="utf-8") == text  # type: ignore[union-attr]


def test_a_figure_holds_from_its_day_on(kept: House) -> None:
    today = date(2026, 12, 15)
    set_(kept, wish("letter_attempts", table="figure", since=today, fields={"value": 3}, confirmed=False, source=""))
    with open_desk(kept) as desk:
        figure = desk.rulebook.figures["letter_attempts"]
        assert (figure.on(date(2026, 12, 14)), figure.on(desk.today)) == (8, 3)
        line = value_story(desk, "figure", "letter_attempts").lines[-1]
    assert (line.words, line.confirmed, line.source, line.now) == ("3次", False, "省厅设定（待确认）", True)


def test_a_ladder_changes_when_people_are_told_and_no_date(kept: House) -> None:
    rungs = {"rungs": [(-14, 1), (0, 1), (3, 2)]}
    told = preview(kept, ADMINISTRATOR, wish("report", table="ladder", fields=rungs))
    assert told.words == "提前14日、到期当日、逾期3个工作日（报上级）"
    assert {line.moved for line in told.foresight.by_rule} == {0} and told.foresight.moves == []
    line = next(line for line in told.foresight.by_rule if line.rule == REPORT)
    assert line.changed == 3  # the quarter that begins with the year
    set_(kept, wish("report", table="ladder", fields=rungs))
    number = duty_id(kept, REPORT, "2027Q1", 2)
    with at(kept) as desk:
        rows = desk.rows("SELECT r.day FROM reckoning_rung r JOIN duty d ON d.reckoning_id = r.reckoning_id WHERE d.id = :id"
                         " AND audience = 'debtor' ORDER BY r.no", id=number)
    days = [str(row.day) for row in rows]
    assert days == ["2027-03-31", "2027-04-14", "2027-04-19"] and rungs_of(kept, number) == []


def test_a_decree_without_its_entry_is_there_all_the_same(kept: House, tmp_path: Path) -> None:
    """The machine died between the file and the books: whoever reads the folder goes by it, and its page names nobody."""
    set_(kept, wish())
    bare = settled_apart(kept, tmp_path)
    with at(bare) as desk:
        line = value_story(desk, "duty", REPORT).lines[-1]
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'rule.set'") == 0
    assert (line.revocable, line.who, line.reason) == (True, None, None)
    keep_watch(bare)
    with at(bare) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'rulebook.taken'") == 1


def settled_apart(kept: House, folder: Path) -> House:
    """The same folder over a database that knows nothing of it."""
    engine = open_engine(f"sqlite:///{folder / 'apart.db'}")
    upgrade(engine)
    apart = replace(kept, engine=engine)
    settle_in(apart, date(2026, 12, 1))
    return apart
