"""What the pages of verification show: for whoever may make the move, all that it is decided by; and a verifier's own work."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.clue import clues
from casework.clue.appraising import appraisals_of, waited_for
from casework.clue.clues import ClueRow, clue_of, may
from casework.clue.disposing import proposal_of
from casework.clue.letters import BY_MAIL
from casework.clue.messages import messages_of
from casework.clue.referring import referrals_of
from casework.clue.replying import BY_LETTER, BY_RECEIPT, answers_to
from casework.clue.site import site_checks
from casework.clue.stopping import notices_of, permit_at_it
from casework.clue.team import may_verify, permit_team, team_of
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach
from foundation.errors import ConflictError
from regulation.clue import Outcome, Stage, lawful, may_follow

BY_HAND = ("电话", "书面", "当面")
MINE = ("SELECT c.id, c.number, c.offence, c.place, c.stage, c.ongoing, p.name AS office FROM clue_verifier v"
        " JOIN clue c ON c.id = v.clue_id JOIN party p ON p.id = c.office_id"
        " WHERE v.officer_id = :me AND v.recused_on IS NULL AND c.ended_on IS NULL AND {seen} ORDER BY c.received_on, c.id")
LIMITS = ("SELECT d.id, d.subject_id, d.rule, d.status, k.due FROM duty d JOIN reckoning k ON k.id = d.reckoning_id"
          " WHERE d.subject_kind = 'clue' AND d.subject_id IN :ids AND d.status IN ('open', 'suspended')"
          " AND d.rule IN ('clue_verification', 'clue_stop_notice') ORDER BY k.due, d.id")


@dataclass(frozen=True)
class Deciding:
    """A clue before a move, with what the move is decided by; `lawful` tells whether it can be made now."""

    clue: ClueRow
    lawful: bool
    told: dict[str, Any]


@dataclass(frozen=True)
class Limit:
    """A day by which something of a clue is to be done."""

    duty: int
    title: str
    due: date
    status: str


@dataclass(frozen=True)
class MyClue:
    """A clue that I verify: where, how far it is, what is due when, and what I can do."""

    number: str
    offence: str
    place: str | None
    stage: str
    ongoing: bool
    office: str
    limits: tuple[Limit, ...]
    ways: tuple[str, ...]


def deciding(desk: Desk, number: str, action: str) -> Deciding:
    """What a move of verification is decided by, for whoever may make it."""
    clue = clue_of(desk, number)
    PERMITS[action](desk, clue)
    can = action in lawful(Stage(clue.stage), transferred=clue.transferred, linked=clue.main_id is not None)
    return Deciding(clue, can, TOLD[action](desk, clue))


def my_clues(desk: Desk) -> list[MyClue]:
    """The clues that the actor was named to verify and that have not ended, the oldest first."""
    if desk.actor.officer_id is None:
        return []
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = desk.rows(MINE.format(seen=where), me=desk.actor.officer_id, **reach.values, **more)
    limits = defaultdict(list)
    for row in rows_among(desk, LIMITS, {"ids": [row.id for row in rows]}, types={"due": Date()}) if rows else []:
        limits[row.subject_id].append(Limit(row.id, desk.rulebook.duties[row.rule].title, row.due, row.status))
    return [MyClue(row.number, row.offence, row.place, row.stage, bool(row.ongoing), row.office, tuple(limits[row.id]),
                   tuple(one for one in ("clue.site", "clue.stop_notice", "clue.conclude") if one in lawful(Stage(row.stage))))
            for row in rows]


def _at_it(action: str) -> Callable[[Desk, ClueRow], object]:
    return lambda desk, clue: permit_at_it(desk, clue, action)


def _may_stop(desk: Desk, clue: ClueRow) -> None:
    """A notice is printed long after it was given: only the right is asked."""
    try:
        permit_at_it(desk, clue, "clue.stop_notice")
    except ConflictError:
        if not notices_of(desk, clue.id):
            raise


def _team(desk: Desk, clue: ClueRow) -> dict[str, Any]:
    return {"free": may_verify(desk, clue), "team": team_of(desk, clue.id), "may_recuse": may(desk, clue, "clue.approve")}


def _site(desk: Desk, clue: ClueRow) -> dict[str, Any]:
    return {"team": team_of(desk, clue.id)}


def _appraise(desk: Desk, clue: ClueRow) -> dict[str, Any]:
    return {"opinions": appraisals_of(desk, clue.id), "waiting": waited_for(desk, clue.id)}


def _conclude(desk: Desk, clue: ClueRow) -> dict[str, Any]:
    return {"outcomes": list(Outcome), "checks": site_checks(desk, clue.id), "team": team_of(desk, clue.id),
            "waiting": waited_for(desk, clue.id)}


def _dispose(desk: Desk, clue: ClueRow) -> dict[str, Any]:
    proposal = proposal_of(desk, clue.id)
    return {"choices": may_follow(Outcome(clue.outcome)) if clue.outcome else (), "proposal": proposal,
            "may_decide": proposal is not None and may(desk, clue, "clue.approve")
            and proposal.proposed_by != desk.actor.label}


def _reply(desk: Desk, clue: ClueRow) -> dict[str, Any]:
    mail = bool(rows_among(desk, BY_MAIL, {"ids": [clue.id]}))
    return {"how": (*((BY_LETTER,) if mail else ()), BY_RECEIPT, *(BY_HAND if clue.named else ())),
            "last": answers_to(desk, [clue.id]).get(clue.id)}


PERMITS: dict[str, Callable[[Desk, ClueRow], object]] = {
    "clue.team": lambda desk, clue: clues.permit(desk, clue, "clue.verify", "clue.team"),
    "clue.site": lambda desk, clue: permit_team(desk, clue, "clue.site"),
    "clue.stop_notice": _may_stop,
    "clue.appraise": lambda desk, clue: clues.permit(desk, clue, "clue.approve", "clue.appraise"),
    "clue.conclude": lambda desk, clue: permit_team(desk, clue, "clue.conclude"),
    **{action: _at_it(action) for action in ("clue.dispose", "clue.reply", "clue.refer", "clue.ask")},
}
TOLD: dict[str, Callable[[Desk, ClueRow], dict[str, Any]]] = {
    "clue.team": _team, "clue.site": _site, "clue.appraise": _appraise, "clue.conclude": _conclude, "clue.dispose": _dispose,
    "clue.reply": _reply, "clue.stop_notice": lambda desk, clue: {"notices": notices_of(desk, clue.id)},
    "clue.refer": lambda desk, clue: {"referrals": referrals_of(desk, clue.id)},
    "clue.ask": lambda desk, clue: {"messages": messages_of(desk, clue.id)},
}
