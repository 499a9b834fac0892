"""What is sealed of a clue, read out of its seal: by whoever may, never on the way to anywhere else."""

import json
from dataclasses import dataclass

from casework.clue.accepting import Reporter
from casework.clue.clues import ClueRow
from casework.desk import Desk

SEALED = "SELECT content FROM clue_seal WHERE clue_id = :id"
MESSAGES = ("SELECT id, text, sealed FROM clue_message WHERE clue_id = :id AND side = 'reporter' AND sealed IS NOT NULL"
            " ORDER BY id")
FILES = "SELECT id, sealed_name, media_type, size FROM clue_file WHERE clue_id = :id ORDER BY id"
FIELDS = ("text", "accused", "place", "happened")  # of a clue, masked there and sealed as they came
MESSAGE = "message."  # and a number: what the reporter said afterwards


@dataclass(frozen=True, repr=False)
class SealedFile:
    """A file as it was called by whoever sent it."""

    id: int
    name: str
    media_type: str
    size: int


@dataclass(frozen=True, repr=False)
class Original:
    """What came in as it came, by field; who sent it; and further words that tell who he is."""

    said: dict[str, str]
    reporter: Reporter
    known: tuple[str, ...]
    files: tuple[SealedFile, ...]

    def words(self) -> tuple[str, ...]:
        """What officers never read, wherever it stands."""
        return tuple(word for word in (*self.reporter.words(), *self.known) if word.strip())


def original_of(desk: Desk, clue: ClueRow) -> Original:
    """Open the seal of a clue; who may and why is asked before."""
    seal = desk.house.seal
    kept = json.loads(seal.open(bytes(desk.rows(SEALED, id=clue.id)[0].content)))
    said = {name: str(kept.get(name, "")) for name in FIELDS}
    said |= {f"{MESSAGE}{row.id}": seal.open(bytes(row.sealed)).decode() for row in desk.rows(MESSAGES, id=clue.id)}
    files = tuple(SealedFile(row.id, seal.open(bytes(row.sealed_name)).decode(), row.media_type, row.size)
                  for row in desk.rows(FILES, id=clue.id))
    return Original(said, Reporter(**kept["reporter"]), tuple(kept.get("known", ())), files)


def masked_now(desk: Desk, clue: ClueRow) -> dict[str, str]:
    """The same fields as officers read them."""
    return ({name: getattr(clue, name) or "" for name in FIELDS}
            | {f"{MESSAGE}{row.id}": row.text for row in desk.rows(MESSAGES, id=clue.id)})
