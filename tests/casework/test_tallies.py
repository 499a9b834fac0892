"""The tally is exact all day: after whatever happens since, boards say what counting everything out says."""

from datetime import date

import pytest

from casework.act.acts import NewAct, record, withdraw
from casework.act.reviews import accept
from casework.act.submissions import hand_in
from casework.desk import open_desk
from casework.duty.ending import waive
from casework.duty.moving import extend, resume, suspend
from casework.duty.opening import open_duties
from casework.duty.tallying import tally_offices, tally_rules, year_before
from casework.journal import note
from casework.record.offices import abolish_office
from casework.view import counts, tallied
from casework.watch import keep_watch
from regulation.terms import Unit
from tests.casework.builders import a_party
from tests.casework.town import at, filled, go_to, patrol, settle_in
from tests.scenes import remembered

DAY = date(2024, 7, 3)


@pytest.fixture
@remembered
def town(house):
    made = settle_in(house, date(2024, 1, 1))
    go_to(house, DAY)
    with at(house) as desk:
        a_party(desk, "220281", "蛟河市", "county", made.city)
        other = a_party(desk, "220300", "四平市", "city", made.province)
        a_party(desk, "220322", "梨树县", "county", other)
    keep_watch(house)
    with at(house) as desk:
        tally_offices(desk)
    return made


def offices(desk):
    return [row.id for row in desk.rows("SELECT id FROM party WHERE level <> 'holder' ORDER BY id")]


def both(house):
    """What boards say of every office by the tally, and counted out."""
    with at(house) as desk:
        asked = offices(desk)
        rows = {row.id: row.path for row in desk.rows("SELECT id, path FROM party WHERE level <> 'holder'")}
        assert tallied.sums(desk, asked, rows) is not None
        by_tally = counts.counts_below(desk, asked)
        desk.run("DELETE FROM tally_mark")
        counted = counts.counts_below(desk, asked)
        desk.session.rollback()
    return by_tally, counted


def oldest(house, office):
    with at(house) as desk:
        return int(desk.scalar("SELECT d.id FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.debtor_id = :office"
                               " AND d.status = 'open' ORDER BY k.due LIMIT 1", office=office))


def move(house, act, *given, **named):
    with at(house) as desk:
        act(desk, *given, **named)


def waived(house, town):
    for office in (town.county, town.township, town.city):
        move(house, waive, oldest(house, office), reason="r", approver="a")


def patrolled(house, town):
    for _ in range(2):
        patrol(house, town.township, DAY)


def found_and_withdrawn(house, town):
    """Each finding brings a duty; one goes again with its finding."""
    with at(house) as desk:
        for office in (town.county, town.county, town.city):
            found = record(desk, NewAct("violation_found", office, DAY, fields=filled(house, "violation_found")))
        withdraw(desk, found.act_id, reason="误报")


def recorded_twice(house, town):
    """Of one licence; the act that brought the duty about goes, and the duty stands by the other."""
    with at(house) as desk:
        first, _ = (record(desk, NewAct("licence_issued", town.province, DAY, "mining_right", town.right,
                                        fields=filled(house, "licence_issued"))) for _ in range(2))
        withdraw(desk, first.act_id, reason="重复")


def reported(house, town):
    duty = oldest(house, town.county)
    with at(house) as desk:
        rule = desk.scalar("SELECT rule FROM duty WHERE id = :id", id=duty)
        if house.rulebook.acts[house.rulebook.duties[rule].act].reviewed:
            accept(desk, hand_in(desk, duty, filled(house, house.rulebook.duties[rule].act)).submission_id)


def put_off(house, town):
    duty = oldest(house, town.city)
    move(house, extend, duty, n=3, unit=Unit.MONTH, reason="r", approver="a")
    move(house, suspend, oldest(house, town.township), reason="r")


def stopped_and_resumed(house, town):
    duty = oldest(house, town.county)
    move(house, suspend, duty, reason="r")
    move(house, resume, duty, reason="r")


@pytest.mark.parametrize("happens", [waived, patrolled, found_and_withdrawn, recorded_twice, reported, put_off,
                                     stopped_and_resumed])
def test_what_is_changed_beside_it_is_counted_anew(house, town, happens):
    before, _ = both(house)
    happens(house, town)
    by_tally, counted = both(house)
    assert by_tally == counted
    assert by_tally != before or happens is stopped_and_resumed


def test_a_tally_itself_says_what_counting_out_says(house, town):
    by_tally, counted = both(house)
    assert by_tally == counted
    province = by_tally[town.province]
    assert [one.name for one in province] == ["吉林省", "吉林市", "四平市"] and province[1].overdue > 0
    assert sum(one.open for one in province) == counted_open(house)


def counted_open(house):
    with at(house) as desk:
        return int(desk.scalar("SELECT count(*) FROM duty WHERE status = 'open'"))


def trusted(house):
    with at(house) as desk:
        rows = {row.id: row.path for row in desk.rows("SELECT id, path FROM party WHERE level <> 'holder'")}
        return tallied.sums(desk, list(rows), rows) is not None


def test_yesterdays_tally_is_not_gone_by(house, town):
    assert trusted(house)
    go_to(house, date(2024, 7, 4))
    assert not trusted(house)


def test_duties_opened_or_an_office_gone_make_it_stale_until_it_is_made_anew(house, town):
    with at(house) as desk:
        desk.run("DELETE FROM duty WHERE rule = 'city_patrol' AND period = '2024Q3'")
        open_duties(desk)
    assert not trusted(house)
    with at(house) as desk:
        tally_offices(desk)
    assert trusted(house)
    with at(house) as desk:
        abolish_office(desk, "220322", DAY)
    assert not trusted(house)


def test_what_changes_no_count_leaves_it_fresh(house, town):
    for action, entity in (("mine.inspector", "mine"), ("party.responsible", "party"), ("account.signed_in", "account")):
        with at(house) as desk:
            note(desk, action, entity, 1)
    assert trusted(house)
    with at(house) as desk:
        note(desk, "mine.moved", "mine", 1)
    assert not trusted(house)


def test_a_page_reads_one_instant_though_the_tally_is_made_anew_meanwhile(house, town):
    with open_desk(house, reads=True) as reader:
        rows = {row.id: row.path for row in reader.rows("SELECT id, path FROM party WHERE level <> 'holder'")}
        before = tallied.sums(reader, list(rows), rows)
        waived(house, town)
        with at(house) as desk:
            tally_offices(desk)
        assert tallied.sums(reader, list(rows), rows) == before


def test_by_rule_an_office_has_all_below_it_and_the_year_before_beside_it(house, town):
    with at(house) as desk:
        tally_rules(desk)
        rows = {(row.office_id, row.rule): row for row in desk.rows("SELECT * FROM rule_tally")}
        late = {row.rule: row.n for row in desk.rows(
            "SELECT d.rule, count(*) AS n FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
            " WHERE d.status = 'open' AND k.due < :today GROUP BY d.rule", today=DAY)}
    assert late and {rule: row.overdue for (office, rule), row in rows.items()
                     if office == town.province and row.overdue} == late
    patrols = rows[town.township, "township_patrol"]
    assert rows[town.province, "township_patrol"].due_now == patrols.due_now > 0
    assert (patrols.kept_now, patrols.due_then, patrols.kept_then) == (0, 0, 0)


def test_the_same_day_a_year_before():
    assert [year_before(day) for day in (date(2024, 2, 29), date(2024, 3, 1), date(2025, 2, 28))] == [
        date(2023, 2, 28), date(2023, 3, 1), date(2024, 2, 28)]
