"""Passwords: which are good enough, and how they are kept (Argon2)."""

from functools import cache
from typing import TYPE_CHECKING

from foundation.errors import InvalidError

if TYPE_CHECKING:
    from pwdlib import PasswordHash

SHORTEST, LONGEST = 10, 200
STRONG_ENOUGH = 2  # of zxcvbn's 0 to 4: withstands guessing at a sign-in that slows guessers down
WAY_OUT = "Take a longer sentence that is nobody's name, birthday or usual password."


@cache
def _hasher() -> "PasswordHash":
    from pwdlib import PasswordHash
    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    """A hash to compare with where there is no account, so that the answer takes as long."""
    return _hasher().hash("nobody's password")


def refuse_weak(password: str, *known: str) -> None:
    """Refuse what is too short or soon guessed; `known` are the account's own words."""
    if len(password) < SHORTEST:
        raise InvalidError(f"A password has at least {SHORTEST} characters.", way_out=WAY_OUT)
    if len(password) > LONGEST:
        raise InvalidError(f"A password has at most {LONGEST} characters.", way_out="Shorten it.")
    from zxcvbn import zxcvbn
    if zxcvbn(password[:72], user_inputs=list(known))["score"] < STRONG_ENOUGH:
        raise InvalidError("This password is soon guessed.", way_out=WAY_OUT)


def hash_of(password: str) -> str:
    """What is kept of a password."""
    return _hasher().hash(password)


def fits(password: str, kept: str | None) -> tuple[bool, str | None]:
    """Whether it is the password, and a newer hash to keep where the old one is out of date."""
    good, newer = _hasher().verify_and_update(password[:LONGEST], kept or _nobodys())
    return good and kept is not None, newer if kept is not None else None
