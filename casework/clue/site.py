"""The site check (现场核查): what the team found on the spot, with pictures, position, and the state of the licence there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.act.evidence import keep_evidence
from casework.act.given import Recorded
from casework.act.places import Place
from casework.clue import clues
from casework.clue.acting import act_about
from casework.clue.clues import ClueRow, clue_of
from casework.clue.licence_state import licence_state
from casework.clue.team import permit_team
from casework.desk import Desk
from casework.file.files import refuse_missing

KIND = "clue_site_check"
FILLED_IN = ("team", "licence_state")  # by the system: who was there under which certificate, and what was licensed


def check_site(desk: Desk, number: str, fields: Mapping[str, Any], *, done_on: date | None = None, place: Place | None = None,
               files: Sequence[tuple[str, int]] = ()) -> Recorded:
    """Record a site check of the clue's team; an act still going on opens the duty to stop it that very day."""
    clue = clue_of(desk, number)
    team = permit_team(desk, clue, "clue.site")
    day = done_on or desk.today
    refuse_missing(desk.rulebook.acts[KIND], [name for name, _ in files])
    done = act_about(desk, clue, KIND, {
        **fields, "team": "、".join(f"{one.name}（{one.certificate}）" for one in team),
        "licence_state": licence_there(desk, clue, place, day)}, done_on=day)
    keep_evidence(desk, done.act_id, place=place, files=files)
    clues.change(desk, clue, ongoing=fields.get("ongoing") == "是")
    clues.record(desk, "clue.site", clue, act=done.act_id, ongoing=fields.get("ongoing") == "是")
    return done


def licence_there(desk: Desk, clue: ClueRow, place: Place | None, day: date) -> str:
    """The state of licences at a place on a day in words; without a position of the check by that of the clue."""
    longitude, latitude = (place.longitude, place.latitude) if place else (clue.longitude, clue.latitude)
    return licence_state(desk, longitude, latitude, clue.licence_no, day).words


def site_checks(desk: Desk, clue_id: int) -> int:
    """How many site checks of a clue stand."""
    return int(desk.scalar("SELECT count(*) FROM act WHERE kind = :kind AND subject_kind = 'clue' AND subject_id = :id"
                           " AND state = 'standing'", kind=KIND, id=clue_id))
