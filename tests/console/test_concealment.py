"""Whoever is complained of learns nothing: every door answers him after the clue to the letter as it did before.

Beside him stands a colleague in the same posts who is not named: to him the same doors tell of it, so the walk can fail.
"""

import io
import json
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import httpx
import pytest
from openpyxl import load_workbook

from casework import runs
from casework.access import SYSTEM, Actor
from casework.account.api_tokens import ACTIONS
from casework.account.feeds import make_feed
from casework.account.sessions import Stay, begin
from casework.bulk import add_rows, insert_rows
from casework.case.moving import Wish, make_for
from casework.case.opening import NewCase, Party, open_case
from casework.case.todos import see_to_cases
from casework.clue.hidden import veil_for
from casework.clue.redacting import OTHER, redact
from casework.clue.registering import register
from casework.clue.revealing import reveal
from casework.desk import House, open_desk
from casework.duty.tallying import tally_offices, tally_rules
from casework.letter.clue_letters import write
from casework.record.officers import actor_of
from foundation.tokens import digest_of
from models import Account, ApiToken, ClueNamed, Post
from tests.casework.builders import an_officer
from tests.casework.clues import as_it_stands, taken_in
from tests.casework.test_revealing import REASON
from tests.casework.town import at
from tests.console.test_walk import ANYBODY_SIGNED_IN, ROUTES, build
from tests.doors import served

LONG_AGO = date(2010, 1, 1)
EVERY_ROLE = ("head", "administrator", "auditor", "clerk", "statistician")
MORE = ("/search?q=XS2024000002", "/search?q=%E7%BA%BF%E7%B4%A2", "/duties?status=open", "/work", "/journal?entity=clue",
        "/journal?action=clue.revealed", "/letters?state=kept", "/acts?kind=clue_registration", "/board/220200",
        "/board/220200.xlsx", "/board/220000", "/calendar?whose=220200&year=2024", "/calendar?whose=220000&year=2024",
        "/api/duties?debtor=220200", "/api/search?q=XS2024000002", "/api/holidays/2024",
        "/search?q=AJ2024", "/cases?said=AJ2024", "/cases?wants=open", "/cases/AJ2024000002", "/api/cases/AJ2024000002",
        "/cases/bulk?stage=designating", "/journal?entity=case", "/clues?said=XS2024000002",
        "/offices/220200", "/offices/220000", "/offices/220200/gaps", "/api/offices/220200")
ANEW = re.compile(r'value="[\w-]{16,}"|"reference":\s*"[^"]*"')  # words that every page makes anew


@dataclass
class Reader:
    """Somebody with a session, a token and a feed."""

    officer: int
    cookie: str
    token: str
    feed: str


@pytest.fixture(scope="module")
def walked(sqlite_databases: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    return build(sqlite_databases, tmp_path_factory)


def reader(house: House, office: int, *served_at: int) -> Reader:
    """An officer with every role that reads much; `served_at` are offices where he served once."""
    with at(house) as desk:
        officer = an_officer(desk, office, EVERY_ROLE[0], name="读者")
        name = f"reader{officer}"
        rows = [(office, role, None) for role in EVERY_ROLE[1:]] + [(one, "handler", LONG_AGO) for one in served_at]
        add_rows(desk, Post, [{"officer_id": officer, "office_id": one, "role": role, "title": "", "valid_to": until,
                               "valid_from": LONG_AGO - timedelta(days=365)} for one, role, until in rows])
        account = insert_rows(desk, Account, [{"officer_id": officer, "login": name, "created_at": desk.now}])[0]
        add_rows(desk, ApiToken, [{"name": name, "officer_id": officer, "token_digest": digest_of(name), "created_at": desk.now,
                                   "actions": json.dumps(ACTIONS), "ends_at": desk.now + timedelta(days=90)}])
        return Reader(officer, begin(desk, account, Stay()), name, make_feed(desk, account))


def paths(names: dict[str, Any]) -> list[str]:
    """Everything that can be looked at: each route of the walk, and lists asked for what would tell."""
    # The archive of a case is journalled each time, so that no two are alike.
    known = [route.path.format(**names) for name, route in ROUTES.items()
             if name.startswith("GET ") and not name.endswith("/archive")]
    plain = [name.removeprefix("GET ") for name in ANYBODY_SIGNED_IN if name.startswith("GET ") and "{" not in name]
    return sorted({*known, *plain, *MORE})


async def answers(house: House, who: Reader, asked: list[str]) -> dict[str, str]:
    """What each path answers, without what is made anew each time."""
    found = {}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=served(house), raise_app_exceptions=False),
                                 base_url=house.base_url, cookies={"kuangjian": who.cookie}) as client:
        for path in [*asked, f"/feeds/{who.feed}.ics"]:
            headers = {"authorization": f"Bearer {who.token}"} if path.startswith("/api/") else {"accept": "text/html"}
            answer = await client.get(path, headers=headers)
            found[path.replace(who.feed, "{feed}")] = f"{answer.status_code} {_said(answer)}"
    return found


def _said(answer: httpx.Response) -> str:
    if "spreadsheet" in answer.headers.get("content-type", ""):
        book = load_workbook(io.BytesIO(answer.content), read_only=True)
        return "\n".join(str(row) for sheet in book for row in sheet.iter_rows(values_only=True))
    return ANEW.sub("", answer.text)


def something_happens(house: House, town: Any, *, about: tuple[str, ...] = ("220221",), named: tuple[int, ...] = ()) -> Any:
    """A clue arrives, is read, corrected, registered; its officers are written to: all that could be seen of it."""
    run = runs.begin(house, "clue_intake", None)
    made = taken_in(house, about=about, text="口前镇领导收钱放行，我叫李大山 13812345678")
    with at(house) as desk:
        add_rows(desk, ClueNamed, [{"clue_id": made.clue_id, "party_id": None, "officer_id": one} for one in named])
    runs.finish(house, run, state="done", summary="线索到达：分办 1")
    row = as_it_stands(house, made)
    with at(house) as desk:
        head, handler = (actor_of(desk, town.officer(row.office_id, role)) for role in ("head", "handler"))
    with at(house, head) as desk:
        reveal(desk, made.number, REASON)
        redact(desk, made.number, {"place": OTHER}, seen=row.version)
        register(desk, made.number, seen=row.version + 1)
    _becomes_a_case(house, made.clue_id, row.office_id, head, handler)
    with open_desk(house, SYSTEM) as desk:
        letters = [one.letter_id for one in desk.rows("SELECT letter_id FROM letter_clue WHERE clue_id = :id", id=made.clue_id)]
        write(desk, letters, name="kj")
        desk.run("UPDATE letter SET state = 'kept' WHERE id = :id", id=letters[0])
    return made


def _becomes_a_case(house: House, clue: int, office: int, head: Actor, handler: Actor) -> None:
    """The case that comes of the clue, ready to be filed, of which whoever acts next is written to."""
    new = NewCase(office, "口前镇无证采矿案", "mining-without-right", Party("person", "王某"), house.clock.now().date())
    with at(house, handler) as desk:
        case = open_case(desk, new)
        desk.run("UPDATE enforcement_case SET clue_id = :clue WHERE id = :id", clue=clue, id=case.id)
    with at(house, head) as desk:
        make_for(desk, case, Wish("jurisdiction.ask", {"other": "邻县", "negotiated": "未能协商一致"}))
    run = runs.begin(house, "case_file", None)
    see_to_cases(house, "case_file")
    runs.finish(house, run, state="done", summary="案件 1")


CITY, PROVINCE, COUNTY = "moved to the city", "stands above it at the province", "below, at the county"
OF_THE_CITY = {"/", "/acts", "/api/clues", "/board/220200", "/clues", "/duties", "/journal", "/letters", "/overview",
               "/search?q=XS2024000002", "/calendar?whose=220200&year=2024", "/feeds/{feed}.ics", "/cases", "/cases/board",
               "/cases.xlsx", "/api/cases", "/search?q=AJ2024", "/cases/AJ2024000002"}
OF_THE_PROVINCE = {"/api/clues", "/clues", "/duties", "/journal", "/letters", "/work", "/runs", "/board/220000"}
SHORT = OF_THE_CITY - {"/feeds/{feed}.ics"} | {"/work", "/api/journal", "/api/letters"}


# `make test` asks one reader at the doors that tell most; `make trial` asks all of all.
@pytest.mark.parametrize(("way", "everything"), [
    (CITY, False), *(pytest.param(way, True, marks=pytest.mark.trial) for way in (CITY, PROVINCE, COUNTY))])
async def test_to_whoever_is_named_nothing_has_happened(walked: Any, sqlite_databases: Any, way: str, everything: bool) -> None:
    town, copy = walked.town, sqlite_databases.copy_of(walked.house.engine)
    house = replace(walked.house, engine=copy)
    if way == CITY:
        one, other = reader(house, town.city, town.county), reader(house, town.city, walked.beside)
    elif way == PROVINCE:
        one, other = reader(house, town.province), reader(house, town.province)
    else:
        one, other = reader(house, town.county), reader(house, town.city)
    see_to_cases(house, "case_file")  # of the case that is there already
    _counted(house)
    asked = paths(walked.names) if everything else sorted(SHORT)
    await answers(house, one, ["/", "/api/clues"])  # a token says when it was used
    await answers(house, other, ["/", "/api/clues"])
    before = {who.officer: await answers(house, who, asked) for who in (one, other)}
    made = something_happens(house, town, named=(one.officer,) if way == PROVINCE else ())
    _counted(house)
    beside = ["/clues/{number}/reveal", "/clues/{number}/redact", "/api/clues/{number}"]
    strange = await answers(house, one, [path.format(number="XS2024999999") for path in beside])
    hidden = await answers(house, one, [path.format(number=made.number) for path in beside])
    assert list(hidden.values()) == [said.replace("XS2024999999", made.number) for said in strange.values()]
    after = {who.officer: await answers(house, who, asked) for who in (one, other)}
    told = {path for path in after[one.officer] if after[one.officer][path] != before[one.officer][path]}
    assert not told, {path: _between(before[one.officer][path], after[one.officer][path]) for path in told}
    would_tell = {path for path in after[other.officer] if after[other.officer][path] != before[other.officer][path]}
    assert (OF_THE_PROVINCE if way == PROVINCE else OF_THE_CITY) <= would_tell
    sqlite_databases.give_back(copy)


def _counted(house: House) -> None:
    """The day's tallies are made, and nothing waits for the engine any more."""
    with open_desk(house, SYSTEM) as desk:
        tally_offices(desk)
        tally_rules(desk)
        desk.run("UPDATE trigger_row SET done_at = :now", now=desk.now)


def _between(before: str, after: str) -> str:
    import difflib
    return "\n".join(line for line in difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[:900]


def test_nobody_else_has_a_veil(walked: Any) -> None:
    with at(walked.house) as desk:
        assert veil_for(desk, walked.town.officer(walked.town.city, "head"), ()) is None
