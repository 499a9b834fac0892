"""An officer who leaves hands over everything open in one step: nothing stays with whoever is gone."""

from dataclasses import asdict, dataclass
from datetime import date

from casework import journal
from casework.account.accounts import shut
from casework.account.api_tokens import revoke_all
from casework.act.drafts import hand_drafts
from casework.bulk import rows_among
from casework.case.handing import hand_cases
from casework.clue.handing import drop_filters, end_certificates, leave_teams
from casework.desk import Desk
from casework.letter.hand_on import hand_on
from casework.record.by_token import gives_no_more
from casework.record.days import plausible
from casework.record.gaps import Gap, gaps_at
from casework.record.handing import hand_absences, hand_mines, hand_posts, hand_responsibilities
from casework.record.officers import name_of, permit_about
from casework.record.parties import hold
from casework.record.people import refuse_gone
from foundation.errors import ConflictError, InvalidError

OFFICE_GAPS = ("no_leader", "no_handler", "unreachable")
# Of these mines those that have not ended and whose inspector serves as one nowhere above them.
UNINSPECTED = """
SELECT count(*) AS n FROM mine m JOIN party c ON c.id = m.county_id
WHERE m.id IN :mines AND (m.valid_to IS NULL OR m.valid_to >= :today) AND NOT EXISTS (
    SELECT 1 FROM post s JOIN party p ON p.id = s.office_id WHERE s.officer_id = m.inspector_id AND s.role = 'inspector'
    AND c.path LIKE p.path || '%' AND s.valid_from <= :today AND (s.valid_to IS NULL OR s.valid_to >= :today))
"""


@dataclass(frozen=True)
class Leaving:
    """What a leaver left behind; without a successor the mines are free and the absences uncovered."""

    posts_ended: int
    mines_freed: int
    mines_handed_over: int
    responsibilities_ended: int
    responsibilities_handed_over: int
    substitutions_handed_over: int
    absences_uncovered: int
    reminders_handed_over: int  # lines of letters that have not left
    drafts_handed_over: int
    tokens_revoked: int
    feeds_revoked: int
    certificates_ended: int
    verifications_left: int  # clues of whose teams he was
    cases_handed_over: int  # open cases that he answered for; free without a successor
    filters_dropped: int
    account_closed: bool

    @property
    def anything(self) -> bool:
        """Whether there was anything to hand over."""
        return any(asdict(self).values())


@gives_no_more
def officer_leaves(desk: Desk, officer_id: int, *, since: date, successor_id: int | None = None,
                   despite: bool = False) -> Leaving:
    """From a day on, today at the latest, the officer serves no more and the successor, if there is one, does (一（二）).

    Refused where an office would be left without a leader, a handler or anybody to write to, or a mine that has not ended
    without somebody who serves as an inspector above it, unless that is meant (`despite`).
    """
    office_id = permit_about(desk, officer_id)
    _refuse_day(desk, since)
    if desk.postgres:  # two at once: the second finds nothing left; who writes him a letter is not kept waiting
        desk.run("SELECT id FROM officer WHERE id = :id FOR NO KEY UPDATE", id=officer_id)
    _refuse_successor(desk, officer_id, successor_id)
    offices = [row.office_id for row in desk.rows("SELECT DISTINCT office_id FROM post WHERE officer_id = :id", id=officer_id)]
    hold(desk, offices)  # no successor takes a post at an office that ends meanwhile
    before = {(gap.kind, gap.code) for gap in gaps_at(desk, offices)}
    inspected = [row.id for row in desk.rows("SELECT id FROM mine WHERE inspector_id = :id", id=officer_id)]
    with desk.session.begin_nested():  # whoever is told of the gaps finds everything as it was
        left = _leave(desk, officer_id, office_id, since, successor_id)
        if not left.anything:
            raise ConflictError(f"Officer {officer_id} has left already.", way_out="Nothing is left to be handed over.")
        new = [gap for gap in gaps_at(desk, offices) if gap.kind in OFFICE_GAPS and (gap.kind, gap.code) not in before]
        if not despite:
            _refuse_gaps(desk, new, inspected, successor_id)
    journal.note(desk, "officer.leave", "officer", officer_id, office_id=office_id, since=since, successor=successor_id,
                 **asdict(left))
    if successor_id is not None:
        journal.note(desk, "officer.takes_over", "officer", successor_id, office_id=office_id, since=since, officer=officer_id)
    return left


def _leave(desk: Desk, officer_id: int, office_id: int | None, since: date, successor_id: int | None) -> Leaving:
    posts = hand_posts(desk, officer_id, since, successor_id)
    mines = hand_mines(desk, officer_id, successor_id)
    answers = hand_responsibilities(desk, officer_id, since, successor_id)
    covered, uncovered = hand_absences(desk, officer_id, since, successor_id)
    account = desk.scalar("SELECT id FROM account WHERE officer_id = :id AND closed_at IS NULL", id=officer_id)
    feeds = shut(desk, int(account), officer_id, office_id) if account is not None else 0
    free = successor_id is None
    return Leaving(
        posts, mines if free else 0, 0 if free else mines, answers if free else 0, 0 if free else answers, covered, uncovered,
        hand_on(desk, officer_id, successor_id), hand_drafts(desk, officer_id, successor_id),
        revoke_all(desk, officer_id, office_id), feeds, end_certificates(desk, officer_id, since),
        leave_teams(desk, officer_id), hand_cases(desk, officer_id, successor_id),
        drop_filters(desk, officer_id), account is not None)


def _refuse_day(desk: Desk, since: date) -> None:
    plausible(since)
    if since > desk.today:
        # What hangs on him moves at once, so the day must have come.
        raise InvalidError(f"The day {since} is still to come.",
                           way_out="Record it on that day; until then posts can be given and ended ahead.")


def _refuse_successor(desk: Desk, officer_id: int, successor_id: int | None) -> None:
    if successor_id is None:
        return
    if successor_id == officer_id:
        raise InvalidError("Nobody succeeds himself.", way_out="Name a colleague, or nobody.")
    refuse_gone(desk, successor_id, desk.today)
    mixed = desk.scalar(
        "SELECT 1 FROM post a JOIN post b ON b.officer_id = :heir AND (a.role = 'holder') <> (b.role = 'holder')"
        " WHERE a.officer_id = :id AND (a.valid_to IS NULL OR a.valid_to >= :today)"
        " AND (b.valid_to IS NULL OR b.valid_to >= :today)", id=officer_id, heir=successor_id, today=desk.today)
    if mixed:
        raise InvalidError("An officer does not succeed a holder's contact, nor the other way round.",
                           way_out="Choose somebody of the same side; add the person first, if need be.")


def _refuse_gaps(desk: Desk, gaps: list[Gap], inspected: list[int], successor_id: int | None) -> None:
    problems = [_told(gap) for gap in gaps]
    mines = rows_among(desk, UNINSPECTED, {"mines": inspected}, today=desk.today)[0].n
    if mines and successor_id is None:
        problems.append(f"{mines} mines would be left without an inspector")
    elif mines and successor_id is not None:
        problems.append(f"{mines} mines would go to {name_of(desk, successor_id)}, who is no inspector above them")
    if problems:
        raise ConflictError("This leaving would leave gaps:", problems=tuple(problems),
                            way_out="Name a successor who fills them, or say that it is meant all the same.")


def _told(gap: Gap) -> str:
    if gap.kind == "no_leader":
        return f"{gap.name} would be left without a leader"
    if gap.kind == "no_handler":
        return f"{gap.name} would be left without a handler"
    return f"{gap.name} would be left with nobody who can be written to"
