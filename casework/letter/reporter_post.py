"""Letters to reporters in the outbox: claimed as a lease, their sealed address opened only as they leave, told to nobody.

To whoever has no receipt code, as his clue came by mail, one is made as the letter leaves; and so is a watcher's link. Until
the letter's fate is known this secret lies sealed beside the address, so that a letter in doubt goes out again as it was; then
it is kept nowhere.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from casework import journal
from casework.bulk import rows_among, run_many
from casework.clue.identities import masked
from casework.clue.receipts import new_code, plain_code
from casework.desk import Desk
from casework.house import instance_id
from foundation.database import Instant
from foundation.errors import BrokenError, ConflictError, UnavailableError
from foundation.tokens import digest_of, new_token
from notifications.message import Outgoing
from notifications.post import Outcome, backoff
from notifications.reporter import with_code, with_link
from notifications.settings import MailSender

CLAIM = """
UPDATE reporter_letter SET state = 'sending', lease_until = :lease, attempts = attempts + 1 WHERE id IN (
    SELECT l.id FROM reporter_letter l WHERE (l.state = 'queued' AND l.next_try_at <= :now)
        OR (l.state = 'sending' AND l.lease_until <= :now) ORDER BY l.next_try_at, l.id LIMIT :batch) RETURNING id
"""
LEASED = """
SELECT l.id, l.clue_id, l.watcher_id, l.sealed_to, l.message_id, l.subject, l.text, l.written_at, l.attempts,
    CASE WHEN l.watcher_id IS NOT NULL OR s.receipt IS NULL THEN 1 ELSE 0 END AS wanting
FROM reporter_letter l LEFT JOIN clue_seal s ON s.clue_id = l.clue_id WHERE l.id IN :ids AND l.state = 'sending' ORDER BY l.id
"""
ONE = ("SELECT l.state, l.attempts, l.clue_id, l.watcher_id, l.kind, l.sealed_to, c.number, coalesce(c.office_id,"
       " c.taken_by_id, w.office_id, (SELECT p.id FROM party p WHERE p.level = 'province')) AS office_id FROM reporter_letter l"
       " LEFT JOIN clue c ON c.id = l.clue_id LEFT JOIN watcher w ON w.id = l.watcher_id WHERE l.id = :id")
PUT_OFF = ("UPDATE reporter_letter SET state = 'queued', attempts = attempts - 1, next_try_at = :then, lease_until = NULL,"
           " error = '缺少密封密钥，地址无法打开' WHERE id = :id")
UNSEALED = timedelta(hours=1)
KINDS = {"received": "收件告知", "question": "补充询问", "outcome": "办理结果"}
LOST = {"refused": "邮件服务器拒收", "dead": "多次投递未成，已停止重试", "bounced": "邮件被退回"}


def claim(desk: Desk, *, batch: int) -> list[int]:
    """Lease letters that wait for their turn, or whose lease ran out with the process that held it; their ids."""
    desk.permit("letter.deliver")
    desk.lock("post")
    lease = desk.now + timedelta(minutes=desk.rulebook.figures["letter_lease_minutes"].on(desk.today))
    return sorted(row.id for row in desk.rows(CLAIM, lease=lease, now=desk.now, batch=batch))


def keep(desk: Desk, ids: Sequence[int]) -> int:
    """Where no mail host is, nothing leaves: the letters are kept, their addresses shut."""
    desk.permit("letter.deliver")
    return run_many(desk, "UPDATE reporter_letter SET state = 'kept', lease_until = NULL, attempts = 0"
                    " WHERE id = :id AND state = 'sending'", ({"id": one} for one in ids))


def leaving(desk: Desk, ids: Sequence[int], sender: MailSender) -> list[tuple[int, int, Outgoing]]:
    """The letters of a lease as they leave, with id and attempt: addresses opened, codes made where there were none."""
    desk.permit("letter.deliver")
    desk.lock("post")  # two letters about one clue make one code
    rows = rows_among(desk, LEASED, {"ids": ids}, types={"written_at": Instant()}) if ids else []
    name = f"{instance_id(desk)}@{urlsplit(desk.house.base_url).hostname or 'kuangjian.invalid'}"
    ready, changed, codes, links = [], [], dict[int, str](), dict[int, str]()
    for row in rows:
        try:
            address, secret = _opened(desk, row.sealed_to)
        except (BrokenError, UnavailableError):  # without its key nobody can be written to; the others are
            desk.run(PUT_OFF, id=row.id, then=desk.now + UNSEALED)
            continue
        if row.watcher_id is not None:
            secret = links[row.watcher_id] = secret or new_token()
        elif row.wanting and not secret and row.clue_id not in codes:
            secret = codes[row.clue_id] = new_code()
        message = row.message_id or f"<reporter.{row.id}.{secrets.token_hex(6)}.{name}>"
        changed.append({"id": row.id, "message": message, "sealed": _shut(desk, address, secret)})
        ready.append((row.id, row.attempts, _outgoing(desk, row, address, secret, message, sender)))
    run_many(desk, "UPDATE reporter_letter SET message_id = :message, sealed_to = :sealed WHERE id = :id", changed)
    run_many(desk, "UPDATE clue_seal SET receipt = :mark WHERE clue_id = :clue AND receipt IS NULL",
             ({"clue": clue, "mark": desk.house.seal.mark(plain_code(code))} for clue, code in codes.items()))
    run_many(desk, "UPDATE watcher SET link_digest = :digest WHERE id = :id",
             ({"id": watcher, "digest": digest_of(token)} for watcher, token in links.items()))
    return ready


def _outgoing(desk: Desk, row: Any, address: str, secret: str, message: str, sender: MailSender) -> Outgoing:
    written: datetime = row.written_at
    text = row.text
    if row.watcher_id is not None:
        text = with_link(text, f"{desk.house.base_url}/report/by/{secret}")
    elif secret:
        text = with_code(text, secret)
    return Outgoing(message_id=message, sender_name=sender.name, sender_address=sender.address, to_name="",
                    to_address=address, subject=row.subject, text=text, html="", ics="", date=written)


def _opened(desk: Desk, sealed: bytes) -> tuple[str, str]:
    """The address, and the secret that a letter whose fate is not known yet carries."""
    address, _, code = desk.house.seal.open(bytes(sealed)).decode().partition("\n")
    return address, code


def _shut(desk: Desk, address: str, code: str = "") -> bytes:
    return desk.house.seal.shut((f"{address}\n{code}" if code else address).encode())


def record(desk: Desk, letter_id: int, outcome: Outcome, *, attempt: int) -> str:
    """Write down an outcome at once; the letter's new state. What another round has claimed since is not overwritten."""
    desk.permit("letter.deliver")
    row = _one(desk, letter_id)
    address, _ = _opened(desk, row.sealed_to)
    if outcome.kind == "sent":
        desk.run("UPDATE reporter_letter SET state = 'sent', sent_at = :now, error = NULL, lease_until = NULL,"
                 " sealed_to = :sealed WHERE id = :id", now=desk.now, sealed=_shut(desk, address), id=letter_id)
        return "sent"
    if (row.state, row.attempts) != ("sending", attempt):
        return str(row.state)
    figures = {name: desk.rulebook.figures[name].on(desk.today) for name in ("letter_backoff_minutes", "letter_attempts")}
    if outcome.kind == "refused" or (outcome.kind != "unreachable" and row.attempts >= figures["letter_attempts"]):
        return _lose(desk, letter_id, "refused" if outcome.kind == "refused" else "dead", outcome.detail)
    # Where the host is down, that is not the letter's fault and costs it no attempt.
    tries = row.attempts - 1 if outcome.kind == "unreachable" else row.attempts
    desk.run("UPDATE reporter_letter SET state = 'queued', attempts = :tries, next_try_at = :then, error = :error,"
             " lease_until = NULL WHERE id = :id", tries=tries, error=_unnamed(address, outcome.detail), id=letter_id,
             then=desk.now + backoff(max(tries, 1), figures["letter_backoff_minutes"]))
    return "queued"


def bounced(desk: Desk, message_id: str, detail: str) -> int | None:
    """A letter came back: it is work for the office, which learns no address; None if it is not to a reporter."""
    rows = desk.rows("SELECT id, state FROM reporter_letter WHERE message_id = :message", message=message_id)
    if not rows:
        return None
    if rows[0].state == "bounced":
        raise ConflictError(f"Letter {rows[0].id} is marked as bounced already.", way_out="Nothing more is to be done.")
    _lose(desk, rows[0].id, "bounced", detail)
    return int(rows[0].id)


def _lose(desk: Desk, letter_id: int, state: str, detail: str) -> str:
    row = _one(desk, letter_id)
    address, code = _opened(desk, row.sealed_to)
    if code and row.clue_id is not None:  # it never came to him: the next letter brings another
        desk.run("UPDATE clue_seal SET receipt = NULL WHERE clue_id = :clue AND receipt = :mark", clue=row.clue_id,
                 mark=desk.house.seal.mark(plain_code(code)))
    error = _unnamed(address, detail)
    desk.run("UPDATE reporter_letter SET state = :state, error = :error, lease_until = NULL, sealed_to = :sealed"
             " WHERE id = :id", state=state, error=error, sealed=_shut(desk, address), id=letter_id)
    whose = f"线索{row.number}致举报人的{KINDS[row.kind]}信" if row.clue_id else f"社会监督员（编号{row.watcher_id}）的链接信"
    text = f"{whose}未能送达（{LOST[state]}）：{error}。请按其留下的其他方式告知。"
    desk.run("INSERT INTO work_item (office_id, kind, open_key, text, created_at) VALUES (:office, :kind, :key, :text, :now)"
             " ON CONFLICT (open_key) DO NOTHING", office=row.office_id, kind=f"letter-{state}",
             key=f"reporter-letter|{row.clue_id or ''}|{row.watcher_id or ''}", text=text, now=desk.now)
    journal.note(desk, f"letter.{state}", "clue" if row.clue_id else "watcher", row.clue_id or row.watcher_id,
                 office_id=row.office_id)
    return state


def _one(desk: Desk, letter_id: int) -> Any:
    return desk.rows(ONE + (" FOR UPDATE OF l" if desk.postgres else ""), id=letter_id)[0]


def _unnamed(address: str, detail: str) -> str:
    """What a server said, without the address that it quotes, or the part of it before the @."""
    return masked(detail, (address, address.partition("@")[0]))[:300]
