"""三（二）: what looks alike is linked by a person, never merged; it runs with the main one, its reporter is answered."""

from datetime import date

import pytest

from casework.clue.appraising import appraise, resume
from casework.clue.assigning import dispute, transfer
from casework.clue.linking import dismiss, link, unlink
from casework.clue.registering import decline, register
from casework.desk import House
from foundation.errors import ConflictError, InvalidError, NotFoundError
from tests.casework.clue_moves import JIAOHE, done, owed, two_counties, who
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.town import at, go_to

TUESDAY = date(2024, 3, 5)


def pair(house: House):
    town, county = two_counties(house)
    first = taken_in(house)
    second = taken_in(house, text="东山北坡夜里有人用挖掘机采铁矿，口前镇的。")
    return town, county, first, second


def states(house: House) -> list[tuple[int, int, str]]:
    with at(house) as desk:
        return [(row.clue_id, row.other_id, row.state) for row in desk.rows("SELECT clue_id, other_id, state FROM clue_link")]


def test_the_later_one_runs_with_the_main_one_but_for_the_reply_to_its_reporter(house: House) -> None:
    town, _, first, second = pair(house)
    before = owed(house, second.clue_id)
    done(house, who(house, town.county, "handler"), link, first.number, second.number)
    assert as_it_stands(house, second).main_id == first.clue_id
    assert as_it_stands(house, second).text == "东山北坡夜里有人用挖掘机采铁矿，口前镇的。"
    assert owed(house, second.clue_id) == {"clue_reply": before["clue_reply"]}
    assert len(owed(house, first.clue_id)) == 4
    assert states(house) == [(second.clue_id, first.clue_id, "linked")]


def test_unlinked_it_owes_again_what_it_owed_on_the_same_days(house: House) -> None:
    town, _, first, second = pair(house)
    before, handler = owed(house, second.clue_id), who(house, town.county, "handler")
    done(house, handler, link, second.number, first.number)
    go_to(house, TUESDAY)
    done(house, handler, unlink, second.number)
    assert owed(house, second.clue_id) == before
    assert as_it_stands(house, second).main_id is None
    assert states(house) == [(second.clue_id, first.clue_id, "dismissed")]
    with pytest.raises(ConflictError, match="linked to none"):
        done(house, handler, unlink, second.number)


def test_what_is_linked_follows_its_main_one_and_ends_with_it(house: House) -> None:
    town, county, first, second = pair(house)
    done(house, who(house, town.county), link, second.number, first.number)
    go_to(house, TUESDAY)
    with pytest.raises(ConflictError, match="handled together with another"):
        done(house, who(house, town.county), transfer, second.number, to=JIAOHE, reason="在蛟河")
    done(house, who(house, town.county), transfer, first.number, to=JIAOHE, reason="在蛟河")
    assert as_it_stands(house, second).office_id == county
    assert owed(house, second.clue_id) == {"clue_reply": (county, date(2024, 3, 26))}
    done(house, who(house, county), decline, first.number, reason="已有决定")
    ended = as_it_stands(house, second)
    assert (ended.stage, ended.ended_on, ended.end_reason) == ("declined", TUESDAY, "已有决定")
    assert owed(house, second.clue_id) == {"clue_reply": (county, date(2024, 3, 26))}


def test_unlinked_at_another_office_it_owes_there_from_that_day(house: House) -> None:
    town, county, first, second = pair(house)
    done(house, who(house, town.county), link, second.number, first.number)
    done(house, who(house, town.county), transfer, first.number, to=JIAOHE, reason="在蛟河")
    go_to(house, TUESDAY)
    done(house, who(house, county), unlink, second.number)
    assert owed(house, second.clue_id) == {
        "clue_registration": (county, date(2024, 3, 6)), "clue_verification": (county, date(2024, 3, 14)),
        "clue_reply": (county, date(2024, 3, 25)), "clue_closing": (county, date(2024, 5, 4))}


def test_one_that_was_registered_before_its_main_one_left_is_registered_anew_where_it_is_unlinked(house: House) -> None:
    town, county, first, second = pair(house)
    done(house, who(house, town.county), register, second.number)
    done(house, who(house, town.county), link, second.number, first.number)
    done(house, who(house, town.county), transfer, first.number, to=JIAOHE, reason="在蛟河")
    go_to(house, TUESDAY)
    done(house, who(house, county), unlink, second.number)
    assert as_it_stands(house, second).stage == "routed"
    assert owed(house, second.clue_id)["clue_registration"] == (county, date(2024, 3, 6))
    assert done(house, who(house, county), register, second.number).registered


def test_unlinked_before_the_common_superior_it_is_to_be_designated_too(house: House) -> None:
    town, county, first, second = pair(house)
    done(house, who(house, town.county), link, second.number, first.number)
    done(house, who(house, town.county), transfer, first.number, to=JIAOHE, reason="在蛟河")
    done(house, who(house, county), dispute, first.number, reason="不在本县")
    done(house, who(house, town.city), unlink, second.number)
    assert (as_it_stands(house, second).stage, as_it_stands(house, second).office_id) == ("disputed", town.city)
    assert owed(house, second.clue_id)["clue_designation"][0] == town.city


def test_what_was_not_suggested_is_linked_by_a_person_too(house: House) -> None:
    town, _ = two_counties(house)
    first = taken_in(house)
    second = taken_in(house, text="河道里有人挖沙。", accused="")
    assert states(house) == []
    done(house, who(house, town.county, "handler"), link, second.number, first.number)
    assert states(house) == [(second.clue_id, first.clue_id, "linked")]


def test_a_suggestion_dismissed_leaves_both_as_they_are(house: House) -> None:
    town, _, first, second = pair(house)
    done(house, who(house, town.county, "handler"), dismiss, first.number, second.number)
    assert states(house) == [(second.clue_id, first.clue_id, "dismissed")]
    assert (as_it_stands(house, second).main_id, len(owed(house, second.clue_id))) == (None, 4)


def test_a_chain_is_refused_from_either_end(house: House) -> None:
    town, _, first, second = pair(house)
    third, handler = taken_in(house), who(house, town.county, "handler")
    done(house, handler, link, second.number, first.number)
    for one, two, error in ((third, second, "is linked itself"), (second, first, "cannot be done|linked already")):
        with pytest.raises(ConflictError, match=error):
            done(house, handler, link, one.number, two.number)
    done(house, handler, unlink, second.number)
    done(house, handler, link, third.number, second.number)
    with pytest.raises(ConflictError, match=f"Others are linked to {second.number}"):
        done(house, handler, link, second.number, first.number)
    with pytest.raises(ConflictError, match="is linked to"):
        done(house, handler, dismiss, third.number, second.number)
    with pytest.raises(InvalidError):
        done(house, handler, link, first.number, first.number)


def test_a_clue_about_an_office_is_not_handled_together_with_one_that_lies_there(house: House) -> None:
    town, _ = two_counties(house)
    first = taken_in(house)
    about = taken_in(house, about=("220221",))
    with pytest.raises(ConflictError, match="is about the office at which"):
        done(house, who(house, town.city, "handler"), link, about.number, first.number)
    with pytest.raises(NotFoundError):
        done(house, who(house, town.county), link, about.number, first.number)


def test_nothing_is_linked_to_what_has_ended_nor_by_whoever_may_not(house: House) -> None:
    town, county, first, second = pair(house)
    for actor, error in ((who(house, county), NotFoundError), (who(house, town.city, "inspector"), NotFoundError)):
        with pytest.raises(error):
            done(house, actor, link, second.number, first.number)
    done(house, who(house, town.county), decline, first.number, reason="已有决定")
    with pytest.raises(ConflictError, match="Nothing is handled together"):
        done(house, who(house, town.county), link, second.number, first.number)


def test_one_of_another_office_comes_along_and_its_reporter_is_answered_there_by_the_same_day(house: House) -> None:
    town, _ = two_counties(house)
    first, second = taken_in(house), taken_in(house, division=JIAOHE)
    go_to(house, TUESDAY)
    done(house, who(house, town.city), link, second.number, first.number)
    assert (as_it_stands(house, second).office_id, as_it_stands(house, second).stage) == (town.county, "routed")
    assert owed(house, second.clue_id) == {"clue_reply": (town.county, date(2024, 3, 25))}
    done(house, who(house, town.city), unlink, second.number)
    assert owed(house, second.clue_id)["clue_registration"] == (town.county, date(2024, 3, 6))


def test_while_an_opinion_is_waited_for_its_reporter_waits_too_and_no_longer_once_it_is_parted(house: House) -> None:
    town, _, first, second = pair(house)
    for one in (first, second):
        done(house, who(house, town.county), register, one.number)
        done(house, who(house, town.county), appraise, one.number, body="省地质调查院", reason="储量")
    with pytest.raises(ConflictError, match="opinion"):
        done(house, who(house, town.county), link, second.number, first.number)
    done(house, who(house, town.county), resume, second.number)
    done(house, who(house, town.county), link, second.number, first.number)
    assert owed(house, second.clue_id) == {}
    go_to(house, date(2024, 3, 6))
    done(house, who(house, town.county), unlink, second.number)
    # The 4th is the day of receipt, which does not count anyway; the 5th did not count.
    assert owed(house, second.clue_id)["clue_reply"] == (town.county, date(2024, 3, 26))
    assert owed(house, second.clue_id)["clue_verification"] == (town.county, date(2024, 3, 13))


def test_the_opinion_that_is_there_lets_every_reporters_answer_run_again(house: House) -> None:
    town, _, first, second = pair(house)
    done(house, who(house, town.county), link, second.number, first.number)
    done(house, who(house, town.county), register, first.number)
    done(house, who(house, town.county), appraise, first.number, body="省地质调查院", reason="储量")
    assert owed(house, second.clue_id) == {}
    go_to(house, date(2024, 3, 6))
    done(house, who(house, town.county), resume, first.number)
    assert owed(house, second.clue_id) == {"clue_reply": (town.county, date(2024, 3, 26))}
