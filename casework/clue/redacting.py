"""What is masked is corrected: more is masked by whoever receives clues, less only by whoever has just read the original."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.clue import clues
from casework.clue.accepting import LONGEST, LONGEST_LINE
from casework.clue.clues import ClueRow, clue_of
from casework.clue.identities import MASK, known_in
from casework.clue.originals import FIELDS, MESSAGE, masked_now, original_of
from casework.clue.reports import CALLED, TEXT
from casework.clue.revealing import has_just_revealed
from casework.desk import Desk
from foundation.errors import ConflictError, InvalidError, RefusedError

OTHER = "〔遮蔽〕"
MASKS = re.compile("|".join(map(re.escape, (*MASK.values(), OTHER))))


@dataclass(frozen=True)
class Redacted:
    """A correction: how many fields changed, and whether something was unmasked."""

    number: str
    fields: int
    unmasked: bool


def permit_redact(desk: Desk, number: str) -> ClueRow:
    """The clue whose masks the actor may correct."""
    clue = clue_of(desk, number)
    clues.permit(desk, clue, "clue.redact", "clue.redact")
    return clue


def redact(desk: Desk, number: str, given: Mapping[str, str], *, seen: int) -> Redacted:
    """Correct what is masked: `given` by field, `seen` the version that was looked at; journalled without the words."""
    clue = permit_redact(desk, number)
    if clue.version != seen:
        raise ConflictError(f"{clue.number} was changed by somebody else meanwhile.",
                            way_out="Look at it again, then repeat what is still wanted.")
    now = masked_now(desk, clue)
    wanted = {name: _plain(said) for name, said in given.items() if name in now and _plain(said) != _plain(now[name])}
    if not wanted:
        raise InvalidError("Nothing was changed.", way_out=f"Put {OTHER} in place of what tells who sent it.")
    _refuse_bad(wanted)
    less = [name for name, said in wanted.items() if not masks(said, now[name])]
    if less:
        _refuse_unmasking(desk, clue, {name: wanted[name] for name in less})
    _write(desk, clue, wanted)
    clues.record(desk, "clue.redacted", clue, fields=sorted({name.partition(".")[0] for name in wanted}),
                 unmasked=bool(less))
    return Redacted(clue.number, len(wanted), bool(less))


def masks(said: str, original: str) -> bool:
    """Whether a text is the original with parts of it masked, and nothing else changed."""
    first, *pieces = MASKS.split(said)
    if not pieces:
        return said == original
    if not original.startswith(first):
        return False
    at = len(first)
    for piece in pieces[:-1]:  # each after something that its mask covers
        found = original.find(piece, at + 1)
        if found < 0:
            return False
        at = found + len(piece)
    return original.endswith(pieces[-1]) and len(original) - len(pieces[-1]) > at


def _refuse_unmasking(desk: Desk, clue: ClueRow, less: Mapping[str, str]) -> None:
    if not has_just_revealed(desk, clue):
        raise RefusedError("This unmasks something, or changes what was said.", way_out="Open the seal first, with a reason;"
                           " within half an hour after it what was masked wrongly can be mended.")
    original = original_of(desk, clue)
    strange = [name for name, said in less.items() if not masks(said, _plain(original.said[name]))]
    telling = [name for name, said in less.items() if known_in(said, original.words())]
    if strange or telling:
        raise InvalidError("This cannot stand so:", way_out="Take the words of the original, and mask who sent it.", problems=(
            *(f"{name.partition('.')[0]}: these are not the words of the original" for name in strange),
            *(f"{name.partition('.')[0]}: it tells who sent it" for name in telling)))


def _write(desk: Desk, clue: ClueRow, wanted: Mapping[str, str]) -> None:
    columns: dict[str, Any] = {name: wanted[name] or None for name in FIELDS if name in wanted}
    clues.change(desk, clue, **columns)  # of messages alone too: whoever looked at it before is told
    for name, said in wanted.items():
        if name.startswith(MESSAGE):  # a handful
            desk.run("UPDATE clue_message SET text = :text WHERE id = :id AND clue_id = :clue", text=said, clue=clue.id,
                     id=int(name.removeprefix(MESSAGE)))


def _plain(said: str) -> str:
    return said.replace("\r\n", "\n").strip()


def _refuse_bad(wanted: Mapping[str, str]) -> None:
    faults = [f"{name}（{CALLED.get(name, TEXT)}）: at most {most} characters" for name, said in wanted.items()
              if len(said) > (most := LONGEST if name == "text" or name.startswith(MESSAGE) else LONGEST_LINE)]
    if not wanted.get("text", "x"):
        faults.append("text: what happened is missing")
    if faults:
        raise InvalidError("This cannot stand so:", problems=tuple(faults), way_out="Mend these and send it again.")
