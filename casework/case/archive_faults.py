"""What can be wrong with an archive of a case: its entries, events and index held against one another and the journal."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.case.given import digest
from casework.journal import FIELDS, link, verify_lines

ISSUED = ("case.document_issued", "case.document_registered")


@dataclass(frozen=True)
class WholeJournal:
    """What the whole journal says: the hash of each entry, and the manifests of the archives that were taken out."""

    hashes: Mapping[int, str]
    exported: frozenset[str]


def whole_journal(lines: Iterable[str]) -> WholeJournal:
    """An export of the journal, its chain verified."""
    whole = list(lines)
    verify_lines(whole)
    entries = [json.loads(line) for line in whole]
    return WholeJournal({int(one["id"]): str(one["hash"]) for one in entries},
                    frozenset(json.loads(one["detail"])["manifest"] for one in entries if one["action"] == "case.exported"))


def against(entries: list[dict[str, Any]], manifest: str, known: WholeJournal) -> Iterator[str]:
    """What of an archive the whole journal tells otherwise."""
    for one in entries:
        if one["hash"] is not None and known.hashes.get(one["id"]) != one["hash"]:
            yield f"journal entry {one['id']} ({one['action']}): is another one in the journal"
    if manifest not in known.exported:
        yield "manifest.json: the journal knows of no archive like this; seal and export the journal after the archive"


def of_entries(entries: list[dict[str, Any]]) -> Iterator[str]:
    """Entries that are not what their seals say."""
    for one in entries:
        if one["hash"] is not None and link(str(one["previous"]), {name: one[name] for name in FIELDS}) != one["hash"]:
            yield f"journal entry {one['id']} ({one['action']}): was changed"
    ids = [one["id"] for one in entries]
    if ids != sorted(set(ids)):
        yield "journal entries: are not in their order"


def of_events(events: Iterable[Mapping[str, Any]], entries: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Each event has its entry and each entry its event, told alike: move, day, stage, who and when, what was filled in."""
    said = {told["no"]: ((one["actor"], one["at"]), told)
            for one in entries if one["action"] == "case.moved" and (told := json.loads(one["detail"]))}
    there = {one["no"]: one for one in events}
    yield from (f"event {no}: the journal knows it, but it is not there" for no in sorted(said.keys() - there.keys()))
    yield from (f"event {no}: the journal does not know it" for no in sorted(there.keys() - said.keys()))
    for no in sorted(said.keys() & there.keys()):
        one, (who, told) = there[no], said[no]
        yield from (f"event {no}: the journal tells {what} otherwise" for what, same in (
            ("its move, day or stage", (one["action"], one["day"], one["stage"]) == (told["move"], told["day"], told["stage"])),
            ("by whom or when it was recorded", (one["by"], one["at"]) == who),
            ("what was filled in", digest(one["given"]) == told.get("given"))) if not same)


def of_index(index: Mapping[str, Any], entries: list[dict[str, Any]], files: Mapping[str, str]) -> Iterator[str]:
    """Each document, item of evidence and receipt has the hash that the journal kept when it came, and so has its file."""
    told = [(one["action"], json.loads(one["detail"])) for one in entries]
    issued = {detail["sha256"] for action, detail in told if action in ISSUED}
    shown = {detail["sha256"] for action, detail in told if action == "case.exhibit"}
    proved = {detail["sha256"] for action, detail in told if action == "case.document_served" and "sha256" in detail}
    for name, known, rows in (("document", issued, index["documents"]), ("evidence", shown, index["evidence"]),
                              ("receipt", proved, index["services"])):
        there = {one["sha256"] for one in rows if one["sha256"]}
        yield from (f"{name} {one.get('number') or one['title']}: the journal keeps no such hash"
                    for one in rows if one["sha256"] and one["sha256"] not in known)
        yield from (f"{name}: one that the journal keeps is left out ({one[:12]}…)" for one in sorted(known - there))
        yield from (f"{name} {one['title']}: its file is not in the archive" for one in rows
                    if one["sha256"] and not one["file"])
        yield from (f"{name} {one['title']}: its file is another one" for one in rows
                    if one["sha256"] and one["file"] and files.get(one["file"]) != one["sha256"])
