"""What an office writes to a reporter: its answer, and its questions; none of it repeats who he is."""

import json
from collections.abc import Collection, Sequence

from casework import journal
from casework.act.acts import bring
from casework.act.batches import bring_each
from casework.act.given import Recorded
from casework.bulk import insert_rows, rows_among
from casework.clue import clues
from casework.clue.acting import ready_about
from casework.clue.clues import SELECT, TYPES, ClueRow, clue_of
from casework.clue.known import known_of, without_reporter
from casework.clue.letters import BY_MAIL, write_reporters
from casework.clue.stopping import permit_at_it
from casework.desk import Desk
from casework.journal import Entry
from foundation.errors import ConflictError, InvalidError
from models import ClueMessage

KIND = "clue_reply"
BY_RECEIPT, BY_LETTER = "回执查询", "电子邮件"
LONGEST = 5000  # characters
# Clues handled together with this one whose named reporters wait for their answer.
LINKED = (f"{SELECT} WHERE c.main_id = :id AND EXISTS (SELECT 1 FROM duty d WHERE d.subject_kind = 'clue'"
          " AND d.subject_id = c.id AND d.rule = 'clue_reply' AND d.status IN ('open', 'suspended')) ORDER BY c.id")
ANSWERS = ("SELECT subject_id, fields FROM act WHERE kind = 'clue_reply' AND subject_kind = 'clue' AND state = 'standing'"
           " AND subject_id IN :ids ORDER BY id")


def reply(desk: Desk, number: str, *, way: str, text: str) -> Recorded:
    """Answer the reporter, and by the same words those of clues handled together with his; a letter goes where it can."""
    clue = clue_of(desk, number)
    permit_at_it(desk, clue, "clue.reply")
    _refuse_way(desk, clue, way)
    said = plain_words(desk, clue.id, text)
    # They are this office's to answer, at whatever office they came in.
    others = [ClueRow(**row._asdict()) for row in desk.rows(LINKED, types=TYPES, id=clue.id)]
    known = known_of(desk, clue.id)
    done = bring(desk, ready_about(desk, clue, KIND, {"way": way, "text": said}, known=known))
    bring_each(desk, [ready_about(desk, one, KIND, {"way": BY_RECEIPT, "text": said}, known=known) for one in others])
    clues.change(desk, clue, stage=clue.stage)
    desk.run("UPDATE clue SET version = version + 1 WHERE main_id = :id", id=clue.id)
    clues.record(desk, "clue.replied", clue, way=way)
    journal.note_each(desk, "clue.replied", "clue", [Entry(one.id, one.office_id, {"way": BY_RECEIPT}) for one in others])
    _write(desk, "outcome", [clue, *others] if way == BY_LETTER else others, said)
    return done


def ask(desk: Desk, number: str, text: str) -> int:
    """Ask the reporter something: he reads it by his receipt code, and by letter where he gave an address."""
    clue = clue_of(desk, number)
    permit_at_it(desk, clue, "clue.ask")
    said = plain_words(desk, clue.id, text)
    found = insert_rows(desk, ClueMessage, [{"clue_id": clue.id, "side": "office", "at": desk.now, "text": said,
                                             "sealed": None, "by": desk.actor.label}])[0]
    clues.record(desk, "clue.asked", clue)
    _write(desk, "question", [clue], said)
    return found


def answers_to(desk: Desk, clue_ids: Collection[int]) -> dict[int, str]:
    """The last answer to the reporter of each of these clues that had one."""
    rows = rows_among(desk, ANSWERS, {"ids": clue_ids}) if clue_ids else []
    return {row.subject_id: str(json.loads(row.fields)["text"]) for row in rows}


def plain_words(desk: Desk, clue_id: int, text: str) -> str:
    """What an office wrote, without the words that tell who sent the clue; refused where it says nothing, or too much."""
    if not text.strip() or len(text) > LONGEST:
        raise InvalidError(f"What is to be said is missing, or longer than {LONGEST} characters.", way_out="Write it down.")
    return without_reporter(desk, clue_id, text)[0]


def _refuse_way(desk: Desk, clue: ClueRow, way: str) -> None:
    if not clue.named and way != BY_RECEIPT:
        raise InvalidError("The reporter gave neither name nor address.", way_out="He reads the answer by his receipt code.")
    if way == BY_LETTER and not rows_among(desk, BY_MAIL, {"ids": [clue.id]}):
        raise ConflictError("The reporter gave no address to write to.", way_out="Choose another way.")


def _write(desk: Desk, kind: str, told: Sequence[ClueRow], said: str) -> None:
    rows = rows_among(desk, BY_MAIL, {"ids": [one.id for one in told]})
    write_reporters(desk, kind, [(row.id, row.number, row.content) for row in rows], {row.id: said for row in rows})
