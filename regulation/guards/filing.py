"""Guards of filing, jurisdiction and orders (自然资源行政处罚办法 2024 第六至十一条、第十六条)."""

from regulation.case_facts import CaseFacts
from regulation.guards.unmet import Unmet, named


def four_conditions(facts: CaseFacts) -> Unmet | None:
    """Actor, facts, liability and jurisdiction: the conditions before 2024-05-01."""
    if not facts.clear_actor:
        return Unmet("It is not clear who acted.", "Identify the actor, or refuse to file with this reason.")
    if not facts.against_law:
        return Unmet("No facts against the law are shown.", "Verify the facts, or refuse to file with this reason.")
    if not facts.liability:
        return Unmet("The act brings no liability under the law.", "Name the provision, or refuse to file with this reason.")
    if not facts.own_jurisdiction:
        return Unmet("The case is not in this office's jurisdiction.", "Pass it on, or ask for designation.")
    return None


def five_conditions(facts: CaseFacts) -> Unmet | None:
    """The four, and within limitation (第十六条)."""
    return four_conditions(facts) or within_limitation(facts)


def within_limitation(facts: CaseFacts) -> Unmet | None:
    """The act can still be prosecuted."""
    if facts.within_limitation:
        return None
    return Unmet("The act is barred by limitation, or nobody has checked it.",
                 "Check it and answer within_limitation（未超过追究时效）; if it is barred, refuse to file or end the"
                 " investigation.")


def minor_unfiled(facts: CaseFacts) -> Unmet | None:
    """Minor, corrected in time and harmless: may be left unfiled (第十六条)."""
    if facts.minor_corrected_harmless:
        return None
    return Unmet("The act is not recorded as minor, corrected in time and harmless.", "Record all three, or propose filing.")


def reason_given(facts: CaseFacts) -> Unmet | None:
    """A reason stands in the record."""
    return None if facts.reason_given else Unmet("A reason is missing.", "Write the reason, then try again.")


def not_received(facts: CaseFacts) -> Unmet | None:
    """A body that received a transfer may not pass it on (第十一条)."""
    if not facts.received_by_transfer:
        return None
    return Unmet("The case came by a transfer and may not be passed on.", "Ask the common superior to designate.")


def disputed(facts: CaseFacts) -> Unmet | None:
    """Jurisdiction is disputed, or the office that received a transfer denies its own."""
    if facts.jurisdiction_disputed:
        return None
    return Unmet("No dispute about jurisdiction is recorded.", "Record the dispute and that it was negotiated.")


def ordered(facts: CaseFacts) -> Unmet | None:
    """The superior ordered it in writing."""
    return None if facts.ordered_on else Unmet("There is no order of the superior.", "Enter the order with its day.")


FILING = named(four_conditions, five_conditions, within_limitation, minor_unfiled, reason_given, not_received, disputed,
               ordered)
