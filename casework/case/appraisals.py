"""Appraisals that are out: which of them an opinion answers, or is withdrawn."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from casework.case.cases import CaseRow
from casework.desk import Desk
from foundation.errors import InvalidError

SENT, ENDED = "evidence.appraise", ("evidence.appraised", "evidence.appraise-withdraw")
WHICH = "appraisal"  # the field that names it
SAID = f"SELECT no, action, given FROM case_event WHERE case_id = :case AND action IN {(SENT, *ENDED)!r} ORDER BY no"
NUMBERED = re.compile(r"([0-9]{1,9})(?:\s.*)?", re.DOTALL)
SHORT = 60  # characters of what tells one from another


class Said(Protocol):
    """An event of a case with what was filled in; none for who may not read it."""

    @property
    def no(self) -> int:
        """Its number in the case."""

    @property
    def action(self) -> str:
        """What."""

    @property
    def fields(self) -> Mapping[str, Any] | None:
        """What was filled in."""


class _Event(NamedTuple):
    no: int
    action: str
    fields: Mapping[str, Any]


@dataclass(frozen=True)
class Appraisal:
    """A commission, by the number of its event."""

    no: int
    body: str
    question: str

    @property
    def title(self) -> str:
        """What it is chosen by: number, body, question."""
        return " ".join(f"{self.no} {self.body}：{self.question}".split())[:SHORT].strip()


def still_out(events: Iterable[Said]) -> list[Appraisal]:
    """What was commissioned and neither answered nor withdrawn, the oldest first.

    An answer of old that names none ends the oldest.
    """
    out: list[Appraisal] = []
    for one in events:
        told = one.fields or {}
        if one.action == SENT:
            out.append(Appraisal(one.no, str(told.get("body", "")), str(told.get("question", ""))))
        elif one.action in ENDED and out:
            out.remove(named(str(told.get(WHICH) or ""), out) or out[0])
    return out


def named(said: str, out: Sequence[Appraisal]) -> Appraisal | None:
    """The one that is meant, by the body of one alone, by number or title; the only one where nothing is said."""
    if not said:
        return out[0] if len(out) == 1 else None
    whose = [one for one in out if one.body == said]
    number = NUMBERED.fullmatch(said)
    found = whose or [one for one in out if number and one.no == int(number[1])]
    return found[0] if len(found) == 1 else None


def implied(desk: Desk, case: CaseRow, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Which one it is, so that the event says so; refused where several are out and none of them is named."""
    out = still_out(_Event(row.no, row.action, json.loads(row.given)["fields"]) for row in desk.rows(SAID, case=case.id))
    said = str(fields.get(WHICH) or "").strip()
    one = named(said, out)
    if one is None and out:
        raise InvalidError(f"No appraisal “{said[:SHORT]}” is out, or several are." if said
                           else "Several appraisals are out, and it is not said which one is meant.",
                           way_out=f"Fill in appraisal（鉴定委托） with one of {'、'.join(one.title for one in out)}.")
    return {} if one is None else {WHICH: one.title}
