"""What verification found (核查结论): said by the team, after a site check or with the reason why there was none."""

from casework.act.given import Recorded
from casework.clue import clues
from casework.clue.acting import act_about
from casework.clue.appraising import waited_for
from casework.clue.clues import clue_of
from casework.clue.site import site_checks
from casework.clue.team import permit_team
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError
from regulation.clue import Outcome
from regulation.clue_words import OUTCOMES


def conclude(desk: Desk, number: str, outcome: Outcome, *, facts: str, opinion: str = "", no_site: str = "") -> Recorded:
    """Say what verification found; it discharges the duty to verify."""
    clue = clue_of(desk, number)
    team = permit_team(desk, clue, "clue.conclude")
    if waited_for(desk, clue.id) is not None:
        raise ConflictError(f"An opinion about {clue.number} is still waited for.", way_out="Have the leader resume first.")
    if not no_site.strip() and not site_checks(desk, clue.id):
        raise InvalidError("Nobody was on the spot, and the reason is missing.",
                           way_out="Record a site check, or say why there is none.")
    said = f"{facts.strip()}\n未现场核查的理由：{no_site.strip()}" if no_site.strip() and facts.strip() else facts
    done = act_about(desk, clue, "clue_verification", {"outcome": OUTCOMES[outcome.value], "facts": said, "opinion": opinion})
    clues.change(desk, clue, stage="verified", outcome=outcome.value)
    clues.record(desk, "clue.concluded", clue, outcome=outcome.value, act=done.act_id, team=[one.id for one in team])
    return done
