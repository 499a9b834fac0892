"""An OpenID provider on loopback that says whatever a test has it say."""

import json
import threading
import time
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey


@cache
def key(kid: str = "one") -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": kid, "use": "sig", "alg": "RS256"})


class Liar:
    """What it answers is kept in plain fields; an answer that is a string is sent as it is, a number as that status."""

    def __init__(self) -> None:
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        self.metadata: Any = {"issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/auth",
                              "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
                              "userinfo_endpoint": f"{self.issuer}/me"}
        self.keys: Any = {"keys": [key().as_dict(private=False)]}
        self.token: Any = {}
        self.me: Any = {}
        self.asked: list[dict[str, list[str]]] = []  # of the token endpoint

    def claims(self, nonce: str, /, **changed: Any) -> dict[str, Any]:
        """Good claims, some of them changed; None leaves one out."""
        now = int(time.time())
        good = {"iss": self.issuer, "sub": "person-7", "aud": "kuangjian", "exp": now + 300, "iat": now, "nonce": nonce,
                "preferred_username": "clerk"}
        return {name: value for name, value in (good | changed).items() if value is not None}

    def vouch(self, nonce: str, /, *, kid: str = "one", signed_by: Any = None, **changed: Any) -> None:
        """Answer at the token endpoint with these claims."""
        made = jwt.encode({"alg": "RS256", "kid": kid}, self.claims(nonce, **changed), signed_by or key())
        self.token = {"access_token": "opaque", "token_type": "Bearer", "id_token": made}

    def __enter__(self) -> "Liar":
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.server.shutdown()
        self.server.server_close()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        liar = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self._say({"/keys": liar.keys, "/me": liar.me}.get(self.path, liar.metadata))

            def do_POST(self) -> None:
                liar.asked.append(parse_qs(self.rfile.read(int(self.headers["content-length"])).decode()))
                self._say(liar.token)

            def _say(self, said: Any) -> None:
                body = said if isinstance(said, str) else json.dumps(said)
                self.send_response(said if isinstance(said, int) else 200)
                self.send_header("content-type", "application/json")
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_: Any) -> None:
                pass
        return Handler
