"""What became of a letter: sent, to be tried again, refused, given up, bounced; a lost one is the superior's work."""

import re
from datetime import timedelta

from casework import journal
from casework.desk import Desk
from casework.letter import reporter_post
from foundation.errors import ConflictError, InvalidError, NotFoundError
from models.letter import CASES, CLUES, DIGEST
from notifications.bounce import Bounce
from notifications.post import Outcome, backoff

# A server's reply may quote what it refuses; a one-time link is for nobody but the addressee.
LINK = re.compile(r"/password/[\w-]+")
LOST = {
    "refused": "邮件服务器拒收，地址可能有误",
    "dead": "多次投递未成，已停止重试",
    "bounced": "邮件被退回",
}


def record(desk: Desk, letter_id: int, outcome: Outcome, *, attempt: int | None = None) -> str:
    """Write down an outcome at once, so that a kill in mid-batch loses nothing; the letter's new state.

    `attempt` is the claim it belongs to: what another round has claimed or booked since is not overwritten, but for
    a letter that did leave.
    """
    desk.permit("letter.deliver")
    if outcome.kind == "sent":
        desk.run("UPDATE letter SET state = 'sent', sent_at = :now, error = NULL, lease_until = NULL WHERE id = :id",
                 now=desk.now, id=letter_id)
        return "sent"
    row = desk.rows("SELECT state, attempts FROM letter WHERE id = :id" + (" FOR UPDATE" if desk.postgres else ""),
                    id=letter_id)[0]
    if attempt is not None and (row.state, row.attempts) != ("sending", attempt):
        return str(row.state)
    detail = LINK.sub("/password/…", outcome.detail)
    if outcome.kind == "refused":
        return _lose(desk, letter_id, "refused", detail, mute=outcome.address)
    base = desk.rulebook.figures["letter_backoff_minutes"].on(desk.today)
    if outcome.kind == "unreachable":
        # The host is down: that is not the letter's fault and costs it no attempt.
        return _again(desk, letter_id, row.attempts - 1, backoff(1, base), detail)
    if row.attempts >= desk.rulebook.figures["letter_attempts"].on(desk.today):
        return _lose(desk, letter_id, "dead", detail, mute=False)
    return _again(desk, letter_id, row.attempts, backoff(row.attempts, base), detail)


def _again(desk: Desk, letter_id: int, attempts: int, wait: timedelta, error: str) -> str:
    desk.run("UPDATE letter SET state = 'queued', attempts = :attempts, next_try_at = :then, error = :error,"
             " lease_until = NULL WHERE id = :id",
             attempts=max(attempts, 0), then=desk.now + wait, error=error, id=letter_id)
    if attempts <= 0:  # it never left: what it says may change with what is done meanwhile
        desk.run("UPDATE letter SET written_at = NULL, subject = NULL, text = NULL, html = NULL, ics = NULL,"
                 " message_id = NULL WHERE id = :id", id=letter_id)
        desk.run("UPDATE letter_line SET named = :no WHERE letter_id = :id", no=False, id=letter_id)
    return "queued"


# Each office in whose name the recipient was told, with the one above it.
CAPACITIES = """
SELECT DISTINCT p.id AS office_id, p.name AS office, coalesce(p.parent_id, p.id) AS superior_id
FROM party p WHERE p.id IN (SELECT x.party_id FROM letter_line x WHERE x.letter_id = :id)
   OR (p.id = (SELECT l.office_id FROM letter l WHERE l.id = :id)
       AND NOT EXISTS (SELECT 1 FROM letter_line x WHERE x.letter_id = :id))
ORDER BY p.id
"""


def _lose(desk: Desk, letter_id: int, state: str, error: str, *, mute: bool) -> str:
    """The letter is lost: the superior of each office it was for gets it as work, once; a bad address is written to no more."""
    desk.run("UPDATE letter SET state = :state, error = :error, lease_until = NULL WHERE id = :id",
             state=state, error=error, id=letter_id)
    who = desk.rows("SELECT o.id, o.name, l.kind FROM letter l JOIN officer o ON o.id = l.recipient_id WHERE l.id = :id",
                    id=letter_id)[0]
    if mute:  # unless the address was mended meanwhile
        desk.run("UPDATE officer SET email_fails = :yes WHERE id = :who"
                 " AND email = coalesce((SELECT to_address FROM letter WHERE id = :id), email)",
                 yes=True, who=who.id, id=letter_id)
    what = {DIGEST: "提醒信", CLUES: "线索通知信", CASES: "案件通知信"}.get(who.kind, "账号信")
    for row in desk.rows(CAPACITIES, id=letter_id):  # one, or a few for who stands in for others
        desk.run("INSERT INTO work_item (office_id, kind, open_key, text, letter_id, created_at)"
                 " VALUES (:office, :kind, :key, :text, :letter, :now) ON CONFLICT (open_key) DO NOTHING",
                 office=row.superior_id, kind=f"letter-{state}", key=f"letter-{state}|{who.id}|{row.office_id}",
                 text=f"{row.office}{who.name}的{what}未能送达（{LOST[state]}）：{error}。请核实邮箱并另行通知。",
                 letter=letter_id, now=desk.now)
        journal.note(desk, f"letter.{state}", "letter", letter_id, office_id=row.office_id)
    return state


def bounced(desk: Desk, bounce: Bounce) -> int:
    """Take in a bounce: the letter it is about is marked, its superior gets the work; the letter's number."""
    desk.permit("letter.deliver")
    if bounce.action != "failed":
        raise InvalidError(f"The report says that delivery to {bounce.recipient} is {bounce.action}, not that it failed.",
                           way_out="Nothing is to be done: the mail server goes on trying.")
    if bounce.message_id is None:
        raise InvalidError("The report does not name the letter it is about.",
                           way_out="Look for the recipient in `kuangjian letters` and mend the address.")
    diagnostic = LINK.sub("/password/…", bounce.diagnostic)
    found = desk.scalar("SELECT id FROM letter WHERE message_id = :message", message=bounce.message_id)
    if found is None and (theirs := reporter_post.bounced(desk, bounce.message_id, diagnostic)) is not None:
        return theirs
    if found is None:
        raise NotFoundError(f"No letter of this installation has the Message-ID {bounce.message_id}.",
                            way_out="Only bounces of our own letters can be taken in.")
    state = desk.scalar("SELECT state FROM letter WHERE id = :id", id=found)
    if state == "bounced":
        raise ConflictError(f"Letter {found} is marked as bounced already.", way_out="Nothing more is to be done.")
    # Only an address that does not exist (5.1.x), or an unexplained failure, is written to no more; a full box may empty.
    _lose(desk, int(found), "bounced", diagnostic, mute=bounce.status.startswith(("5.1.", "5.0.")) or not bounce.status)
    return int(found)
