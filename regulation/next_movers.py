"""For whom cases wait, so that lists find them: what `next_step` says of one case, by stage and by which facts are known."""

from dataclasses import dataclass

from regulation.next_step import AGREED, ALWAYS, CLOSING
from regulation.stages import Stage, Who

CLOSING_PROPOSED = "closing_proposed_on"


# A legal review stands if it came after the hearing and after the report that passed review.
REVIEW = ("legal_review_passed_on", "hearing_held_on", "review_passed_on")
Ways = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class Wait:
    """Somebody whom cases at a stage wait for, where some facts are known, and others are not.

    The first day of `stands` is known and no older than the others, or of `outrun` is unknown or older than one of them.
    Of the party's time that of these steps is `over`, or that of `idle` does not run.
    """

    stage: Stage
    who: Who
    known: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    stands: tuple[str, ...] = ()
    outrun: tuple[str, ...] = ()
    true: tuple[str, ...] = ()  # known to be so; what is known not to be is known too
    untrue: tuple[str, ...] = ()  # not said, or known not to be so
    over: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()


def _agreed(stage: Stage, *, reviews: bool) -> tuple[Wait, ...]:
    """What `legal_review_passed` asks: what was said of the case, and a review where that makes it due.

    The review is due before the decision: notice may be given without it, so that the leader finds the case before too.
    """
    due = (("major",), ("difficult",), ("public_interest",), ("hearing_held_on", "major_rights"))
    plain, said = ("major", "difficult", "public_interest"), ("assessed",)
    unsaid, decides = Wait(stage, Who.HANDLER, unknown=said), Wait(stage, Who.LEADER, said)
    if not reviews:
        return unsaid, decides
    asks = (unsaid, *(Wait(stage, Who.HANDLER, (*said, *one), outrun=REVIEW) for one in due))
    if stage is Stage.PROPOSED:
        return *asks, decides
    return (*asks, Wait(stage, Who.LEADER, said, stands=REVIEW), Wait(stage, Who.LEADER, said, (*plain, "hearing_held_on")),
            Wait(stage, Who.LEADER, said, (*plain, "major_rights")))


def _weighed() -> tuple[Wait, ...]:
    """Once the party stated or its time is over, and a hearing that is due was offered and can be asked for no more."""
    stated: Ways = (("statement_ended",), ()), ((), ("statement",))
    offered: Ways = (("hearing_notice_served_on",), ()), ((), ("hearing_due",))
    return tuple(Wait(Stage.NOTIFIED, Who.REVIEW, (*said, *served), over=over, untrue=not_due, idle=("hearing-request",))
                 for said, over in stated for served, not_due in offered)


# Where the facts decide; what has a last day is ended by the system when it is over.
BY_FACTS = (
    Wait(Stage.NOTIFIED, Who.HANDLER, unknown=("notice_served_on",)),
    Wait(Stage.NOTIFIED, Who.HANDLER, ("notice_served_on",), ("hearing_notice_served_on",), true=("hearing_due",)),
    *_weighed(),
    Wait(Stage.HEARING, Who.HANDLER, unknown=("hearing_told_on",)),
    Wait(Stage.HEARING, Who.LEADER, known=("hearing_told_on",)),
    Wait(Stage.DECIDED, Who.HANDLER), Wait(Stage.DEMANDED, Who.LEADER))
ALIKE = (*(Wait(stage, who) for stage, who in ALWAYS.items()), *(Wait(stage, Who.HANDLER) for stage in CLOSING), *BY_FACTS)
# At any of these a closing that was proposed waits for the leader, whatever else would follow.
CLOSABLE = tuple(dict.fromkeys((*(one.stage for one in ALIKE if one.stage is not Stage.CLOSED), *AGREED)))


def waits_of(*, reviews: bool) -> tuple[Wait, ...]:
    """For whom cases wait, by the law of a day on which a decision waits for its legal review, or of one before."""
    return *ALIKE, *(one for stage in AGREED for one in _agreed(stage, reviews=reviews))
