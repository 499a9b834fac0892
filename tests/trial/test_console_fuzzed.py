"""Whatever comes in an address or a form, a page answers, and never with a fault of ours."""

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, quote_from_bytes, urljoin, urlsplit

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deployments.asgi import application
from foundation.tokens import digest_of
from tests.console.test_walk import ANYBODY_SIGNED_IN, PUBLIC, ROUTES, Place, build
from web.posted import FIELD

pytestmark = pytest.mark.trial
ARABIC_ONE = "١".encode()
LARGE = str(2**31).encode(), str(2**63).encode(), b"9" * 40, b"9" * 5000
STRANGE = (b"", b" ", b"0", b"-1", b"1", b"2", ARABIC_ONE, *LARGE, b"1.5", b"NaN", b"1e999", b"\0", b"\xff", b"\xed\xa0\x80",
           b"%", b"!", b"_", b"'", b"{}", b"[", b"yes", b"self", b"mine:JL0001", b"officer:0", b"act:9999999999", b"220221",
           b"0001-01-01", b"9999-12-31", b"2024-03-04", b"2024-02-30", b"20240304", b"2024", b"2024-W10", b"\r\nX: y", b"<b>",
           b"x" * 60_000, b"=1+1", "口前镇".encode(), b"\xf0\x9f\x98\x80")
VALUES = st.one_of(st.sampled_from(STRANGE), st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
                   st.binary(max_size=12))
ALWAYS = {"page", "sort", "before", "year", "month", "whose", "then", "q", "k", FIELD}  # beside what a page itself offers
STEADY = settings(max_examples=5, derandomize=True, deadline=None, database=None,
                  suppress_health_check=list(HealthCheck))
Form = tuple[str, dict[str, str], set[str]]  # where it goes, its fields filled in, and those that take files
FILLED = {"date": "2024-03-04", "number": "1", "checkbox": "yes", "email": "a@jl.example.cn"}  # by the type of a field


class Forms(HTMLParser):
    """The forms of a page, and what its links ask for."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address, self.asked, self.choosing = address, set[str](), ""
        self.forms: list[tuple[str, str, dict[str, str], set[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        name, kind = told.get("name", ""), told.get("type", "")
        if tag == "form":
            to = urljoin(self.address, told.get("action", ""))
            self.forms.append((told.get("method", "get").lower(), to, {}, set()))
        elif tag == "a":
            self.asked |= {name for name, _ in parse_qsl(urlsplit(told.get("href", "")).query)}
        elif not self.forms:
            return
        elif tag == "option" and told.get("value"):
            self.forms[-1][2][self.choosing] = told["value"]
        elif kind == "file":
            self.forms[-1][3].add(name)
        elif name and tag in ("input", "select", "textarea", "button"):
            self.choosing = name
            self.forms[-1][2][name] = told.get("value") or FILLED.get(kind, "试")


class Person:
    """Somebody signed in, who can ask from a test that is not asynchronous."""

    def __init__(self, place: Place, cookie: str, runner: asyncio.Runner) -> None:
        self.place, self.cookie, self.runner = place, cookie, runner
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=application(place.house), raise_app_exceptions=False),
            cookies={"kuangjian": cookie}, base_url=place.house.base_url,
            headers={"accept": "text/html", "origin": place.house.base_url})

    def ask(self, method: str, path: str, **sent: Any) -> httpx.Response:
        answer = self.runner.run(self.client.request(method, path, **sent))
        said = (method, path[:200], str(sent)[:400], answer.status_code)
        assert answer.status_code < 500, (*said, answer.text[-400:])
        kind = answer.headers.get("content-type", "")
        assert answer.is_redirect or answer.status_code == 200 or kind.startswith("text/html"), (*said, kind, answer.text[:200])
        assert answer.status_code in (200, 303, 400, 401, 403, 404, 409, 413, 422, 429, 503) or answer.is_redirect, said
        return answer

    def paths(self) -> list[str]:
        """Every page that is asked for, with this province's numbers."""
        named = {name: route.path.format(**self.place.names) for name, route in ROUTES.items()}
        plain = {name: name.partition(" ")[2] for name in ANYBODY_SIGNED_IN | PUBLIC if "{" not in name}
        found = (path for name, path in (named | plain).items() if name.startswith("GET ") and "/api/" not in path)
        return sorted({path.partition("?")[0] for path in found})

    def look(self) -> tuple[dict[str, set[str]], list[Form]]:
        """What each page can be asked for, and every form that is shown somewhere."""
        asked: dict[str, set[str]] = {}
        forms: dict[tuple[str, str], Form] = {}
        for path in self.paths():
            answer = self.ask("GET", path)
            asked[path] = set(ALWAYS)
            if answer.headers.get("content-type", "").startswith("text/html"):
                page = Forms(path)
                page.feed(answer.text)
                asked[path] |= page.asked
                for method, to, fields, files in page.forms:
                    if method == "post":
                        forms[to, " ".join(sorted(fields))] = (to, fields, files)
                    else:
                        asked[path] |= set(fields)
        return asked, list(forms.values())


@pytest.fixture
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as one:
        yield one


WHO = [("sqlite", "county", "administrator"), ("sqlite", "county", "head"), ("sqlite", "county", "handler"),
       ("sqlite", "province", "administrator"), ("postgres", "county", "administrator")]


@pytest.fixture(scope="module")
def built(sqlite_databases: Any, postgres_databases: Any,
          tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Place, Any]]:
    """By database: the province of the walk over all routes, built once, and where copies of it come from."""
    kinds = {"sqlite": sqlite_databases, "postgres": postgres_databases}
    return {kind: (build(databases, tmp_path_factory), databases) for kind, databases in kinds.items()}


@pytest.fixture(params=WHO, ids=" ".join)
def person(built: dict[str, tuple[Place, Any]], request: pytest.FixtureRequest, runner: asyncio.Runner) -> Iterator[Person]:
    kind, office, role = request.param
    made, databases = built[kind]
    copy = databases.copy_of(made.house.engine)
    place = replace(made, house=replace(made.house, engine=copy), names=dict(made.names))
    yield Person(place, place.people[getattr(place.town, office), role][0], runner)
    databases.give_back(copy)


def test_every_address_is_answered(person):
    for path, names in person.look()[0].items():
        queries_of(person, path, names)


def queries_of(person: Person, path: str, names: set[str]) -> None:
    @STEADY
    @given(st.dictionaries(st.sampled_from(sorted(names)), VALUES, max_size=4))
    def ask(query: dict[str, bytes]) -> None:
        person.ask("GET", f"{path}?" + "&".join(f"{name}={quote_from_bytes(value)}" for name, value in query.items()))
    ask()


def test_every_number_in_an_address_is_answered(person):
    for name in ROUTES:
        method, _, template = name.partition(" ")
        if "{" in template and not template.startswith("/api/"):
            for value in (b"0", b"-1", *LARGE[:3], ARABIC_ONE, b"\0", b"\xff", b"x", b"%"):
                path = "/".join(quote_from_bytes(value) + part.partition("}")[2] if part.startswith("{") else part
                                for part in template.split("/"))
                person.ask(method, path, data={FIELD: digest_of(f"form {person.cookie}")} if method == "POST" else None)


def test_every_form_is_answered(person):
    forms = person.look()[1]
    assert len(forms) > 3, forms
    for to, fields, files in forms:
        if to not in ("/sign-out", "/account/password"):  # they end the session that the others need
            bodies_of(person, to, fields, files)


def bodies_of(person: Person, to: str, fields: dict[str, str], files: set[str]) -> None:
    plain = {name: value.encode() for name, value in fields.items()}
    key = {FIELD: digest_of(f"form {person.cookie}").encode()}

    @STEADY
    @given(st.dictionaries(st.sampled_from(sorted(fields)), VALUES, max_size=3), st.booleans())
    def send(strange: dict[str, bytes], many: bool) -> None:
        sent = plain | strange | key
        if files and many:
            parts = [(name, (None, value)) for name, value in sent.items()]
            person.ask("POST", to, files=[*parts, *((name, ("a\0.pdf", b"%PDF")) for name in sorted(files))])
        else:
            body = "&".join(f"{quote_from_bytes(name.encode())}={quote_from_bytes(value)}" for name, value in sent.items())
            person.ask("POST", to, content=body.encode(), headers={"content-type": "application/x-www-form-urlencoded"})
    send()
