"""Sign-ins that failed: counted under a name, whether or not there is such an account, so that the two look alike."""

from datetime import datetime

from casework.account.delays import FORGOTTEN_AFTER, delay_after
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


def charge(desk: Desk, login: str) -> int:
    """Count a try under a name; refused while the name has to wait. How many failures in a row this would make."""
    name = digest_of(login)
    failures = desk.scalar(CHARGE, name=name, now=desk.now, forgotten=desk.now - FORGOTTEN_AFTER)
    if failures is None:
        waits = desk.rows("SELECT wait_until FROM guess WHERE name_digest = :name", types={"wait_until": Instant()}, name=name)
        raise RefusedError("Too many tries under this name.",
                           way_out=f"Wait {_seconds(desk, waits[0].wait_until)} s, then try again.")
    desk.run("UPDATE guess SET wait_until = :until WHERE name_digest = :name",
             until=desk.now + delay_after(failures), name=name)
    return int(failures)


def _seconds(desk: Desk, until: datetime) -> int:
    return max(1, round((until - desk.now).total_seconds()))


def forgive(desk: Desk, login: str) -> None:
    """Forget the failures of a name that has come in, and of all names that have been quiet for a day."""
    desk.run("DELETE FROM guess WHERE name_digest = :name OR failed_at < :forgotten", name=digest_of(login),
             forgotten=desk.now - FORGOTTEN_AFTER)
