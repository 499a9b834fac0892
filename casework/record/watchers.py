"""Who helps to watch (三（三）: 监察专员、协管员、信息员、青年志愿者): a register with areas, and a personal link to report by.

Of a link only the digest is kept; which watcher a clue came from stands in its seal alone.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.access import allowed
from casework.bulk import insert_rows
from casework.clue.accepting import Reporter
from casework.desk import Desk
from casework.duty.duties import LARGEST
from casework.in_force import in_force
from casework.record.days import refuse_backwards
from casework.record.parties import find_party
from casework.triggers import pull
from foundation.errors import ConflictError, InvalidError, NotFoundError
from foundation.tokens import digest_of, new_token
from models import ReporterLetter
from models import Watcher as Row

KINDS = ("supervisor", "assistant", "informant", "volunteer")
ACTION = "watcher.keep"
LONGEST = 60  # characters of a name or a telephone number
SELECT = ("SELECT w.id, w.kind, w.name, w.phone, w.email, w.area_code, w.valid_from, w.valid_to, w.link_digest, w.office_id,"
          " p.path FROM watcher w JOIN party p ON p.id = w.office_id WHERE w.id = :id")
AREA = ("SELECT name FROM party WHERE code = :code AND level <> 'holder' AND path LIKE :below"
        " UNION SELECT a.name FROM area a JOIN party p ON p.id = a.office_id WHERE a.code = :code AND p.path LIKE :below")
BY_LINK = f"SELECT w.id, w.name, w.phone, w.email FROM watcher w WHERE w.link_digest = :digest AND {in_force('w')}"


@dataclass(frozen=True)
class NewWatcher:
    """Somebody to be entered; `area` is a division's code at or below the office, or nothing for all of it."""

    kind: str
    name: str
    office: str  # its code or name
    since: date
    phone: str = ""
    email: str = ""
    area: str = ""
    until: date | None = None


@dataclass(frozen=True, repr=False)
class Watching:
    """Whose link was followed."""

    id: int
    reporter: Reporter


def add_watcher(desk: Desk, new: NewWatcher) -> tuple[int, str]:
    """Enter a watcher; his number, and the token of his link, told this once."""
    office = find_party(desk, new.office, ACTION)
    desk.permit(ACTION, office.path)
    if office.level == "holder":
        raise InvalidError(f"{office.name} is no office.", way_out="Name the office for which he watches.")
    _refuse_bad(new)
    _refuse_elsewhere(desk, new.area, office.path)
    token = new_token()
    number = insert_rows(desk, Row, [{
        "kind": new.kind, "name": new.name.strip(), "phone": new.phone.strip() or None, "email": new.email.strip() or None,
        "office_id": office.id, "area_code": new.area.strip() or None, "valid_from": new.since, "valid_to": new.until,
        "link_digest": digest_of(token)}])[0]
    journal.note(desk, "watcher.added", "watcher", number, office_id=office.id)
    return number, token


def _refuse_bad(new: NewWatcher) -> None:
    faults = []
    if new.kind not in KINDS:
        faults.append("kind: what he is is missing")
    if not new.name.strip():
        faults.append("name: it is missing")
    if max(len(new.name), len(new.phone)) > LONGEST:
        faults.append(f"name and phone: at most {LONGEST} characters")
    if new.email.strip() and ("@" not in new.email or len(new.email.split()) > 1 or len(new.email) > 2 * LONGEST):
        faults.append("email: this is no mail address")
    if faults:
        raise InvalidError("This watcher is not right:", problems=tuple(faults), way_out="Mend these and send it again.")
    refuse_backwards("service", new.since, new.until)


def _refuse_elsewhere(desk: Desk, area: str, path: str) -> None:
    if area.strip() and not desk.rows(AREA, code=area.strip(), below=f"{path}%"):
        raise InvalidError("There is no such area in this office's reach.",
                           way_out="Give the code of a division at or below the office, or leave it empty.")


def end_watcher(desk: Desk, watcher_id: int, last: date) -> None:
    """His service ends with a day; from the next one his link opens nothing."""
    row = watcher_of(desk, watcher_id)
    refuse_backwards("service", row.valid_from, last)
    desk.run("UPDATE watcher SET valid_to = :last WHERE id = :id", last=last, id=watcher_id)
    journal.note(desk, "watcher.ended", "watcher", watcher_id, office_id=row.office_id, last=last.isoformat())


def set_area(desk: Desk, watcher_id: int, area: str) -> None:
    """Give him another area, or all of the office's."""
    row = watcher_of(desk, watcher_id)
    _refuse_elsewhere(desk, area, row.path)
    desk.run("UPDATE watcher SET area_code = :area WHERE id = :id", area=area.strip() or None, id=watcher_id)
    journal.note(desk, "watcher.area", "watcher", watcher_id, office_id=row.office_id, area=area.strip())


def new_link(desk: Desk, watcher_id: int) -> str:
    """Another link, told this once; the one before opens nothing any more."""
    row = _serving(desk, watcher_id)
    _refuse_under_way(desk, watcher_id)
    token = new_token()
    desk.run("UPDATE watcher SET link_digest = :digest WHERE id = :id", digest=digest_of(token), id=watcher_id)
    journal.note(desk, "watcher.link", "watcher", watcher_id, office_id=row.office_id)
    return token


def send_link(desk: Desk, watcher_id: int) -> None:
    """Have another link written to his mail address; it is made as the letter leaves, and seen by nobody else."""
    from notifications.reporter import render_watcher
    row = _serving(desk, watcher_id)
    if not row.email:
        raise InvalidError("No mail address of his is known.", way_out="Give him a new link by hand.")
    if not desk.house.mails:
        raise InvalidError("This installation sends no letters.", way_out="Give him a new link by hand.")
    _refuse_under_way(desk, watcher_id)
    told = render_watcher()
    insert_rows(desk, ReporterLetter, [{
        "watcher_id": watcher_id, "kind": "watcher_link", "state": "queued", "subject": told.subject, "text": told.text,
        "sealed_to": desk.house.seal.shut(row.email.encode()), "attempts": 0, "next_try_at": desk.now, "written_at": desk.now}])
    pull(desk, "post_round")
    journal.note(desk, "watcher.link", "watcher", watcher_id, office_id=row.office_id, way="mail")


def _refuse_under_way(desk: Desk, watcher_id: int) -> None:
    """A letter that still leaves would make the link void that is given meanwhile."""
    if desk.rows("SELECT 1 FROM reporter_letter WHERE watcher_id = :id AND state IN ('queued', 'sending')", id=watcher_id):
        raise ConflictError("A letter with his link is on its way already.", way_out="Wait until it has left.")


def by_link(desk: Desk, token: str) -> Watching:
    """Whose link this is, while he serves; any other leads nowhere."""
    desk.permit("clue.send")
    rows = desk.rows(BY_LINK, digest=digest_of(token), today=desk.today)
    if not rows:
        raise NotFoundError("This link opens nothing any more.",
                            way_out="Ask the office that gave it to you for another; anybody may report at /report.")
    return Watching(rows[0].id, Reporter(rows[0].name, rows[0].phone or "", rows[0].email or ""))


def watcher_of(desk: Desk, watcher_id: int) -> Any:
    """A watcher whom the actor keeps; any other does not exist."""
    dates = {"valid_from": Date(), "valid_to": Date()}
    rows = desk.rows(SELECT, types=dates, id=watcher_id) if 0 < watcher_id <= LARGEST else []
    if not rows or not allowed(desk.actor, ACTION, rows[0].path):
        raise NotFoundError(f"There is no watcher {watcher_id}.", way_out="The register lists those you keep.")
    return rows[0]


def _serving(desk: Desk, watcher_id: int) -> Any:
    row = watcher_of(desk, watcher_id)
    if row.valid_to is not None and row.valid_to < desk.today:
        raise ConflictError("He serves no more.", way_out="Enter him again, if he does.")
    return row
