"""Letters that have not left go on to whoever takes over, when the officer they were for has left."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date

from casework.bulk import insert_rows, run_many
from casework.desk import Desk
from casework.in_force import in_force
from casework.letter.recipients import recipients_cte
from casework.triggers import pull
from models import Letter

# What he was to be told, and what others were to be told in his stead and is not written yet.
TOLD = """
SELECT l.letter_id, l.duty_id, l.no, l.audience, l.party_id, l.stands_in_for_id, x.recipient_id
FROM letter x JOIN letter_line l ON l.letter_id = x.id
WHERE x.kind = 'digest' AND x.state IN ('queued', 'sending')
  AND (x.recipient_id = :id OR (l.stands_in_for_id = :id AND x.written_at IS NULL))
"""
RECIPIENTS = "SELECT party_id, officer_id, stands_in_for_id FROM recipient"
THERE = ("SELECT 1 FROM officer o WHERE o.id = :id AND o.email <> '' AND NOT o.email_fails AND NOT EXISTS"
         " (SELECT 1 FROM absence a WHERE a.officer_id = o.id AND a.first <= :today AND a.last >= :today)")
VOID = ("UPDATE letter SET state = 'void', error = '收件人已离任，转给接任人', lease_until = NULL"
        " WHERE recipient_id = :id AND kind = 'digest' AND state IN ('queued', 'sending')")
TAKE = "DELETE FROM letter_line WHERE letter_id = :letter AND duty_id = :duty AND no = :no AND audience = :audience"
GIVE = ("INSERT INTO letter_line (letter_id, duty_id, no, audience, party_id, stands_in_for_id, named)"
        " VALUES (:letter, :duty, :no, :audience, :party, :instead, :named) ON CONFLICT DO NOTHING")
LOST = ("INSERT INTO work_item (office_id, kind, open_key, text, created_at)"
        " SELECT coalesce(p.parent_id, p.id), 'no-address', 'no-address|' || p.id,"
        " p.name || '没有可以收信的人员或电子邮箱，提醒无法送达，请补登记。', :now FROM party p WHERE p.id = :party"
        " ON CONFLICT (open_key) DO NOTHING")


def hand_on(desk: Desk, officer_id: int, successor_id: int | None) -> int:
    """Give what an officer who has left was still to be told to the successor, or whoever is written to there now.

    His own letters are void; one that is on its way already may arrive all the same. The number of lines given on.
    """
    desk.lock("post")  # no letter is claimed or written meanwhile
    lines = desk.rows(TOLD, id=officer_id)
    told = [(line, who, instead) for line, who, instead in _told_now(desk, lines, officer_id, successor_id) if who is not None]
    letters = {who: _letter(desk, who) for who in sorted({who for _, who, _ in told})}
    run_many(desk, TAKE, [_key(line) for line in lines if line.recipient_id != officer_id])
    run_many(desk, GIVE, [{**_key(line), "letter": letters[who], "party": line.party_id, "instead": instead, "named": False}
                          for line, who, instead in told])
    reached = {line.party_id for line, _, _ in told}
    run_many(desk, LOST, [{"party": party, "now": desk.now} for party in sorted({line.party_id for line in lines} - reached)])
    desk.run(VOID, id=officer_id)
    if told:
        pull(desk, "post_round")
    return len(told)


def _key(line: Any) -> dict[str, Any]:
    return {"letter": line.letter_id, "duty": line.duty_id, "no": line.no, "audience": line.audience}


def _told_now(desk: Desk, lines: list[Any], officer_id: int, successor_id: int | None) -> list[tuple[Any, Any, int | None]]:
    """Each line with who is told now, and in whose stead; nobody where nobody can be."""
    if successor_id is not None and desk.scalar(THERE, id=successor_id, today=desk.today):
        # Whom he stood in for is stood in for by the successor; for himself nobody need stand in.
        return [(line, successor_id, None if line.stands_in_for_id in (officer_id, successor_id) else line.stands_in_for_id)
                for line in lines]
    parties = ", ".join(str(int(line.party_id)) for line in lines) or "0"
    now = {row.party_id: row for row in desk.rows(recipients_cte(parties) + RECIPIENTS, day=desk.today)}
    return [(line, now[line.party_id].officer_id, now[line.party_id].stands_in_for_id) if line.party_id in now
            else (line, None, None) for line in lines]


def _letter(desk: Desk, officer_id: int) -> int:
    """The digest of this officer that waits to be written; else a new one, of the last day of which he had none yet.

    One of an earlier day waits for the next chase, which makes it that day's: nobody gets two on one day.
    """
    rows = desk.rows("SELECT id, day, CASE WHEN state = 'queued' AND written_at IS NULL THEN 1 ELSE 0 END AS waits FROM letter"
                     " WHERE recipient_id = :id AND kind = 'digest' ORDER BY day DESC LIMIT 400", types={"day": Date()},
                     id=officer_id)
    if waiting := [row.id for row in rows if row.waits]:
        return int(waiting[0])
    taken = {row.day for row in rows}
    day: date = desk.today
    while day in taken:
        day -= timedelta(days=1)
    office = desk.scalar(f"SELECT office_id FROM post WHERE officer_id = :id AND {in_force('post')} ORDER BY id LIMIT 1",
                         id=officer_id, today=desk.today)
    return insert_rows(desk, Letter, [{"recipient_id": officer_id, "office_id": office, "day": day, "kind": "digest",
                                       "state": "queued", "attempts": 0, "next_try_at": desk.now}])[0]
