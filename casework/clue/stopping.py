"""The stop notice (责令停止违法行为通知书): numbered by office and year, as a paper to be served."""

import json
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.act.given import Recorded
from casework.clue import clues
from casework.clue.accepting import NEXT_NUMBERS
from casework.clue.acting import act_about
from casework.clue.called import bare
from casework.clue.clues import ClueRow, clue_of
from casework.clue.duties import close_duties
from casework.clue.team import team_of
from casework.desk import Desk

KIND = "clue_stop_notice"
OWED = ("SELECT d.period FROM duty d JOIN reckoning k ON k.id = d.reckoning_id WHERE d.rule = 'clue_stop_notice'"
        " AND d.subject_kind = 'clue' AND d.subject_id = :id AND d.debtor_id = :office AND d.status IN ('open', 'suspended')"
        " ORDER BY k.due, d.id")
ISSUED = ("SELECT a.id, a.done_on, a.fields, p.name FROM act a JOIN party p ON p.id = a.party_id WHERE a.kind = :kind"
          " AND a.subject_kind = 'clue' AND a.subject_id = :id AND a.state = 'standing' ORDER BY a.id")


@dataclass(frozen=True)
class StopNotice:
    """A notice as it is printed: its number, to whom, what is to stop, and by which rule."""

    act_id: int
    office: str
    document: str
    day: date
    party: str
    deed: str
    breached: str
    basis: str
    order: str


def order_stop(desk: Desk, number: str, *, party: str, deed: str, breached: str, basis: str, order: str) -> Recorded:
    """Order a party to stop what it is doing; the notice takes the office's next number of the year."""
    clue = clue_of(desk, number)
    permit_at_it(desk, clue, "clue.stop_notice")
    document = _next_document(desk, clue)
    owed = [row.period for row in desk.rows(OWED, id=clue.id, office=clue.office_id)]
    done = act_about(desk, clue, KIND, {"document": document, "party": party, "deed": deed, "breached": breached,
                                        "basis": basis, "order": order}, period=owed[0] if len(owed) > 1 else None)
    if len(owed) > 1:  # seen going on on several days, and stopped by one notice
        close_duties(desk, clue.id, f"已由{document}责令停止", only="clue_stop_notice", debtor=clue.office_id)
    clues.change(desk, clue, stage=clue.stage)
    clues.record(desk, "clue.stopped", clue, number=document, act=done.act_id)
    return done


def permit_at_it(desk: Desk, clue: ClueRow, action: str) -> None:
    """Refuse whoever is neither of the clue's team nor one of its office who verifies clues, and the wrong stage."""
    if desk.actor.only is None and desk.actor.officer_id in {one.id for one in team_of(desk, clue.id)}:
        clues.refuse_stage(clue, action)
    else:
        clues.permit(desk, clue, "clue.verify", action)


def notices_of(desk: Desk, clue_id: int) -> list[StopNotice]:
    """The notices about a clue that the caller may see, the first one first."""
    return [StopNotice(row.id, row.name, day=row.done_on, **json.loads(row.fields))
            for row in desk.rows(ISSUED, types={"done_on": Date()}, kind=KIND, id=clue_id)]


def _next_document(desk: Desk, clue: ClueRow) -> str:
    """As 永吉县自然资停〔2024〕3号: by the office's whole name, since offices share their first characters."""
    year = desk.today.year
    last = int(desk.scalar(NEXT_NUMBERS, name=f"stop {clue.office_id} {year}", many=1))
    return f"{bare(clue.office_name)}自然资停〔{year}〕{last}号"
