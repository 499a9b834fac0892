"""What this reader can do to a clue now, and on which page: its stage and the table of access say it."""

from collections.abc import Collection

from casework.clue.clues import ClueRow, lawful_now, may
from casework.desk import Desk

# Where a move is made, and by which right of the clue's office.
PAGES: dict[str, tuple[str, str]] = {
    "clue.register": ("register", "clue.register"),
    "clue.decline": ("register", "clue.register"),
    "clue.assign": ("assign", "clue.assign"),
    "clue.transfer": ("transfer", "clue.transfer"),
    "clue.dispute": ("dispute", "clue.transfer"),
    "clue.designate": ("designate", "clue.designate"),
    "clue.link": ("link", "clue.link"),
    "clue.team": ("team", "clue.verify"),
    "clue.site": ("site", "clue.verify"),
    "clue.stop_notice": ("stop-notice", "clue.verify"),
    "clue.appraise": ("appraise", "clue.approve"),
    "clue.conclude": ("conclude", "clue.verify"),
    "clue.dispose": ("dispose", "clue.verify"),
    "clue.reply": ("reply", "clue.verify"),
    "clue.refer": ("refer", "clue.verify"),
    "clue.ask": ("ask", "clue.verify"),
    "clue.redact": ("redact", "clue.redact"),
}

OF_THE_TEAM = ("clue.site", "clue.conclude")
WITH_THE_TEAM = ("clue.stop_notice", "clue.dispose", "clue.reply", "clue.refer", "clue.ask")


def ways(desk: Desk, clue: ClueRow, team: Collection[int | None]) -> list[tuple[str, str]]:
    """The moves that are lawful for this reader now, each with the path of its page, in the order of the work.

    `team` are the officers who verify it, to whom some moves belong.
    """
    now = lawful_now(clue)
    verifies = desk.actor.only is None and desk.actor.officer_id in team
    found = [(action, _path(clue, page)) for action, (page, right) in PAGES.items()
             if action in now and _may(desk, clue, action, right, verifies=verifies)]
    if may(desk, clue, "clue.reveal"):
        found.append(("clue.reveal", _path(clue, "reveal")))
    if clue.outcome in ("true", "partly") and clue.disposal == "file" and may(desk, clue, "reward.propose"):
        found.append(("reward.propose", _path(clue, "reward")))
    return found


def _may(desk: Desk, clue: ClueRow, action: str, right: str, *, verifies: bool) -> bool:
    """By his right at the clue's office, or as one of its team, to whom some moves belong alone."""
    if action == "clue.reply" and not clue.named:
        return False
    if action in OF_THE_TEAM:
        return verifies
    return may(desk, clue, right) or (verifies and action in WITH_THE_TEAM)


def _path(clue: ClueRow, page: str) -> str:
    return f"/clues/{clue.number}/{page}"

