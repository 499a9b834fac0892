"""Clues in the register that look like one which is just being told, as far as its reader may see them."""

from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace

from sqlalchemy import Date

from casework.clue.accepting import NewClue
from casework.clue.alike import COMPARED, Told, figures_on, most_alike, pairs_of
from casework.clue.clues import LIES_AT
from casework.clue.facts import facts_for
from casework.clue.identities import masked
from casework.clue.routing import route
from casework.clue.unseen import seen
from casework.desk import Desk
from casework.reach import Reach

TOLD = tuple(Told.__dataclass_fields__)
KNOWN = (f"SELECT {', '.join(f'c.{one}' for one in TOLD)}, c.number, c.stage FROM clue c JOIN party p ON p.id = {LIES_AT}"
         " WHERE c.received_on >= :since AND {seen}{near} ORDER BY c.id DESC LIMIT :most")
NEW = 0  # no clue has this id


@dataclass(frozen=True)
class Alike:
    """A clue in the register that looks like the one being told, in percent, and why."""

    number: str
    received_on: date
    stage: str
    text: str
    percent: int
    why: str


def alike_to(desk: Desk, new: NewClue) -> list[Alike]:
    """The clues most alike to one that is not in the register yet; where its county is known, of that county."""
    told = _as_told(desk, new)
    reach, figures = Reach(desk.actor), figures_on(desk)
    where, more = seen(reach)
    near = {} if told.county_id is None else {"county": told.county_id}
    rows = {row.id: row for row in desk.rows(
        KNOWN.format(seen=where, near=" AND c.county_id = :county" if near else ""), types={"received_on": Date()},
        since=desk.today - timedelta(days=figures["days"]), most=COMPARED, **near, **reach.values, **more)}
    known = [Told(**{name: getattr(row, name) for name in TOLD}) for row in rows.values()]
    parts = {one.id: pairs_of(one.text) for one in (told, *known)}
    return [Alike(rows[other].number, rows[other].received_on, rows[other].stage, rows[other].text, one.percent, one.why)
            for one, other in most_alike(told, known, parts, figures)]


def _as_told(desk: Desk, new: NewClue) -> Told:
    """What it is compared by; its place is found as intake will find it."""
    row = SimpleNamespace(id=NEW, offence=new.offence, licence_no=new.licence or None, longitude=new.longitude,
                          latitude=new.latitude, division_code=new.division or None, taken_by_id=new.office)
    facts, whence = facts_for(desk, [row])
    found = route(facts, whence[NEW])
    return Told(NEW, found.county_id, found.right_id, row.division_code, row.longitude, row.latitude, new.accused or None,
                masked(new.text, new.reporter.words()), desk.today, new.offence)
