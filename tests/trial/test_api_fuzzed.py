"""The description of the API is true: Schemathesis asks all of it, signed in and not, as described and in every other way."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from casework.account.api_tokens import ACTIONS, bearer, issue_for_officer
from casework.act.submissions import hand_in
from casework.case.cases import case_of
from casework.case.papers import add
from casework.desk import House, open_desk
from casework.duty.moving import suspend
from casework.duty.opening import open_duties
from casework.file.files import keep, take_in
from casework.record.absences import set_absence
from casework.record.people import give_post
from deployments.asgi import application
from files.store import DiskStore
from tests.casework.builders import a_party, an_officer
from tests.casework.cases import CONDITIONS, with_exhibits
from tests.casework.overseen import one_of_each
from tests.casework.town import at, duty_id, filled, go_to, patrol, settle_in
from tests.files import samples

pytestmark = pytest.mark.trial
HOST = "http://testserver"  # as Schemathesis calls what it asks without a network
# What is well formed may still name what is not there, or what the order does not allow.
LEFT_OUT = ("positive_data_acceptance", "ensure_resource_availability", "object_level_authorization")


# Done by the superior of an office alone, or once a case has come further than it does here: each has a test of its own.
ABOVE = {"POST /api/case-samples", "POST /api/supervision-orders/{number}/reviews"}
LATER = {"POST /api/cases/{number}/reports",
         *(f"POST /api/cases/{{number}}/documents/{{document}}/{what}" for what in ("issue", "signatures", "word"))}


@dataclass
class Told:
    """What a run found: failures in words, and how often each operation was answered with which status."""

    failures: dict[str, str] = field(default_factory=dict)
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)

    def statuses(self) -> dict[str, set[int]]:
        return {label: {status for one, status in self.answers if one == label} for label, _ in self.answers}

    def take(self, recorder: Any) -> None:
        for number, one in recorder.interactions.items():
            label = recorder.cases[number].value.operation.label
            if one.response is not None:
                self.answers[label, one.response.status_code] += 1
            for check in recorder.checks.get(number, ()):
                if check.failure_info is not None:
                    failure, answer = check.failure_info.failure, one.response
                    self.failures[f"{label}: {check.name}: {failure.title}"] = "\n".join((
                        failure.message[:600], check.failure_info.code_sample[:600],
                        f"{answer.status_code} {answer.content[:600].decode(errors='replace')}" if answer else "no answer"))


def asked(house: House, description: dict[str, Any], *, token: str | None, examples: int) -> Told:
    """Ask every operation: its examples, the edges of what is described, at random, and one after another."""
    from schemathesis import openapi
    from schemathesis.config import SchemathesisConfig
    from schemathesis.engine import from_schema
    from schemathesis.engine.events import FatalError, NonFatalError, ScenarioFinished
    config = SchemathesisConfig.from_dict({
        "seed": 20100101, "workers": 1, "continue-on-failure": True,
        "auth": {"openapi": {"token": {"bearer": token}}} if token else {},
        "generation": {"deterministic": True, "max-examples": examples, "no-shrink": True, "database": "none"},
        "checks": {name: {"enabled": False} for name in LEFT_OUT}})
    schema = openapi.from_dict(description, config=config)
    schema.app, schema.location = application(house), "/api/openapi.json"
    told = Told()
    for event in from_schema(schema).execute():
        if isinstance(event, (FatalError, NonFatalError)):
            told.failures[f"{type(event).__name__} {len(told.failures)}"] = repr(event)
        if isinstance(event, ScenarioFinished):
            told.take(event.recorder)
    return told


@dataclass(frozen=True)
class County:
    """A county with duties on a Monday, and what stands in it under which number."""

    house: House
    token: str  # may whatever a token may, of an officer with three posts there
    report: int  # a duty to hand in
    still: int  # a township's duty that is suspended, and others by how they are moved
    moved: dict[str, int]
    handed_in: int  # a holder's report that waits for the county
    submission: int
    acts: list[int]
    file: int
    clerk: int
    post: int
    absence: int
    leaver: int
    mine: int
    letter: int
    cases: list[str]
    free: int  # files that are sent ahead
    paper: int
    papers: dict[str, int]  # drafts of the second case, by what is done to them

    def examples(self) -> dict[str, tuple[dict[str, Any], object]]:
        """What to ask each operation for: numbers and codes of the path, and a body."""
        clerk, report = {"number": self.clerk}, {"number": self.report}
        first, second = ({"number": one} for one in self.cases)
        papers = {what: second | {"document": one} for what, one in self.papers.items()}
        return {
            "post /api/cases/{number}/documents/{document}/original": (
                papers["original"], {"file": self.paper, "on": "2024-03-04", "number": "原〔2024〕1号"}),
            "patch /api/cases/{number}/documents/{document}": (papers["written"], {"values": {}}),
            "post /api/case-checks/{number}/findings": ({"number": 1}, {
                "case": self.cases[1], "finding": "right", "words": "程序合法。"}),
            "post /api/supervision-orders/{number}/replies": ({"number": 1}, {"kind": "progress", "text": "正在办理。"}),
            **{f"get /api/cases/{{number}}{path}": (first | {"item": 1}, None)
               for path in ("", "/events", "/reports", "/evidence/{item}/file")},
            "post /api/cases": ({}, {"office": "220221", "cause": "王某无证采矿案", "offence": "mining-without-right",
                                     "party": {"kind": "person", "name": "王某"}, "discovered_on": "2024-03-04"}),
            "post /api/cases/{number}/moves": (first, {"action": "filing.establish", "fields": CONDITIONS}),
            "post /api/cases/{number}/reports": (first, {"action": "send", "said": "案情报告"}),
            "post /api/case-moves": ({}, {"action": "filing.establish", "fields": CONDITIONS,
                                          "cases": [{"number": one} for one in self.cases]}),
            "post /api/cases/{number}/evidence/{item}/file": (second | {"item": 2}, {"file": self.free}),
            "get /api/duties/{number}": (report, None),
            "post /api/duties/{number}/hand-in": (report, {"fields": filled(self.house, "situation_report")}),
            "get /api/duties/{number}/submissions": ({"number": self.handed_in}, None),
            "post /api/duties/{number}/submissions/{submission}/reviews": (
                {"number": self.handed_in, "submission": self.submission}, {"verdict": "return", "reasons": "请补充"}),
            "post /api/duties/{number}/resume": ({"number": self.still}, {"reason": "水退"}),
            **{f"post /api/duties/{{number}}/{move}": ({"number": number}, {"reason": "汛情"} | (
                {"n": 3, "unit": "day"} if move == "extend" else {})) for move, number in self.moved.items()},
            "get /api/acts/{number}": ({"number": self.acts[0]}, None),
            "post /api/acts/{number}/corrections": ({"number": self.acts[1]}, {"reason": "录错"}),
            "post /api/acts/{number}/withdrawal": ({"number": self.acts[2]}, {"reason": "录错"}),
            "post /api/files": ({}, {"file": samples.PDF.decode(), "name": "报告.pdf"}),
            "get /api/files/{number}": ({"number": self.file}, None),
            "get /api/letters/{number}": ({"number": self.letter}, None),
            "post /api/acts": ({}, {"kind": "patrol", "party": "220221", "done_on": "2024-03-04",
                                    "fields": filled(self.house, "patrol")}),
            "post /api/offices": ({}, {"below": "220221", "code": "220221300", "name": "新立镇", "level": "township"}),
            "post /api/offices/{code}/abolition": ({"code": "220221900"}, {"last": "2024-03-04"}),
            "get /api/officers/{number}": (clerk, None),
            "post /api/officers": ({}, {"office": "220221", "role": "clerk", "name": "赵六"}),
            "patch /api/officers/{number}": (clerk, {"name": "钱七"}),
            "post /api/officers/{number}/posts": (clerk, {"office": "220221", "role": "handler"}),
            "post /api/officers/{number}/posts/{post}/end": (clerk | {"post": self.post}, {"last": "2024-03-31"}),
            "post /api/officers/{number}/absences": (clerk, {"first": "2024-05-01", "last": "2024-05-05"}),
            "post /api/officers/{number}/absences/{absence}/end": (clerk | {"absence": self.absence}, {"last": "2024-03-06"}),
            "get /api/officers/{number}/leave": (clerk, None),
            "post /api/officers/{number}/leave": ({"number": self.leaver}, {"since": "2024-03-04", "despite": True}),
            "put /api/mines/{number}/responsible": ({"number": self.mine}, {"officer": None}),
        }


@pytest.fixture
def county(house, tmp_path) -> County:
    house = replace(house, base_url=HOST, files=DiskStore(tmp_path))
    town = settle_in(house, date(2024, 3, 1))
    go_to(house, date(2024, 3, 4))
    with at(house) as desk:
        for name in ("孙八", "李九"):  # each owes a training
            an_officer(desk, town.township, "handler", name=name)
        open_duties(desk)
        a_party(desk, "220221900", "旧镇", "township", town.county)  # to be abolished
        officer = town.officer(town.county, "head")
        for role in ("administrator", "handler"):
            give_post(desk, officer, office_id=town.county, role=role, since=date(2024, 1, 1))
        clerk, leaver = (an_officer(desk, town.county, "clerk", name=name) for name in ("赵六", "钱七"))
        post = give_post(desk, clerk, office_id=town.county, role="patroller", since=date(2024, 1, 1))
        absence = set_absence(desk, clerk, first=date(2024, 3, 4), last=date(2024, 3, 20))
        token = issue_for_officer(desk, officer, "试验", actions=ACTIONS, days=9).token
        letter = desk.scalar("INSERT INTO letter (kind, recipient_id, office_id, day, state, attempts) VALUES ('digest', :who,"
                             " :office, :day, 'kept', 0) RETURNING id", who=officer, office=town.county, day=desk.today)
    report = duty_id(house, "situation_report", "2024Q1", town.county)
    acts = [patrol(house, town.township, date(2024, 3, day)).act_id for day in (1, 2, 3)]
    week = duty_id(house, "township_patrol", "2024-W10")
    maps = duty_id(house, "mining_maps_surface", "2024H1")
    with at(house) as desk:
        training = [row.id for row in desk.rows("SELECT id FROM duty WHERE rule = 'staff_training' AND debtor_id = :town"
                                                " ORDER BY id", town=town.township)]
        suspend(desk, training[0], reason="汛情")
        submission = hand_in(desk, maps, filled(house, "mining_maps_surface")).submission_id
    with open_desk(house, actor_of_token(house, token)) as desk:
        file, free, paper = keep(desk, [take_in(house, "报告.pdf", BytesIO(samples.PDF)) for _ in range(3)])
    cases = [with_exhibits(house, town.county) for _ in range(2)]
    with open_desk(house, actor_of_token(house, token)) as desk:
        papers = {what: add(desk, cases[1], "现场勘测笔录").id for what in ("original", "written")}
    with at(house) as desk:
        one_of_each(desk, case_of(desk, cases[1]).id, town.county, town.city)
        desk.run("UPDATE checked_case SET officer_id = :who", who=officer)
    moved = {"suspend": week, "extend": training[1], "waive": training[2]}
    return County(house, token, report, training[0], moved, maps, submission, acts, file, clerk, post, absence, leaver,
                  town.mine, letter, cases, free, paper, papers)


def actor_of_token(house, token):
    with at(house) as desk:
        return bearer(desk, token)[0]


def exemplified(county: County) -> dict[str, Any]:
    """The description as it is served, with numbers and forms of this county for examples."""
    # Parsed anew, for operations share their parameters and each gets an example of its own.
    described, examples = json.loads(json.dumps(application(county.house).openapi())), county.examples()
    for path, item in described["paths"].items():
        for method, operation in item.items():
            numbers, body = examples.pop(f"{method} {path}", ({}, None))
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "path":
                    parameter["example"] = numbers.get(parameter["name"], parameter["schema"]["examples"][0])
                elif parameter["name"] == "Idempotency-Key":  # one that another request used is refused
                    parameter["schema"]["examples"] = [f"{method}:{path}"]
            if body is not None:
                next(iter(operation["requestBody"]["content"].values()))["example"] = body
    assert not examples
    return described


def test_what_a_token_is_answered_is_as_described(county):
    description = exemplified(county)
    told = asked(county.house, description, token=county.token, examples=6)
    assert told.failures == {}, "\n\n".join(f"{name}\n{words}" for name, words in told.failures.items())
    statuses = told.statuses()
    assert set(statuses) == {f"{method.upper()} {path}" for path, item in description["paths"].items() for method in item}
    never = {name for name, found in statuses.items() if not {200, 201} & found}
    # The chain of the whole journal is shown where the whole is read: at the province.
    chain = "GET /api/journal/chain"
    assert never <= {chain, *ABOVE, *LATER} and 403 in statuses[chain], {name: statuses[name] for name in never}


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)  # who shows no token comes to no database
def test_without_a_token_nothing_is_answered_but_health(county):
    told = asked(county.house, exemplified(county), token=None, examples=2)
    assert told.failures == {}, "\n\n".join(f"{name}\n{words}" for name, words in told.failures.items())
    for name, found in told.statuses().items():
        # A body that is no JSON is refused before anybody asks for a token.
        allowed = {200, 405} if re.search("/(health|ready)z$", name) else {401, 405, 422}
        assert found <= allowed, name
