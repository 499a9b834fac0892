"""Who makes which move of a case: by his role at its office, and never over what he did himself."""

from collections.abc import Sequence

from casework.access import allowed
from casework.case.cases import CaseRow
from casework.case.chain import INVESTIGATED, PROPOSING, RECUSED, TWO_PLACES, held_another
from casework.case.done import done_by
from casework.case.kept_facts import told
from casework.desk import Desk
from foundation.errors import RefusedError
from regulation.guards import Unmet
from regulation.stages import Who

# What a party, a court or the police do is recorded by whoever handles the case.
RIGHTS = {Who.HANDLER: "case.handle", Who.PARTY: "case.handle", Who.COURT: "case.handle", Who.POLICE: "case.handle",
          Who.UNIT: "case.unit", Who.REVIEW: "case.review", Who.LEGAL: "case.legal", Who.LEADER: "case.lead",
          Who.HEADS: "case.lead", Who.SUPERIOR: "case.supervise", Who.SYSTEM: "case.watch"}
JUDGES = (Who.REVIEW, Who.LEGAL, Who.LEADER, Who.HEADS)  # of what the investigators bring
OWN_WORK = Unmet("Nobody decides on what he investigated or proposed himself.",
                 "Somebody else of the office who holds the role does it.")
OUT = Unmet("You were recused from this case（回避）.",
            "Somebody else of the office who holds the role does it; where there is nobody, the superior takes the case up"
            " (case.take-up-filed).")
INVESTIGATES = ("SELECT 1 FROM case_officer WHERE case_id = :case AND officer_id = :officer AND part = 'investigator'"
                " AND recused_on IS NULL")


def may_move(desk: Desk, case: CaseRow, who: Who) -> bool:
    """Whether the actor's roles let him make moves of this kind at the case's office."""
    return allowed(desk.actor, RIGHTS[who], case.office_path)


def permit_move(desk: Desk, case: CaseRow, who: Who, action: str = "") -> None:
    """Refuse whoever may not make moves of this kind, is recused, judges his own work, or held another place."""
    desk.permit(RIGHTS[who], case.office_path)
    officer = desk.actor.officer_id
    if officer is None:
        return
    judges = who in (*JUDGES, Who.UNIT)
    done = done_by(desk, case, officer) if judges or told(case, desk.today).recused else ()
    why = barred(desk, done, who, action) or (OWN_WORK if judged_by(case, who, officer) else None)
    if why is not None:
        raise RefusedError(why.message, way_out=why.way_out)


def barred(desk: Desk, done: Sequence[str], who: Who, action: str) -> Unmet | None:
    """Why whoever did these things in a case makes no move of this kind; nothing where he may."""
    if RECUSED in done:
        return OUT
    if who not in (*JUDGES, Who.UNIT):
        return None
    if not set(done).isdisjoint(PROPOSING) or (who in JUDGES and INVESTIGATED in done):
        return OWN_WORK
    return TWO_PLACES if held_another(desk.rulebook.procedure, done, action, who) else None


def permit_papers(desk: Desk, case: CaseRow) -> None:
    """Refuse the papers of a case, which name its party with all its numbers, to whoever only reads lists of cases."""
    if not may_read_papers(desk, case):
        desk.permit("case.papers", case.office_path)


def may_read_papers(desk: Desk, case: CaseRow) -> bool:
    """Whether the actor may: by his role, or because he investigates; by a token only where it says so."""
    if allowed(desk.actor, "case.papers", case.office_path):
        return True
    officer = desk.actor.officer_id
    return officer is not None and desk.actor.only is None and bool(desk.rows(INVESTIGATES, case=case.id, officer=officer))


def judged_by(case: CaseRow, who: Who, officer: int | None) -> bool:
    """Whether an officer would judge by a move of this kind a case that he handles."""
    return officer is not None and who in (*JUDGES, Who.UNIT) and officer == case.handler_id
