"""Single sign-on by OpenID Connect: what is asked of the provider, and what is believed of its answer (code flow, PKCE)."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from casework.account.sign_on import AGAIN, Attempt, Vouched
from foundation.errors import RefusedError, UnavailableError
from foundation.tokens import new_token

if TYPE_CHECKING:
    from authlib.integrations.httpx_client import OAuth2Client

WELL_KNOWN = "/.well-known/openid-configuration"
# What a key that everybody may know can verify; never a secret's, and never nothing.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
LEEWAY = 60  # seconds that clocks may differ
log = logging.getLogger("kuangjian.web")


@cache
def _trust(ca_file: str | None) -> ssl.SSLContext:
    """Whose certificates are believed: the system's, or those of a file. Read once, which takes longer than all the rest."""
    return ssl.create_default_context(cafile=ca_file)


@dataclass(frozen=True)
class Provider:
    """A provider as it is configured; `claim` is what it calls the sign-in name of an account here."""

    issuer: str  # without a trailing slash
    client_id: str
    client_secret: str | None = field(repr=False)
    redirect_uri: str
    claim: str = "preferred_username"
    scopes: str = "openid profile"
    label: str = "统一身份认证"
    ca_file: str | None = None
    timeout: float = 10.0  # seconds

    def ask(self, goes_to: str) -> tuple[str, str, Attempt]:
        """Where the browser is sent, the state it comes back with, and what its answer will be compared with."""
        attempt, state = Attempt(new_token(), new_token(), goes_to), new_token()
        with self._asking() as client:
            known = self._metadata(client)
            address, _ = client.create_authorization_url(known["authorization_endpoint"], state=state, nonce=attempt.nonce,
                                                         code_verifier=attempt.verifier)
        return str(address), state, attempt

    def answer(self, code: str, attempt: Attempt, now: datetime) -> Vouched:
        """Whom the provider vouches for; RefusedError if it does not, UnavailableError if it cannot be asked."""
        with self._asking() as client:
            known = self._metadata(client)
            token = client.fetch_token(known["token_endpoint"], grant_type="authorization_code", code=code,
                                       code_verifier=attempt.verifier, redirect_uri=self.redirect_uri)
            claims = self._believed(token, known["issuer"], self._get(client, known["jwks_uri"]), attempt, now)
            if self.claim not in claims and "userinfo_endpoint" in known:
                more = self._get(client, known["userinfo_endpoint"], withhold_token=False)
                claims = claims | more if more.get("sub") == claims["sub"] else claims
        return Vouched(self.issuer, str(claims["sub"]), self._login(claims))

    def _login(self, claims: dict[str, Any]) -> str:
        name = claims.get(self.claim)
        # An address that nobody has confirmed is whatever its owner wrote.
        good = isinstance(name, str) and name.strip() and (self.claim != "email" or claims.get("email_verified") is True)
        if not good:
            raise RefusedError(f"The sign-on service does not tell who you are here ({self.claim}).",
                               way_out="Ask whoever keeps this system to look at KUANGJIAN_SSO_CLAIM and _SSO_SCOPES.")
        return str(name)

    def _believed(self, token: dict[str, Any], issuer: str, keys: dict[str, Any], attempt: Attempt,
                  now: datetime) -> dict[str, Any]:
        from authlib.oidc.core import CodeIDToken
        from joserfc import jwt
        from joserfc.jwk import KeySet
        from joserfc.jws import JWSRegistry
        read = jwt.decode(str(token.get("id_token", "")), KeySet.import_key_set(keys),  # type: ignore[arg-type]
                          registry=JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False))
        options = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": self.client_id}}
        claims = CodeIDToken(read.claims, read.header, options, {
            "nonce": attempt.nonce, "client_id": self.client_id, "access_token": token.get("access_token")})
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
        return dict(claims)

    def _metadata(self, client: "OAuth2Client") -> dict[str, Any]:
        known = self._get(client, f"{self.issuer}{WELL_KNOWN}")
        if str(known.get("issuer", "")).rstrip("/") != self.issuer:
            raise RefusedError("The sign-on service names itself otherwise than it is configured here.",
                               way_out="Ask whoever keeps this system to look at KUANGJIAN_SSO_ISSUER.")
        return known

    @staticmethod
    def _get(client: "OAuth2Client", address: str, *, withhold_token: bool = True) -> dict[str, Any]:
        answer = client.request("GET", address, withhold_token=withhold_token)
        answer.raise_for_status()
        return dict(answer.json())

    @contextmanager
    def _asking(self) -> "Iterator[OAuth2Client]":
        """A client of the provider; whatever goes wrong with it is told in our own words."""
        from authlib.common.errors import AuthlibBaseError
        from authlib.integrations.httpx_client import OAuth2Client
        from httpx2 import HTTPError
        from joserfc.errors import JoseError
        try:
            with OAuth2Client(
                    self.client_id, self.client_secret, scope=self.scopes, redirect_uri=self.redirect_uri,
                    code_challenge_method="S256", timeout=self.timeout, verify=_trust(self.ca_file)) as client:
                yield client
        except (AuthlibBaseError, JoseError) as error:
            parts = (getattr(error, "error", None) or type(error).__name__, getattr(error, "claim", None))
            why = ": ".join(str(part)[:60] for part in parts if part)
            raise RefusedError(f"The sign-on service did not confirm who you are ({why}).", way_out=AGAIN) from error
        except (HTTPError, OSError, ValueError, KeyError, TypeError) as error:
            log.warning("sign-on", exc_info=error)
            raise UnavailableError("The sign-on service does not answer as it should.",
                                   way_out="Try again later, or sign in with your password.") from error
