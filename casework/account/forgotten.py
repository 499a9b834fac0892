"""忘记密码: whoever names an account has a letter written to its owner, and learns nothing about which names there are."""

from datetime import timedelta

from casework.access import SYSTEM
from casework.account.accounts import folded
from casework.desk import Desk, House, open_desk
from casework.journal import canonical
from casework.letter.account_letters import queue
from casework.triggers import pull
from foundation.tokens import digest_of

MOST, WITHIN = 3, timedelta(hours=1)  # letters for a name
# Counted beside the failures of signing in, under a name of its own; `failed_at` is when the hour began.
CHARGE = """
INSERT INTO guess (name_digest, failures, failed_at, wait_until) VALUES (:name, 1, :now, NULL)
ON CONFLICT (name_digest) DO UPDATE SET
    failures = CASE WHEN guess.failed_at <= :before THEN 1 ELSE guess.failures + 1 END,
    failed_at = CASE WHEN guess.failed_at <= :before THEN :now ELSE guess.failed_at END
RETURNING failures
"""
NOTE = """
INSERT INTO journal (at, actor, action, office_id, entity, entity_id, detail)
SELECT :now, :actor, 'account.link_asked', NULL, 'account', id, :detail FROM account WHERE login = :login AND closed_at IS NULL
"""


def ask_for_link(house: House, login: str) -> None:
    """Have a link written to whoever signs in under this name, if anybody does and has an address; at most three an hour.

    The same statements run, and nothing is answered, whether or not there is such an account.
    """
    name = folded(login)
    with open_desk(house, SYSTEM) as desk:
        if _charged(desk, name) > MOST:
            return
        desk.run(NOTE, now=desk.now, actor=desk.actor.label, detail=canonical({}), login=name)
        queue(desk, "account_forgotten", login=name)
        pull(desk, "post_round")


def _charged(desk: Desk, name: str) -> int:
    return int(desk.scalar(CHARGE, name=digest_of(f"forgotten {name}"), now=desk.now, before=desk.now - WITHIN))
