"""Guards between review and decision (行政处罚法 2021 第四十四至四十五条、第五十七至五十八条、第六十三至六十四条)."""

from datetime import date

from regulation.case_facts import CaseFacts
from regulation.guards.unmet import Unmet, named

ASSESS = "Say whether the case is major, complex, difficult, of public interest, or touches major rights."


def legal_review_due(facts: CaseFacts) -> bool:
    """Whether the law wants a legal review before the decision (行政处罚法 2021 第五十八条; 办法 2024 第三十二条)."""
    return (facts.major or facts.difficult or facts.public_interest
            or (facts.hearing_held_on is not None and facts.major_rights))


def deliberation_due(facts: CaseFacts) -> bool:
    """Whether the heads deliberate together (第五十七条; 办法 2024 第三十一条)."""
    return facts.major or facts.complex


def assessed(facts: CaseFacts) -> Unmet | None:
    """What decides on legal review and deliberation was said."""
    return None if facts.assessed else Unmet("Nobody has said whether the case is major or complex.", ASSESS)


def legal_review_passed(facts: CaseFacts) -> Unmet | None:
    """The legal review was passed where due; anew after a hearing, and after a report that was reviewed anew."""
    if not facts.assessed:
        return assessed(facts)
    passed = facts.legal_review_passed_on
    if not legal_review_due(facts) or (passed and not _outrun(passed, facts)):
        return None
    if passed and facts.hearing_held_on and passed < facts.hearing_held_on:
        return Unmet("The legal review came before the hearing.", "Have what was said at the hearing reviewed.")
    if passed:
        return Unmet("The legal review came before the report that passed review.", "Submit the case to legal review again.")
    return Unmet("The legal review is due and not passed.", "Submit the case to legal review.")


def deliberated(facts: CaseFacts) -> Unmet | None:
    """The heads deliberated together where due; on what stands now, a hearing included (第六十五条)."""
    if not facts.assessed:
        return assessed(facts)
    if not deliberation_due(facts) or (facts.deliberated_on and not _outrun(facts.deliberated_on, facts)):
        return None
    if facts.deliberated_on:
        return Unmet("The heads deliberated before the hearing, or before the report that passed review.",
                     "Call the deliberation again.")
    return Unmet("The case is complex or major, and the heads have not deliberated together.", "Hold the deliberation.")


def _outrun(day: date, facts: CaseFacts) -> bool:
    """Whether what was agreed on a day was overtaken by a hearing, or by another report."""
    return any(one is not None and day < one for one in (facts.hearing_held_on, facts.review_passed_on))


def not_notified(facts: CaseFacts) -> Unmet | None:
    """No penalty notice is out whose answer was weighed."""
    return Unmet("The statements are weighed already.", "Go on to the decision.") if facts.weighed_on else None


def weighed(facts: CaseFacts) -> Unmet | None:
    """What the party said was weighed, or it said nothing."""
    if facts.weighed_on:
        return None
    return Unmet("What the party stated has not been weighed.", "Weigh the facts, grounds and evidence it gave.")


def notice_served(facts: CaseFacts) -> Unmet | None:
    """The penalty notice was served."""
    return None if facts.notice_served_on else Unmet("The penalty notice is not served.", "Serve it and enter the proof.")


def notice_unserved(facts: CaseFacts) -> Unmet | None:
    """Of the notices something is left to be served: what was served is not served again."""
    if facts.notice_before is None or (facts.hearing_due is not False and facts.hearing_notice_before is None):
        return None
    return _served_before(facts)


def notice_first(facts: CaseFacts) -> Unmet | None:
    """The penalty notice was not served before: the time for a statement runs once."""
    return _served_before(facts) if facts.notice_before else None


def _served_before(facts: CaseFacts) -> Unmet:
    return Unmet(f"The notices were served already, on {facts.notice_before}.",
                 "Their times run on. Where another notice is to be given, notify anew first with notice.renew（重新告知）.")


def statement_over(facts: CaseFacts) -> Unmet | None:
    """The party has stated, given it up, or let the time pass."""
    if facts.statement_ended:
        return None
    if facts.statement_until is None:
        return Unmet("No last day for the statement is set.", "Serve the notice with the last day in it.")
    if facts.day > facts.statement_until:
        return None
    return Unmet(f"The party may state and defend until {facts.statement_until}.", "Wait, or record what it stated.")


def hearing_assessed(facts: CaseFacts) -> Unmet | None:
    """It was said whether a hearing must be offered."""
    if facts.hearing_due is not None:
        return None
    return Unmet("Nobody has said whether a hearing must be offered.", "Say whether the penalty is one of those of the law.")


def hearing_due(facts: CaseFacts) -> Unmet | None:
    """A hearing must be offered."""
    return None if facts.hearing_due else Unmet("No hearing has to be offered.", "Leave the hearing notice out.")


def hearing_offered(facts: CaseFacts) -> Unmet | None:
    """The hearing notice was served where due."""
    if facts.hearing_due is False or facts.hearing_notice_served_on:
        return None
    return hearing_assessed(facts) or Unmet(
        "A hearing must be offered, and its notice is not served.",
        "Serve it with the notice: fill in the day of the hearing notice (hearing_notice_on); where the statements are weighed"
        " already, notify anew first with notice.renew（重新告知）.")


def hearing_askable(facts: CaseFacts) -> Unmet | None:
    """The party may still ask for a hearing."""
    if not facts.hearing_notice_served_on:
        return Unmet("No hearing was offered.", "Serve the hearing notice first.")
    if facts.hearing_until and facts.day > facts.hearing_until and not facts.lateness_explained:
        return Unmet(f"A hearing could be asked for until {facts.hearing_until}.",
                     "If it was asked for or posted in time, record that.")
    return None


def hearing_request_over(facts: CaseFacts) -> Unmet | None:
    """Nobody can ask for a hearing any more, or somebody has."""
    if not facts.hearing_notice_served_on or facts.hearing_asked_on:
        return None
    if facts.hearing_until is None or facts.day > facts.hearing_until:
        return None
    return Unmet(f"The party may ask for a hearing until {facts.hearing_until}.", "Wait for the request or for that day.")


def hearing_told(facts: CaseFacts) -> Unmet | None:
    """The party was told in time when and where it is heard, and the day has come."""
    if facts.hearing_told_on is None or facts.hearing_day is None:
        return Unmet("The party was not told when and where it is heard.", "Serve the notice of the hearing.")
    if facts.hearing_told_by and facts.hearing_told_on > facts.hearing_told_by:
        return Unmet(f"The party had to be told of the hearing by {facts.hearing_told_by}.", "Set a later day and tell it.")
    return None if facts.day >= facts.hearing_day else Unmet(f"The hearing is on {facts.hearing_day}.", "Hold it on that day.")


def hearing_held(facts: CaseFacts) -> Unmet | None:
    """The hearing was held where it was asked for and not dropped."""
    if facts.hearing_asked_on is None or facts.hearing_dropped or facts.hearing_held_on:
        return None
    return Unmet("A hearing was asked for and not held.", "Hold it, or record that the request was withdrawn.")


def not_heavier(facts: CaseFacts) -> Unmet | None:
    """No heavier penalty for a defence (第四十五条)."""
    if not facts.heavier_after_defence:
        return None
    return Unmet("The penalty is heavier than the notice proposed.", "Set it no higher than the notice did.")


def within_notice(facts: CaseFacts) -> Unmet | None:
    """The decision rests on nothing that the notice did not name (第四十四条)."""
    if not facts.beyond_notice:
        return None
    return Unmet("The decision goes beyond the notice that was served.", "Notify the party anew.")


def made_out(facts: CaseFacts) -> Unmet | None:
    """The facts are made out."""
    if facts.made_out:
        return None
    return Unmet("The facts are not made out.",
                 "Have review send it back (review.return), or decide for no penalty (decision.none).")


def ground_of_lightness(facts: CaseFacts) -> Unmet | None:
    """A ground for a lighter penalty is recorded (第三十二条)."""
    if facts.ground_of_lightness:
        return None
    return Unmet("No ground for a lighter penalty is recorded.", "Choose the ground, or decide within the range.")


def ground_of_none(facts: CaseFacts) -> Unmet | None:
    """Minor, first and corrected, without fault, or not made out (第三十三条; 办法 2024 第三十一条)."""
    if facts.ground_of_none:
        return None
    return Unmet("No ground for leaving the act without a penalty is recorded.", "Choose the ground first.")


def spot_slight(facts: CaseFacts) -> Unmet | None:
    """Facts made out and a warning or a fine within the bound of the procedure on the spot (第五十一条)."""
    if not facts.made_out:
        return Unmet("The facts are not made out.", "Propose filing instead, and investigate.")
    if facts.fine is None or (facts.spot_most is not None and facts.fine <= facts.spot_most):
        return None
    return Unmet("The fine is beyond what may be decided on the spot.", "Propose filing instead.")


def told_orally(facts: CaseFacts) -> Unmet | None:
    """Facts, reasons, basis and rights were told on the spot (第四十四条)."""
    return None if facts.told_orally else Unmet("The party was not told of facts, grounds and its rights.", "Tell it first.")


def spot_decided(facts: CaseFacts) -> Unmet | None:
    """A penalty was decided on the spot."""
    return None if facts.spot_decided_on else Unmet("Nothing was decided on the spot in this case.", "Look at its decision.")


def spot_reported(facts: CaseFacts) -> Unmet | None:
    """What was decided on the spot was reported to the office for its record (第五十二条)."""
    if facts.spot_decided_on is None or facts.spot_reported_on:
        return None
    return Unmet("The decision on the spot was not reported to the office for its record.",
                 "Report it with spot.report（当场处罚决定报机关备案）.")


DECIDING = named(assessed, legal_review_passed, deliberated, not_notified, weighed, notice_served, notice_unserved,
                 notice_first, statement_over,
                 hearing_assessed, hearing_due, hearing_offered, hearing_askable, hearing_request_over, hearing_told,
                 hearing_held, not_heavier, within_notice, made_out, ground_of_lightness, ground_of_none, spot_slight,
                 told_orally, spot_decided, spot_reported)
