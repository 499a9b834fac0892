"""For whom cases wait, so that lists find them: what `next_step` says of one case, by stage and by which facts are known."""

from dataclasses import dataclass

from regulation.next_step import ALWAYS, CLOSING
from regulation.stages import Stage, Who

CLOSING_PROPOSED = "closing_proposed_on"


@dataclass(frozen=True)
class Wait:
    """Somebody whom cases at a stage wait for, where a fact is known, or another is not; whether it should be closed aside."""

    stage: Stage
    who: Who
    known: str | None = None
    unknown: str | None = None


# Where the facts decide; what has a last day is ended by the system when it is over, so that it is known then.
BY_FACTS = (
    Wait(Stage.NOTIFIED, Who.HANDLER, unknown="notice_served_on"), Wait(Stage.NOTIFIED, Who.REVIEW, known="statement_ended"),
    Wait(Stage.HEARING, Who.HANDLER, unknown="hearing_told_on"), Wait(Stage.HEARING, Who.LEADER, known="hearing_told_on"),
    Wait(Stage.DECIDED, Who.HANDLER), Wait(Stage.DEMANDED, Who.LEADER))
WAITS = (*(Wait(stage, who) for stage, who in ALWAYS.items()), *(Wait(stage, Who.HANDLER) for stage in CLOSING), *BY_FACTS)
# At any of these a closing that was proposed waits for the leader, whatever else would follow.
CLOSABLE = tuple(dict.fromkeys(one.stage for one in WAITS if one.stage is not Stage.CLOSED))
