"""An officer who leaves hands over everything open in one step; nothing stays with whoever is gone."""

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import Date, inspect

from casework.account.accounts import open_account, use_link
from casework.account.api_tokens import bearer, issue_for_officer
from casework.account.feeds import make_feed
from casework.account.sessions import Stay, begin, present
from casework.bulk import add_rows, insert_rows
from casework.case.handing import PLACES
from casework.case.opening import NewCase, Party, open_case
from casework.desk import open_desk
from casework.record.absences import set_absence
from casework.record.leaving import officer_leaves
from casework.record.officers import actor_of
from casework.record.people import give_post
from casework.record.responsibility import answer_for_mine, answer_for_rule
from casework.view.feed import read_feed
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from models import Certificate, ClueVerifier, Draft, Letter, OneTimeLink, SavedFilter
from tests.casework.builders import a_party, an_officer
from tests.casework.clues import taken_in
from tests.casework.town import at, go_to, settle_in, watch_on

DAY, YESTERDAY = date(2024, 3, 4), date(2024, 3, 3)
WORDS = "山高水长·巡查每周两次"
# Every column that names an officer, or his account, and which of its rows are open: none may be his once he has left.
# What stays is history: who served, who was written to, who stood in.
OPEN = {
    "post.officer_id": "valid_to IS NULL OR valid_to >= '2024-03-04'",
    "absence.officer_id": "last >= '2024-03-04'",
    "absence.substitute_id": "last >= '2024-03-04'",
    "responsibility.officer_id": "valid_to IS NULL OR valid_to >= '2024-03-04'",
    "mine.inspector_id": "1 = 1",
    "account.officer_id": "closed_at IS NULL",
    "api_token.officer_id": "revoked_at IS NULL",
    "letter.recipient_id": "state IN ('queued', 'sending')",
    "letter_line.stands_in_for_id": "letter_id IN (SELECT id FROM letter WHERE state = 'queued')",
    "draft.officer_id": "1 = 1",
    "sign_in.account_id": "ended_at IS NULL",
    "one_time_link.account_id": "used_at IS NULL",
    "calendar_feed.account_id": "revoked_at IS NULL",
    "certificate.officer_id": "valid_to IS NULL OR valid_to >= '2024-03-04'",
    "clue_verifier.officer_id": "clue_id IN (SELECT id FROM clue WHERE stage = 'verifying')",
    "saved_filter.officer_id": "1 = 1",
    **{f"enforcement_case.{one}": "stage <> 'archived'" for one in PLACES},
}
# Whom a clue is about never sees it, wherever he serves later; who investigated, moved and signed stays in the record.
KEPT = {"clue_named.officer_id", "case_officer.officer_id", "case_event.officer_id", "document_signature.officer_id",
        "checked_case.officer_id"}


@pytest.fixture
def town(house):
    return settle_in(house, DAY)


def named_by(house, target):
    """The columns that refer to a table, as the database has them."""
    found = inspect(house.engine)
    return {f"{table}.{key['constrained_columns'][0]}" for table in found.get_table_names()
            for key in found.get_foreign_keys(table) if key["referred_table"] == target}


def still_his(house, officer):
    """Of each column that names him, whether an open row does."""
    with at(house) as desk:
        account = desk.scalar("SELECT id FROM account WHERE officer_id = :id", id=officer)
        return {name: bool(desk.scalar(
            f"SELECT count(*) FROM {name.partition('.')[0]} WHERE {name.partition('.')[2]} = :id AND ({which})",
            id=account if name.endswith("account_id") else officer)) for name, which in OPEN.items()}


def entangle(house, town, officer):
    """Give the officer one of everything that can hang on somebody."""
    deputy = town.officer(town.city, "deputy")
    with at(house) as desk:
        give_post(desk, officer, office_id=town.city, role="handler")
        desk.run("UPDATE mine SET inspector_id = :id", id=officer)
        answer_for_rule(desk, town.city, "city_patrol", officer)
        answer_for_rule(desk, town.city, "work_summary_year", officer, since=DAY + timedelta(days=9))
        set_absence(desk, officer, first=DAY + timedelta(days=5), last=DAY + timedelta(days=9))
        set_absence(desk, deputy, first=DAY - timedelta(days=3), last=DAY + timedelta(days=9), substitute_id=officer)
        link = open_account(desk, officer, "leaver")
        use_link(desk, link.token, WORDS)
        begin(desk, link.account_id, Stay())
        make_feed(desk, link.account_id)
        insert_rows(desk, OneTimeLink, [{"account_id": link.account_id, "token_digest": "x", "ends_at": desk.now}])
        insert_rows(desk, Draft, [{"officer_id": officer, "about": "kind:mine_inspection", "content": "{}", "version": 1,
                                   "saved_by": "x", "saved_at": desk.now}])
        issue_for_officer(desk, officer, "手机", actions=("duty.read",), days=9)
        add_rows(desk, Certificate, [{"officer_id": officer, "number": "执法1号", "valid_from": YESTERDAY, "valid_to": None}])
        add_rows(desk, SavedFilter, [{"officer_id": officer, "name": "我的", "query": "stage=routed"}])
    with at(house) as desk:
        his = open_case(desk, NewCase(town.city, "王某无证采矿案", "mining-without-right", Party("person", "王某"), DAY)).number
        sets = ", ".join(f"{one} = :id" for one in PLACES)
        desk.run(f"UPDATE enforcement_case SET {sets} WHERE number = :number", id=officer, number=his)
    clue = taken_in(house).clue_id
    with at(house) as desk:
        desk.run("UPDATE clue SET stage = 'verifying' WHERE id = :id", id=clue)
        add_rows(desk, ClueVerifier, [{"clue_id": clue, "officer_id": officer, "certificate": "执法1号", "named_at": desk.now}])
    watch_on(house, date(2024, 5, 31))
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM letter WHERE recipient_id = :id", id=officer) == 1  # about his mine
        desk.run("UPDATE letter_line SET stands_in_for_id = :id WHERE letter_id ="
                 " (SELECT max(id) FROM letter WHERE recipient_id <> :id)", id=officer)
    go_to(house, DAY)


def test_every_column_that_names_an_officer_is_known_to_the_leaving(house):
    assert named_by(house, "officer") | named_by(house, "account") == set(OPEN) | KEPT


@pytest.mark.parametrize("succeeded", [True, False])
def test_nothing_open_stays_with_whoever_has_left(house, town, succeeded):
    entangle(house, town, town.inspector)
    assert still_his(house, town.inspector) == dict.fromkeys(OPEN, True)  # else this could not fail
    with at(house) as desk:
        heir = an_officer(desk, town.city, "clerk", name="接任") if succeeded else None
        officer_leaves(desk, town.inspector, since=DAY, successor_id=heir, despite=True)
    assert still_his(house, town.inspector) == dict.fromkeys(OPEN, False)


def test_a_successor_has_what_the_leaver_had_from_that_day_on(house, town):
    entangle(house, town, town.inspector)
    with at(house) as desk:
        heir = an_officer(desk, town.city, "clerk", name="接任")
        left = officer_leaves(desk, town.inspector, since=DAY, successor_id=heir)
        assert (left.posts_ended, left.mines_handed_over, left.mines_freed, left.responsibilities_handed_over) == (2, 1, 0, 2)
        assert (left.substitutions_handed_over, left.absences_uncovered, left.account_closed) == (1, 0, True)
        assert (left.tokens_revoked, left.feeds_revoked, left.drafts_handed_over) == (1, 1, 1)
        assert (left.certificates_ended, left.verifications_left, left.filters_dropped, left.cases_handed_over) == (1, 1, 1, 1)
        assert left.reminders_handed_over > 0
        assert {post.role for post in actor_of(desk, heir).posts} == {"clerk", "inspector", "handler", "deputy"}
        assert desk.scalar("SELECT inspector_id FROM mine") == heir
        answers = desk.rows("SELECT rule, valid_from FROM responsibility WHERE officer_id = :id ORDER BY id",
                            types={"valid_from": Date()}, id=heir)
        assert answers == [("city_patrol", DAY), ("work_summary_year", DAY + timedelta(days=9))]
        away = desk.rows("SELECT first, last, substitute_id FROM absence ORDER BY first",
                         types={"first": Date(), "last": Date()})
        assert away == [(DAY - timedelta(days=3), YESTERDAY, town.inspector), (DAY, DAY + timedelta(days=9), heir)]
        told = desk.scalar("SELECT detail FROM journal WHERE action = 'officer.leave'")
        assert '"mines_handed_over":1' in told and f'"successor":{heir}' in told
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'mine.inspector'") == 1


def test_the_leaver_is_out_at_once_by_every_door(house, town):
    clerk = town.officer(town.county)
    with at(house) as desk:
        link = open_account(desk, clerk, "clerk")
        use_link(desk, link.token, WORDS)
        session, feed = begin(desk, link.account_id, Stay()), make_feed(desk, link.account_id)
        token = issue_for_officer(desk, clerk, "手机", actions=("duty.read",), days=9).token
        officer_leaves(desk, clerk, since=DAY, successor_id=town.officer(town.county, "head"))
        assert present(desk, session, Stay()) is None and bearer(desk, token) is None
        with pytest.raises(NotFoundError):
            read_feed(desk, feed)
        assert actor_of(desk, clerk).posts == ()


def test_letters_that_have_not_left_go_to_the_successor_in_one_digest_a_day(house, town):
    clerk, head = town.officer(town.county), town.officer(town.county, "head")
    watch_on(house, date(2024, 5, 31))
    with at(house) as desk:
        lines = [tuple(row) for row in desk.rows(
            "SELECT l.duty_id, l.no, l.audience FROM letter_line l JOIN letter x ON x.id = l.letter_id"
            " WHERE x.recipient_id = :id ORDER BY 1, 2, 3", id=clerk)]
        # The successor has had today's letter already: what comes to him waits for the next chase.
        insert_rows(desk, Letter, [{"recipient_id": head, "office_id": town.county, "day": desk.today, "kind": "digest",
                                    "state": "sent", "attempts": 1, "written_at": desk.now}])
        left = officer_leaves(desk, clerk, since=desk.today, successor_id=head)
        assert lines and left.reminders_handed_over == len(lines)
        letters = desk.rows("SELECT id, day, state FROM letter WHERE recipient_id = :id AND state = 'queued'",
                            types={"day": Date()}, id=head)
        assert [(row.day, row.state) for row in letters] == [(date(2024, 5, 30), "queued")]
        given = [tuple(row) for row in desk.rows("SELECT duty_id, no, audience FROM letter_line WHERE letter_id = :id"
                                                 " ORDER BY 1, 2, 3", id=letters[0].id)]
        assert given == lines
        assert desk.scalar("SELECT state FROM letter WHERE recipient_id = :id", id=clerk) == "void"
    go_to(house, date(2024, 6, 3))
    from casework.watch import keep_watch
    keep_watch(house)
    with at(house) as desk:
        days = [row.day for row in desk.rows("SELECT day FROM letter WHERE recipient_id = :id ORDER BY day",
                                             types={"day": Date()}, id=head)]
        assert days == [date(2024, 5, 31), date(2024, 6, 3)]
        kept = {tuple(row) for row in desk.rows(
            "SELECT l.duty_id, l.no, l.audience FROM letter_line l JOIN letter x ON x.id = l.letter_id"
            " WHERE x.recipient_id = :id AND x.day = :day", id=head, day=date(2024, 6, 3))}
        assert set(lines) <= kept


def test_without_a_successor_reminders_go_to_whoever_is_written_to_there_now_or_become_the_superiors_work(house, town):
    watch_on(house, date(2024, 5, 31))
    clerk, head = town.officer(town.county), town.officer(town.county, "head")
    with at(house) as desk:
        officer_leaves(desk, clerk, since=desk.today, despite=True)
        assert desk.scalar("SELECT count(*) FROM letter_line l JOIN letter x ON x.id = l.letter_id WHERE x.recipient_id = :id"
                           " AND x.state = 'queued'", id=head) > 0
        officer_leaves(desk, head, since=desk.today, despite=True)
        assert [row.office_id for row in desk.rows("SELECT office_id FROM work_item WHERE kind = 'no-address'")] == [town.city]
        assert desk.scalar("SELECT count(*) FROM letter WHERE state = 'queued' AND recipient_id IN (:a, :b)", a=clerk,
                           b=head) == 0


def test_a_leaving_that_leaves_gaps_is_refused_with_each_of_them_unless_it_is_meant(house, town):
    with at(house) as desk:
        alone = a_party(desk, "220281", "蛟河市", "county", town.city)
        head = an_officer(desk, alone, "head")
        give_post(desk, head, office_id=alone, role="handler")
        with pytest.raises(ConflictError) as caught:
            officer_leaves(desk, head, since=DAY)
        assert caught.value.problems == ("蛟河市 would be left without a handler", "蛟河市 would be left without a leader",
                                         "蛟河市 would be left with nobody who can be written to")
    with at(house) as desk:
        with pytest.raises(ConflictError) as caught:
            officer_leaves(desk, town.inspector, since=DAY)
        assert caught.value.problems == ("1 mines would be left without an inspector",)
    with at(house) as desk:
        left = officer_leaves(desk, town.inspector, since=DAY, despite=True)
        assert (left.mines_freed, left.mines_handed_over) == (1, 0)
        assert desk.scalar("SELECT inspector_id FROM mine") is None


def test_mines_that_have_ended_keep_nobody(house, town):
    with at(house) as desk:
        desk.run("UPDATE mine SET valid_to = :last", last=YESTERDAY)
        left = officer_leaves(desk, town.inspector, since=DAY)
        assert (left.mines_freed, desk.scalar("SELECT inspector_id FROM mine")) == (1, None)


def test_mines_go_to_whoever_is_no_inspector_above_them_only_if_that_is_meant(house, town):
    handler = town.officer(town.city)
    with at(house) as desk:  # named once by a sheet, though no inspector: his successor would be none either
        desk.run("UPDATE mine SET inspector_id = :id", id=handler)
        beside = a_party(desk, "220300", "四平市", "city", town.province)
        elsewhere = an_officer(desk, beside, "inspector", name="别处督察员")
        for heir, name in ((town.officer(town.city, "head"), f"{town.city}号head"), (elsewhere, "别处督察员")):
            with pytest.raises(ConflictError) as caught:
                officer_leaves(desk, handler, since=DAY, successor_id=heir)
            assert caught.value.problems[-1] == f"1 mines would go to {name}, who is no inspector above them"
            assert desk.scalar("SELECT inspector_id FROM mine") == handler
        heir = an_officer(desk, town.city, "inspector")
        left = officer_leaves(desk, handler, since=DAY, successor_id=heir)
        assert (left.mines_handed_over, desk.scalar("SELECT inspector_id FROM mine")) == (1, heir)
        officer_leaves(desk, heir, since=DAY, successor_id=town.officer(town.county), despite=True)
        assert desk.scalar("SELECT inspector_id FROM mine") == town.officer(town.county)


def test_what_is_refused_leaves_everything_as_it_was(house, town):
    entangle(house, town, town.inspector)
    before = still_his(house, town.inspector)
    with pytest.raises(ConflictError), at(house) as desk:
        officer_leaves(desk, town.inspector, since=DAY)
    assert still_his(house, town.inspector) == before == dict.fromkeys(OPEN, True)


def test_a_gap_that_was_there_before_stands_in_nobodys_way(house, town):
    with at(house) as desk:
        clerk = an_officer(desk, a_party(desk, "220281", "蛟河市", "county", town.city), "clerk")
        assert officer_leaves(desk, clerk, since=DAY).posts_ended == 1


def test_a_successor_serves_where_one_may_look_and_is_of_the_same_side(house, town):
    with at(house) as desk:
        gone = an_officer(desk, town.county, "clerk", valid_to=YESTERDAY)
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        keeper = actor_of(desk, an_officer(desk, town.county, "administrator"))
        stranger, contact = an_officer(desk, beside), town.officer(town.holder, "holder")
        clerk = town.officer(town.county)
        for heir, error, words in ((clerk, InvalidError, "Nobody succeeds himself"), (gone, ConflictError, "serves nowhere"),
                                   (contact, InvalidError, "holder's contact"), (10**6, NotFoundError, "No officer")):
            with pytest.raises(error, match=words):
                officer_leaves(desk, clerk, since=DAY, successor_id=heir)
        with pytest.raises(InvalidError, match="holder's contact"):
            officer_leaves(desk, contact, since=DAY, successor_id=clerk)
    with open_desk(house, keeper) as desk:
        with pytest.raises(NotFoundError, match="No officer has the id"):
            officer_leaves(desk, clerk, since=DAY, successor_id=stranger)
        officer_leaves(desk, clerk, since=DAY, successor_id=town.officer(town.township))
        assert "handler" in {post.role for post in actor_of(desk, town.officer(town.township)).posts}


def test_only_whoever_keeps_the_records_and_only_once_the_day_has_come(house, town):
    clerk = town.officer(town.county)
    with at(house) as desk:
        handler = actor_of(desk, town.officer(town.county))
        with pytest.raises(InvalidError, match="still to come"):
            officer_leaves(desk, clerk, since=DAY + timedelta(days=1), despite=True)
    with open_desk(house, handler) as desk, pytest.raises(RefusedError):
        officer_leaves(desk, clerk, since=DAY, despite=True)
    with at(house) as desk:
        officer_leaves(desk, clerk, since=DAY, despite=True)
        with pytest.raises(ConflictError, match="has left already"):
            officer_leaves(desk, clerk, since=DAY, despite=True)


def test_a_post_the_successor_holds_already_is_not_given_twice(house, town):
    with at(house) as desk:
        second = an_officer(desk, town.county, "handler", name="另一承办人")
        officer_leaves(desk, town.officer(town.county), since=DAY, successor_id=second)
        assert [post.role for post in actor_of(desk, second).posts] == ["handler"]


def test_what_is_owed_about_the_leaver_is_closed_by_the_next_watch(house, town):
    watch_on(house, DAY)
    with at(house) as desk:
        about = f"status = 'open' AND subject_kind IN ('officer', 'inspector') AND subject_id = {town.inspector}"
        assert desk.scalar(f"SELECT count(*) FROM duty WHERE {about}") > 0
        officer_leaves(desk, town.inspector, since=DAY, despite=True)
    watch_on(house, DAY + timedelta(days=1))
    with at(house) as desk:
        assert desk.scalar(f"SELECT count(*) FROM duty WHERE {about}") == 0


def test_mines_answered_for_go_to_the_successor_too(house, town):
    with at(house) as desk:
        answer_for_mine(desk, town.mine, town.county, town.officer(town.county))
        officer_leaves(desk, town.officer(town.county), since=DAY, successor_id=town.officer(town.county, "head"))
        assert [tuple(row) for row in desk.rows("SELECT officer_id, mine_id FROM responsibility")] == [
            (town.officer(town.county, "head"), town.mine)]


def test_the_journal_tells_of_numbers_not_of_names(house, town):
    with at(house) as desk:
        officer_leaves(desk, town.inspector, since=DAY, despite=True)
        told = desk.rows("SELECT detail FROM journal")
    assert not any(re.search("号inspector|@", row.detail) for row in told)
