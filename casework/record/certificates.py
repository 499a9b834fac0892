"""Enforcement certificates (六（一） 持证上岗): who holds which, and who holds a valid one on a day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework import journal
from casework.bulk import insert_rows, rows_among
from casework.desk import Desk
from casework.in_force import in_force
from casework.reach import Reach
from casework.record.days import plausible, refuse_backwards
from casework.record.officers import permit_about
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models import Certificate

LONGEST = 60  # characters of a number
SELECT = ("SELECT c.id, c.officer_id, o.name, c.number, c.valid_from AS first, c.valid_to AS last FROM certificate c"
          " JOIN officer o ON o.id = c.officer_id")
DAYS = {"first": Date(), "last": Date()}


@dataclass(frozen=True)
class Held:
    """A certificate with whoever holds it, and its days, both included."""

    id: int
    officer_id: int
    name: str
    number: str
    first: date
    last: date | None


def add_certificate(desk: Desk, officer_id: int, *, number: str, first: date, last: date | None = None) -> int:
    """Write down a certificate that an officer was given; its id."""
    office_id = permit_about(desk, officer_id)
    refuse_backwards("certificate", first, last)
    plain = "".join(number.split())
    if not plain or len(plain) > LONGEST:
        raise InvalidError("A certificate needs its number.", way_out=f"Give it, in at most {LONGEST} characters.")
    if desk.scalar("SELECT 1 FROM certificate WHERE number = :number", number=plain):
        raise ConflictError(f"The certificate {plain} stands in the register already.", way_out="Look at its number again.")
    found = insert_rows(desk, Certificate, [
        {"officer_id": officer_id, "number": plain, "valid_from": first, "valid_to": last}])[0]
    journal.note(desk, "certificate.added", "certificate", found, office_id=office_id, officer=officer_id, number=plain,
                 first=first, last=last)
    return found


def end_certificate(desk: Desk, certificate_id: int, last_day: date) -> None:
    """Have a certificate end after a day, as when it is withdrawn; it is never made longer."""
    rows = desk.rows("SELECT officer_id, number, valid_from AS first FROM certificate WHERE id = :id", types=DAYS,
                     id=certificate_id)
    if not rows:
        raise NotFoundError(f"There is no certificate {certificate_id}.", way_out="Look at the officer's page.")
    office_id = permit_about(desk, rows[0].officer_id)
    refuse_backwards("certificate", rows[0].first, plausible(last_day))
    if not desk.run("UPDATE certificate SET valid_to = :last WHERE id = :id AND (valid_to IS NULL OR valid_to > :last)",
                    last=last_day, id=certificate_id):
        raise ConflictError("This certificate is over by then anyway.", way_out="Nothing is left to do.")
    journal.note(desk, "certificate.ended", "certificate", certificate_id, office_id=office_id, officer=rows[0].officer_id,
                 number=rows[0].number, last=last_day)


def certificates_of(desk: Desk, officer_id: int) -> list[Held]:
    """All that an officer holds and held, for whoever keeps his records; the latest first."""
    permit_about(desk, officer_id)
    rows = desk.rows(f"{SELECT} WHERE c.officer_id = :id ORDER BY c.valid_from DESC, c.id DESC", types=DAYS, id=officer_id)
    return [Held(*row) for row in rows]


def certificates_listed(desk: Desk) -> list[Held]:
    """The certificates of officers who serve where the actor keeps the records."""
    reach = Reach(desk.actor)
    rows = desk.rows(f"{SELECT} WHERE c.officer_id IN (SELECT s.officer_id FROM post s JOIN party p ON p.id = s.office_id"
                     f" WHERE {reach.of('records.change', 'p')}) ORDER BY c.number", types=DAYS, **reach.values)
    return [Held(*row) for row in rows]


def certified(desk: Desk, officers: Collection[int], day: date) -> dict[int, str]:
    """Those of these officers who hold a certificate valid on a day, with its number; of several the longest."""
    if not officers:
        return {}
    rows = rows_among(desk, f"SELECT c.officer_id, c.number FROM certificate c WHERE c.officer_id IN :ids"
                            f" AND {in_force('c', 'day')} ORDER BY c.officer_id, c.valid_to IS NULL, c.valid_to, c.id",
                      {"ids": officers}, day=day)
    return {row.officer_id: row.number for row in rows}
