"""What a program sends twice is done once: the answer is kept under its key, with the work itself."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from casework.bulk import add_rows, rows_among
from casework.desk import Desk
from casework.journal import canonical
from foundation.errors import InvalidError
from foundation.tokens import digest_of
from models import Answered

KEPT_FOR = timedelta(days=7)
LONGEST = 200
CLAIM = ("INSERT INTO answered (key_digest, request_digest, answer, at) VALUES (:key, :request, '', :now)"
         " ON CONFLICT (key_digest) DO NOTHING")


def once(desk: Desk, key: str | None, request: dict[str, Any], do: Callable[[], dict[str, Any]], *,
         sealed: bool = False) -> dict[str, Any]:
    """Do it and keep the answer, or give the answer that was kept; without a key it is simply done.

    Whoever sends the same key at the same moment waits here until the first is done or has failed. `sealed` keeps neither
    request nor answer so that anybody could read or guess them.
    """
    if key is None:
        return do()
    _refuse_key(key)
    seal = desk.house.seal
    name, asked = _name(desk, key), (seal.mark if sealed else digest_of)(canonical(request))
    if desk.run(CLAIM, key=name, request=asked, now=desk.now) == 0:
        kept = desk.rows("SELECT request_digest, answer FROM answered WHERE key_digest = :key", key=name)[0]
        if kept.request_digest != asked:
            raise _another()
        return dict(json.loads(seal.open(kept.answer.encode()) if sealed else kept.answer))
    answer = do()
    written = canonical(answer)
    desk.run("UPDATE answered SET answer = :answer WHERE key_digest = :key", key=name,
             answer=seal.shut(written.encode()).decode() if sealed else written)
    return answer


def done_before(desk: Desk, key: str | None) -> bool:
    """Whether something was done under this key already: what would only be prepared for it can be spared."""
    return key is not None and bool(desk.rows("SELECT 1 FROM answered WHERE key_digest = :key AND at >= :old",
                                              key=_name(desk, key), old=desk.now - KEPT_FOR))


def known_answers(desk: Desk, asked: Sequence[tuple[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    """Of what was asked under these keys before, the sealed answers; something else under a key, now or then, is refused."""
    seal, digests = desk.house.seal, dict[str, str]()
    for key, request in asked:
        _refuse_key(key)
        digest = seal.mark(canonical(request))
        if digests.setdefault(key, digest) != digest:
            raise _another()
    names = {_name(desk, key): key for key in digests}
    rows = rows_among(desk, "SELECT key_digest, request_digest, answer FROM answered WHERE key_digest IN :keys",
                      {"keys": names}) if names else []
    if any(row.request_digest != digests[names[row.key_digest]] for row in rows):
        raise _another()
    return {names[row.key_digest]: dict(json.loads(seal.open(row.answer.encode()))) for row in rows}


def keep_answers(desk: Desk, done: Sequence[tuple[str, dict[str, Any], dict[str, Any]]]) -> None:
    """Keep what was answered to each request under its key, sealed; a key taken meanwhile fails the desk's whole work."""
    seal = desk.house.seal
    add_rows(desk, Answered, [
        {"key_digest": _name(desk, key), "request_digest": seal.mark(canonical(request)), "at": desk.now,
         "answer": seal.shut(canonical(answer).encode()).decode()} for key, request, answer in done])


def _refuse_key(key: str) -> None:
    if not 1 <= len(key) <= LONGEST:
        raise InvalidError(f"An Idempotency-Key has 1 to {LONGEST} characters.", way_out="Take a UUID.")


def _another() -> InvalidError:
    return InvalidError("This Idempotency-Key was sent with another request.", way_out="Take a new key.")


def forget_answers(desk: Desk) -> int:
    """Forget the answers that nobody may ask for any more; how many."""
    return desk.run("DELETE FROM answered WHERE at < :old", old=desk.now - KEPT_FOR)


def answered(desk: Desk, key: str, request: dict[str, Any]) -> dict[str, Any] | None:
    """The answer that was kept, if this was done already; refused where something else was sent under the key."""
    rows = desk.rows("SELECT request_digest, answer FROM answered WHERE key_digest = :key", key=_name(desk, key))
    if not rows:
        return None
    kept = rows[0]
    if kept.request_digest != digest_of(canonical(request)):
        raise InvalidError("This form was sent already, and with something else in it.",
                           way_out="Look at what was sent; if this is meant as well, send it again.")
    return dict(json.loads(kept.answer))


def _name(desk: Desk, key: str) -> str:
    return digest_of(f"{desk.actor.label} {desk.actor.name} {key}")
