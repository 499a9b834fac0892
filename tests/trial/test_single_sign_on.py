"""Single sign-on against a real OpenID provider: in by it, and refused where something is not as it was asked for."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from casework.account.accounts import close_account
from casework.desk import House
from deployments.asgi import application
from foundation.clock import SystemClock
from tests.casework.builders import Province
from tests.casework.town import at, settle_in
from tests.console.browser import account, cheap_passwords
from tests.installation import eventually, free_port
from web.openid import Provider

pytestmark = pytest.mark.trial
FOLDER = Path(tempfile.gettempdir()) / "kuangjian-oidc-provider-8.8.1"  # tests/trial/install.sh puts it there
HERE = "http://kj.example.cn"


class Node:
    """The provider's process."""

    def __init__(self) -> None:
        assert (FOLDER / "node_modules" / "oidc-provider").is_dir(), "install it: sh tests/trial/install.sh"
        self.port = free_port()
        self.issuer = f"http://127.0.0.1:{self.port}"
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["node", str(Path(__file__).with_name("provider.mjs"))], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "PROVIDER_FOLDER": str(FOLDER), "PROVIDER_PORT": str(self.port)})
        eventually(self.answers, within=30, every=0.1)

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.issuer}/.well-known/openid-configuration").status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def node() -> Iterator[Node]:
    found = Node()
    yield found
    found.stop()


@pytest.fixture
def house(sqlite_house: House, monkeypatch: pytest.MonkeyPatch) -> House:
    hasher = cheap_passwords()
    monkeypatch.setattr("casework.account.passwords._hasher", lambda: hasher)
    return replace(sqlite_house, clock=SystemClock())  # the provider's clock is the machine's


@pytest.fixture
def town(house: House) -> Province:
    from datetime import date
    found = settle_in(house, date(2024, 1, 1))
    account(house, found.officer(found.county), "clerk")
    return found


def provider(node: Node, **more: str) -> Provider:
    given = {"issuer": node.issuer, "client_id": "kuangjian", "client_secret": "a secret of the client",
             "redirect_uri": f"{HERE}/sso/callback", "label": "省厅统一认证", **more}
    return Provider(**given)  # type: ignore[arg-type]


class Person:
    """A browser without a window that goes between our pages and the provider's."""

    def __init__(self, house: House, sso: Provider) -> None:
        ours = httpx.ASGITransport(app=application(house, sso=sso))
        self.client = httpx.AsyncClient(mounts={f"all://{urlsplit(HERE).hostname}": ours},
                                        headers={"accept": "text/html", "origin": HERE})

    async def __aenter__(self) -> "Person":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.client.aclose()

    async def get(self, path: str) -> httpx.Response:
        return await self.client.get(f"{HERE}{path}" if path.startswith("/") else path, follow_redirects=True)

    async def ask(self, then: str = "/account", **changed: str) -> str:
        """Begin here; the address at the provider to which we are sent, parts of it changed."""
        answer = await self.client.get(f"{HERE}/sso", params={"then": then})
        assert answer.status_code == 303, answer.text
        address, _, query = answer.headers["location"].partition("?")
        return f"{address}?{urlencode(dict(parse_qsl(query)) | changed)}"

    async def at_provider(self, address: str, name: str, *, deny: bool = False) -> str:
        """Sign in and consent there; the address by which the provider sends us back."""
        page = await self.client.get(address)
        for _ in range(12):
            if page.is_redirect:
                there = str(page.next_request.url)  # type: ignore[union-attr]
                if there.startswith(HERE):
                    return there
                page = await self.client.get(there)
                continue
            form = re.search(r'action="([^"]+)"', page.text)
            prompt = re.search(r'name="prompt" value="(\w+)"', page.text)
            assert form and prompt, page.text
            there = unescape(form[1])
            page = await self.client.get(f"{there}/abort") if deny else await self.client.post(
                there, data={"prompt": prompt[1], "login": name, "password": "anything"})
        raise AssertionError("the provider does not come to an end")

    async def sign_on(self, name: str, then: str = "/account") -> httpx.Response:
        return await self.get(await self.at_provider(await self.ask(then), name))


async def test_the_button_leads_in_and_the_account_is_bound_to_the_person(house: House, town: Province, node: Node) -> None:
    async with Person(house, provider(node)) as person:
        sign_in = (await person.get("/sign-in?then=/account")).text
        assert 'href="/sso?then=/account"' in sign_in and "省厅统一认证" in sign_in
        page = await person.sign_on("clerk")
        assert page.url.path == "/account" and "我的账号" in page.text and not page.history[0].cookies.get("kuangjian-sso")
        assert not [cookie for cookie in person.client.cookies.jar if cookie.name.endswith("-sso")]
        with at(house) as desk:
            bound = desk.rows("SELECT sso_issuer, sso_subject FROM account WHERE login = 'clerk'")[0]
            told = [row.action for row in desk.rows("SELECT action FROM journal WHERE action LIKE 'account.%' ORDER BY id")]
        assert tuple(bound) == (node.issuer, "person-clerk") and told[-2:] == ["account.bound", "account.signed_in"]
        # Signed out everywhere, and in again: the provider knows the person still.
        async with Person(house, provider(node)) as elsewhere:
            await elsewhere.sign_on("clerk")
            key = re.search(r'name="form_key" value="(\w+)"', (await person.get("/account")).text)[1]  # type: ignore[index]
            await person.client.post(f"{HERE}/sign-out", data={"form_key": key, "everywhere": "yes"})
            assert (await elsewhere.get("/account")).url.path == "/sign-in"
        assert (await person.sign_on("clerk")).url.path == "/account"
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM journal WHERE action = 'account.bound'") == 1


async def refused(person: Person, address: str, *told: str, status: int = 403) -> None:
    page = await person.get(address)
    assert page.status_code == status and all(words in unescape(page.text) for words in told), page.text
    assert 'name="password"' in page.text  # the other way in stands there
    assert (await person.get("/account")).url.path == "/sign-in"


async def test_another_persons_claim_to_the_name_is_refused(house: House, town: Province, node: Node) -> None:
    async with Person(house, provider(node)) as person, Person(house, provider(node)) as twin:
        await person.sign_on("clerk")
        await refused(twin, await twin.at_provider(await twin.ask(), "twin"), "已绑定另一统一认证身份")


@pytest.mark.parametrize("name", ["nobody", "clerk"])
async def test_who_has_no_open_account_is_refused_with_the_same_words(
        house: House, town: Province, node: Node, name: str) -> None:
    with at(house) as desk:
        close_account(desk, town.officer(town.county))
    async with Person(house, provider(node)) as person:
        await refused(person, await person.at_provider(await person.ask(), name), "本系统没有与此统一认证身份对应的账号")


async def test_who_was_bound_and_is_closed_is_refused(house: House, town: Province, node: Node) -> None:
    async with Person(house, provider(node)) as person:
        await person.sign_on("clerk")
        with at(house) as desk:
            close_account(desk, town.officer(town.county))
        await refused(person, await person.at_provider(await person.ask(), "clerk"), "本系统没有与此统一认证身份对应的账号")


async def test_an_answer_counts_once_in_the_browser_that_asked_and_with_its_state(
        house: House, town: Province, node: Node) -> None:
    once = "不是在本浏览器中开始的，或者已经用过、已经超时"
    async with Person(house, provider(node)) as person, Person(house, provider(node)) as other:
        back = await person.at_provider(await person.ask(), "clerk")
        await refused(other, back, once)
        state = dict(parse_qsl(urlsplit(back).query))["state"]
        await refused(person, back.replace(state, f"{state[:-1]}{'a' if state[-1] != 'a' else 'b'}"), once)
        back = await person.at_provider(await person.ask(), "clerk")
        assert (await person.get(back)).url.path == "/account"
        async with Person(house, provider(node)) as thief:
            await refused(thief, back, once)
        assert once in (await person.get(back)).text


@pytest.mark.parametrize(("changed", "told"), [
    ({"nonce": "another"}, "invalid_claim: nonce"),
    ({"code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"}, "invalid_grant")])
async def test_an_answer_to_another_question_is_refused(
        house: House, town: Province, node: Node, changed: dict[str, str], told: str) -> None:
    async with Person(house, provider(node)) as person:
        back = await person.at_provider(await person.ask(**changed), "clerk")
        await refused(person, back, "统一认证未能确认您的身份", told)


async def test_who_denies_is_told_so_and_a_wrong_secret_opens_nothing(house: House, town: Province, node: Node) -> None:
    async with Person(house, provider(node)) as person:
        await refused(person, await person.at_provider(await person.ask(), "clerk", deny=True), "access_denied")
    async with Person(house, provider(node, client_secret="another")) as person:
        await refused(person, await person.at_provider(await person.ask(), "clerk"), "invalid_client")


async def test_a_provider_that_is_down_is_said_before_and_after(house: House, town: Province, node: Node) -> None:
    async with Person(house, provider(node)) as person:
        back = await person.at_provider(await person.ask(), "clerk")
        node.stop()
        try:
            await refused(person, back, "统一认证服务没有正常应答", status=503)
            await refused(person, "/sso", "统一认证服务没有正常应答", status=503)
        finally:
            node.start()
