"""What became of a letter: sent, to be tried again, refused, given up, bounced; a lost one is the superior's work."""

from datetime import timedelta

from casework import journal
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError, NotFoundError
from notifications.bounce import Bounce
from notifications.post import Outcome, backoff

LOST = {
    "refused": "邮件服务器拒收，地址可能有误",
    "dead": "多次投递未成，已停止重试",
    "bounced": "邮件被退回",
}


def record(desk: Desk, letter_id: int, outcome: Outcome) -> str:
    """Write down an outcome at once, so that a kill in mid-batch loses nothing; the letter's new state."""
    desk.permit("letter.deliver")
    if outcome.kind == "sent":
        return _settle(desk, letter_id, "sent", None)
    if outcome.kind == "refused":
        return _lose(desk, letter_id, "refused", outcome.detail)
    attempts = int(desk.scalar("SELECT attempts FROM letter WHERE id = :id", id=letter_id))
    base = desk.rulebook.figures["letter_backoff_minutes"].on(desk.today)
    if outcome.kind == "unreachable":
        # The host is down: that is not the letter's fault and costs it no attempt.
        return _again(desk, letter_id, attempts - 1, backoff(1, base), outcome.detail)
    if attempts >= desk.rulebook.figures["letter_attempts"].on(desk.today):
        return _lose(desk, letter_id, "dead", outcome.detail)
    return _again(desk, letter_id, attempts, backoff(attempts, base), outcome.detail)


def _settle(desk: Desk, letter_id: int, state: str, error: str | None) -> str:
    desk.run("UPDATE letter SET state = :state, error = :error, lease_until = NULL,"
             " sent_at = CASE WHEN :state = 'sent' THEN :now ELSE sent_at END WHERE id = :id",
             state=state, error=error, now=desk.now, id=letter_id)
    return state


def _again(desk: Desk, letter_id: int, attempts: int, wait: timedelta, error: str) -> str:
    desk.run("UPDATE letter SET state = 'queued', attempts = :attempts, next_try_at = :then, error = :error,"
             " lease_until = NULL WHERE id = :id",
             attempts=max(attempts, 0), then=desk.now + wait, error=error, id=letter_id)
    return "queued"


def _lose(desk: Desk, letter_id: int, state: str, error: str) -> str:
    """The letter is lost: the superior office of whom it was for gets it as work, once."""
    _settle(desk, letter_id, state, error)
    row = desk.rows("SELECT l.recipient_id, o.name, p.id AS office_id, p.name AS office, p.parent_id FROM letter l"
                    " JOIN officer o ON o.id = l.recipient_id JOIN party p ON p.id = l.office_id WHERE l.id = :id",
                    id=letter_id)[0]
    if state != "dead":
        desk.run("UPDATE officer SET email_fails = true WHERE id = :id", id=row.recipient_id)
    desk.run("INSERT INTO work_item (office_id, kind, open_key, text, letter_id, created_at)"
             " VALUES (:office, :kind, :key, :text, :letter, :now) ON CONFLICT (open_key) DO NOTHING",
             office=row.parent_id or row.office_id, kind=f"letter-{state}", key=f"letter-{state}|{row.recipient_id}",
             text=f"{row.office}{row.name}的提醒信未能送达（{LOST[state]}）：{error}。请核实邮箱并另行通知。",
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
    found = desk.scalar("SELECT id FROM letter WHERE message_id = :message", message=bounce.message_id)
    if found is None:
        raise NotFoundError(f"No letter of this installation has the Message-ID {bounce.message_id}.",
                            way_out="Only bounces of our own letters can be taken in.")
    state = desk.scalar("SELECT state FROM letter WHERE id = :id", id=found)
    if state == "bounced":
        raise ConflictError(f"Letter {found} is marked as bounced already.", way_out="Nothing more is to be done.")
    _lose(desk, int(found), "bounced", bounce.diagnostic)
    return int(found)
