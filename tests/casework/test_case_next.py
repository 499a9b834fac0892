"""Who is named to act next is somebody who may: in letters, in lists of what waits, in the work of the office."""

from datetime import date
from typing import Any

import pytest

from casework.bulk import add_rows
from casework.case.chain import ANEW
from casework.case.todos import see_to_cases
from casework.desk import House
from casework.journal import canonical
from casework.record.officers import actor_of
from casework.view.case_list import cases_for_me
from models import ClueNamed
from tests.casework.builders import an_officer
from tests.casework.cases import AGREED, CONDITIONS, NONE_OF_THESE, Office, a_bureau, a_case, as_it_is, filed, move, reported
from tests.casework.clues import taken_in
from tests.casework.test_case_chain import by
from tests.casework.test_case_flows import letters, open_work
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
NOBODY = ("本机关没有可以办理的{}：有此职务的人员，或者已办理本案其他环节，或者参与了调查，或者应当回避。"
          "请将该职务授予其他人员；确无人员的，由上级机关提级办理。")


def told(house: House, number: str) -> list[str]:
    """Who is written to about a case, once its flows have run."""
    for flow in ("case_file", "case_penalize"):
        see_to_cases(house, flow)
    return [name for name, about in letters(house) if about == number]


def waiting(house: House, office: Office, *roles: str) -> list[str]:
    """Of these, in whose list of what waits for him a case stands."""
    found = []
    for role in roles or ("leader", "deputy", "unit", "handler", "legal"):
        with at(house) as desk:
            looks = actor_of(desk, office.officer(role))
        with at(house, looks) as desk:
            found += [role] * cases_for_me(desk)
    return found


def a_minor(house: House, office: Office) -> str:
    """A case that is no major one."""
    number = a_case(house, office, act_start=DAY, act_end=DAY, offence="obstructing-inspection")
    assert not as_it_is(house, number).major and not house.rulebook.money.offence["obstructing-inspection"].focus
    return number


def without(house: House, office: Office, *roles: str) -> None:
    with at(house) as desk:
        for role in roles:
            desk.run("UPDATE post SET valid_to = :day WHERE officer_id = :who", day=date(2025, 8, 3), who=office.officer(role))
        desk.run("UPDATE post SET valid_to = :day WHERE office_id = :office AND officer_id NOT IN"
                 f" ({', '.join(str(one) for one in office.posts.values())})", day=date(2025, 8, 3), office=office.town.county)


def reviewed_by_deputy(house: House, office: Office) -> str:
    """A minor case whose filing waits for the leader, the deputy having taken the place of the review."""
    number = a_minor(house, office)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    move(house, office, number, "filing.unit", **AGREED)
    by(house, office, "deputy", number, "filing.review", **AGREED)
    return number


def test_who_reviewed_the_filing_is_not_told_to_approve_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    number = a_minor(house, office)
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    move(house, office, number, "filing.unit", **AGREED)
    assert (told(house, number), waiting(house, office)) == (["法制员己"], ["deputy", "legal"])  # not who agreed for the unit
    by(house, office, "deputy", number, "filing.review", **AGREED)
    assert (told(house, number), waiting(house, office)) == (["局长甲"], ["leader"])


def test_a_unit_head_who_proposed_the_filing_is_not_told_to_agree_to_it(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    number = a_minor(house, office)
    by(house, office, "unit", number, "filing.establish", **CONDITIONS)
    by(house, office, "unit", number, "filing.propose", **CONDITIONS, facts="无证采矿")
    assert (told(house, number), waiting(house, office, "deputy", "unit")) == (["副局长乙"], ["deputy"])


def test_where_nobody_of_the_office_may_act_its_work_says_so_and_nobody_is_written_to(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office, "leader")
    number = reviewed_by_deputy(house, office)
    assert (told(house, number), waiting(house, office, "deputy", "unit", "legal", "handler")) == ([], [])
    assert open_work(house, "case-next") == [f"案件{number}：立案：待批准，{NOBODY.format('机关负责人')}"]


def test_who_can_act_but_has_no_address_leaves_no_case_without_anybody(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    number = reviewed_by_deputy(house, office)
    with at(house) as desk:
        desk.run("UPDATE officer SET email = '' WHERE id = :who", who=office.officer("leader"))
    assert told(house, number) == []
    assert open_work(house, "case-next") == [f"案件{number}：立案：待批准，请机关负责人办理。"]


def test_the_filing_of_a_major_case_is_told_to_the_head_before_his_deputy(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    number = a_case(house, office, act_start=DAY, act_end=DAY)  # mining without a right is one
    move(house, office, number, "filing.establish", **CONDITIONS)
    move(house, office, number, "filing.propose", **CONDITIONS, facts="无证采矿")
    move(house, office, number, "filing.unit", **AGREED)
    by(house, office, "legal", number, "filing.review", **AGREED)
    assert told(house, number) == ["局长甲"]


def waiting_for_review(house: House, office: Office) -> str:
    """A filed case whose report was submitted."""
    number = filed(house, office, act_start=DAY, act_end=DAY)
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    move(house, office, number, "case.assess", **NONE_OF_THESE)
    reported(house, office, number)
    return number


def test_who_reviewed_the_report_is_not_told_to_decide_and_places_of_the_filing_bar_nobody(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    number = waiting_for_review(house, office)
    assert (told(house, number), waiting(house, office)) == (["法制员己"], ["deputy", "unit", "legal"])
    by(house, office, "deputy", number, "review.pass", made_out=True, **AGREED)
    assert (told(house, number), waiting(house, office)) == (["局长甲"], ["leader"])


@pytest.mark.parametrize("action", ANEW)
def test_where_it_is_decided_anew_the_places_before_bar_nobody(sqlite_house: House, action: str) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    number = waiting_for_review(house, office)
    by(house, office, "deputy", number, "review.pass", made_out=True, **AGREED)
    assert waiting(house, office, "leader", "deputy") == ["leader"]
    noted(house, number, action, {})
    assert waiting(house, office, "leader", "deputy") == ["leader", "deputy"]


def noted(house: House, number: str, action: str, fields: dict[str, Any]) -> None:
    """Write down a move by nobody, whatever the stage."""
    case = as_it_is(house, number)
    with at(house) as desk:
        desk.run("INSERT INTO case_event (case_id, no, action, stage, day, given, at, by) SELECT case_id, no + 1, :action,"
                 " stage, day, :given, at, by FROM case_event WHERE case_id = :case AND no = (SELECT max(no)"
                 " FROM case_event WHERE case_id = :case)", action=action, case=case.id, given=canonical({"fields": fields}))


def test_who_was_recused_or_investigated_once_waits_for_nothing(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office)
    with at(house) as desk:
        other = an_officer(desk, office.town.county, "deputy", name="副局长辛")
    number = waiting_for_review(house, office)
    noted(house, number, "recusal.decide", {"officers": [other, office.officer("legal")], "granted": True})
    noted(house, number, "team.name", {"officers": [office.officer("unit")]})
    assert (told(house, number), waiting(house, office)) == (["副局长乙"], ["deputy"])


def test_a_handler_whom_its_clue_is_about_is_not_written_to(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    without(house, office, "second")
    number, made = a_case(house, office), taken_in(house)
    with at(house) as desk:
        add_rows(desk, ClueNamed, [{"clue_id": made.clue_id, "party_id": None, "officer_id": office.officer("handler")}])
        desk.run("UPDATE enforcement_case SET clue_id = :clue WHERE number = :number", clue=made.clue_id, number=number)
    assert told(house, number) == ["队长丙"]
