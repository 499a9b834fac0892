"""Guards of moves that answer to something: nothing is told, approved, lifted or answered that is not there."""

from regulation.case_facts import CaseFacts
from regulation.guards.unmet import Unmet, named


def suspension_to_tell(facts: CaseFacts) -> Unmet | None:
    """The investigation was suspended, and the party not told of it yet."""
    if facts.suspension_untold:
        return None
    return Unmet("No suspension waits to be told to the party.", "Suspend the investigation first, if there is a cause.")


def resumption_to_tell(facts: CaseFacts) -> Unmet | None:
    """The investigation was resumed, and the party not told of it yet."""
    if facts.resumption_untold:
        return None
    return Unmet("No resumption waits to be told to the party.", "Resume the suspended investigation first.")


def seizure_to_approve(facts: CaseFacts) -> Unmet | None:
    """Something was sealed or seized on the spot, and nobody approved it yet (行政强制法第十九条)."""
    if facts.seizure_unapproved:
        return None
    return Unmet("Nothing sealed or seized on the spot waits for approval.",
                 "Enter it with seizure.spot（当场查封、扣押） first.")


def seizure_stands(facts: CaseFacts) -> Unmet | None:
    """Something is sealed or seized, and not decided upon."""
    return None if facts.sealed_undecided else Unmet("Nothing is sealed or seized.", "Nothing has to be extended or lifted.")


def older_version(facts: CaseFacts) -> Unmet | None:
    """The case goes on under a version of the procedure that is no longer the present one."""
    if facts.version_older:
        return None
    return Unmet("The case is under the present version of the procedure already.", "Go on with it as it is.")


def permits_stopped(facts: CaseFacts) -> Unmet | None:
    """The party's permits were stopped in this case."""
    if facts.permits_stopped:
        return None
    return Unmet("No permits of the party are stopped in this case.", "Nothing has to be lifted.")


def crime_reported(facts: CaseFacts) -> Unmet | None:
    """A transfer was proposed after the decision, and the head has not decided on it."""
    if facts.crime_reported:
        return None
    return Unmet("No transfer waits for a decision of the head.", "Propose it with crime.report-later（提出移送） first.")


def crime_approved(facts: CaseFacts) -> Unmet | None:
    """The head approved the transfer, and it has not gone out."""
    if facts.crime_approved:
        return None
    return Unmet("No transfer is approved that has not gone out.",
                 "Have it approved with crime.approve-later（批准移送） first.")


def crime_delivered(facts: CaseFacts) -> Unmet | None:
    """The case, or what is criminal in it, went to the police."""
    if facts.crime_delivered_on:
        return None
    return Unmet("Nothing of the case was transferred to the police.", "Transfer it first: suspicion, approval, delivery.")


def police_declined(facts: CaseFacts) -> Unmet | None:
    """What went to the police came back from them unfiled."""
    if facts.crime_delivered_on and facts.crime_settled:
        return None
    return Unmet("The police have not declined to file.", "Enter their answer first.")


def police_unreviewed(facts: CaseFacts) -> Unmet | None:
    """The police were not asked to reconsider yet: they do so once (310号令第九条)."""
    if not facts.police_reviewed:
        return None
    return Unmet("The police have reconsidered already, which they do once.",
                 "Propose to the procuratorate that it supervises（建议检察机关立案监督）, or go on without the police.")


def police_filed(facts: CaseFacts) -> Unmet | None:
    """The police filed what went to them, or goods of the case wait to be handed over (310号令第十二条)."""
    filed = facts.crime_delivered_on and facts.police_answered and not facts.crime_settled
    if facts.goods_to_hand_over or filed:
        return None
    return Unmet("The police have filed nothing of this case.", "Enter that they filed it, once they have.")


def unpublished(facts: CaseFacts) -> Unmet | None:
    """The decision is not public."""
    if facts.published_on is None:
        return None
    return Unmet("The decision is public already.", "Go on; withdraw it only where it was changed or annulled.")


def hearing_fixed(facts: CaseFacts) -> Unmet | None:
    """It was fixed on which day the party is heard."""
    if facts.hearing_day:
        return None
    return Unmet("No day of the hearing is fixed.", "Fix it with hearing.fix（确定听证日期） first.")


def discipline_sent(facts: CaseFacts) -> Unmet | None:
    """The proposal on discipline went to the body that decides on it."""
    if facts.discipline_transferred_on:
        return None
    return Unmet("No proposal on discipline was sent.", "Send it with discipline.transfer（移送处分建议） first.")


def appraisal_out(facts: CaseFacts) -> Unmet | None:
    """An appraisal was commissioned, and its opinion has not come."""
    if facts.appraisals_out > 0:
        return None
    return Unmet("No appraisal is out.", "Commission it with evidence.appraise（委托鉴定） first; an opinion that is at hand"
                 " already is collected as evidence.")


def office_below(facts: CaseFacts) -> Unmet | None:
    """The office has others below it that handle cases."""
    if facts.office_below:
        return None
    return Unmet("No office below this one handles cases.",
                 "Handle it here, or pass it on to the competent office（移送管辖）.")


OBJECTS = named(suspension_to_tell, resumption_to_tell, seizure_to_approve, seizure_stands, older_version, permits_stopped,
                crime_reported, crime_approved, crime_delivered, police_declined, police_unreviewed, police_filed,
                unpublished, hearing_fixed, discipline_sent, appraisal_out, office_below)
