"""What is known of who sent a clue, so that nothing an office writes repeats it."""

import json

from casework.clue.identities import unnamed
from casework.desk import Desk

FAMILY = ("SELECT s.content FROM clue_seal s JOIN clue c ON c.id = s.clue_id, (SELECT coalesce(main_id, id) AS main FROM clue"
          " WHERE id = :id) f WHERE c.id = f.main OR c.main_id = f.main ORDER BY c.id")


def known_of(desk: Desk, clue_id: int) -> list[str]:
    """The words that tell who sent a clue, or one handled together with it, whose reporter reads the same answer."""
    opened = [json.loads(desk.house.seal.open(bytes(row.content))) for row in desk.rows(FAMILY, id=clue_id)]
    return [word for content in opened for word in (*content["reporter"].values(), *content["known"])
            if isinstance(word, str) and word.strip()]


def without_reporter(desk: Desk, clue_id: int, text: str) -> str:
    """What an office wrote about a clue, without the words that tell who sent it."""
    return unnamed(text.strip(), known_of(desk, clue_id))
