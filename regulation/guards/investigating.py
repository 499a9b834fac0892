"""Guards of investigation, report and review, and of crime and discipline (办法 2024 第十七至三十条; 国务院令第310号)."""

from datetime import date

from regulation.case_facts import CaseFacts
from regulation.guards.unmet import Unmet, named

AT_LEAST = 2  # officers (行政处罚法 1996 第三十七条, 2021 第四十二条); of a transfer too (310号令第五条)
SINCE_2021 = date(2021, 7, 15)


def wanted_by(day: date) -> str:
    """The provision that wants two investigators on a day."""
    return "行政处罚法（2021年）第四十二条" if day >= SINCE_2021 else "行政处罚法（1996年）第三十七条"


def two_certified(facts: CaseFacts) -> Unmet | None:
    """At least two investigators with a valid certificate."""
    if facts.certified >= AT_LEAST:
        return None
    return Unmet(f"Only {facts.certified} investigators with a valid certificate are named; two are needed.",
                 "Name another certified officer." if facts.certified else "Name two certified officers.")


def not_recused(facts: CaseFacts) -> Unmet | None:
    """No request for recusal is open; the investigation goes on meanwhile, the decision does not (第十八条)."""
    if not (facts.recusal_open or facts.recusal_left):
        return None
    return Unmet("A request for recusal is not decided.", "The head of the office decides it first.")


def recusal_asked(facts: CaseFacts) -> Unmet | None:
    """There is a request for recusal to decide."""
    if facts.recusal_open or facts.recusal_left:
        return None
    return Unmet("No request for recusal is open.", "Record the request first.")


def cause_of_suspension(facts: CaseFacts) -> Unmet | None:
    """Force majeure or accident (第二十七条)."""
    if facts.cause_of_suspension:
        return None
    return Unmet("Neither force majeure nor an accident is recorded.", "Record the cause; else the investigation goes on.")


def cause_gone(facts: CaseFacts) -> Unmet | None:
    """What suspended the investigation is over."""
    if not facts.cause_of_suspension:
        return None
    return Unmet("The cause of the suspension is not over.", "Record the day on which it ended.")


def ground_of_ending(facts: CaseFacts) -> Unmet | None:
    """Facts not made out, limitation passed, not our jurisdiction, other (第二十八条)."""
    if facts.ground_of_ending:
        return None
    return Unmet("No ground for ending the investigation is recorded.", "Choose the ground, or go on to the report.")


def evidence_collected(facts: CaseFacts) -> Unmet | None:
    """The register holds evidence: without it nobody is penalised (行政处罚法 1996 第三十条, 2021 第四十条)."""
    if facts.evidence:
        return None
    return Unmet("No evidence is in the register.",
                 "Evidence is entered while the case is investigated: go back with review.return（审理退回）, where notice was"
                 " given after notice.renew（重新告知）; then enter it with evidence.collect（调查取证）."
                 if facts.report_complete else
                 "Enter what the report rests on with evidence.collect（调查取证） first.")


def evidence_stored(facts: CaseFacts) -> Unmet | None:
    """Something is registered and stored, sealed or seized."""
    if facts.stored_undecided:
        return None
    return Unmet("Nothing is registered and stored, sealed or seized.", "Nothing has to be decided.")


def evidence_decided(facts: CaseFacts) -> Unmet | None:
    """Everything that was registered and stored, sealed or seized was decided upon (行政强制法第二十七条)."""
    if not facts.stored_undecided:
        return None
    return Unmet(f"{facts.stored_undecided} items of stored evidence are not decided upon.", "Decide on each of them.")


def report_complete(facts: CaseFacts) -> Unmet | None:
    """The report says all that it must (第二十九条)."""
    if facts.report_complete:
        return None
    return Unmet("The investigation report is not complete.", "It needs the party, the facts, the law, the evidence,"
                 " the nature of the act, its circumstances and consequences, and a proposal.")


def review_passed(facts: CaseFacts) -> Unmet | None:
    """The report passed review (第三十条)."""
    return None if facts.review_passed_on else Unmet("The report has not passed review.", "Have it reviewed.")


def crime_suspected(facts: CaseFacts) -> Unmet | None:
    """A crime is suspected."""
    return None if facts.crime_suspected else Unmet("No crime is suspected in this case.", "Record the suspicion first.")


def special_team(facts: CaseFacts) -> Unmet | None:
    """At least two officers are named for the transfer (310号令第五条)."""
    if facts.special_team >= AT_LEAST:
        return None
    return Unmet(f"Only {facts.special_team} officers are named for the transfer; two are needed.",
                 "Name another officer." if facts.special_team else "Name two officers.")


def police_answered(facts: CaseFacts) -> Unmet | None:
    """The answer of the police is in the file."""
    return None if facts.police_answered else Unmet("The answer of the police is not recorded.", "Enter it with its day.")


def goods_handed_over(facts: CaseFacts) -> Unmet | None:
    """The goods of a case that the police filed are with them (310号令第十二条)."""
    if not facts.goods_to_hand_over:
        return None
    return Unmet("Goods of the case are not handed over to the police.", "Hand them over, and enter the list.")


def crime_not_passed_by(facts: CaseFacts) -> Unmet | None:
    """No decision of ours takes the place of a transfer (310号令第三条、第十一条)."""
    if not facts.crime_suspected or facts.crime_settled:
        return None
    return Unmet("A crime is suspected and not settled with the police.",
                 "Transfer the case; go on when they declined it, handed it back, or the head decided against the transfer.")


def discipline_due(facts: CaseFacts) -> Unmet | None:
    """Somebody is to be held to account under discipline."""
    if facts.discipline_due:
        return None
    return Unmet("No discipline is found to be due.", "Record the opinion that it is.")


INVESTIGATING = named(two_certified, not_recused, recusal_asked, cause_of_suspension, cause_gone, ground_of_ending,
                      evidence_collected, evidence_stored, evidence_decided, report_complete, review_passed, crime_suspected,
                      special_team, police_answered, goods_handed_over, crime_not_passed_by, discipline_due)
