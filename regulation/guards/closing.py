"""Guards of closing, archive and correction (自然资源行政处罚办法 2024 第四十六至五十二条)."""

from regulation.case_facts import CaseFacts
from regulation.guards.investigating import crime_not_passed_by
from regulation.guards.unmet import Unmet, named


def closing_proposed(facts: CaseFacts) -> Unmet | None:
    """The handler proposed to close."""
    return None if facts.closing_proposed_on else Unmet("Nobody has proposed to close the case.", "Propose it first.")


def closing_unproposed(facts: CaseFacts) -> Unmet | None:
    """No proposal to close waits for the leader."""
    if facts.closing_proposed_on is None:
        return None
    return Unmet(f"The closing was proposed on {facts.closing_proposed_on}, and waits for the leader.",
                 "The leader approves it, or sends it back with closing.return（退回结案呈批）, then it is proposed anew.")


def discipline_transferred(facts: CaseFacts) -> Unmet | None:
    """Discipline that is due was transferred before closing (第四十六条)."""
    if not facts.discipline_due or facts.discipline_transferred_on:
        return None
    return Unmet("Discipline is due and not transferred.", "Send the proposal to the body that decides on it.")


def crime_transferred(facts: CaseFacts) -> Unmet | None:
    """A crime suspected was transferred or settled before closing (第四十六条)."""
    return None if facts.crime_delivered_on else crime_not_passed_by(facts)


def jurisdiction_passed(facts: CaseFacts) -> Unmet | None:
    """The case went to the competent organ, or to the police who filed it."""
    if facts.jurisdiction_passed_on or facts.crime_delivered_on:
        return None
    return Unmet("The case was not transferred to another organ.", "Enter the transfer and its receipt.")


def investigation_ended(facts: CaseFacts) -> Unmet | None:
    """The investigation was ended."""
    return None if facts.ended_on else Unmet("The investigation is not ended.", "End it with its ground first.")


def no_penalty_decided(facts: CaseFacts) -> Unmet | None:
    """It was decided that there is no penalty, or the case was withdrawn."""
    if facts.no_penalty_on:
        return None
    return Unmet("It was not decided to leave the act without a penalty.", "Decide it first.")


def enforcement_terminated(facts: CaseFacts) -> Unmet | None:
    """Enforcement was terminated."""
    return None if facts.terminated_on else Unmet("Enforcement is not terminated.", "Enter the ruling that terminates it.")


def enforcement_applied(facts: CaseFacts) -> Unmet | None:
    """The court or the government was applied to for enforcement."""
    return None if facts.applied_on else Unmet("Nobody was applied to for enforcement.", "Apply to the court first.")


def other_ground(facts: CaseFacts) -> Unmet | None:
    """Another ground is written down."""
    return None if facts.other_ground else Unmet("No other ground for closing is written down.", "Write which one it is.")


def bound(facts: CaseFacts) -> Unmet | None:
    """The file is catalogued and bound."""
    return None if facts.bound else Unmet("The file is not catalogued and bound.", "Complete the index of the file.")


def wrong_found(facts: CaseFacts) -> Unmet | None:
    """The case was found to be wrong (四（三）)."""
    return None if facts.wrong_found else Unmet("The case was not found to be wrong.", "Record the finding and who made it.")


def accountability_recorded(facts: CaseFacts) -> Unmet | None:
    """Who answers for the wrong case is recorded (四（三）)."""
    if facts.accountability_recorded:
        return None
    return Unmet("It is not recorded who answers for the wrong case.", "Record the accountability, or that there is none.")


CLOSING = named(closing_proposed, closing_unproposed, discipline_transferred, crime_transferred, jurisdiction_passed,
                investigation_ended, no_penalty_decided, enforcement_terminated, enforcement_applied, other_ground, bound,
                wrong_found, accountability_recorded)
