"""The range of the fine as the law gives it for a case as it was last valued, kept for its page (四（二）)."""

from datetime import date

from casework.case.fine_range import range_of
from casework.case.seen_event import Work
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.yuan import told

KEEP = """
INSERT INTO case_range (case_id, event_no, day, least, most, law, provision, confidence, note)
VALUES (:case, :no, :day, :least, :most, :law, :provision, :confidence, :note) ON CONFLICT (case_id) DO UPDATE SET
 event_no = excluded.event_no, day = excluded.day, least = excluded.least, most = excluded.most, law = excluded.law,
 provision = excluded.provision, confidence = excluded.confidence, note = excluded.note
"""


def keep_range(desk: Desk, work: Work) -> None:
    """Reckon the range anew; where the law has none, or a value is missing for it, that is kept instead."""
    case, day = work.case, desk.today
    try:
        found = range_of(desk, case, day)
    except InvalidError as error:
        _keep(desk, work, day, note=error.message)
        work.said.append("罚款幅度待认定金额")
        return
    may_be_crime = found.crime.told if found.crime is not None and found.crime.suspected else None
    if may_be_crime:
        work.said.append(may_be_crime)
    _keep(desk, work, day, least=found.range.least if found.range else None, most=found.range.most if found.range else None,
          law=found.law, provision=found.provision, confidence=found.confidence.value, note=found.reason or may_be_crime)
    if found.range is None:
        work.said.append("法律未定罚款幅度")
    else:
        work.did("ranges", f"罚款幅度{told(found.range.least)}至{told(found.range.most)}")


def keep_range_again(desk: Desk, work: Work) -> None:
    """By the law of another day of the act, where it was valued before."""
    if work.case.worth != "{}":
        keep_range(desk, work)


def _keep(desk: Desk, work: Work, day: date, **found: object) -> None:
    empty = dict.fromkeys(("least", "most", "law", "provision", "confidence", "note"))
    desk.run(KEEP, case=work.case.id, no=work.event.no, day=day, **(empty | found))
