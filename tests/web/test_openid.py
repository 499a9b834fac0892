"""What is believed of an OpenID provider: only what it signed, lately, for us, in answer to what we asked."""

import base64
import hashlib
import hmac
import json
import logging
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from pydantic import ValidationError

from casework.account.sign_on import Attempt, Vouched
from deployments.asgi import provider_of
from foundation.errors import RefusedError, UnavailableError
from foundation.settings import Settings
from tests.web.liar import Liar, key
from web.openid import Provider

ATTEMPT = Attempt(nonce="a nonce of ours", verifier="v" * 43, goes_to="/")
SECRET = "a secret of the client that is long enough"


@pytest.fixture
def liar():
    with Liar() as found:
        found.vouch(ATTEMPT.nonce)
        yield found


def provider(liar, **more):
    return Provider(liar.issuer, "kuangjian", SECRET, "http://kj.example.cn/sso/callback", **more)


def answer(liar, **more):
    return provider(liar, **more).answer("a code", ATTEMPT, datetime.now(UTC))


def test_the_browser_is_sent_with_state_nonce_and_the_hash_of_a_verifier(liar):
    address, state, attempt = provider(liar).ask("/board")
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    challenge = encoded(hashlib.sha256(attempt.verifier.encode()).digest())
    assert address.startswith(f"{liar.issuer}/auth?") and attempt.goes_to == "/board"
    assert asked == {"response_type": "code", "client_id": "kuangjian", "redirect_uri": "http://kj.example.cn/sso/callback",
                     "scope": "openid profile", "state": state, "nonce": attempt.nonce, "code_challenge": challenge,
                     "code_challenge_method": "S256"}
    assert len({state, attempt.nonce, attempt.verifier}) == 3 and min(len(state), len(attempt.verifier)) >= 43
    assert provider(liar).ask("/")[1] != state


def test_a_good_answer_tells_who_it_is_and_the_verifier_goes_along(liar):
    assert answer(liar) == Vouched(liar.issuer, "person-7", "clerk")
    (asked,) = liar.asked
    assert (asked["code"], asked["code_verifier"], asked["redirect_uri"]) == (
        ["a code"], [ATTEMPT.verifier], ["http://kj.example.cn/sso/callback"])


@pytest.mark.parametrize(("changed", "told"), [
    ({"nonce": "another"}, "nonce"), ({"nonce": None}, "nonce"), ({"iss": "https://evil.example"}, "iss"),
    ({"iss": None}, "iss"), ({"aud": "another client"}, "aud"), ({"aud": None}, "aud"),
    ({"aud": ["another", "kuangjian"], "azp": "another"}, "azp"),
    ({"exp": 1_700_000_000}, "expired_token"), ({"exp": None}, "exp"), ({"iat": None}, "iat"), ({"sub": None}, "sub"),
    ({"at_hash": "of another token"}, "at_hash")])
def test_claims_that_are_not_for_us_now_are_refused(liar, changed, told):
    liar.vouch(ATTEMPT.nonce, **changed)
    with pytest.raises(RefusedError, match=told):
        answer(liar)


def encoded(part):
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def test_only_the_providers_own_key_signs(liar):
    for signed_by, kid in ((key("another"), "one"), (key("another"), "another")):
        liar.vouch(ATTEMPT.nonce, signed_by=signed_by, kid=kid)
        with pytest.raises(RefusedError, match="did not confirm"):
            answer(liar)


def test_a_token_signed_by_a_secret_or_by_nothing_is_refused(liar):
    def signed(alg, secret):
        parts = ({"alg": alg, "kid": "one"}, liar.claims(ATTEMPT.nonce))
        body = ".".join(encoded(json.dumps(part).encode()) for part in parts)
        return f"{body}.{encoded(hmac.digest(secret, body.encode(), 'sha256')) if secret else ''}"
    bare = signed("none", b"")
    for token in (signed("HS256", SECRET.encode()), signed("HS256", key().as_pem(private=False)), bare, bare.rstrip("."),
                  "nonsense", ""):
        liar.token["id_token"] = token
        with pytest.raises((RefusedError, UnavailableError)):
            answer(liar)
    del liar.token["id_token"]
    with pytest.raises((RefusedError, UnavailableError)):
        answer(liar)


def test_a_name_is_taken_from_the_userinfo_only_of_the_same_person(liar):
    liar.vouch(ATTEMPT.nonce, preferred_username=None)
    liar.me = {"sub": "person-7", "preferred_username": "ouyang"}
    assert answer(liar).login == "ouyang"
    for liar.me in ({"sub": "person-8", "preferred_username": "ouyang"}, {"preferred_username": "ouyang"}, {"sub": "person-7"},
                    {"sub": "person-7", "preferred_username": ["ouyang"]}, {"sub": "person-7", "preferred_username": " "}):
        with pytest.raises(RefusedError, match=r"does not tell who you are here \(preferred_username\)"):
            answer(liar)


def test_a_mail_address_counts_once_the_provider_has_confirmed_it(liar):
    for verified, good in ((True, True), (False, False), (None, False), ("true", False)):
        liar.vouch(ATTEMPT.nonce, email="a@jl.example.cn", email_verified=verified)
        if good:
            assert answer(liar, claim="email").login == "a@jl.example.cn"
        else:
            with pytest.raises(RefusedError, match="does not tell who you are"):
                answer(liar, claim="email")


@pytest.mark.parametrize(("part", "said"), [
    ("metadata", 500), ("metadata", "<html>"), ("metadata", {}), ("metadata", []), ("keys", 404), ("keys", {"keys": 7}),
    ("keys", "nonsense"), ("token", 502), ("token", "<html>"), ("token", [])])
def test_a_provider_that_answers_nonsense_is_said_to_and_its_words_are_not_repeated(liar, part, said, caplog):
    setattr(liar, part, said)
    with caplog.at_level(logging.WARNING), pytest.raises((UnavailableError, RefusedError)) as caught:
        answer(liar)
    assert "<html>" not in str(caught.value)


def test_a_provider_that_is_not_there_is_unavailable():
    with Liar() as gone:
        pass
    with pytest.raises(UnavailableError, match="does not answer as it should"):
        provider(gone).ask("/")


def test_a_provider_that_names_itself_otherwise_is_refused(liar):
    liar.metadata = {**liar.metadata, "issuer": "https://evil.example"}
    with pytest.raises(RefusedError, match="names itself otherwise"):
        provider(liar).ask("/")


def test_settings_make_the_provider():
    told = Settings(sso_issuer="https://id.jl.example.cn/realms/gov/.well-known/openid-configuration", sso_client_id="kj",
                    sso_client_secret="s", sso_claim="uid", base_url="https://kj.jl.example.cn/")
    made = provider_of(told)
    assert made and (made.issuer, made.redirect_uri, made.claim, made.client_secret) == (
        "https://id.jl.example.cn/realms/gov", "https://kj.jl.example.cn/sso/callback", "uid", "s")
    assert "'s'" not in repr(made) and provider_of(Settings()) is None
    for wrong in ({"sso_issuer": "http://id.jl.example.cn", "sso_client_id": "kj"}, {"sso_issuer": "https://id.jl.example.cn"},
                  {"sso_client_id": "kj"}, {"sso_issuer": "id.jl.example.cn", "sso_client_id": "kj"}):
        with pytest.raises(ValidationError):
            Settings(**wrong)
