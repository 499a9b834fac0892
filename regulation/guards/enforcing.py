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


def publication_settled(facts: CaseFacts) -> Unmet | None:
    """What must be public is, or was left unpublished with approval; what was annulled is withdrawn (第四十八条)."""
    if facts.annulled_on and facts.published_on:
        return Unmet("The decision was annulled or changed and is still published.", "Withdraw it with the reason.")
    if not facts.social_impact or facts.published_on or facts.publication_left or facts.annulled_on:
        return None
    return Unmet("The decision has social impact and is not published.", "Publish it, or have it left unpublished.")


def service_settled(facts: CaseFacts) -> Unmet | None:
    """The decision, where there is one, was served."""
    if facts.decided_on is None or facts.served_on:
        return None
    return Unmet("The decision is not served.", "Serve it and enter the proof.")


def deferral_asked(facts: CaseFacts) -> Unmet | None:
    """The party asked for a deferral or instalments."""
    if facts.deferral_asked:
        return None
    return Unmet("The party has not asked for a deferral or instalments.", "Enter its application.")


def hardship(facts: CaseFacts) -> Unmet | None:
    """The party asked for it in real hardship (第六十六条)."""
    if not facts.deferral_asked:
        return deferral_asked(facts)
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


def not_performed(facts: CaseFacts) -> Unmet | None:
    """Something is not performed."""
    return Unmet("The decision is performed.", "Nothing has to be enforced.") if facts.fully_performed else None


def ore_to_hand_over(facts: CaseFacts) -> Unmet | None:
    """Confiscated ore waits for being handed over (办法 2024 第四十三条)."""
    return None if facts.ore_to_hand_over else Unmet("No confiscated ore waits here.", "Nothing has to be handed over.")


def ore_handed_over(facts: CaseFacts) -> Unmet | None:
    """No confiscated ore is left with the office (办法 2024 第四十三条)."""
    if not facts.ore_to_hand_over:
        return None
    return Unmet("Confiscated ore is not handed over.", "Hand it over to the government or the department it named.")


def remedy_askable(facts: CaseFacts) -> Unmet | None:
    """Nothing is pending, and the party may still ask for a remedy, or the other body took it late."""
    if facts.remedy_pending:
        return Unmet("A reconsideration or a suit is pending.", "Wait for its end and enter it.")
    if facts.remedies_used_on:
        return Unmet("The remedies are used up.", "What comes later is for the court to judge.")
    if facts.remedies_until is None or facts.day <= facts.remedies_until or facts.lateness_explained:
        return None
    return Unmet(f"A remedy could be asked for until {facts.remedies_until}.", "If it was accepted all the same, record why.")


def remedy_pending(facts: CaseFacts) -> Unmet | None:
    """A reconsideration or a suit is pending."""
    if facts.remedy_pending:
        return None
    return Unmet("No reconsideration and no suit is pending.", "Record that the party asked for it.")


def remedy_settled(facts: CaseFacts) -> Unmet | None:
    """No reconsideration and no suit is pending."""
    return remedy_askable(facts) if facts.remedy_pending else None


def remedies_over(facts: CaseFacts) -> Unmet | None:
    """The party asked for no remedy and cannot any more, or used it up (行政强制法第五十三条)."""
    if facts.remedy_pending:
        return remedy_settled(facts)
    if facts.remedies_used_on:
        return None
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


ENFORCING = named(service_proved, other_service_failed, public_notice_over, decision_served, service_settled, social_impact,
                  published, publication_settled, annulled, deferral_asked, hardship, payment_over, fully_performed,
                  not_performed, ore_to_hand_over, ore_handed_over, remedy_askable, remedy_pending, remedy_settled,
                  remedies_over, demand_over, court_window_open, court_answered)
