"""Numbers of a party are checked before they stand in papers; old and foreign ones stay possible."""

from datetime import date

import pytest

from casework.case.opening import NewCase, Party, open_case
from casework.case.party_numbers import number_faults, number_name, phone_faults
from foundation.errors import InvalidError
from tests.casework.cases import a_bureau
from tests.casework.papers import officer
from tests.casework.town import at

DAY = date(2025, 8, 4)


@pytest.mark.parametrize(("kind", "number"), [
    ("person", "220221197001011234"), ("person", "22000019000101000x"), ("person", "810000199408230021"),
    ("person", "220221700101123"), ("person", "E12345678"), ("person", "12345678"), ("person", "H1234567890"),
    ("person", "12AB34567"),
    ("entity", "91110000600037341L"), ("entity", "9111 0000 6000 3734 1l"), ("entity", "220221000001234"),
    ("entity", "12345678-9")])
def test_a_number_that_may_be_right_is_taken(kind, number):
    assert number_faults(kind, number, DAY) == []


@pytest.mark.parametrize(("kind", "number", "said"), [
    ("person", "220221197001011235", "its check digit is not right"),
    ("person", "220221197002301233", "19700230 in it is no day of birth"),
    ("person", "220221202508051239", "20250805 in it is no day of birth"),
    ("person", "220221700230123", "19700230 in it is no day of birth"),
    ("person", "22022119700101123", "an identity number has 18 characters"),
    ("person", "2202211970010112X", "an identity number has 18 characters"),
    ("person", "NOBODY", "or letters with digits"), ("person", "WangDaShan", "or letters with digits"),
    ("person", "91110000600037341L", "the party is an entity"),
    ("entity", "220221197001011234", "the party is a person"),
    ("entity", "91110000600037341M", "its check character is not right"),
    ("entity", "9111000060003734OL", "I, O, S, V and Z do not occur"),
    ("entity", "9111000060003734", "a unified social credit code has 18 characters")])
def test_what_is_wrong_with_a_number_is_said(kind, number, said):
    assert said in "".join(number_faults(kind, number, DAY))


@pytest.mark.parametrize(("kind", "number", "called"), [
    ("person", "220221197001011234", "公民身份号码"), ("person", "810000199408230021", "公民身份号码"),
    ("person", "220221700101123", "公民身份号码"), ("person", "E12345678", "身份证件号码"),
    ("person", "12345678", "身份证件号码"),
    ("person", "H1234567890", "身份证件号码"), ("person", "900000199408230029", "身份证件号码"),
    ("entity", "9111 0000 6000 3734 1l", "统一社会信用代码"), ("entity", "220221000001234", "营业执照注册号"),
    ("entity", "12345678-9", "组织机构代码"), ("entity", "x", "证件号码"), ("person", "", None), ("entity", None, None)])
def test_documents_call_a_number_what_it_is(kind, number, called):
    assert number_name(kind, number) == called


def test_somebody_born_today_has_a_number_and_nobody_of_tomorrow():
    assert number_faults("person", "220221202508041233", DAY) == []


@pytest.mark.parametrize("phone", ["13800000000", "0432-63211234", "0432-63211234转8001", "13844412345、0432-63211234",
                                   "+82 2-312-3456", "4008001234"])
def test_telephones_are_mobile_with_area_code_or_from_abroad(phone):
    assert phone_faults(phone) == []


@pytest.mark.parametrize(("phone", "wrong"), [("63211234", "63211234"), ("1380000000", "1380000000"), ("没有", "没有"),
                                              ("13844412345、632", "632")])
def test_the_telephone_that_is_none_is_named(phone, wrong):
    assert "".join(phone_faults(phone)).startswith(f"{wrong} is no telephone number")


def test_a_case_is_opened_with_the_number_in_one_spelling_or_not_at_all(house):
    office = a_bureau(house, date(2025, 1, 1), DAY)
    asked = {"office": office.town.county, "cause": "李某无证采矿案", "offence": "mining-without-right", "discovered_on": DAY}
    with at(house, officer(house, office, "handler")) as desk:
        with pytest.raises(InvalidError) as refused:
            open_case(desk, NewCase(party=Party("person", "李某", {"id_number": "1", "phone": "2"}), **asked))
        assert [one[:1] for one in refused.value.problems] == ["1", "2"]
        with pytest.raises(InvalidError) as refused:
            open_case(desk, NewCase(party=Party("person", "李" * 201), **{**asked, "cause": "采" * 201, "offence": "zz"}))
        assert refused.value.problems == (
            "the cause has at most 200 characters", "the name of the party has at most 200 characters",
            "there is no offence zz; choose one of those that are listed")
        made = open_case(desk, NewCase(party=Party("person", "李某", {"id_number": "22000019000101000x"}), **asked))
        assert desk.scalar("SELECT id_number FROM case_party WHERE case_id = :id", id=made.id) == "22000019000101000X"
