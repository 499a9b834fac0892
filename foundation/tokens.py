"""Secret words handed out once: whoever holds one is let in, and only its digest is kept."""

import hashlib
import secrets

BYTES = 32


def new_token() -> str:
    """A word that nobody guesses, fit for an address."""
    return secrets.token_urlsafe(BYTES)


def digest_of(token: str) -> str:
    """What is kept of a token: its SHA-256, in hexadecimal. It needs no salt, for the token is random itself."""
    return hashlib.sha256(token.encode()).hexdigest()
