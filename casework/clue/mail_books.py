"""The books of a mailbox: which of its messages were taken in, as what; what could not be is an office's work."""

from collections.abc import Iterable

from casework.bulk import chunks, run_among
from casework.desk import Desk
from foundation.errors import ConflictError, NotFoundError

TAKEN = ("clue", "reply", "again")
WRITE = """
INSERT INTO mail_taken (mailbox, validity, uid, digest, state, clue_id, error, at)
VALUES (:mailbox, :validity, :uid, :digest, :state, :clue, :error, :now)
ON CONFLICT (mailbox, validity, uid) DO UPDATE SET digest = excluded.digest, state = excluded.state, clue_id = excluded.clue_id,
    error = excluded.error, at = excluded.at WHERE mail_taken.state = 'set_aside'
"""
ITEM = ("INSERT INTO work_item (office_id, kind, open_key, text, created_at) VALUES (:office, :kind, :key, :text, :now)"
        " ON CONFLICT (open_key) DO NOTHING")
SETTLE = ("UPDATE work_item SET settled_at = :now, settled_by = 'system', note = :note, open_key = NULL"
          " WHERE open_key IN :keys")


def office_of(desk: Desk, code: str | None) -> int:
    """The office whose mailbox it is; the province where none is named."""
    found = desk.scalar("SELECT id FROM party WHERE level = 'province'") if code is None else desk.scalar(
        "SELECT id FROM party WHERE code = :code AND level <> 'holder'", code=code)
    if found is None:
        raise NotFoundError(f"There is no office {code}.", way_out="Name the mailbox's office in KUANGJIAN_INBOX_OFFICE.")
    return int(found)


def known(desk: Desk, mailbox: str, validity: int) -> dict[int, str]:
    """What became of messages, by their numbers."""
    rows = desk.rows("SELECT uid, state FROM mail_taken WHERE mailbox = :mailbox AND validity = :validity", mailbox=mailbox,
                     validity=validity)
    return {int(row.uid): row.state for row in rows}


def same_before(desk: Desk, digest: str) -> tuple[int | None] | None:
    """The clue of a message that said the same and was taken in; None if there was none."""
    rows = desk.rows("SELECT clue_id FROM mail_taken WHERE digest = :digest AND state IN ('clue', 'reply')", digest=digest)
    return (rows[0].clue_id,) if rows else None


def write(desk: Desk, place: tuple[str, int, int], digest: str, state: str, *, clue: int | None = None,
          error: str | None = None) -> None:
    """Write down what became of a message, in the same piece of work; refused where another run was quicker."""
    mailbox, validity, uid = place
    if desk.run(WRITE, mailbox=mailbox, validity=validity, uid=uid, digest=digest, state=state, clue=clue, error=error,
                now=desk.now) != 1:
        raise ConflictError("This message was taken in meanwhile.", way_out="Nothing more is to be done.")


def need(desk: Desk, office: int, kind: str, matter: str, text: str) -> bool:
    """Have an office see to a matter; one open item for each. Whether it is new."""
    return desk.run(ITEM, office=office, kind=kind, key=f"{kind}|{matter}", text=text, now=desk.now) > 0


def settle(desk: Desk, kind: str, matter: str, note: str) -> None:
    """The matter is seen to."""
    settle_each(desk, kind, [matter], note)


def settle_each(desk: Desk, kind: str, matters: Iterable[str], note: str) -> None:
    """These matters are seen to, by one statement however many they are."""
    for keys in chunks(f"{kind}|{matter}" for matter in matters):
        run_among(desk, SETTLE, {"keys": keys}, note=note, now=desk.now)
