"""Whatever is sent, the answer is a problem that is described: no database and no decoder is asked for what it cannot do."""

import json
from datetime import date

import httpx
import pytest

from tests.api.test_programs import officers_token
from tests.casework.town import at, filled, settle_in
from tests.doors import served

HALF, NUL = "\ud800", "\0"
UNREAD = {"cut": b"{", "latin": b'{"kind": "\xff"}', "deep": b"[" * 100_000, "huge": b'{"kind":' + b"9" * 5000 + b"}",
          "nan": b'{"kind": NaN}', "empty": b"", "null": b"null", "list": b"[]", "text": b'"x"'}
STRANGE_TEXTS = (NUL, HALF, "x" * 200_000)
STRANGE_FIELDS = (10**400, -(2**64), 1e308 * 10, float("nan"), [], {}, [[1]], True, HALF, NUL, "x" * 40_000)
STRANGE_DAYS = (0, 1_709_510_400, "1709510400", "2024-03-04T00:00:00", "0001-01-01", "9999-12-31", 1.5, True, "20240304",
                " 2024-03-04", "2024-W10-1", "2024-02-30")


@pytest.fixture
async def program(house):
    town = settle_in(house, date(2024, 3, 1))
    token = officers_token(house, town.officer(town.township), "act.record", "duty.read", "duty.hand_in", "office.read").token
    transport = httpx.ASGITransport(app=served(house), raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=house.base_url,
                                 headers={"authorization": f"Bearer {token}"}) as client:
        client.act = {"kind": "patrol", "party": "220221100", "done_on": "2024-03-04", "fields": filled(house, "patrol")}
        yield client
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM act") == 0


async def refused(client, body, headers=(), statuses=(422,)):
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = await client.post("/api/acts", content=content, headers=[(b"content-type", b"application/json"), *headers])
    said = (content[:120], answer.status_code, answer.text[:300])
    assert answer.status_code in statuses and answer.headers["content-type"] == "application/problem+json", said
    assert answer.json()["status"] == answer.status_code, said


async def test_a_body_that_cannot_be_read(program):
    for body in (*UNREAD.values(), {"fields": [[[]]] * 3}, {**program.act, "more": 1}):
        await refused(program, body)
    nested = "x"
    for _ in range(900):
        nested = [nested]
    await refused(program, {**program.act, "fields": {"area": nested}})


async def test_a_text_that_cannot_be_kept_wherever_it_stands(program):
    for text in STRANGE_TEXTS:
        for name in ("kind", "party", "done_on", "subject", "period", text):
            await refused(program, {**program.act, name: text})
        await refused(program, {**program.act, "subject": f"mine:{text}"})
        await refused(program, {**program.act, "findings": [text]})
        await refused(program, {**program.act, "fields": {text: 1}})


async def test_a_field_of_no_kind_that_is_kept(program):
    for value in STRANGE_FIELDS:
        await refused(program, {**program.act, "fields": {**program.act["fields"], "area": value}})
    number = {"kind": "mine_inspection", "party": "220221100", "done_on": "2024-03-04"}
    for value in ("9" * 400, "1e400", "NaN", "0001-01-01", 10**400):
        await refused(program, {**number, "fields": {"days": value, "since": value}}, statuses=(404, 422))


async def test_a_day_that_is_not_written_as_a_day(program):
    for day in STRANGE_DAYS:
        await refused(program, {**program.act, "done_on": day})


async def test_a_key_that_is_none(program):
    for key in (b"", b"\x00", b"\xff", b"a b", b"\t", b"k" * 201):
        await refused(program, program.act, [(b"idempotency-key", key)])


async def test_another_media_type_than_json(program):
    for kind in (b"text/plain", b"application/x-www-form-urlencoded", b"multipart/form-data", b"x", b""):
        answer = await program.post("/api/acts", content=json.dumps(program.act).encode(), headers=[(b"content-type", kind)])
        assert answer.status_code == 415 and answer.json()["title"] == "unsupported media type", kind


async def test_an_authorization_that_is_none(program):
    for header in (b"", b"Bearer", b"Bearer ", b"Bearer \x00", b"Bearer \xff", b"Basic eDp5", b"x" * 100_000):
        for method, path in (("GET", "/api/offices"), ("POST", "/api/acts")):
            answer = await program.request(method, path, headers=[(b"authorization", header)], content=b"\0")
            assert answer.status_code == 401 and answer.headers["www-authenticate"] == "Bearer", header


async def test_an_address_that_names_nothing(program):
    for path in ("duties/" + "9" * 5000, "duties/1.0", "duties/%201", "duties/+1", "duties/1_0", "duties/%D9%A1", "duties/%ff",
                 "duties/%00", "offices/%ff", "offices?page=1.0", "offices?page=%201", "offices?page=%2B1",
                 f"offices?page={'9' * 5000}", "offices?%00=1", "offices/220221100/gaps?page=%00"):
        answer = await program.get(f"/api/{path}")
        assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json", path


async def test_a_method_that_is_not_served_is_told_which_are(program):
    for path, allowed in (("/api/duties", "GET, HEAD"), ("/api/officers", "POST"), ("/sign-in", "GET, HEAD, POST")):
        for method in ("PUT", "DELETE", "OPTIONS", "TRACE", "FOO"):
            answer = await program.request(method, path)
            assert (answer.status_code, answer.headers["allow"]) == (405, allowed)
            assert answer.json()["title"] == "method not allowed"


async def test_head_is_get_without_its_body(program):
    for path, status in (("/api/offices", 200), ("/healthz", 200), ("/api/duties/999", 404), ("/sign-in", 200)):
        asked, told = await program.get(path), await program.head(path)
        assert (told.status_code, told.content) == (status, b"")
        assert {**told.headers, "content-length": ""} == {**asked.headers, "content-length": ""}
    assert (await program.head("/api/officers")).status_code == 405


async def test_a_parameter_that_is_not_there_is_told_with_those_that_are(program):
    told = await program.get("/api/duties?limit=2&page=1")
    assert told.status_code == 422 and "There is no parameter limit here." in told.text and "debtor" in told.text
    assert (await program.get("/api/duties?page=1")).status_code == 200
    assert "There are none." in (await program.get("/api/duties/1/submissions?x=1")).text
