"""Denied unless allowed: role, action, and where (四（二）)."""

import pytest

from casework.access import OPERATOR, SYSTEM, Actor, Post, allowed, permit, reading_paths
from casework.grants import GRANTS, STANDING
from foundation.errors import RefusedError

CITY = "/1/5/"
COUNTY, NEIGHBOUR = "/1/5/77/", "/1/5/78/"


def officer(role: str, path: str) -> Actor:
    return Actor("王伟", 1, (Post(role, 5, path),))


@pytest.mark.parametrize(("role", "path", "action", "office", "expected"), [
    ("handler", COUNTY, "act.record", COUNTY, True),
    ("handler", COUNTY, "act.record", NEIGHBOUR, False),
    ("handler", CITY, "act.record", COUNTY, False),
    ("handler", CITY, "duty.read", COUNTY, True),
    ("handler", COUNTY, "duty.read", CITY, False),
    ("head", CITY, "duty.waive", COUNTY, True),
    ("head", COUNTY, "duty.waive", COUNTY, False),
    ("handler", CITY, "duty.waive", COUNTY, False),
    ("auditor", "/1/", "journal.read", None, True),
    ("auditor", CITY, "journal.read", None, False),
    ("holder", COUNTY, "duty.chase", COUNTY, False),
    ("handler", COUNTY, "oversight.answer", COUNTY, True),
    ("head", CITY, "oversight.answer", COUNTY, False),
    ("unit_head", CITY, "oversight.check", COUNTY, True),
    ("head", COUNTY, "oversight.check", COUNTY, False),
    ("handler", CITY, "oversight.check", COUNTY, False),
    ("legal_reviewer", CITY, "oversight.read", COUNTY, True),
    ("clerk", CITY, "oversight.read", COUNTY, False),
    ("head", "/1/", "measure.decide", None, True),
    ("deputy", "/1/", "measure.decide", None, False),
    ("head", CITY, "measure.decide", None, False),
    ("deputy", "/1/", "measure.propose", None, True),
    ("clerk", CITY, "gate.check", COUNTY, True),
    ("clerk", COUNTY, "gate.check", CITY, False),
    ("auditor", CITY, "gate.check", COUNTY, False),
    ("handler", COUNTY, "typical.approve", COUNTY, False),
    ("deputy", COUNTY, "typical.approve", COUNTY, True),
    ("head", CITY, "typical.approve", COUNTY, False),
])
def test_the_table_decides(role: str, path: str, action: str, office: str | None, expected: bool) -> None:
    assert allowed(officer(role, path), action, office) is expected


def test_an_action_nobody_named_is_refused_to_all() -> None:
    for actor in (SYSTEM, OPERATOR, officer("head", "/1/")):
        with pytest.raises(RefusedError):
            permit(actor, "mine.sell")


def test_a_path_is_not_mistaken_for_one_that_begins_alike() -> None:
    assert not allowed(officer("handler", "/1/5/7/"), "duty.read", "/1/5/77/")


def test_the_system_does_what_runs_by_itself_and_no_more() -> None:
    assert allowed(SYSTEM, "duty.chase")
    assert not allowed(SYSTEM, "duty.waive", CITY)


def test_reading_is_scoped_to_the_subtrees_of_ones_posts() -> None:
    assert reading_paths(officer("handler", COUNTY), "duty.read") == (COUNTY,)
    assert reading_paths(SYSTEM, "duty.read") is None
    assert reading_paths(officer("handler", COUNTY), "journal.read") == ()


def test_every_action_the_operator_may_do_is_in_the_table() -> None:
    assert {grant.action for grant in GRANTS} <= STANDING["operator"]
