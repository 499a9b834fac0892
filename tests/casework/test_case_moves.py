"""A case from filing to archive, its limits by the law of each day (四（一）)."""

from datetime import date

import pytest

from casework.case.moving import Wish, make, make_for
from casework.desk import House
from foundation.errors import ConflictError
from regulation.stages import Who
from tests.casework.cases import AGREED, NONE_OF_THESE, SERVED, a_bureau, actor, as_it_is, filed, limits, move, proposed
from tests.casework.test_case_watch import performing
from tests.casework.town import at, go_to

SINCE = date(2025, 1, 1)
MONEY = {"facts": "无证采矿三千吨", "basis": "矿产资源法第六十四条", "fine": "200000.00"}


def test_an_unlicensed_miner_pays_in_time_and_the_case_is_archived(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = proposed(house, office, worth={"ore_value": "50000"}, assessed=NONE_OF_THESE, act_start=date(2025, 7, 10),
                      act_end=date(2025, 8, 1))
    assert limits(house, number)["decision"] == date(2025, 11, 3)  # 90 days, the last of them a Sunday
    move(house, office, number, "notice.issue", **MONEY)
    move(house, office, number, "notice.serve", **SERVED, served_on="2025-08-04")
    assert limits(house, number)["statement"] == date(2025, 8, 11)
    go_to(house, date(2025, 8, 12))
    move(house, office, number, "statement.lapse")
    move(house, office, number, "statement.weigh", opinion="当事人未陈述。")
    move(house, office, number, "decision.penalty", **MONEY, discretion="初次", social_impact=False)
    assert limits(house, number) == {"service": date(2025, 8, 21)}  # without social impact nothing is published
    move(house, office, number, "decision.serve", **SERVED, served_on="2025-08-12")
    running = limits(house, number)
    assert running["payment"] == date(2025, 8, 27) and running["reconsideration"] == date(2025, 10, 11)
    assert running["litigation"] == date(2026, 2, 12)
    move(house, office, number, "payment.record", amount="200000.00", paid_on="2025-08-12", item="罚款", receipt="0001")
    move(house, office, number, "performance.complete", others_performed=True)
    move(house, office, number, "closing.propose", reason="履行完毕", **AGREED)
    move(house, office, number, "closing.performed", **AGREED)
    move(house, office, number, "archive.file", pages=120, volumes=1, keeper="档案室")
    assert (as_it_is(house, number).stage, as_it_is(house, number).closing) == ("archived", "performed")
    assert limits(house, number) == {}


def test_of_two_that_one_sent_together_the_later_is_told_that_it_was_he_and_of_others_that_it_was_another(house: House) -> None:
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    seen = as_it_is(house, number)  # both were read before either was written
    move(house, office, number, "case.value", basis="鉴定意见", ore_value="50000")
    value = Wish("case.value", {"basis": "鉴定意见", "ore_value": "50000"})
    suspect = Wish("crime.suspect", {"suspicion": "非法采矿"})
    mine = "You made case.value（认定金额和情节） of .* already, just now."
    for wish, said in ((value, mine), (suspect, "by somebody else")):
        with pytest.raises(ConflictError, match=said), at(house, actor(house, office, Who.HANDLER)) as desk:
            make_for(desk, seen, wish, seen=seen.version)
    assert as_it_is(house, number).events == seen.events + 1


PAID = {"amount": "100000.00", "paid_on": "2025-08-12", "item": "罚款", "receipt": "0001"}
ANOTHER = "was changed by somebody else meanwhile"


@pytest.mark.parametrize(("sent", "day", "said"), [
    (PAID, None, "You made payment.record（记录缴款） of .* already, just now."),
    ({**PAID, "reason": " "}, date(2025, 8, 12), "You made payment.record"),
    ({**PAID, "receipt": "0002"}, None, ANOTHER), ({**PAID, "reason": "补录"}, None, ANOTHER),
    (PAID, date(2025, 8, 11), ANOTHER)])
def test_of_two_payments_entered_in_two_windows_the_second_is_not_told_to_be_entered(
        sqlite_house: House, sent: dict[str, str], day: date | None, said: str) -> None:
    house = sqlite_house
    office, number = performing(house)
    seen = as_it_is(house, number)
    move(house, office, number, "payment.record", **PAID)
    wish = Wish("payment.record", sent, day)
    with pytest.raises(ConflictError, match=said), at(house, actor(house, office, Who.HANDLER)) as desk:
        make(desk, number, wish, seen=seen.version)  # what the page showed is too old
    if day != date(2025, 8, 11):
        with pytest.raises(ConflictError, match=said), at(house, actor(house, office, Who.HANDLER)) as desk:
            make_for(desk, seen, wish)  # both were read before either was written
    assert as_it_is(house, number).events == seen.events + 1


def test_what_went_without_saying_is_no_difference_between_two_that_one_sent(sqlite_house: House) -> None:
    house = sqlite_house
    office = a_bureau(house, SINCE, date(2025, 8, 4))
    number = filed(house, office)
    move(house, office, number, "evidence.appraise", body="省地质院", question="矿石价值")
    seen = as_it_is(house, number)
    move(house, office, number, "evidence.appraised", conclusion="三千吨")
    for conclusion, said in (("三千吨", "You made evidence.appraised"), ("四千吨", ANOTHER)):
        wish = Wish("evidence.appraised", {"conclusion": conclusion, "appraisal": ""})
        with pytest.raises(ConflictError, match=said), at(house, actor(house, office, Who.HANDLER)) as desk:
            make(desk, number, wish, seen=seen.version)
