"""Tries that failed: counted under a name, whether or not there is such an account or code, so that the two look alike."""

from datetime import datetime

from casework.account.delays import FORGOTTEN_AFTER, FREE, delay_after
from casework.desk import Desk
from foundation.database import Instant
from foundation.errors import RefusedError
from foundation.tokens import digest_of

# Charged before the password is looked at: whoever guesses many at once waits as well.
CHARGE = """
INSERT INTO guess (name_digest, failures, failed_at, wait_until) VALUES (:name, 1, :now, NULL)
ON CONFLICT (name_digest) DO UPDATE SET
    failures = CASE WHEN guess.failed_at < :forgotten THEN 1 ELSE guess.failures + 1 END, failed_at = :now
WHERE guess.wait_until IS NULL OR guess.wait_until <= :now
RETURNING failures
"""


class WaitError(RefusedError):
    """So much was tried under a name that it has to wait `seconds`."""

    def __init__(self, seconds: int) -> None:
        super().__init__("Too many tries under this name.", way_out=f"Wait {seconds} s, then try again.")
        self.seconds = seconds


def charge(desk: Desk, login: str, *, free: int = FREE) -> int:
    """Count a try under a name; refused while the name has to wait. How many failures in a row this would make."""
    name = digest_of(login)
    failures = desk.scalar(CHARGE, name=name, now=desk.now, forgotten=desk.now - FORGOTTEN_AFTER)
    if failures is None:
        waits = desk.rows("SELECT wait_until FROM guess WHERE name_digest = :name", types={"wait_until": Instant()}, name=name)
        raise WaitError(_seconds(desk, waits[0].wait_until))
    desk.run("UPDATE guess SET wait_until = :until WHERE name_digest = :name",
             until=desk.now + delay_after(failures, free), name=name)
    return int(failures)


def _seconds(desk: Desk, until: datetime) -> int:
    return max(1, round((until - desk.now).total_seconds()))


def forgive(desk: Desk, login: str) -> None:
    """Forget the failures of a name that has come in, and of all names that have been quiet for a day."""
    desk.run("DELETE FROM guess WHERE name_digest = :name OR failed_at < :forgotten", name=digest_of(login),
             forgotten=desk.now - FORGOTTEN_AFTER)


def take_back(desk: Desk, login: str) -> None:
    """Forget the try that was just counted, for it was right; those before it still count."""
    desk.run("UPDATE guess SET failures = failures - 1, wait_until = NULL WHERE name_digest = :name", name=digest_of(login))
    desk.run("DELETE FROM guess WHERE failed_at < :forgotten", forgotten=desk.now - FORGOTTEN_AFTER)
