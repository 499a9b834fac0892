"""六（一）: who enforces holds a certificate; the register knows who held a valid one on a day."""

from datetime import date

import pytest

from casework.desk import House
from casework.record.certificates import add_certificate, certificates_listed, certificates_of, certified, end_certificate
from foundation.errors import ConflictError, InvalidError, NotFoundError
from tests.casework.town import at, settle_in
from tests.casework.verified import certified as given
from tests.casework.verified import who

MONDAY = date(2024, 3, 4)


def test_a_certificate_counts_from_its_first_day_to_its_last(house: House) -> None:
    town = settle_in(house, MONDAY)
    officer = town.officer(town.county)
    given(house, officer, "吉执 001", first=date(2024, 1, 1), last=date(2024, 6, 30))
    days = [date(2023, 12, 31), date(2024, 1, 1), date(2024, 6, 30), date(2024, 7, 1)]
    with at(house) as desk:
        assert [certified(desk, [officer], day) for day in days] == [{}, {officer: "吉执001"}, {officer: "吉执001"}, {}]


def test_a_certificate_is_ended_and_never_made_longer(house: House) -> None:
    town = settle_in(house, MONDAY)
    officer = town.officer(town.county)
    number = given(house, officer, "吉执001", last=date(2024, 6, 30))
    with at(house) as desk, pytest.raises(ConflictError):
        end_certificate(desk, number, date(2024, 12, 31))
    with at(house) as desk:
        end_certificate(desk, number, date(2024, 3, 31))
        assert [(one.number, one.last) for one in certificates_of(desk, officer)] == [("吉执001", date(2024, 3, 31))]


def test_no_two_officers_hold_one_number_and_none_ends_before_it_begins(house: House) -> None:
    town = settle_in(house, MONDAY)
    given(house, town.officer(town.county), "吉执001")
    with at(house) as desk, pytest.raises(ConflictError):
        add_certificate(desk, town.officer(town.city), number="吉执001", first=MONDAY)
    for number, last in (("  ", None), ("吉执002", date(2024, 3, 3))):
        with at(house) as desk, pytest.raises(InvalidError):
            add_certificate(desk, town.officer(town.city), number=number, first=MONDAY, last=last)


def test_only_whoever_keeps_the_records_sees_and_adds_certificates(house: House) -> None:
    town = settle_in(house, MONDAY)
    officer = town.officer(town.county)
    given(house, officer, "吉执001")
    with at(house, who(house, town.officer(town.province, "administrator"))) as desk:
        assert [one.number for one in certificates_listed(desk)] == ["吉执001"]
    with at(house, who(house, town.officer(town.city))) as desk:
        assert certificates_listed(desk) == []
    with at(house, who(house, town.officer(town.township))) as desk, pytest.raises(NotFoundError):
        add_certificate(desk, officer, number="吉执002", first=MONDAY)
