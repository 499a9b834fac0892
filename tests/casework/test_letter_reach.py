"""A letter is read by whoever may read letters at every office in whose capacity it tells: an officer may serve at two."""

from datetime import date

import pytest

from casework.access import OPERATOR, Actor, Post
from casework.desk import open_desk
from casework.letter import outcomes
from casework.letter.letters import listed, read, resend
from casework.record.people import give_post
from casework.view.mailbox import letter_at, letters_at, undelivered
from casework.view.searching import search
from casework.view.worklist import work_at
from foundation.errors import NotFoundError
from notifications.post import Outcome
from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in, watch_on


@pytest.fixture
def town(house):
    return settle_in(house, date(2024, 5, 1))


def keeper(town, *offices):
    paths = {town.province: f"/{town.province}/", town.city: f"/{town.province}/{town.city}/",
             town.county: f"/{town.province}/{town.city}/{town.county}/"}
    return Actor("管理员", 99, tuple(Post("administrator", office, paths[office]) for office in offices))


def test_who_reads_the_countys_letters_reads_none_that_tells_of_the_city_too(house, town):
    with at(house) as desk:  # one person handles the county's matters, and since yesterday the city's
        desk.run("UPDATE post SET valid_to = :last WHERE officer_id = :id", last=date(2024, 5, 2), id=town.officer(town.city))
        both, county = town.officer(town.county), town.officer(town.township)
        give_post(desk, both, office_id=town.city, role="handler", since=date(2024, 5, 3))
    watch_on(house, date(2024, 5, 31))
    with at(house) as desk:
        mixed, own = (int(desk.scalar("SELECT id FROM letter WHERE recipient_id = :id", id=one)) for one in (both, county))
        parties = {row.party_id for row in desk.rows("SELECT party_id FROM letter_line WHERE letter_id = :id", id=mixed)}
        assert parties == {town.county, town.city}
        assert desk.scalar("SELECT office_id FROM letter WHERE id = :id", id=mixed) == town.county
        desk.run("UPDATE letter SET state = 'sending', message_id = CAST(id AS TEXT) WHERE id = :id", id=mixed)
        outcomes.record(desk, mixed, Outcome("refused", "550", address=True))
    for actor, sees in ((keeper(town, town.county), False), (keeper(town, town.city), True), (OPERATOR, True),
                        (keeper(town, town.county, town.city), True)):
        with open_desk(house, actor, reads=True) as desk:
            name = desk.scalar("SELECT name FROM officer WHERE id = :id", id=both)
            assert (mixed in {one.id for one in listed(desk)}) is sees, actor
            assert (mixed in {one.id for one in letters_at(desk).rows}) is sees
            assert own in {one.id for one in letters_at(desk).rows}
            assert undelivered(desk) == (1 if sees else 0)
            groups = search(desk, name)
            assert (mixed in {hit.id for group in groups if group.kind == "letter" for hit in group.hits}) is sees
            lost = {line.letter_id for line in work_at(desk).rows if line.kind == "letter-refused"}
            assert lost <= ({mixed} if sees else {None})
            if sees:
                assert read(desk, mixed).id == letter_at(desk, mixed).letter.id == mixed
                continue
            for do in (read, letter_at, resend):
                told = set()
                for one in (mixed, 987654):
                    with pytest.raises(NotFoundError) as refused:
                        do(desk, one)
                    told.add(str(refused.value).replace(str(one), "N"))
                assert len(told) == 1


def test_a_letter_about_an_account_and_one_of_its_own_office_are_read_there(house, town):
    with at(house) as desk:
        clerk = an_officer(desk, town.county, "clerk")
        desk.run("INSERT INTO letter (recipient_id, office_id, day, kind, state, attempts) VALUES (:who, :office, :day,"
                 " 'account_opened', 'queued', 0)", who=clerk, office=town.county, day=desk.today)
    with open_desk(house, keeper(town, town.county), reads=True) as desk:
        assert [one.kind for one in listed(desk)] == ["account_opened"]
