"""Which cases the demo has, and how each of them goes: what is done so many days after it was found."""

from dataclasses import dataclass

OPENED = "case.open"
SENT, CONFIRMED = "report.send", "report.confirm"  # a major case is reported up to the province, level by level
CHOSEN, TOLD_TO_ALL = "typical.propose", "typical.approve"  # a closed case is told as a typical one
# How a case goes, by the days after it was found; what is asked in another form than its move is told so after a colon.
FILED = ((OPENED, 0), ("filing.establish", 1), ("filing.propose", 2), ("filing.unit", 3), ("filing.review", 4),
         ("filing.approve", 5), ("team.name", 6))
LOOKED = (("evidence.collect", 8), ("evidence.collect:evidence.ask", 10), ("case.value", 20), ("case.assess", 21),
          ("report.submit", 25))
TOLD = (("review.pass", 28), ("notice.issue", 30), ("notice.serve", 31))
DECIDED = (("statement.lapse", 47), ("hearing.lapse", 47),
           ("statement.weigh", 48), ("decision.penalty", 50), ("decision.serve", 52),
           ("publication.leave", 53))
PUBLISHED = (*DECIDED[:3], ("decision.penalty:decision.noted", 50), ("decision.serve", 52), ("publication.publish", 53))
REPORTED = ((SENT, 9), (CONFIRMED, 12))
PENALISED = (*FILED, *REPORTED, *LOOKED, *TOLD, *PUBLISHED)
QUIETLY = (*FILED, *REPORTED, *LOOKED, *TOLD, *DECIDED)
PAID = (("payment.record", 60), ("performance.complete", 61), ("closing.propose", 62), ("closing.performed", 64))
Way = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Told:
    """A case as the demo tells it: which offence, how long ago its last step was, and its way."""

    offence: str
    ago: int
    way: Way


CASES = (
    Told("mining-without-right", 40, (*PENALISED, *PAID, ("archive.file", 70), (CHOSEN, 72), (TOLD_TO_ALL, 73))),
    Told("mining-outside-area", 5, (*PENALISED, *PAID[:3])),
    Told("mining-without-right", 12, (*QUIETLY, ("deferral.ask", 60), ("instalments.grant", 62))),
    Told("mining-outside-area", 9, (*PENALISED, ("payment.record:payment.part", 60), ("performance.lapse", 80),
                                    ("demand.serve", 84))),
    Told("mining-without-right", 2, (*FILED, *REPORTED[:1], *LOOKED, *TOLD)),
    Told("exploring-without-right", 3, (*FILED, *LOOKED)),
    Told("mining-without-right", 95, (*FILED, *LOOKED[:2], ("evidence.store", 12))),
    Told("mining-outside-area", 4, FILED[:5]),
    Told("exploring-without-right", 0, FILED[:1]),
    Told("mining-without-right", 15, (*FILED[:5], ("filing.refuse", 5))),
    Told("destructive-mining", 8, (*FILED, ("investigation.suspend", 12), ("suspension.tell", 13))),
    Told("mining-without-right", 6, (*FILED, *LOOKED[:3], ("crime.report", 22), ("crime.approve", 23), ("crime.deliver", 24))),
)
