"""Letters about clues: to the officer whose office has to act, by the ordinary post; to the reporter, at a sealed address."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence

from casework.bulk import add_rows, insert_rows, rows_among
from casework.clue.unseen import NAMED_OFFICERS
from casework.desk import Desk
from casework.letter.recipients import recipients_cte
from casework.triggers import pull
from models import Letter, LetterClue, ReporterLetter
from models.letter import CLUES

# Whoever is named in a clue is never written to about it: then it waits for the duties of the office.
# What is about an office or its people has a letter of its own, so that it can be kept from them alone.
TOLD = ("{recipients} SELECT c.id AS clue_id, c.office_id, r.officer_id, CASE WHEN EXISTS (SELECT 1 FROM clue_named n"
        " WHERE n.clue_id = c.id) THEN c.id ELSE 0 END AS apart FROM clue c JOIN recipient r"
        f" ON r.party_id = c.office_id WHERE c.id IN ({{ids}})"
        f" AND r.officer_id NOT IN ({NAMED_OFFICERS.format(clue='c.id')}) ORDER BY c.id")
WAITING = ("SELECT recipient_id, min(id) AS id FROM letter WHERE kind = 'clues' AND state = 'queued' AND written_at IS NULL"
           " AND recipient_id IN :officers AND NOT EXISTS (SELECT 1 FROM letter_clue x JOIN clue_named n"
           " ON n.clue_id = x.clue_id WHERE x.letter_id = letter.id) GROUP BY recipient_id")
# A letter that has not been written yet tells nothing of what went elsewhere meanwhile.
NOT_TOLD = ("DELETE FROM letter_clue WHERE clue_id IN ({ids}) AND letter_id IN"
            " (SELECT id FROM letter WHERE kind = 'clues' AND state = 'queued' AND written_at IS NULL)")
TOLD_ALREADY = "SELECT letter_id, clue_id FROM letter_clue WHERE letter_id IN :letters"
BY_MAIL = ("SELECT c.id, c.number, c.channel, s.content FROM clue c JOIN clue_seal s ON s.clue_id = c.id"
           " WHERE c.id IN :ids AND s.by_mail ORDER BY c.id")


def tell_offices(desk: Desk, ids: Sequence[int]) -> int:
    """Have the responsible officer of each clue's office written to, one letter for all that came together."""
    if not ids:
        return 0
    listed = ", ".join(str(int(one)) for one in ids)
    cte = recipients_cte(f"SELECT office_id FROM clue WHERE id IN ({listed})")
    rows = desk.rows(TOLD.format(recipients=cte, ids=listed), day=desk.today)
    by_letter = defaultdict(list)
    for row in rows:
        by_letter[(row.officer_id, row.apart)].append(row)
    if not by_letter:
        return 0
    officers = {officer for officer, _ in by_letter}
    waiting = {(row.recipient_id, 0): row.id for row in rows_among(desk, WAITING, {"officers": officers})}
    fresh = [one for one in by_letter if one not in waiting]
    waiting |= dict(zip(fresh, insert_rows(desk, Letter, [
        {"recipient_id": officer, "office_id": by_letter[(officer, apart)][0].office_id, "day": desk.today, "kind": CLUES,
         "state": "queued", "attempts": 0, "next_try_at": desk.now} for officer, apart in fresh]), strict=True))
    there = {(row.letter_id, row.clue_id) for row in rows_among(desk, TOLD_ALREADY, {"letters": list(waiting.values())})}
    add_rows(desk, LetterClue, [{"letter_id": waiting[one], "clue_id": row.clue_id}
                                for one, some in by_letter.items() for row in some
                                if (waiting[one], row.clue_id) not in there])
    pull(desk, "post_round")
    return len(fresh)


def tell_no_more(desk: Desk, ids: Sequence[int]) -> None:
    """Leave these clues out of the letters that have not been written yet: they lie elsewhere now."""
    desk.run(NOT_TOLD.format(ids=", ".join(str(int(one)) for one in ids)))


def thank_reporters(desk: Desk, ids: Sequence[int]) -> int:
    """Have those who gave an address told that their clue has come; how many letters."""
    rows = rows_among(desk, BY_MAIL, {"ids": ids}) if ids else []
    return write_reporters(desk, "received", [(row.id, row.number, row.content) for row in rows])


def write_reporters(desk: Desk, kind: str, clues: Sequence[tuple[int, str, bytes]],
                    said: Mapping[int, str] | None = None) -> int:
    """Queue a letter of a kind to the reporters of clues (number, sealed content), with what each is told: it names nobody."""
    from notifications.reporter import render_reporter
    letters = []
    for clue, number, content in clues:
        address = json.loads(desk.house.seal.open(bytes(content)))["reporter"]["email"].strip()
        told = render_reporter(kind, number=number, said=(said or {}).get(clue, ""),
                               follow=f"{desk.house.base_url}/report/follow")
        letters.append({"clue_id": clue, "kind": kind, "state": "queued", "sealed_to": desk.house.seal.shut(address.encode()),
                        "subject": told.subject, "text": told.text, "attempts": 0, "next_try_at": desk.now,
                        "written_at": desk.now})
    if letters:
        insert_rows(desk, ReporterLetter, letters)
        pull(desk, "post_round")
    return len(letters)
