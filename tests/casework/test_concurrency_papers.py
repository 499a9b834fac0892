"""Fifty officers issue documents at once: each has its number, none is doubled, none left out."""

import re
from datetime import date
from pathlib import Path

import pytest

from casework.access import Actor
from casework.case.cases import case_of
from casework.case.documents import documents_of
from casework.case.drafts import write
from casework.case.issuing import issue
from casework.case.papers import add
from casework.case.signing import sign
from casework.desk import Desk, House, open_desk
from foundation.errors import ConflictError
from tests.casework.cases import Office, a_bureau, filed
from tests.casework.papers import keeping, officer
from tests.casework.together import Aside, at_a_desk, at_once
from tests.casework.town import at

SINCE, DAY = date(2025, 1, 1), date(2025, 12, 31)
TITLES = ("中止调查告知书", "恢复调查告知书")
WRITTEN = {"reason": "山洪", "suspended_on": "2025-12-31", "resumed_on": "2025-12-31"}


def ready(house: House, office: Office, number: str, copies: int) -> list[int]:
    """Signed drafts, half of a kind."""
    handler, unit = officer(house, office, "handler"), officer(house, office, "unit")
    found = []
    with at(house, handler) as desk:
        for n in range(copies):
            title = TITLES[n % 2]
            one = add(desk, number, title)
            one = write(desk, number, one.id, {name: told for name, told in WRITTEN.items() if name != (
                "suspended_on" if n % 2 else "resumed_on") and not (n % 2 and name == "reason")})
            sign(desk, number, one.id, "同意。")
            found.append(one.id)
    with at(house, unit) as desk:
        for one_id in found:
            sign(desk, number, one_id, "同意。")
    return found


def failing(house: House, actor: Actor, number: str, document: int) -> None:
    """Issue it, and break off before it stands."""
    with open_desk(house, actor) as desk:
        issue(desk, number, document)
        raise ZeroDivisionError


@pytest.mark.trial
def test_fifty_officers_issue_at_once_and_no_number_is_left_out_or_doubled(postgres_house: House, tmp_path: Path) -> None:
    house = keeping(postgres_house, tmp_path)
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    documents, handler = ready(house, office, number, 60), officer(house, office, "handler")
    calls = [lambda one=one, n=n: failing(house, handler, number, one) if n >= 50 else  # type: ignore[misc]
             at_a_desk(house, lambda desk: issue(desk, number, one), handler)() for n, one in enumerate(documents)]
    running = at_once(*calls)
    assert [one.error for one in running[:50]] == [None] * 50
    assert {type(one.error) for one in running[50:]} == {ZeroDivisionError}
    with at(house) as desk:
        numbers = [one.number for one in documents_of(desk, case_of(desk, number)) if one.state == "issued"]
    told = [re.fullmatch(r"永吉自然资(中告|恢告)〔2025〕(\d+)号", str(one)) for one in numbers]
    for kind in ("中告", "恢告"):
        assert sorted(int(one[2]) for one in told if one and one[1] == kind) == list(range(1, 26))


def test_of_two_who_issue_the_same_document_the_second_is_told(postgres_house: House, tmp_path: Path) -> None:
    house = keeping(postgres_house, tmp_path)
    office = a_bureau(house, SINCE, DAY)
    number = filed(house, office)
    [document] = ready(house, office, number, 1)
    handler = officer(house, office, "handler")

    def issued(desk: Desk) -> str | None:
        return issue(desk, number, document).number

    both: list[Aside] = at_once(at_a_desk(house, issued, handler), at_a_desk(house, issued, handler))
    assert [one.result for one in both if one.error is None] == ["永吉自然资中告〔2025〕1号"]
    assert [type(one.error) for one in both if one.error is not None] == [ConflictError]
