"""Each invariant catches the rule that is broken for it, and no other speaks up first."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from casework import journal, triggers, watch
from casework.desk import Desk
from casework.duty import chasing, ending, opening, populations
from casework.letter import lines, outbox, outcomes
from deployments.rehearsal import mail_host, steps
from deployments.rehearsal.auditing import NAMES
from deployments.rehearsal.invariants import InvariantError
from deployments.rehearsal.playing import Player
from deployments.rehearsal.script import Span, script_of
from notifications.message import Outgoing
from notifications.post import Outcome
from regulation.book import Rulebook
from regulation.terms import Debtor
from tests.databases import SqliteDatabases
from tests.deployments.playhouse import a_player, copied, filled, mutate, play

pytestmark = [pytest.mark.trial, pytest.mark.xdist_group("broken")]  # they share one rehearsal that was begun
FIRST, LEFT = date(2010, 1, 1), date(2010, 1, 27)  # a Wednesday
FRIDAY = date(2010, 1, 29)
SCRIPT = replace(script_of(2010, 5), last=date(2010, 2, 3), outages=(Span(FRIDAY, FRIDAY),))
Break = Callable[[pytest.MonkeyPatch, Player], None]


@pytest.fixture(scope="module")
def begun(sqlite_databases: SqliteDatabases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Rulebook]]:
    """A rehearsal that has come to the last days of January, unbroken."""
    from casework.desk import House
    from foundation.clock import SetClock
    from tests.conftest import the_rulebook
    folder = tmp_path_factory.mktemp("begun")
    engine = sqlite_databases.fresh()
    house = House(engine, the_rulebook(), SetClock.at(FIRST))
    filled(house, FIRST)
    assert play(a_player(house, SCRIPT, folder), until=LEFT) == LEFT
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    shutil.copy(str(engine.url.database), folder / "kuangjian.db")
    yield folder, the_rulebook()


def source(module: ModuleType, name: str, old: str, new: str, *users: ModuleType) -> Break:
    """A line of the product's code or SQL changed, for those modules too that have it by name."""
    return lambda patch, _: mutate(patch, module, name, old, new, *users)


def attribute(module: object, name: str, value: object) -> Break:
    return lambda patch, _: patch.setattr(module, name, value)


def both(*breaks: Break) -> Break:
    def do(patch: pytest.MonkeyPatch, player: Player) -> None:
        for one in breaks:
            one(patch, player)
    return do


def townships_owe_nothing(patch: pytest.MonkeyPatch, _: Player) -> None:
    patch.setitem(populations.LEVELS, Debtor.TOWNSHIP, ("city",))


def before_the_chase(*tampering: str, after: str = "") -> Break:
    """Something in the tables is not as the chase should find it."""
    def chase(desk: Desk) -> chasing.Chased:
        for statement in tampering:
            desk.run(statement.replace(":today", f"'{desk.today}'"))
        done = chasing.chase(desk)
        if after:
            desk.run(after)
        return done
    return attribute(watch, "chase", chase)


def a_rest_day_forgotten(patch: pytest.MonkeyPatch, player: Player) -> None:
    mutate(patch, chasing, "chase", "not desk.calendar.is_working(desk.today)", "False", watch)
    with player.stage.house.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE reckoning_rung SET day = '2010-01-30' WHERE day = '2010-02-01'")
        connection.exec_driver_sql("UPDATE duty SET chase_on = '2010-01-30' WHERE chase_on = '2010-02-01'")
        connection.commit()


def a_date_moved(patch: pytest.MonkeyPatch, player: Player) -> None:
    """Behind the books' back, on the day before the month is looked at."""
    with player.stage.house.engine.connect() as connection:
        connection.exec_driver_sql("UPDATE reckoning SET due = '2010-12-03' WHERE rule = 'work_summary_year'")
        connection.commit()


def told_while_ended(patch: pytest.MonkeyPatch, player: Player) -> None:
    """The post leaves after people have acted, and letters no longer look at what became of a duty."""
    befall, watched, post, deeds, night = steps.STEPS
    patch.setattr(steps, "STEPS", (befall, watched, deeds, post, night))
    mutate(patch, lines, "SELECT", "AND d.status IN ('open', 'lapsed')", "")
    mutate(patch, steps, "_post", "player.stage.go_to(day, 8, 10)", "player.stage.go_on(SetClock.at(day, 17).instant)")
    patch.setattr(steps, "LAST_POST", 20)
    patch.setattr(steps, "STEPS", (befall, watched, deeds, steps._post, night))


class Forgetful(mail_host.MailHost):
    """Takes a letter and breaks the connection before it says so."""

    def _try(self, letter: Outgoing) -> tuple[dict[str, str] | None, Outcome]:
        line, outcome = super()._try(letter)
        if outcome.kind == "sent" and letter.message_id not in self.deferred:
            self.deferred.add(letter.message_id)
            return line, Outcome("later", "connection lost")
        return line, outcome


def rewritten(patch: pytest.MonkeyPatch, player: Player) -> None:
    """A letter in doubt is written anew, and leaves again on another day."""
    mutate(patch, outbox, "_unwritten", "AND (l.written_at IS NULL OR l.kind <> 'digest')", "")
    patch.setattr(steps, "TRIES", 1)
    player.host = Forgetful(player.stage.chance, player.stage.clock, player.stage.mail_log)


BROKEN: dict[str, Break] = {
    "ends_once": source(ending, "lapse", "status = 'open' AND", "status IN ('open', 'discharged') AND", watch),
    "ends_told": source(ending, "_end", "journal.note_each", "(lambda *told: None)"),
    "opened_adds_up": source(opening, "_tell", '"count": count}', '"count": count + 1}'),
    "counted_right": before_the_chase("UPDATE act SET state = 'withdrawn' WHERE id < 3"),
    "moves_kept_limits": before_the_chase("UPDATE duty SET subject_kind = 'case', done = times + 1 WHERE id ="
                                          " (SELECT min(id) FROM duty WHERE status = 'discharged')"),
    "everybody_owes": townships_owe_nothing,
    "everything_is_owed_about": source(populations, "_right_filters", "r.kind = '{kind}'", "r.kind = '{kind}' AND r.id > 2"),
    "nothing_overstays": attribute(watch, "lapse", lambda _: 0),
    "dates_stand": a_date_moved,
    "journal_sealed": both(attribute(journal, "seal", lambda _: 0), attribute(steps, "PATIENCE", 1)),
    "nobody_forgotten": before_the_chase("UPDATE duty SET chase_on = NULL WHERE id % 2 = 0"),
    "everyone_is_told": before_the_chase(after="DELETE FROM letter_line WHERE audience = 'superior'"),
    "chased_rightly": a_rest_day_forgotten,
    "chased_adds_up": source(chasing, "chase", "reminded=done.reminded", "reminded=done.reminded + 1", watch),
    "told_the_superior": before_the_chase(
        "UPDATE party SET parent_id = parent_id + 1 WHERE parent_id > 0",
        after="UPDATE party SET parent_id = parent_id - 1 WHERE parent_id > 0"),
    "reminded_once": before_the_chase(
        "UPDATE duty SET chase_on = :today WHERE status = 'open' AND id IN"
        " (SELECT duty_id FROM rung WHERE no BETWEEN 1 AND 99)",
        "UPDATE rung SET no = no + 100 WHERE no BETWEEN 1 AND 99"),
    "silent_after_the_end": told_while_ended,
    "rest_days_are_quiet": both(attribute(outbox, "resting", lambda _: False), source(steps, "_post", "if rest or", "if")),
    "one_letter_a_day": rewritten,
    "sent_is_taken": source(outcomes, "record", 'outcome.kind == "sent"', 'outcome.kind in ("sent", "unreachable")'),
    "nothing_stuck": attribute(triggers, "done", lambda *_: 0),
}
FROM_THE_START = ("everybody_owes", "everything_is_owed_about")  # what the first day opens


def test_every_invariant_has_a_rule_broken_for_it() -> None:
    assert set(BROKEN) == set(NAMES)


def test_unbroken_it_goes_on_to_its_end(begun: tuple[Path, Rulebook], tmp_path: Path) -> None:
    folder, rulebook = begun
    house = copied(folder, tmp_path / "on", rulebook)
    assert play(a_player(house, SCRIPT, tmp_path / "on")) == SCRIPT.last
    house.engine.dispose()


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_caught_by_the_invariant_that_should(
        begun: tuple[Path, Rulebook], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str,
        sqlite_databases: SqliteDatabases) -> None:
    folder, rulebook = begun
    house = copied(folder, tmp_path / "on", rulebook)
    if name in FROM_THE_START:
        house = replace(house, engine=sqlite_databases.fresh())
        filled(house, FIRST)
    player = a_player(house, SCRIPT, tmp_path / ("new" if name in FROM_THE_START else "on"))
    BROKEN[name](monkeypatch, player)
    with pytest.raises(InvariantError) as caught:
        play(player)
    house.engine.dispose()
    assert caught.value.name == name, str(caught.value)
