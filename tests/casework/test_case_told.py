"""A case where others speak of it: in lists of duties, in letters, in the search; never to whoever its clue is about."""

from datetime import date

import pytest
from sqlmodel import SQLModel

from casework.access import OPERATOR
from casework.bulk import add_rows
from casework.case.cases import case_of
from casework.case.hidden import BELOW, TABLES
from casework.desk import House, open_desk
from casework.duty import duties
from casework.letter.lines import lines_of
from casework.record.officers import actor_of
from casework.view.duty_list import duties_listed
from casework.view.listing import Asked
from casework.view.searching import search
from casework.view.stories import story
from foundation.errors import NotFoundError
from models import ClueNamed
from tests.casework.cases import Office, a_bureau, filed
from tests.casework.clues import taken_in
from tests.casework.town import at, watch_on

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)


def from_a_clue_about(house: House, office: Office, officer: int) -> str:
    """A case that came of a clue in which an officer is named."""
    number, made = filed(house, office), taken_in(house)
    with at(house) as desk:
        add_rows(desk, ClueNamed, [{"clue_id": made.clue_id, "party_id": None, "officer_id": officer}])
        desk.run("UPDATE enforcement_case SET clue_id = :clue WHERE number = :number", clue=made.clue_id, number=number)
    return number


def test_a_duty_of_a_case_is_told_by_the_number_of_the_case(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    with open_desk(house, OPERATOR, reads=True) as desk:
        lines = duties_listed(desk, Asked(filters={"rule": "limit_decision"})).rows
        assert [(one.about, one.due) for one in lines] == [(f"案件{number}", date(2025, 11, 3))]
        told = story(desk, lines[0].id)
    assert (told.about, told.about_code, told.title) == (f"案件{number}", f"case:{number}", "作出处罚决定")


def test_a_case_is_found_by_its_numbers_its_party_and_its_cause(house: House) -> None:
    number = filed(house, a_bureau(house, SINCE, DAY))
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET filing_number = '吉自然资立〔2025〕1号'")
    for words in ("AJ2025000001", "AJ2025", "王某", "无证采矿案", "立〔2025〕"):
        with open_desk(house, OPERATOR, reads=True) as desk:
            (group,) = [one for one in search(desk, words) if one.kind == "case"]
        assert [(hit.name, hit.code, hit.place, hit.ended) for hit in group.hits] == [
            (number, "investigating", "王某无证采矿案 永吉县", False)]


def test_to_whoever_its_clue_is_about_the_case_does_not_exist_and_nothing_tells_of_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = from_a_clue_about(house, office, office.officer("deputy"))
    with at(house) as desk:
        named, other = (actor_of(desk, office.officer(role)) for role in ("deputy", "unit"))
        duty = int(desk.scalar("SELECT min(id) FROM duty WHERE subject_kind = 'case' AND ended_on IS NULL"))
    asked = ("SELECT count(*) FROM enforcement_case", "SELECT count(*) FROM case_event", "SELECT count(*) FROM case_officer",
             "SELECT count(*) FROM duty WHERE subject_kind = 'case'", "SELECT count(*) FROM journal WHERE entity = 'case'",
             "SELECT count(*) FROM journal WHERE detail LIKE '%AJ2025000001%'",
             "SELECT count(*) FROM trigger_row WHERE entity = 'case'")
    with open_desk(house, other, reads=True) as desk:
        assert case_of(desk, number).number == number and duties.fetch(desk, duty).subject_kind == "case"
        assert all(desk.scalar(one) > 0 for one in asked)
        assert [one.kind for one in search(desk, number)] == ["case"]
    with open_desk(house, named, reads=True) as desk:
        assert [desk.scalar(one) for one in asked] == [0] * len(asked)
        assert search(desk, number) == []
        for look in (lambda: case_of(desk, number), lambda: duties.fetch(desk, duty)):
            with pytest.raises(NotFoundError):
                look()


def test_a_reminder_of_a_limit_passes_over_whoever_its_clue_is_about(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    town = office.town
    number = from_a_clue_about(house, office, town.officer(town.county))
    watch_on(house, date(2025, 11, 3))
    with at(house) as desk:
        told = {row.recipient_id for row in desk.rows(
            "SELECT l.recipient_id FROM letter l JOIN letter_line x ON x.letter_id = l.id JOIN duty d ON d.id = x.duty_id"
            " WHERE d.subject_kind = 'case' AND d.rule = 'limit_decision' AND x.audience = 'debtor'")}
    assert told and town.officer(town.county) not in told
    with at(house) as desk:
        letters = [row.id for row in desk.rows("SELECT id FROM letter WHERE kind = 'digest' ORDER BY id")]
        assert {line.subject for lines in lines_of(desk, letters).values() for line in lines
                if line.title == "作出处罚决定"} == {f"案件{number}"}


def test_every_table_of_cases_is_hidden_with_them() -> None:
    of_cases = {table.name for table in SQLModel.metadata.tables.values() if "case_id" in table.c}
    assert of_cases == set(TABLES) - {"enforcement_case"}
    below = {(table.name, key.parent.name) for table in SQLModel.metadata.tables.values() for key in table.foreign_keys
             if key.column.table.name in of_cases and table.name not in of_cases}
    assert below == {(table, column) for table, (column, _) in BELOW.items()}
