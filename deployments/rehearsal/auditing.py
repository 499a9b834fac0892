"""Which invariants are asked when: after the watch, at a day's end, at a month's end."""

from deployments.rehearsal import invariants_duties as duties
from deployments.rehearsal import invariants_letters as letters
from deployments.rehearsal import invariants_owing as owing
from deployments.rehearsal import invariants_post as post
from deployments.rehearsal import invariants_told as told
from deployments.rehearsal.invariants import Audit, Check, InvariantError

CHECKS: dict[str, tuple[Check, ...]] = {
    "watch": (owing.everybody_owes, owing.everything_is_owed_about, duties.nothing_overstays, letters.nobody_forgotten,
              told.everyone_is_told, letters.chased_rightly, letters.chased_adds_up),
    "day": (duties.ends_once, told.told_the_superior, letters.reminded_once, letters.silent_after_the_end,
            post.rest_days_are_quiet, post.one_letter_a_day, post.sent_is_taken, post.nothing_stuck),
    "month": (duties.ends_told, duties.opened_adds_up, duties.counted_right, duties.moves_kept_limits,
              duties.dates_stand, duties.journal_sealed),
}
NAMES = tuple(check.__name__ for checks in CHECKS.values() for check in checks)


def examine(audit: Audit, moment: str) -> int:
    """Ask every invariant of a moment; the first that is broken is told. How many were asked."""
    for check in CHECKS[moment]:
        breaches = list(check(audit))
        if breaches:
            raise InvariantError(check.__name__, (check.__doc__ or "").rstrip("."), audit.last, breaches)
    return len(CHECKS[moment])
