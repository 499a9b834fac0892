"""Cases below are checked and sampled, findings recorded by who was named, wrong ones reopened, answers followed (四（三）)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from casework.access import Actor
from casework.desk import House
from casework.oversight import checks, findings, sampling
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from regulation.stages import Who
from tests.casework.builders import a_party
from tests.casework.cases import Office, a_bureau, a_case, actor, as_it_is, move
from tests.casework.overseen import decided, paid_and_closed, somebody
from tests.casework.town import at, go_to

SINCE, DAY, CLOSED = date(2025, 1, 1), date(2025, 8, 4), date(2025, 8, 12)
JULY, PERIOD = (date(2025, 7, 1), date(2025, 7, 31)), (date(2025, 8, 1), date(2025, 8, 12))


@dataclass(frozen=True)
class Scene:
    """A county with two closed cases, and the people of the city."""

    office: Office
    numbers: tuple[str, ...]
    chief: Actor
    named: Actor


def a_scene(house: House, closed: int = 2) -> Scene:
    office = a_bureau(house, SINCE, DAY)
    numbers = tuple(a_case(house, office) for _ in range(closed))
    with at(house) as desk:
        for number in numbers:
            desk.run("UPDATE enforcement_case SET stage = 'closed', closed_on = :day, closing = 'performed'"
                     " WHERE number = :number", day=CLOSED, number=number)
    go_to(house, CLOSED)
    return Scene(office, numbers, actor(house, office, Who.SUPERIOR), somebody(house, office.town.city, "handler", "检查员"))


def drawn(house: House, scene: Scene, **given: Any) -> int:
    told = {"size": "100%", "words": "八月办结案件", "seed": "s", **given}
    with at(house, scene.chief) as desk:
        return sampling.draw(desk, "220221", *PERIOD, **told)


def sampled(house: House, check: int) -> list[str]:
    with at(house) as desk:
        return [row.number for row in desk.rows("SELECT c.number FROM checked_case q JOIN enforcement_case c"
                                                " ON c.id = q.case_id WHERE q.check_id = :id ORDER BY q.place", id=check)]


def found(house: House, scene: Scene, check: int, number: str, finding: str) -> None:
    with at(house, scene.chief) as desk:
        findings.assign(desk, check, number, scene.named.officer_id or 0)
    with at(house, scene.named) as desk:
        findings.record_finding(desk, check, number, finding=finding, words="已查阅案卷")


def test_the_same_seed_and_frame_draw_the_same_and_a_changed_frame_is_told(house: House) -> None:
    scene = a_scene(house, 5)
    first, second = drawn(house, scene, size="2"), drawn(house, scene, size="2")
    assert sampled(house, first) == sampled(house, second) and len(sampled(house, first)) == 2
    with at(house) as desk:
        row = desk.rows("SELECT seed, asked, frame_size FROM case_check WHERE id = :id", id=first)[0]
        assert row[:] == ("s", "2", 5) and sampling.drawn_again(desk, first) == sampling.Again(True, True)
    left = next(number for number in scene.numbers if number not in sampled(house, first))
    move(house, scene.office, left, "correction.reopen", finding="错", accountability="批评")
    with at(house) as desk:
        assert sampling.drawn_again(desk, first).same_frame is False


def test_ones_own_office_is_not_checked_and_whoever_checks_nowhere_is_refused(house: House) -> None:
    scene = a_scene(house)
    for draw in (lambda desk: checks.plan(desk, "220200", *PERIOD, words="查处情况"),
                 lambda desk: sampling.draw(desk, "220200", *PERIOD, size="1", words="查处情况")):
        with at(house, scene.chief) as desk, pytest.raises(RefusedError, match="吉林市 is not below your office"):
            draw(desk)
        with at(house, scene.named) as desk, pytest.raises(RefusedError, match="may not check cases below"):
            draw(desk)


def test_without_a_seed_one_is_made_that_nobody_chose(house: House) -> None:
    scene = a_scene(house)
    one, two = drawn(house, scene, seed=""), drawn(house, scene, seed="")
    with at(house) as desk:
        seeds = [row.seed for row in desk.rows("SELECT seed FROM case_check ORDER BY id")]
    assert (one, two) == (1, 2) and len(set(seeds)) == 2 and all(len(seed) == 16 for seed in seeds)


@pytest.mark.parametrize(("given", "error"), [
    ({"size": "3"}, "“3” cannot be drawn of 2 closed cases"),
    ({"size": "x"}, "“x” cannot be drawn of 2 closed cases"), ({"words": " "}, "to be checked is missing"),
    ({"seed": "s" * 65}, "seed is too long")])
def test_a_sample_that_cannot_be_drawn_is_refused(house: House, given: dict[str, str], error: str) -> None:
    with pytest.raises(InvalidError, match=error):
        drawn(house, a_scene(house), **given)


def test_the_frame_is_the_period_alone_and_the_office_below_alone(house: House) -> None:
    scene = a_scene(house)
    with at(house, scene.chief) as desk:
        with pytest.raises(ConflictError, match="No case was closed"):
            sampling.draw(desk, "220221", *JULY, size="1", words="x")
        with pytest.raises(InvalidError, match="period ends before it begins"):
            sampling.draw(desk, "220221", PERIOD[1], PERIOD[0], size="1", words="x")
        with pytest.raises(NotFoundError, match="229999"):
            sampling.draw(desk, "229999", *PERIOD, size="1", words="x")


def test_only_the_named_officer_of_the_checking_office_who_had_no_part_in_it_records_a_finding(house: House) -> None:
    scene = a_scene(house)
    check, number = drawn(house, scene), scene.numbers[0]
    with at(house, scene.named) as desk, pytest.raises(ConflictError, match="who was named"):
        findings.record_finding(desk, check, number, finding="right", words="x")
    outsider = somebody(house, scene.office.town.county, "head")
    with at(house, scene.chief) as desk:
        with pytest.raises(InvalidError, match="does not serve"):
            findings.assign(desk, check, number, outsider.officer_id or 0)
        desk.run("INSERT INTO case_officer (case_id, officer_id, part, certificate, named_on)"
                 " SELECT id, :who, 'investigator', 'x', :day FROM enforcement_case WHERE number = :number",
                 who=scene.named.officer_id, day=DAY, number=number)
        with pytest.raises(InvalidError, match="had a part"):
            findings.assign(desk, check, number, scene.named.officer_id or 0)
    other = scene.numbers[1]
    found(house, scene, check, other, "flawed")
    with at(house, scene.named) as desk, pytest.raises(InvalidError):
        findings.record_finding(desk, check, other, finding="awful", words="x")
    with at(house, scene.named) as desk:
        findings.record_finding(desk, check, other, finding="right", words="更正")
        assert desk.scalar("SELECT finding FROM checked_case WHERE words = '更正'") == "right"


def test_a_wrong_case_is_reopened_by_the_superior_with_who_answers_and_the_office_answers(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = decided(house, office)
    paid_and_closed(house, office, number)
    scene = Scene(office, (number,), actor(house, office, Who.SUPERIOR), somebody(house, office.town.city, "handler"))
    check = drawn(house, scene)
    found(house, scene, check, number, "wrong")
    with at(house, actor(house, office, Who.LEADER)) as desk, pytest.raises(RefusedError):
        findings.reopen(desk, check, number, accountability="批评教育")
    with at(house, scene.chief) as desk:
        no = findings.reopen(desk, check, number, accountability="对承办人批评教育")
    assert as_it_is(house, number).stage == "investigating"
    with at(house) as desk:
        event = desk.rows("SELECT action, given FROM case_event WHERE no = :no", no=no)[0]
        assert event.action == "correction.reopen" and "对承办人批评教育" in event.given and "已查阅案卷" in event.given
        assert desk.scalar("SELECT reopened_no FROM checked_case") == no
    with at(house, scene.chief) as desk, pytest.raises(ConflictError, match="reopened already"):
        findings.reopen(desk, check, number, accountability="x")
    with at(house, actor(house, office, Who.HANDLER)) as desk:
        findings.answer(desk, check, number, text="重新调查。")
        with pytest.raises(ConflictError, match="no finding to be answered"):
            findings.answer(desk, check, number, text="再答")


def test_a_case_reopened_on_its_own_page_is_told_by_the_check_too(house: House) -> None:
    scene = a_scene(house)
    check = drawn(house, scene)
    found(house, scene, check, scene.numbers[0], "wrong")
    no = move(house, scene.office, scene.numbers[0], "correction.reopen", finding="错", accountability="批评").event_no
    with at(house) as desk:
        assert desk.scalar("SELECT reopened_no FROM checked_case WHERE finding = 'wrong'") == no


def test_a_check_is_done_once_every_case_has_its_finding_and_counts_for_the_duty(house: House) -> None:
    scene = a_scene(house)
    check = drawn(house, scene)
    found(house, scene, check, scene.numbers[0], "wrong")
    with at(house, scene.chief) as desk, pytest.raises(ConflictError, match="Not every case"):
        checks.finish(desk, check, summary="x")
    found(house, scene, check, scene.numbers[1], "right")
    with at(house, scene.chief) as desk, pytest.raises(InvalidError):
        checks.finish(desk, check, summary=" ")
    with at(house, scene.chief) as desk:
        act = checks.finish(desk, check, summary="一件错案")
    with at(house) as desk:
        row = desk.rows("SELECT kind, party_id, fields FROM act WHERE id = :id", id=act)[0]
    assert row[:] == ("closed_case_spot_check", scene.office.town.city, '{"checked":2,"wrong":1}')
    with at(house, scene.named) as desk, pytest.raises(ConflictError, match="check is done"):
        findings.record_finding(desk, check, scene.numbers[1], finding="right", words="x")


def test_a_check_of_handling_takes_chosen_cases_of_that_office_and_a_sample_takes_none(house: House) -> None:
    scene = a_scene(house)
    with at(house, scene.chief) as desk:
        check = checks.plan(desk, "220221", *PERIOD, words="是否及时发现和制止")
        checks.add_case(desk, check, scene.numbers[0])
        with pytest.raises(ConflictError, match="in this check already"):
            checks.add_case(desk, check, scene.numbers[0])
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", scene.office.town.city)
    elsewhere = a_case(house, scene.office)
    with at(house) as desk:
        desk.run("UPDATE enforcement_case SET office_id = :to WHERE number = :number", to=beside, number=elsewhere)
    with at(house, scene.chief) as desk, pytest.raises(InvalidError, match="not handled by"):
        checks.add_case(desk, check, elsewhere)
    found(house, scene, check, scene.numbers[0], "right")
    with at(house, scene.chief) as desk:
        act = checks.finish(desk, check, summary="总体及时")
        assert desk.rows("SELECT kind, fields FROM act WHERE id = :id", id=act)[0][:] == (
            "case_handling_check", '{"summary":"总体及时"}')
    sample = drawn(house, scene)
    with at(house, scene.chief) as desk, pytest.raises(ConflictError, match="stays as it was drawn"):
        checks.add_case(desk, sample, elsewhere)


def test_the_office_that_is_checked_reads_its_check_and_one_beside_does_not(house: House) -> None:
    scene = a_scene(house)
    check = drawn(house, scene)
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", scene.office.town.city)
    with at(house, actor(house, scene.office, Who.LEADER)) as desk:
        assert checks.check_of(desk, check).below == "永吉县"
    with at(house, somebody(house, beside, "head")) as desk, pytest.raises(NotFoundError):
        checks.check_of(desk, check)
