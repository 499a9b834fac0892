"""What is known of who sent a clue, so that nothing an office writes repeats it."""

import json
from collections.abc import Collection

from casework.bulk import rows_among
from casework.clue.identities import unnamed
from casework.desk import Desk

FAMILY = ("SELECT s.content FROM clue_seal s JOIN clue c ON c.id = s.clue_id, (SELECT coalesce(main_id, id) AS main FROM clue"
          " WHERE id = :id) f WHERE c.id = f.main OR c.main_id = f.main ORDER BY c.id")
# What is also a place or an office tells nothing of anybody, and notices need it.
PLACES = "SELECT name FROM party WHERE level <> 'holder' AND name IN :words UNION SELECT name FROM area WHERE name IN :words"


def known_of(desk: Desk, clue_id: int) -> list[str]:
    """The words that tell who sent a clue, or one handled together with it, whose reporter reads the same answer."""
    opened = [json.loads(desk.house.seal.open(bytes(row.content))) for row in desk.rows(FAMILY, id=clue_id)]
    words = list(dict.fromkeys(word for content in opened for word in (*content["reporter"].values(), *content["known"])
                               if isinstance(word, str) and word.strip()))
    places = {row.name for row in rows_among(desk, PLACES, {"words": words})} if words else set()
    return [word for word in words if word.strip() not in places]


def without_reporter(desk: Desk, clue_id: int, *written: str) -> tuple[str, ...]:
    """What an office wrote about a clue, each without the words that tell who sent it."""
    return without(known_of(desk, clue_id), *written)


def without(known: Collection[str], *written: str) -> tuple[str, ...]:
    """The same where the words are known already."""
    return tuple(unnamed(text.strip(), known) for text in written)
