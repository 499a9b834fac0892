"""处罚法第五十六条: what is stored or seized is decided upon in time, each thing; no time is lost, none runs on."""

from datetime import date

import pytest

from casework.case.cases import case_of
from casework.case.moving import Wish, make
from casework.case.replaying import replay
from casework.desk import House
from casework.view.case_story import case_story
from foundation.errors import ConflictError
from regulation.stages import Who
from tests.casework.cases import a_bureau, actor, filed, limits, move
from tests.casework.town import at, go_to, watch_on, watch_through

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
BOOK = {"item": "账本", "quantity": "1本", "place": "北坡", "keeper": "永吉县自然资源局"}
DIGGER = {"item": "挖掘机", "quantity": "1台", "place": "北坡"}


def left(house: House, number: str) -> dict[str, date]:
    return {step: due for step, due in limits(house, number).items() if step != "decision"}


def test_the_time_for_what_is_stored_runs_until_its_last_item_is_decided_on(house: House) -> None:
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    for _ in range(2):
        move(house, office, number, "evidence.store", **BOOK)
    go_to(house, date(2025, 8, 5))
    move(house, office, number, "evidence.store", **BOOK)
    for item, still in ((1, [date(2025, 8, 13), date(2025, 8, 14)]), (3, [date(2025, 8, 13)]), (2, [])):
        move(house, office, number, "evidence.decide", item_no=item, decision="解除登记保存")
        with at(house) as desk:
            rows = desk.rows("SELECT k.due FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.ended_on IS NULL"
                             " AND d.rule = 'limit_evidence_storage' ORDER BY k.due")
            assert [str(row.due) for row in rows] == [day.isoformat() for day in still]
            assert replay(desk, case_of(desk, number).id).faults == ()
            told = desk.rows("SELECT action FROM journal WHERE detail LIKE '%limit_evidence_storage%' ORDER BY id")
        assert [row.action for row in told] == ["duty.opened"] * 2 + ["duty.discharged"] * (2 - len(still))


@pytest.mark.parametrize(("until", "sent"), [(date(2025, 8, 12), [2, 3]), (date(2025, 8, 14), [2, 3, 4, 5])])
def test_a_decision_on_one_thing_has_no_reminder_of_the_others_sent_again(
        sqlite_house: House, until: date, sent: list[int]) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    for _ in range(2):
        move(house, office, number, "evidence.store", **BOOK)
    move(house, office, number, "seizure.order", **DIGGER)
    watch_through(house, date(2025, 8, 8), until)
    before = chased(house)
    assert [no for rule, no in before if rule == "limit_evidence_storage"] == sent
    move(house, office, number, "evidence.decide", item_no=1, decision="解除登记保存")
    watch_on(house, until)
    assert chased(house) == before


def chased(house: House) -> list[tuple[str, int]]:
    """The reminders that went out about what is stored or seized, each as often as it did."""
    with at(house) as desk:
        return [(row.rule, row.no) for row in desk.rows(
            "SELECT d.rule, r.no FROM rung r JOIN duty d ON d.id = r.duty_id WHERE r.state = 'sent'"
            " AND d.rule IN ('limit_evidence_storage', 'limit_seizure') ORDER BY d.rule, r.round, r.no")]


def test_a_seizure_whose_things_are_all_decided_on_is_over_and_nothing_is_left_to_extend(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    move(house, office, number, "evidence.store", **BOOK)
    for _ in range(2):
        move(house, office, number, "seizure.order", **DIGGER)
    both = {"evidence-storage": date(2025, 8, 13), "seizure": date(2025, 9, 3)}
    assert left(house, number) == both
    move(house, office, number, "evidence.decide", item_no=2, decision="没收")
    assert left(house, number) == both
    move(house, office, number, "evidence.decide", item_no=3, decision="没收")
    assert left(house, number) == {"evidence-storage": date(2025, 8, 13)}
    with at(house, actor(house, office, Who.LEADER)) as desk:
        why = {one.doable.action: one.doable.unmet[0].message for one in case_story(desk, number).offers if one.doable.unmet}
        assert why["seizure.extend"] == why["seizure.end"] == "Nothing is sealed or seized."
        with pytest.raises(ConflictError, match="Nothing is sealed or seized"):
            make(desk, number, Wish("seizure.end", {"reason": "没收"}))
    move(house, office, number, "evidence.decide", item_no=1, decision="解除登记保存")
    assert left(house, number) == {}
