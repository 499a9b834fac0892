"""A report is handed in, accepted, or returned with reasons and handed in again (六（三）)."""

from datetime import date

import pytest

from casework.access import Actor, Post
from casework.act.reviews import accept, give_back
from casework.act.submissions import hand_in
from casework.desk import House, open_desk
from casework.duty.opening import open_duties
from casework.record.officers import actor_of
from foundation.clock import day_of
from foundation.database import Instant
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from tests.casework.builders import Province
from tests.casework.town import at, duty_id, duty_of, filled, go_to, rungs_of, settle_in, watch_on


def ready(house: House) -> tuple[Province, int, Actor, Actor]:
    town = settle_in(house, date(2024, 5, 1))
    go_to(house, date(2024, 6, 3))
    with at(house) as desk:
        open_duties(desk)
        city, province = (actor_of(desk, town.officer(office)) for office in (town.city, town.province))
    return town, duty_id(house, "work_summary_half", "2024", town.city), city, province


def form(house: House) -> dict[str, object]:
    return filled(house, house.rulebook.duties["work_summary_half"].act)


def test_the_day_of_handing_in_counts_however_late_the_review(house: House) -> None:
    _, duty, city, province = ready(house)
    go_to(house, date(2024, 6, 28))
    with open_desk(house, city) as desk:
        submission = hand_in(desk, duty, form(house))
    assert duty_of(house, duty).status == "handed_in"
    go_to(house, date(2024, 7, 8))
    with open_desk(house, province) as desk:
        accept(desk, submission.submission_id)
    now = duty_of(house, duty)
    assert (now.status, now.ended_on, now.done) == ("discharged", date(2024, 6, 28), 1)
    with at(house) as desk:
        act = desk.rows("SELECT recorded_by, recorded_at FROM act", types={"recorded_at": Instant()})
        accepted = desk.scalar("SELECT actor FROM journal WHERE action = 'duty.accepted'")
    # Whoever handed it in has recorded it, then; the reviewer stands in the history.
    assert [(row.recorded_by, day_of(row.recorded_at)) for row in act] == [(city.label, date(2024, 6, 28))]
    assert accepted == province.label


def test_while_it_waits_for_review_the_debtor_is_not_chased(house: House) -> None:
    _, duty, city, _ = ready(house)
    with open_desk(house, city) as desk:
        hand_in(desk, duty, form(house))
    watch_on(house, date(2024, 7, 2))
    assert rungs_of(house, duty) == []


def test_a_returned_report_is_owed_again_and_chased(house: House) -> None:
    _, duty, city, province = ready(house)
    with open_desk(house, city) as desk:
        submission = hand_in(desk, duty, form(house)).submission_id
    with open_desk(house, province) as desk, pytest.raises(InvalidError, match="reasons"):
        give_back(desk, submission, reasons="")
    with open_desk(house, province) as desk:
        give_back(desk, submission, reasons="缺少违法态势一节")
    assert duty_of(house, duty).status == "open"
    watch_on(house, date(2024, 7, 1))
    assert rungs_of(house, duty)[-1][1] == "sent"
    with open_desk(house, city) as desk:
        again = hand_in(desk, duty, form(house)).submission_id
    with open_desk(house, province) as desk:
        accept(desk, again)
    assert duty_of(house, duty).status == "discharged"


def test_nobody_reviews_his_own_report_nor_hands_in_anothers(house: House) -> None:
    _, duty, city, province = ready(house)
    with open_desk(house, province) as desk, pytest.raises(RefusedError):
        hand_in(desk, duty, form(house))
    with open_desk(house, city) as desk:
        submission = hand_in(desk, duty, form(house)).submission_id
    with open_desk(house, city) as desk, pytest.raises(RefusedError):
        accept(desk, submission)


def test_what_was_reviewed_is_not_reviewed_again(house: House) -> None:
    _, duty, city, province = ready(house)
    with open_desk(house, city) as desk:
        submission = hand_in(desk, duty, form(house)).submission_id
        with pytest.raises(ConflictError, match="handed in already"):
            hand_in(desk, duty, form(house))
    with open_desk(house, province) as desk:
        accept(desk, submission)
    with open_desk(house, province) as desk, pytest.raises(ConflictError, match="accepted already"):
        give_back(desk, submission, reasons="迟了")


def test_a_patrol_is_recorded_not_handed_in(house: House) -> None:
    town, _, _, _ = ready(house)
    duty = duty_id(house, "township_patrol", "2024-W23", town.township)
    with at(house) as desk, pytest.raises(InvalidError, match="act record patrol"):
        hand_in(desk, duty, {})


def test_the_files_that_a_form_wants_are_named_when_it_is_handed_in(house: House) -> None:
    town = settle_in(house, date(2024, 5, 1))
    watch_on(house, date(2024, 6, 3))
    with at(house) as desk:
        handed = hand_in(desk, duty_id(house, "work_summary_half", "2024", town.city), filled(house, "work_summary_half"))
    assert handed.files_to_send == ("总结正文",)


def test_whose_review_it_is_not_hears_of_no_state_and_who_may_not_see_it_of_no_submission(house: House) -> None:
    _, duty, city, province = ready(house)
    with open_desk(house, city) as desk:
        submission = hand_in(desk, duty, form(house)).submission_id
    stranger = Actor("邻", 99, (Post("head", 99, "/1/99/"),))
    for _ in range(2):
        for number in (submission, 999):
            with open_desk(house, stranger) as desk, pytest.raises(NotFoundError, match=f"^There is no submission {number}."):
                accept(desk, number)
        with open_desk(house, city) as desk, pytest.raises(RefusedError):  # whether or not it was accepted already
            accept(desk, submission)
        with open_desk(house, province) as desk:
            if duty_of(house, duty).status == "handed_in":
                accept(desk, submission)
