"""Addresses that mail can reach, and whose may be changed by whom."""

import re
from collections.abc import Collection

from casework.bulk import chunks, rows_among
from casework.desk import Desk
from casework.record.officers import in_keeping
from foundation.errors import InvalidError

ADDRESS = re.compile(r"[^@\s<>,;:\"]+@[^@\s<>,;:\".]+(\.[^@\s<>,;:\".]+)+")


def usable_address(email: str | None) -> str | None:
    """The address without blanks, None for none; refused when no mail could be sent to it."""
    address = (email or "").strip()
    if address and not ADDRESS.fullmatch(address):
        raise InvalidError(f"{address!r} is not a mail address.", way_out="Write it as name@example.cn.")
    return address or None


def addresses_withheld(desk: Desk, officers: Collection[int]) -> set[int]:
    """Those of these officers whose address the actor may not change: one-time links to an open account go to it."""
    holding = {row.officer_id for piece in chunks(officers) for row in rows_among(
        desk, "SELECT officer_id FROM account WHERE closed_at IS NULL AND officer_id IN :ids", {"ids": piece})}
    return holding - in_keeping(desk, holding, "account.manage")
