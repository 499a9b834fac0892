"""The description of the API is complete: every route stands in it with its failures, its words and what it takes."""

from datetime import date

import pytest

import api.app
from api.written import KEPT, description
from casework.desk import House
from deployments.asgi import application
from foundation.clock import SetClock
from tests.conftest import the_rulebook
from web.pattern_words import WORDS

pytestmark = pytest.mark.xdist_group("description")

METHODS = {"get", "post", "put", "patch", "delete"}


@pytest.fixture(scope="module")
def served(sqlite_databases):
    return application(House(sqlite_databases.fresh(), the_rulebook(), SetClock.at(date(2024, 3, 4)))).openapi()


def operations(served):
    return [(f"{method.upper()} {path}", one) for path, item in served["paths"].items() for method, one in item.items()
            if method in METHODS]


@pytest.mark.trial  # `make check` asks the same of every change
def test_the_copy_in_the_documents_is_what_is_served(served):
    import json
    assert KEPT.read_text(encoding="utf-8") == description() == json.dumps(served, ensure_ascii=False, indent=1) + "\n"


def test_every_pattern_is_told_in_words(served):
    def patterns(part):
        found = {part["pattern"]} if isinstance(part, dict) and isinstance(part.get("pattern"), str) else set()
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        return found.union(*map(patterns, inner))
    assert patterns(served) == set(WORDS)


def test_every_route_is_described_and_nothing_else(served):
    routes = {f"{method} {api.app.PREFIX}{route.path}" for router in api.app.ROUTERS for route in router.routes
              for method in route.methods}
    assert {name for name, _ in operations(served)} == routes | {"GET /healthz", "GET /readyz"}


def test_every_operation_has_a_name_of_its_own_words_and_a_tag_that_is_explained(served):
    told = operations(served)
    assert len({one["operationId"] for _, one in told}) == len(told)
    tags = {tag["name"] for tag in served["tags"] if tag["description"]}
    for name, one in told:
        assert one["summary"] and one["description"].strip(), name
        assert len(one["tags"]) == 1 and set(one["tags"]) <= tags, name
    assert tags == {tag for _, one in told for tag in one["tags"]}


def test_every_operation_names_its_failures_and_asks_for_a_token(served):
    assert served["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    for name, one in operations(served):
        failures = {status: answer for status, answer in one["responses"].items() if status >= "400"}
        open_to_all = not name.split()[1].startswith("/api/")
        assert one.get("security", []) == ([] if open_to_all else [{"token": []}]), name
        due = {"413", "429", "500", "503"} | (set() if open_to_all else {"401", "403", "404", "422"})
        assert due | ({"415"} if "requestBody" in one else set()) <= set(failures), name
        for status, answer in failures.items():
            assert list(answer["content"]) == ["application/problem+json"] and answer["description"], (name, status)
            assert answer["content"]["application/problem+json"]["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert "WWW-Authenticate" in failures["401"]["headers"] if not open_to_all else True
        assert "Retry-After" in failures["429"]["headers"]


def test_every_parameter_is_explained(served):
    for name, one in operations(served):
        for parameter in one.get("parameters", []):
            assert parameter.get("description") or "enum" in str(parameter["schema"]), (name, parameter["name"])
        assert [two["name"] for two in one.get("parameters", []) if two["name"] == "Idempotency-Key"] == (
            ["Idempotency-Key"] if name.startswith("POST /api/") else []), name
