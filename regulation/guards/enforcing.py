"""Guards of service, publication, performance and enforcement (行政处罚法 2021 第六章; 行政强制法 第五章)."""

from regulation.case_facts import CaseFacts
from regulation.guards.unmet import Unmet, named


def service_proved(facts: CaseFacts) -> Unmet | None:
    """There is a proof of service."""
    return None if facts.service_proved else Unmet("There is no proof of service.", "Enter the receipt with method and day.")


def other_service_failed(facts: CaseFacts) -> Unmet | None:
    """Public notice comes when nothing else did (民事诉讼法第九十五条)."""
    if facts.other_service_failed:
        return None
    return Unmet("No other way of service is recorded as failed.", "Serve directly, left, entrusted or by post first.")


def public_notice_over(facts: CaseFacts) -> Unmet | None:
    """The period of the public notice has passed."""
    if facts.notice_until is not None and facts.day > facts.notice_until:
        return None
    if facts.notice_until is None:
        return Unmet("No public notice is out.", "Publish it first.")
    return Unmet(f"The public notice runs until {facts.notice_until}.", "Wait for the day after.")


def decision_served(facts: CaseFacts) -> Unmet | None:
    """The decision was served."""
    return None if facts.served_on else Unmet("The decision is not served.", "Serve it and enter the proof.")


def social_impact(facts: CaseFacts) -> Unmet | None:
    """The decision has some social impact (第四十八条)."""
    if facts.social_impact:
        return None
    return Unmet("The decision is not recorded as one with social impact.", "Say that it is, or leave it unpublished.")


def published(facts: CaseFacts) -> Unmet | None:
    """The decision is public."""
    return None if facts.published_on else Unmet("The decision was not published.", "Nothing has to be withdrawn.")


def annulled(facts: CaseFacts) -> Unmet | None:
    """The decision was changed, annulled, found unlawful or void."""
    if facts.annulled_on:
        return None
    return Unmet("Nobody has changed or annulled the decision.", "Enter who did, on which day and why.")


def hardship(facts: CaseFacts) -> Unmet | None:
    """The party asked for it in real hardship (第六十六条)."""
    if not facts.deferral_asked:
        return Unmet("The party has not asked for a deferral or instalments.", "Enter its application.")
    return None if facts.hardship else Unmet("No real hardship is shown.", "Enter what shows it, or refuse the application.")


def payment_over(facts: CaseFacts) -> Unmet | None:
    """The time to perform has passed, and not all was performed."""
    if facts.fully_performed:
        return Unmet("The decision is performed.", "Record it as performed.")
    if facts.payment_until is None:
        return Unmet("The last day for performing is not known.", "Enter the service of the decision.")
    if facts.day > facts.payment_until:
        return None
    return Unmet(f"The party may perform until {facts.payment_until}.", "Wait for the day after.")


def fully_performed(facts: CaseFacts) -> Unmet | None:
    """Everything was performed."""
    if facts.fully_performed:
        return None
    return Unmet("The decision is not performed in full.", "Record what is still missing when it comes.")


def ore_to_hand_over(facts: CaseFacts) -> Unmet | None:
    """Ore was confiscated (办法 2024 第四十三条)."""
    return None if facts.ore_to_hand_over else Unmet("No ore was confiscated.", "Nothing has to be handed over.")


def remedies_over(facts: CaseFacts) -> Unmet | None:
    """The party neither asked for reconsideration nor sued, and cannot any more (行政强制法第五十三条)."""
    if facts.remedy_pending:
        return Unmet("A reconsideration or a suit is pending.", "Wait for its end and enter it.")
    if facts.remedies_until is None:
        return Unmet("The end of the periods of reconsideration and suit is not known.", "Enter the service of the decision.")
    if facts.day > facts.remedies_until:
        return None
    return Unmet(f"The party may ask for a remedy until {facts.remedies_until}.", "Wait for the day after.")


def demand_over(facts: CaseFacts) -> Unmet | None:
    """The demand was served and its time has passed (行政强制法第五十四条)."""
    if facts.demand_until is None:
        return Unmet("The demand is not served.", "Serve it and enter the proof.")
    if facts.day > facts.demand_until:
        return None
    return Unmet(f"The demand leaves time until {facts.demand_until}.", "Wait for the day after.")


def court_window_open(facts: CaseFacts) -> Unmet | None:
    """The court can still be applied to; a day missed by the office is explained, and blocks nothing."""
    if facts.court_until is None or facts.day <= facts.court_until or facts.lateness_explained:
        return None
    return Unmet(f"The court could be applied to until {facts.court_until}.", "Record why it is late; the court decides.")


def court_answered(facts: CaseFacts) -> Unmet | None:
    """The court's answer is in the file."""
    return None if facts.court_answered else Unmet("The court's answer is not recorded.", "Enter it with its day.")


ENFORCING = named(service_proved, other_service_failed, public_notice_over, decision_served, social_impact, published, annulled,
                  hardship, payment_over, fully_performed, ore_to_hand_over, remedies_over, demand_over, court_window_open,
                  court_answered)
