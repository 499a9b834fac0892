"""四: what is complained of somebody is hidden from him beneath every query; what the duties say of it goes to the next."""

from datetime import date

import pytest

from casework.clue.hidden import veil_for
from casework.desk import House
from casework.duty.duties import fetch
from casework.duty.tallying import tally_rules
from casework.record.officers import actor_of
from foundation.errors import NotFoundError
from foundation.veil import Veil
from models import Post
from regulation.clue import Offence
from tests.casework.builders import an_officer
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.test_clue_intake import MONDAY, owed
from tests.casework.town import at, settle_in, watch_on

LONG_AGO = date(2009, 6, 1)


def moved(house: House, officer: int, office: int, role: str) -> None:
    """An officer serves at another office, too."""
    from casework.bulk import add_rows
    with at(house) as desk:
        add_rows(desk, Post, [{"officer_id": officer, "office_id": office, "role": role, "title": "", "valid_from": LONG_AGO,
                               "valid_to": None}])


def test_whoever_comes_from_the_office_complained_of_finds_no_duty_no_entry_and_no_count_of_it(house: House) -> None:
    town = settle_in(house, MONDAY)
    one = town.officer(town.county, "head")
    moved(house, one, town.city, "head")
    with at(house) as desk:
        duties_before = desk.scalar("SELECT count(*) FROM duty")
    made = taken_in(house, about=("220221",))
    with at(house) as desk:
        tally_rules(desk)
        actor, everybody = actor_of(desk, one), actor_of(desk, town.officer(town.city, "head"))
        duty = int(desk.scalar("SELECT min(id) FROM duty WHERE subject_kind = 'clue'"))
        counted = desk.scalar("SELECT count(*) FROM rule_tally WHERE rule LIKE 'clue%'")
    with at(house, everybody) as desk:
        assert everybody.veil is None and fetch(desk, duty).rule.startswith("clue_")
    with at(house, actor) as desk:
        assert desk.scalar("SELECT count(*) FROM duty") == duties_before
        assert desk.rows("WITH RECURSIVE x AS (SELECT id FROM duty) SELECT count(*) AS n FROM x")[0].n == duties_before
        assert desk.rows("SELECT 1 FROM clue WHERE id = :id", id=made.clue_id) == []
        assert desk.rows("SELECT 1 FROM journal WHERE detail LIKE :said OR entity = 'clue'", said=f"%{made.number}%") == []
        assert desk.scalar("SELECT count(*) FROM rule_tally WHERE rule LIKE 'clue%'") == 0 < counted
        with pytest.raises(NotFoundError, match=f"no duty {duty}"):
            fetch(desk, duty)


def test_the_tally_of_whoever_has_a_veil_is_what_it_was_without_the_clue(house: House) -> None:
    town = settle_in(house, MONDAY)
    watch_on(house, date(2024, 3, 12))
    one = town.officer(town.county, "head")
    moved(house, one, town.city, "head")
    listed = "SELECT office_id, rule, week, month, overdue, due_now, kept_now FROM rule_tally ORDER BY office_id, rule"
    with at(house) as desk:
        tally_rules(desk)
        before = [tuple(row) for row in desk.rows(listed)]
    taken_in(house, about=("220221",))
    with at(house) as desk:
        tally_rules(desk)
        after, actor = [tuple(row) for row in desk.rows(listed)], actor_of(desk, one)
    with at(house, actor) as desk:
        assert [tuple(row) for row in desk.rows(listed)] == before != after


def test_a_reminder_passes_over_whoever_is_named_and_goes_to_the_next_at_the_office(house: House) -> None:
    town = settle_in(house, MONDAY)
    named = town.officer(town.city)  # the handler, to whom what the city owes goes first
    moved(house, named, town.county, "handler")
    made = taken_in(house, about=("220221",))
    assert as_it_stands(house, made).office_id == town.city
    watch_on(house, owed(house, made.clue_id)["clue_registration"][1])
    with at(house) as desk:
        told = desk.rows("SELECT DISTINCT l.recipient_id FROM letter l JOIN letter_line x ON x.letter_id = l.id JOIN duty d"
                         " ON d.id = x.duty_id WHERE d.subject_kind = 'clue' AND x.audience = 'debtor'")
    assert [row.recipient_id for row in told] == [town.officer(town.city, "deputy")]


def test_an_office_complained_of_without_being_named_is_noted_so_that_who_leaves_it_sees_nothing_either(house: House) -> None:
    town = settle_in(house, MONDAY)
    made = taken_in(house, offence=Offence.OFFICER_CONDUCT)
    assert as_it_stands(house, made).office_id == town.city
    with at(house) as desk:
        assert [tuple(row) for row in desk.rows("SELECT party_id, officer_id FROM clue_named")] == [(town.county, None)]


def test_a_program_of_the_office_and_who_stands_in_for_its_people_have_the_veil_too(house: House) -> None:
    from casework.access import Post as Held
    town = settle_in(house, MONDAY)
    with at(house) as desk:
        stranger = an_officer(desk, town.province, "head", name="外来")
        assert veil_for(desk, stranger, ()) is None
    taken_in(house, about=("220221",))
    with at(house) as desk:
        assert veil_for(desk, stranger, ()) is None
        for officer in (None, stranger):
            assert veil_for(desk, officer, (Held("connected_system", town.county, "/1/2/3/"),)) is not None


A_VEIL = Veil({"duty": "SELECT * FROM {0} WHERE id <> 7", "act": "SELECT * FROM {0} WHERE id <> 8"}, ("journal_seal",))


@pytest.mark.parametrize(("asked", "through"), [
    ("SELECT 1 FROM duty d", "WITH duty AS NOT MATERIALIZED (SELECT * FROM main.duty WHERE id <> 7) SELECT 1 FROM duty d"),
    ("\nWITH RECURSIVE x AS (SELECT 1) SELECT * FROM x, act", "WITH RECURSIVE act AS NOT MATERIALIZED"
     " (SELECT * FROM main.act WHERE id <> 8),  x AS (SELECT 1) SELECT * FROM x, act"),
    ("SELECT 1 FROM party", "SELECT 1 FROM party"), ("SELECT duty_id FROM rung", "SELECT duty_id FROM rung"),
    ("UPDATE duty SET done = 1", "UPDATE duty SET done = 1"),
    ("SELECT id FROM duty WHERE id = 1 FOR UPDATE", "SELECT id FROM duty WHERE id = 1 FOR UPDATE"),
    ("SELECT 1 FROM journal_seal s JOIN act a ON 1 = 1", "SELECT 1 FROM journal_seal s JOIN act a ON 1 = 1")])
def test_what_is_read_is_read_through_the_veil_and_nothing_else(asked: str, through: str) -> None:
    assert A_VEIL.over(asked) == through
