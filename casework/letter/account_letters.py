"""Letters about accounts: queued for the post, their one-time links made as they leave and kept nowhere.

What is kept of such a letter has no link in it. Every attempt writes a new one, under a Message-ID of its own: a mailbox that
drops what it knows already would else keep the letter whose link holds no more.
"""

import secrets
from collections.abc import Sequence
from typing import Any

from casework.account.one_time import LINK_HOLDS, Link, make_links
from casework.bulk import rows_among, run_many
from casework.desk import Desk
from casework.triggers import pull
from foundation.clock import SHANGHAI
from notifications.account import AccountNotice, render_account
from notifications.letter import Rendered

TO = "FROM account a JOIN officer o ON o.id = a.officer_id WHERE {whose} AND a.closed_at IS NULL"
# One that waits for another try is tried at once; where there is none, a new one waits.
HASTEN = ("UPDATE letter SET next_try_at = :now WHERE kind NOT IN ('digest', 'clues', 'cases') AND state = 'queued'"
          f" AND recipient_id IN (SELECT o.id {TO})")
QUEUE = f"""
INSERT INTO letter (recipient_id, office_id, day, kind, state, attempts, next_try_at)
SELECT o.id, coalesce(
    (SELECT s.office_id FROM post s WHERE s.officer_id = o.id
     ORDER BY CASE WHEN s.valid_to IS NULL OR s.valid_to >= :today THEN 0 ELSE 1 END, s.id LIMIT 1),
    (SELECT p.id FROM party p WHERE p.level = 'province' LIMIT 1)), :today, :kind, 'queued', 0, :now
{TO} AND o.email <> '' AND NOT o.email_fails
  AND NOT EXISTS (SELECT 1 FROM letter l WHERE l.recipient_id = o.id
      AND l.kind NOT IN ('digest', 'clues', 'cases') AND l.state = 'queued')
"""
LETTERS = """
SELECT l.id, l.kind, a.id AS account_id, a.login, a.closed_at, o.name, o.email, o.demo, p.name AS office
FROM letter l JOIN officer o ON o.id = l.recipient_id JOIN party p ON p.id = l.office_id
LEFT JOIN account a ON a.officer_id = o.id WHERE l.id IN :ids ORDER BY l.id
"""
FILL = """
UPDATE letter SET subject = :subject, text = :text, html = :html, message_id = :message, to_name = :to_name,
    to_address = :to_address, written_at = :now WHERE id = :id
"""
VOID = "UPDATE letter SET state = 'void', error = '账号已关闭，信未发出', lease_until = NULL WHERE id = :id"


def queue(desk: Desk, kind: str, *, officer_id: int | None = None, login: str | None = None) -> bool:
    """Have a letter about an open account leave soon; whether there is such an account with an address to write to."""
    whose, of = ("a.login = :of", login) if officer_id is None else ("a.officer_id = :of", officer_id)
    waits = desk.run(HASTEN.format(whose=whose), now=desk.now, of=of)
    new = desk.run(QUEUE.format(whose=whose), today=desk.today, kind=kind, now=desk.now, of=of)
    if officer_id is not None and new + waits:
        pull(desk, "post_round")
    return bool(new + waits)


def write(desk: Desk, ids: Sequence[int], *, name: str, links: bool) -> tuple[dict[int, Rendered], list[int]]:
    """Write these letters for one attempt; what each says in full, by its number, and those void for a closed account.

    Without `links` no link is made, for nothing leaves.
    """
    rows = rows_among(desk, LETTERS, {"ids": ids})
    void = [row.id for row in rows if row.account_id is None or row.closed_at is not None]
    open_rows = [row for row in rows if row.id not in void]
    made = make_links(desk, {row.account_id: row.login for row in open_rows}) if links else {}
    full = {row.id: _rendered(desk, row, made.get(row.account_id)) for row in open_rows}
    run_many(desk, FILL, (_kept(desk, row, name) for row in open_rows))
    run_many(desk, VOID, ({"id": number} for number in void))
    return full, void


def _kept(desk: Desk, row: Any, name: str) -> dict[str, Any]:
    told = _rendered(desk, row, None)
    return {"id": row.id, "subject": told.subject, "text": told.text, "html": told.html, "to_name": row.name,
            "to_address": row.email, "message": f"<letter.{row.id}.{secrets.token_hex(6)}.{name}>", "now": desk.now}


def _rendered(desk: Desk, row: Any, link: Link | None) -> Rendered:
    return render_account(AccountNotice(
        kind=row.kind, recipient_name=row.name, office=row.office, login=row.login, demo=bool(row.demo),
        link=link.address(desk.house.base_url) if link else None, until=(desk.now + LINK_HOLDS).astimezone(SHANGHAI)))
