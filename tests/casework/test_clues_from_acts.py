"""三（一）、三（二）: what a patrol or an inspection has found becomes a clue in one step and once, with what was taken."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from casework.access import OPERATOR, Actor
from casework.act.acts import NewAct, correct, record, withdraw
from casework.act.evidence import keep_evidence
from casework.act.places import Place
from casework.act.seen import fetch
from casework.clue.accepting import Accepted
from casework.clue.from_acts import Found, found_by, take_finding
from casework.clue.intake import drain
from casework.desk import House, open_desk
from casework.file.files import keep, take_in
from casework.record.officers import actor_of
from files.store import DiskStore
from foundation.errors import ConflictError, InvalidError, RefusedError
from tests.casework.builders import Province
from tests.casework.test_clue_evidence import photograph
from tests.casework.town import at, filled, settle_in

DAY = date(2024, 3, 4)
LICENCE = "C2200002009012110000001"


@pytest.fixture
def keeping(house: House, tmp_path: Any) -> House:
    return replace(house, files=DiskStore(tmp_path))


def patrolled(house: House, town: Province, *findings: str) -> int:
    """A patrol of the township that has found something at the mine."""
    sent = take_in(house, "现场.jpg", BytesIO(photograph("赵铁柱")))
    with at(house, the_officer(house, town)) as desk:
        photo = keep(desk, [sent])[0]
        act = record(desk, NewAct("patrol", town.township, DAY, "mine", town.mine, fields=filled(house, "patrol"),
                                  findings=findings)).act_id
        keep_evidence(desk, act, place=Place(126.5213, 43.6628), files=[("photo", photo)])
    return act


def the_officer(house: House, town: Province, office: str = "township", role: str = "handler") -> Actor:
    with at(house) as desk:
        return actor_of(desk, town.officer(getattr(town, office), role))


def found(house: House, act_id: int, actor: Actor = OPERATOR) -> list[Found]:
    with at(house, actor) as desk:
        act = fetch(desk, act_id)
        return found_by(desk, act, desk.rulebook.acts[act.kind])


def test_a_finding_becomes_a_clue_with_place_licence_and_photographs(keeping: House) -> None:
    town = settle_in(keeping, DAY)
    act = patrolled(keeping, town, "beyond_boundary", "no_sign")
    assert [(one.code, one.number, one.may) for one in found(keeping, act)] == [("beyond_boundary", None, True)]
    with at(keeping, the_officer(keeping, town)) as desk:
        made = take_finding(desk, act, "beyond_boundary")
    assert made.receipt is None
    drain(keeping)
    with at(keeping) as desk:
        row = desk.rows("SELECT * FROM clue")[0]
        files = desk.rows("SELECT f.media_type, k.name FROM clue_file f JOIN kept_file k ON k.id = f.clean_id")
    assert (row.channel, row.offence, row.source_act_id, row.licence_no, row.division_code, row.place) == (
        "patrol", "mining_outside_area", act, LICENCE, "220221100", "口前铁矿")
    assert (row.longitude, row.latitude, row.office_id, row.right_id, bool(row.named)) == (
        126.5213, 43.6628, town.county, town.right, False)
    assert row.text.startswith("口前镇2024-03-04巡查，发现：越界开采。\n对象：口前铁矿\n")
    assert [(one.media_type, one.name) for one in files] == [("image/jpeg", "照片1.jpg")]
    assert found(keeping, act) == [Found("beyond_boundary", "越界开采", made.number, seen=True, may=False)]
    # The township knows the number; the clue lies at the county now.
    assert found(keeping, act, the_officer(keeping, town)) == [
        Found("beyond_boundary", "越界开采", made.number, seen=False, may=False)]


def test_each_finding_becomes_one_clue_also_when_the_act_is_corrected(keeping: House) -> None:
    town = settle_in(keeping, DAY)
    act = patrolled(keeping, town, "unlicensed", "beyond_boundary")
    for code in ("unlicensed", "beyond_boundary"):
        with at(keeping) as desk:
            take_finding(desk, act, code)
    with pytest.raises(ConflictError), at(keeping) as desk:
        take_finding(desk, act, "unlicensed")
    with at(keeping) as desk:
        newer = correct(desk, act, reason="日期写错", done_on=DAY).act_id
    with pytest.raises(ConflictError), at(keeping) as desk:
        take_finding(desk, newer, "beyond_boundary")
    assert [one.number for one in found(keeping, newer)] == ["XS2024000001", "XS2024000002"]
    with at(keeping) as desk:
        assert desk.scalar("SELECT count(*) FROM clue") == 2


def test_an_inspection_is_a_channel_of_its_own_and_exploring_an_offence_of_its_own(house: House) -> None:
    town = settle_in(house, DAY)
    with at(house) as desk:
        act = record(desk, NewAct("mine_inspection", town.city, DAY, "exploration_right", town.exploration_right,
                                  fields=filled(house, "mine_inspection"), findings=("unlicensed",))).act_id
        take_finding(desk, act, "unlicensed")
        row = desk.rows("SELECT channel, offence FROM clue")[0]
    assert tuple(row) == ("inspection", "exploring_without_licence")


def test_what_was_not_found_or_stands_no_more_becomes_none(keeping: House) -> None:
    town = settle_in(keeping, DAY)
    act = patrolled(keeping, town, "unlicensed", "no_sign")
    for code in ("no_sign", "beyond_boundary", ""):
        with pytest.raises(InvalidError), at(keeping) as desk:
            take_finding(desk, act, code)
    with at(keeping) as desk:
        withdraw(desk, act, reason="误记")
    with pytest.raises(InvalidError), at(keeping) as desk:
        take_finding(desk, act, "unlicensed")
    assert [one.may for one in found(keeping, act)] == [False]


def test_who_records_no_acts_there_makes_no_clue_of_them(keeping: House) -> None:
    town = settle_in(keeping, DAY)
    act = patrolled(keeping, town, "unlicensed")
    head = the_officer(keeping, town, "county", "head")
    assert [one.may for one in found(keeping, act, head)] == [False]
    with pytest.raises(RefusedError), open_desk(keeping, head) as desk:
        take_finding(desk, act, "unlicensed")


def test_whom_the_clue_is_about_learns_nothing_of_it_from_the_act(keeping: House) -> None:
    town = settle_in(keeping, DAY)
    act = patrolled(keeping, town, "unlicensed")
    with at(keeping) as desk:
        before = found_by(desk, fetch(desk, act), keeping.rulebook.acts["patrol"])
        made = take_finding(desk, act, "unlicensed")
        desk.run("INSERT INTO clue_named (clue_id, party_id) VALUES (:clue, :party)", clue=made.clue_id, party=town.township)
    assert found(keeping, act, the_officer(keeping, town)) == before  # as if nobody had made a clue of it
    assert len(found(keeping, act, the_officer(keeping, town, "city"))) == 1
    named = taken_once_more(keeping, act, the_officer(keeping, town))
    assert named.number != made.number  # his own, and nothing tells him of the other
    with pytest.raises(ConflictError), at(keeping, the_officer(keeping, town)) as desk:
        take_finding(desk, act, "unlicensed")


def taken_once_more(house: House, act: int, actor: Actor) -> Accepted:
    with open_desk(house, actor) as desk:
        return take_finding(desk, act, "unlicensed")
