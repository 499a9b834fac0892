"""A clue is registered by the office where it lies, corrected and its subjects named meanwhile, or declined with a reason."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from casework.act.places import place_in_china
from casework.clue import clues
from casework.clue.accepting import LONGEST_LINE
from casework.clue.accused import name_accused, name_officers
from casework.clue.assigning import last_way, record_act
from casework.clue.clues import ClueRow, clue_of
from casework.clue.duties import close_duties
from casework.clue.identities import masked
from casework.clue.known import known_of
from casework.clue.linking import end_linked
from casework.clue.naming import lift, name
from casework.clue.passing import Ground, ground_of, said
from casework.clue.routing import Routed, route
from casework.desk import Desk
from casework.triggers import pull
from foundation.errors import InvalidError
from regulation.clue import TO_THE_SUPERIOR, Offence, Stage

PLACED = ("offence", "division_code", "longitude", "latitude", "licence_no")  # what competence follows from


@dataclass(frozen=True, repr=False)
class Corrected:
    """A clue's particulars as whoever registers it has them."""

    offence: Offence
    accused: str = ""
    division: str = ""
    longitude: float | None = None
    latitude: float | None = None
    licence: str = ""
    ongoing: bool = False
    major: bool = False


@dataclass(frozen=True)
class Registered:
    """What became of it: registered here; or the office that is competent instead; or the one to which it had to go."""

    number: str
    registered: bool
    competent: str | None = None  # an office's code: it is transferred there, or registered here next
    moved_to: str | None = None


def register(desk: Desk, number: str, given: Corrected | None = None, *, offices: Collection[str] = (),
             officers: Collection[str] = (), seen: int | None = None) -> Registered:
    """Register a clue (受理), corrected as given; offices and officers complained of are named.

    Where it is about this office it goes to the superior instead, at once. Where what was corrected makes another office
    competent the corrections stand, and it is not registered yet: it is transferred, or registered here all the same.
    """
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.register", "clue.register", seen=seen)
    columns = _columns(clue, given, known_of(desk, clue.id))
    name(desk, clue, offices=offices, officers=officers)
    now = clues.change(desk, clue, **columns) if columns else clue
    if now.offence in TO_THE_SUPERIOR and clue.offence not in TO_THE_SUPERIOR:
        name_officers(desk, [now])
    ground = ground_of(desk, now)
    if now.accused != clue.accused and name_accused(desk, [now], ground.facts, {clue.id: int(now.office_id or 0)}):
        ground = ground_of(desk, now)
    _refuse_unknown(ground, columns)
    moved = lift(desk, now, ground)
    if moved is not None:
        return Registered(number, False, moved_to=moved.office)
    routed = route(ground.facts, ground.clue)
    other = _other(desk, now, routed, columns)
    done = clues.change(desk, now, stage=now.stage if other else "registered", county_id=routed.county_id,
                        right_id=routed.right_id)
    if other is None:
        record_act(desk, "clue_registration", clue, int(clue.office_id or 0), decision="受理")
    clues.record(desk, "clue.corrected" if other else "clue.registered", done, changed=sorted(columns))
    return Registered(number, other is None, competent=other)


def decline(desk: Desk, number: str, *, reason: str, seen: int | None = None) -> None:
    """Decline a clue (不予受理) with a reason: nothing is owed about it any more but the reply to a named reporter."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.register", "clue.decline", seen=seen)
    why, office = said(desk, clue, reason), int(clue.office_id or 0)
    now = clues.change(desk, clue, stage=Stage.DECLINED.value, ended_on=desk.today, end_reason=why)
    record_act(desk, "clue_registration", clue, office, decision="不予受理", reason=why)
    record_act(desk, "clue_closing", clue, office, disposal="不予受理", reason=why)
    close_duties(desk, clue.id, "线索不予受理", but=("clue_reply",))
    clues.record(desk, "clue.declined", now)
    end_linked(desk, now)
    pull(desk, "clue_verify", "clue", clue.id)


def _columns(clue: ClueRow, given: Corrected | None, known: Collection[str]) -> dict[str, Any]:
    """The columns that are to be changed."""
    if given is None:
        return {}
    if max(len(given.accused), len(given.licence)) > LONGEST_LINE:
        raise InvalidError(f"A line has at most {LONGEST_LINE} characters.", way_out="Shorten it.")
    if (given.longitude is None) != (given.latitude is None):
        raise InvalidError("longitude and latitude come together", way_out="Give both, or none.")
    place = None if given.longitude is None or given.latitude is None else place_in_china(given.longitude, given.latitude)
    wanted = {"offence": given.offence.value, "accused": masked(given.accused.strip(), known, told=False) or None,
              "division_code": given.division.strip() or None, "longitude": place.longitude if place else None,
              "latitude": place.latitude if place else None, "licence_no": given.licence.strip() or None,
              "ongoing": given.ongoing, "major": given.major}
    return {column: value for column, value in wanted.items() if getattr(clue, column) != value}


def _refuse_unknown(ground: Ground, columns: dict[str, Any]) -> None:
    code = columns.get("division_code")
    if code is not None and code not in ground.facts.divisions:
        raise InvalidError(f"There is no division {code}.", way_out="Give its code, as 220221 or 220221100.")


def _other(desk: Desk, clue: ClueRow, routed: Routed, columns: dict[str, Any]) -> str | None:
    """The office that has become competent by what was corrected; one that was bound to it keeps it."""
    if routed.office_id in (None, clue.office_id) or not set(columns) & set(PLACED):
        return None
    if clue.transferred or last_way(desk, clue)[0] != "routed":
        return None
    return str(desk.scalar("SELECT code FROM party WHERE id = :id", id=routed.office_id))
