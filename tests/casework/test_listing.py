"""Long lists are sorted, narrowed and cut by the database; pages neither overlap nor leave out."""

import pytest

from casework.view.listing import Asked, Filter, Table, containing, part
from foundation.errors import InvalidError
from tests.casework.builders import a_party
from tests.casework.town import at

PARTIES = Table("SELECT id, code, name FROM party WHERE level = 'county'", sorts={"code": "code", "name": "name"}, order="code",
                key="id", filters={"name": Filter("name LIKE :name ESCAPE '!'", containing), "code": Filter("code = :code")})


@pytest.fixture
def counties(house):
    with at(house) as desk:
        top = a_party(desk, "22", "吉林省", "province")
        for number in range(7):
            a_party(desk, f"22020{number}", ("100%县", "甲_县", "甲!县")[number % 3], "county", top)
    return house


def codes(house, asked, size=3):
    with at(house) as desk:
        found = part(desk, PARTIES, asked, size=size)
    return [row.code[-1] for row in found.rows], found.more


def test_pages_follow_one_another_without_gap_or_overlap(counties):
    assert [codes(counties, Asked("name", page)) for page in (1, 2, 3, 4)] == [
        (["0", "3", "6"], True), (["2", "5", "1"], True), (["4"], False), ([], False)]
    assert codes(counties, Asked("-code", 1)) == (["6", "5", "4"], True)


@pytest.mark.parametrize(("text", "found"), [("%", "036"), ("_", "14"), ("!", "25"), ("甲", "1245"), ("' OR 1=1 --", "")])
def test_signs_of_a_pattern_are_looked_for_as_they_are(counties, text, found):
    assert "".join(sorted(codes(counties, Asked(filters={"name": text}), size=9)[0])) == found


def test_what_is_not_offered_is_left_out(counties):
    assert codes(counties, Asked("id; DROP TABLE party", -3, {"level": "x", "code": "220203"})) == (["3"], False)


def test_a_day_that_is_none_is_refused():
    from casework.record.days import a_day
    with pytest.raises(InvalidError, match="is no day"):
        a_day("2023-02-29")
