"""What a patrol or an inspection has found becomes a clue in one step, with its place, licence and photographs; once each."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.access import allowed
from casework.act.seen import ActRow, fetch, line_of
from casework.bulk import rows_among
from casework.clue.accepting import LONGEST, LONGEST_LINE, Accepted, NewClue, accept
from casework.clue.clues import LIES_AT
from casework.clue.evidence import SealedFile, seal_file
from casework.clue.unseen import named_in, seen
from casework.desk import Desk
from casework.reach import Reach
from files.pictures import MEDIA_TYPES
from foundation.errors import ConflictError, InvalidError
from regulation.act_kind import ActKind, Finding
from regulation.clue import Channel, Offence

# What checks a mine or a licence is an inspection; all else that finds something has come upon it.
INSPECTIONS = ("mine_inspection", "daily_supervision", "annual_inspection", "annual_inspection_exploration", "plan_supervision")
EXPLORING = ("annual_inspection_exploration",)
OFFENCES = {"unlicensed": Offence.MINING_WITHOUT_LICENCE, "beyond_boundary": Offence.MINING_OUTSIDE_AREA,
            "unlawful_transfer": Offence.ILLEGAL_TRANSFER}
TAKEN = (f"SELECT c.id, c.number, c.source_finding, CASE WHEN {{seen}} THEN 1 ELSE 0 END AS seen FROM clue c"
         f" JOIN party p ON p.id = {LIES_AT} WHERE c.source_act_id IN :line")
MADE = "SELECT id FROM clue WHERE source_act_id IN :line AND source_finding = :code"
LICENCE = "SELECT r.licence_no, r.kind FROM mineral_right r WHERE r.id = {right}"
PICTURES = ("SELECT k.name, k.sha256 FROM kept_file k WHERE k.media_type IN :types AND k.id IN ("
            "SELECT f.file_id FROM act_file f WHERE f.act_id = :act UNION"
            " SELECT s.file_id FROM submission_file s JOIN submission b ON b.id = s.submission_id WHERE b.act_id IN :line)"
            " ORDER BY k.id")


@dataclass(frozen=True)
class Found:
    """A finding that can be a clue: the number of the one that it is, whether that may be looked at; or that it may be made."""

    code: str
    title: str
    number: str | None
    seen: bool
    may: bool


def found_by(desk: Desk, act: ActRow, kind: ActKind | None) -> list[Found]:
    """What an act has found that is or can become a clue; nothing of one that is about the reader."""
    findings = _clues_among(act, kind)
    if not findings:
        return []
    reach = Reach(desk.actor)
    where, more = seen(reach)
    rows = rows_among(desk, TAKEN.format(seen=where), {"line": line_of(desk, act.id)}, **reach.values, **more)
    taken, hidden = {row.source_finding: row for row in rows}, named_in(desk, desk.actor) if rows else frozenset()
    may = act.state == "standing" and allowed(desk.actor, "act.record", act.path)
    return [Found(one.code, one.title, row.number if row else None, bool(row and row.seen), may and row is None)
            for one in findings if (row := taken.get(one.code)) is None or row.id not in hidden]


def take_finding(desk: Desk, act_id: int, code: str) -> Accepted:
    """Take what an act has found into the register, by whoever records such acts there; a second time is refused."""
    act = fetch(desk, act_id)
    desk.permit("act.record", act.path)
    kind = desk.rulebook.acts.get(act.kind)
    finding = next((one for one in _clues_among(act, kind) if one.code == code), None)
    if kind is None or finding is None or act.state != "standing":
        raise InvalidError("This act has found nothing of the kind.", way_out="Open the act, and look at what it found.")
    line = line_of(desk, act.id)
    if desk.postgres:  # two who do it at once: the second waits here, and is refused
        desk.rows("SELECT id FROM act WHERE id = :id FOR UPDATE", id=line[0])
    if rows_among(desk, MADE, {"line": line}, code=code):
        raise ConflictError("This finding was made a clue already.", way_out="Open the act: its clue stands there.")
    return accept(desk, _clue(desk, act, kind, finding), files=_photographs(desk, act.id, line), receipt=False)


def _clues_among(act: ActRow, kind: ActKind | None) -> list[Finding]:
    codes = set(json.loads(act.findings))
    return [one for one in kind.findings if one.clue and one.code in codes] if kind else []


def _clue(desk: Desk, act: ActRow, kind: ActKind, finding: Finding) -> NewClue:
    licence, exploring = _licence(desk, act)
    offence = OFFENCES.get(finding.code, Offence.OTHER)
    if offence is Offence.MINING_WITHOUT_LICENCE and (exploring or kind.kind in EXPLORING):
        offence = Offence.EXPLORING_WITHOUT_LICENCE
    place = next(iter(desk.rows("SELECT longitude, latitude FROM act_place WHERE act_id = :act", act=act.id)), None)
    code = str(desk.scalar("SELECT code FROM party WHERE id = :id AND level <> 'holder'", id=act.party_id))
    return NewClue(
        Channel.INSPECTION if kind.kind in INSPECTIONS else Channel.PATROL, _text(act, kind, finding), offence,
        place=(act.about or "")[:LONGEST_LINE], division=code if code.isdecimal() else "", licence=licence or "",
        longitude=place.longitude if place else None, latitude=place.latitude if place else None,
        happened=f"{act.done_on}发现", office=act.party_id, source_act=act.id, source_finding=finding.code)


def _licence(desk: Desk, act: ActRow) -> tuple[str | None, bool]:
    """The licence of what the act was about, and whether it is one to explore."""
    right = {"mine": "(SELECT right_id FROM mine WHERE id = :id)", "mining_right": ":id", "exploration_right": ":id"}
    if act.subject_kind not in right:
        return None, False
    rows = desk.rows(LICENCE.format(right=right[act.subject_kind]), id=act.subject_id)
    return (rows[0].licence_no, rows[0].kind == "exploration") if rows else (None, False)


def _text(act: ActRow, kind: ActKind, finding: Finding) -> str:
    fields: Mapping[str, Any] = json.loads(act.fields)
    lines = [f"{act.party}{act.done_on}{kind.title}，发现：{finding.title}。", *([f"对象：{act.about}"] if act.about else [])]
    lines += [f"{field.title}：{_said(fields[field.name])}{field.unit or ''}" for field in kind.fields
              if fields.get(field.name) not in (None, "")]
    return "\n".join(lines)[:LONGEST]


def _said(value: object) -> str:
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _photographs(desk: Desk, act_id: int, line: Sequence[int]) -> list[SealedFile]:
    found = []
    for row in rows_among(desk, PICTURES, {"types": MEDIA_TYPES, "line": line}, act=act_id):
        with desk.house.files.open(row.sha256) as content:
            found.append(seal_file(desk.house, row.name, content))
    return found
