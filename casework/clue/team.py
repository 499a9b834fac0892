"""The team that verifies a clue: at least two certified officers, none whom it is about; whoever is recused is off it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.bulk import add_rows
from casework.clue import clues
from casework.clue.clues import ClueRow, clue_of
from casework.clue.known import without_reporter
from casework.clue.unseen import NAMED_OFFICERS
from casework.desk import Desk
from casework.in_force import in_force
from casework.record.certificates import certified
from foundation.errors import ConflictError, InvalidError, NotFoundError, RefusedError
from models import ClueVerifier
from regulation.clue import AT_LEAST, enough_verifiers

MAY_VERIFY = (
    "SELECT o.id, o.name, p.name AS office, c.number AS certificate, c.valid_to AS until FROM certificate c"
    " JOIN officer o ON o.id = c.officer_id JOIN post s ON s.officer_id = o.id JOIN party p ON p.id = s.office_id"
    f" WHERE {in_force('c')} AND {in_force('s')} AND p.path LIKE :below AND p.level <> 'holder'"
    f" AND o.id NOT IN ({NAMED_OFFICERS.format(clue=':clue')}) AND NOT EXISTS (SELECT 1 FROM clue_verifier v"
    " WHERE v.clue_id = :clue AND v.officer_id = o.id AND v.recused_on IS NOT NULL)"
    " ORDER BY p.path, o.name, o.id, c.valid_to IS NULL, c.valid_to")
TEAM = ("SELECT v.officer_id AS id, o.name, '' AS office, v.certificate, CAST(NULL AS DATE) AS until FROM clue_verifier v"
        " JOIN officer o ON o.id = v.officer_id WHERE v.clue_id = :clue AND v.recused_on IS NULL ORDER BY v.officer_id")


@dataclass(frozen=True)
class Verifier:
    """An officer who may verify or does, under which certificate, valid until when."""

    id: int
    name: str
    office: str
    certificate: str
    until: date | None


def may_verify(desk: Desk, clue: ClueRow) -> list[Verifier]:
    """The officers of the clue's office and below whom it is not about, with certificates valid today."""
    rows = desk.rows(MAY_VERIFY, types={"until": Date()}, clue=clue.id, below=f"{clue.office_path}%", today=desk.today)
    found = {row.id: Verifier(*row) for row in rows if not (clue.accused and len(row.name) > 1 and row.name in clue.accused)}
    return list(found.values())


def team_of(desk: Desk, clue_id: int) -> list[Verifier]:
    """Who verifies the clue now."""
    return [Verifier(*row) for row in desk.rows(TEAM, types={"until": Date()}, clue=clue_id)]


def name_team(desk: Desk, number: str, officers: Collection[int]) -> list[Verifier]:
    """Name who verifies a clue, in place of those named before."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.verify", "clue.team")
    free = {one.id: one for one in may_verify(desk, clue)}
    strange = sorted(set(officers) - set(free))
    if strange:
        raise InvalidError("Not all of these may verify this clue:",
                           problems=tuple(f"officer {one}: not of this office or below, without a certificate valid today,"
                                          " recused, or concerned" for one in strange),
                           way_out="Choose among those that the page offers.")
    if not enough_verifiers(officers):
        raise InvalidError(f"At least {AT_LEAST} officers with valid certificates verify a clue.",
                           way_out="Name another one." if officers else "Name two of them.")
    clues.change(desk, clue, stage="verifying")
    desk.run("DELETE FROM clue_verifier WHERE clue_id = :clue AND recused_on IS NULL", clue=clue.id)
    add_rows(desk, ClueVerifier, [
        {"clue_id": clue.id, "officer_id": one, "certificate": free[one].certificate, "named_at": desk.now,
         "recused_on": None} for one in sorted(set(officers))])
    clues.record(desk, "clue.team", clue, team=sorted(set(officers)))
    return team_of(desk, clue.id)


def recuse(desk: Desk, number: str, officer_id: int, *, reason: str) -> None:
    """Take an officer off a clue's team for good (回避), as the office's leader decides."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.approve", "clue.team")
    if not reason.strip():
        raise InvalidError("A reason is missing.", way_out="Say why in a sentence; it goes into the journal.")
    if not desk.run("UPDATE clue_verifier SET recused_on = :today WHERE clue_id = :clue AND officer_id = :officer"
                    " AND recused_on IS NULL", today=desk.today, clue=clue.id, officer=officer_id):
        raise NotFoundError(f"Officer {officer_id} is not of this clue's team.", way_out="Look at the team again.")
    clues.change(desk, clue, stage=clue.stage)
    why, = without_reporter(desk, clue.id, reason)  # often it is how somebody is related to him
    clues.record(desk, "clue.recused", clue, officer=officer_id, reason=why)


def permit_team(desk: Desk, clue: ClueRow, action: str) -> list[Verifier]:
    """Refuse whoever is not of the clue's team, which must be complete; the team."""
    team = team_of(desk, clue.id)
    of_it = desk.actor.only is None and desk.actor.officer_id in {one.id for one in team}
    if not of_it:
        desk.permit("clue.verify", clue.office_path)
    clues.refuse_stage(clue, action)
    if not of_it:
        raise RefusedError(f"{desk.actor.name} is not of the team that verifies {clue.number}.",
                           way_out="Have one of the team do it, or have the team named anew.")
    valid = certified(desk, [one.id for one in team], desk.today)
    if not enough_verifiers(valid):
        raise ConflictError(f"The team of {clue.number} has no {AT_LEAST} officers with certificates valid today.",
                            way_out="Name the team anew first.")
    return team
