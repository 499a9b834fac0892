"""The person at a holder's who is written to: added, given another address, or replaced."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from casework.bulk import add_rows, insert_rows, run_many
from casework.desk import Desk
from casework.record.addresses import addresses_withheld
from casework.record.holder_places import Placed
from foundation.errors import RefusedError
from models import Officer, Post


@dataclass(frozen=True)
class Contacts:
    """Holders that got a contact, and what changed at the others."""

    added: tuple[str, ...]
    changed: tuple[dict[str, Any], ...]


def merge_contacts(desk: Desk, placed: Sequence[Placed], holders: Mapping[str, int]) -> Contacts:
    """Make the sheet's first contact of each holder the one written to; rows without one change nothing."""
    wanted: dict[str, Placed] = {}
    for one in placed:
        if one.of["contact"] or one.of["email"]:
            wanted.setdefault(one.of["credit_code"], one)
    known = _known(desk)
    missing = {code: one for code, one in wanted.items() if holders[code] not in known}
    present = {code: (one, known[holders[code]]) for code, one in wanted.items() if holders[code] in known}
    replaced = {code: pair for code, pair in present.items()
                if pair[0].of["contact"] not in ("", pair[1].name)}
    moved = {code: pair for code, pair in present.items()
             if code not in replaced and pair[0].of["email"] not in ("", pair[1].email)}
    _refuse_withheld(desk, {old.officer_id: code for code, (_, old) in moved.items()})
    new = missing | {code: one for code, (one, _) in replaced.items()}
    _add(desk, {holders[code]: one for code, one in new.items()})
    run_many(desk, "UPDATE post SET valid_to = :last WHERE id = :id",
             [{"id": old.post_id, "last": desk.today - timedelta(days=1)} for _, old in replaced.values()])
    run_many(desk, "UPDATE officer SET email = :email, email_fails = :no WHERE id = :id",
             [{"id": old.officer_id, "email": one.of["email"], "no": False} for one, old in moved.values()])
    # Addresses and names of persons stay out of the journal.
    return Contacts(tuple(missing), (*({"contact_of": code, "what": "replaced"} for code in replaced),
                                     *({"contact_of": code, "what": "address"} for code in moved)))


def _refuse_withheld(desk: Desk, holders: Mapping[int, str]) -> None:
    if withheld := sorted(holders[one] for one in addresses_withheld(desk, holders.keys())):
        raise RefusedError("These holders' contacts have accounts, and their addresses are not yours to change:",
                           problems=tuple(withheld), way_out="Leave the addresses out, or ask who manages the accounts.")


def _known(desk: Desk) -> dict[int, Any]:
    rows = desk.rows(
        "SELECT s.id AS post_id, s.office_id, o.id AS officer_id, o.name, o.email FROM post s"
        " JOIN officer o ON o.id = s.officer_id WHERE s.role = 'holder'"
        " AND (s.valid_to IS NULL OR s.valid_to >= :today) ORDER BY s.id DESC", today=desk.today)
    return {row.office_id: row for row in rows}


def _add(desk: Desk, wanted: Mapping[int, Placed]) -> None:
    ids = insert_rows(desk, Officer, [
        {"name": one.of["contact"] or one.of["holder"], "email": one.of["email"] or None}
        for one in wanted.values()])
    add_rows(desk, Post, [
        {"officer_id": officer_id, "office_id": holder_id, "role": "holder", "valid_from": desk.today}
        for officer_id, holder_id in zip(ids, wanted, strict=True)])
