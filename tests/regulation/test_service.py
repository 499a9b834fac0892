"""The ways of service by the law of the day: which are open, what proves them, when they count as served."""

from datetime import date

import pytest

from regulation.loading import load
from regulation.service import lacking, open_on
from tests.regulation.cases import the_law
from tests.regulation.mistakes import complaints, put

LAW = the_law()


def open_ways(day):
    return [way.way for way, _ in open_on(LAW.service.values(), date.fromisoformat(day))]


def test_electronic_service_came_in_2013_and_public_notice_is_the_last_resort():
    without = ["direct", "left", "entrusted", "post", "forwarded", "public"]
    assert open_ways("1996-09-30") == [] and open_ways("1996-10-01") == open_ways("2012-12-31") == without
    assert open_ways("2013-01-01") == open_ways("2025-08-01") == ["direct", "left", "electronic", *without[2:]]
    assert [one.way for one in LAW.service.values() if one.last] == ["public"]


@pytest.mark.parametrize(("way", "day", "given", "missing"), [
    ("direct", "2025-08-01", [], ("recipient",)), ("direct", "2025-08-01", ["recipient"], ()),
    ("left", "2012-12-31", ["refusal", "recording"], ("witness",)), ("left", "2013-01-01", ["refusal", "recording"], ()),
    ("left", "2025-08-01", ["refusal"], ("witness", "recording")), ("left", "2025-08-01", ["witness"], ("refusal",)),
    ("electronic", "2021-07-15", ["receipt"], ("consent",)), ("electronic", "2021-07-15", ["receipt", "consent"], ()),
    ("entrusted", "2025-08-01", ["recipient"], ("body",)), ("forwarded", "2025-08-01", ["body"], ("recipient",)),
    ("post", "2025-08-01", ["recipient"], ("receipt",)), ("public", "2025-08-01", ["medium"], ("failed",))])
def test_the_proof_of_each_way_has_what_the_law_of_the_day_wants(way, day, given, missing):
    value = LAW.service[way].value_on(date.fromisoformat(day))
    assert lacking(value, given) == missing


def test_public_notice_runs_its_own_period():
    limit = load().limits[LAW.service["public"].limit]
    assert [limit.value_on(date.fromisoformat(day)).span.n for day in ("2021-12-31", "2022-01-01")] == [60, 30]


def test_the_forms_offer_the_ways_of_the_table_but_for_the_public_notice_which_is_a_move():
    titles = tuple(one.title for one in LAW.service.values() if not one.last)
    offered = {effect.action: field.choices for effect in LAW.effect.values() for field in effect.fields
               if field.name == "method" and field.type == "choice"}
    assert offered == dict.fromkeys(("notice.serve", "hearing.tell", "decision.serve", "none.serve", "demand.serve"), titles)


@pytest.mark.parametrize(("fields", "told"), [
    ({"limit": "luck"}, "post · limit: there is no limit luck; name a step of the limits"),
    ({"value": []}, "post · value: no value; add a [[service.value]]"),
    ({"value": [{"from": date(2012, 1, 1), "law": "x", "source": "x", "confidence": "R", "proof": ["luck"]}]},
     "post · value from 2012-01-01 · proof: there is no luck; it may be one of recipient, refusal"),
    ({"value": [{"from": date(2012, 1, 1), "law": "x", "source": "x", "confidence": "R"}]},
     "post · value from 2012-01-01: it has not exactly one of proof and none; write one"),
    ({"value": [{"from": date(2012, 1, 1), "law": "x", "source": "x", "confidence": "R", "none": "x"}] * 2},
     "post · from: 2012-01-01 does not come after 2012-01-01; put them in order")])
def test_a_way_that_cannot_be_right_is_named_with_the_way_out(fields, told):
    found = complaints(put("service", "post", **fields))
    assert any(told in one for one in found), found
