"""The file of a case as one ZIP that can be checked without us: index, documents, evidence, events, journal with its seals."""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from casework.case.allowing import permit_papers
from casework.case.archive_index import TYPES, as_text, index_of
from casework.case.cases import CaseRow, case_of, record
from casework.case.documents import DocumentRow, documents_of
from casework.case.receipts import services_of
from casework.desk import Desk
from casework.journal import FIELDS, canonical

FORMAT = "kuangjian-case-1"
IN_MEMORY = 1 << 22  # bytes; a larger archive waits on the disk
PIECE = 1 << 20
EVENTS = "SELECT no, action, day, at, by, stage, given FROM case_event WHERE case_id = :case ORDER BY no"
EVIDENCE = ("SELECT e.no, e.kind, e.title, e.source, e.content, e.taken_on, e.sha256, f.name,"
            " e.struck_on, e.struck_reason FROM case_evidence e"
            " LEFT JOIN kept_file f ON f.id = e.file_id WHERE e.case_id = :case ORDER BY e.no")
JOURNAL = (f"SELECT {', '.join('j.' + one for one in FIELDS)}, s.previous, s.hash FROM journal j"
           " LEFT JOIN journal_seal s ON s.entry_id = j.id WHERE j.entity = 'case' AND j.entity_id = :case ORDER BY j.id")
UNUSABLE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass
class Parts:
    """What was written so far: by name its hash and size."""

    zip: ZipFile
    files: list[dict[str, Any]] = field(default_factory=list)

    def text(self, name: str, content: str) -> None:
        """A file of ours."""
        self._listed(name, iter([content.encode("utf-8")]), ZIP_DEFLATED)

    def kept(self, name: str, content: IO[bytes]) -> None:
        """A file as it lies in the store."""
        self._listed(name, iter(lambda: content.read(PIECE), b""), ZIP_STORED)

    def _listed(self, name: str, pieces: Iterator[bytes], how: int) -> None:
        digest, size = hashlib.sha256(), 0
        self.zip.compression = how
        with self.zip.open(name, "w", force_zip64=True) as target:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                target.write(piece)
        self.files.append({"name": name, "sha256": digest.hexdigest(), "size": size})


def export(desk: Desk, number: str) -> IO[bytes]:
    """The archive of a case that the actor may read, from its beginning; that it was taken out is journalled with its hash."""
    case = case_of(desk, number)
    permit_papers(desk, case)
    made: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  whoever sends it shuts it
    with ZipFile(made, "w") as packed:
        manifest = canonical(_written(desk, case, Parts(packed)))
        packed.compression = ZIP_DEFLATED
        packed.writestr("manifest.json", manifest)
    record(desk, "case.exported", case, manifest=hashlib.sha256(manifest.encode()).hexdigest())
    made.seek(0)
    return made


def manifest_of(content: IO[bytes]) -> dict[str, Any]:
    """The manifest of an archive that was just taken out."""
    with ZipFile(content) as packed:
        return dict(json.loads(packed.read("manifest.json")))


def _written(desk: Desk, case: CaseRow, parts: Parts) -> dict[str, Any]:
    """Write all parts; the manifest."""
    documents = documents_of(desk, case)
    evidence = desk.rows(EVIDENCE, types=TYPES, case=case.id)
    services = services_of(desk, case)
    at = _files(desk, documents, evidence, services, parts)
    parts.text("events.jsonl", _lines(desk.rows(EVENTS, types=TYPES, case=case.id)))
    entries = desk.rows(JOURNAL, types=TYPES, case=case.id)
    parts.text("journal.jsonl", _lines(entries))
    parts.text("案卷目录.json", index_of(desk, case, documents, evidence, services, at))
    sealed = sum(one.hash is not None for one in entries)
    return {"format": FORMAT, "case": case.number, "at": desk.now.isoformat(), "by": desk.actor.label, "files": parts.files,
            "journal": {"entries": len(entries), "sealed": sealed, "note": not_sealed(sealed, len(entries))}}


def not_sealed(sealed: int, entries: int) -> str | None:
    """Why not all entries of an archive are sealed, and what to do; none where all are."""
    if sealed == entries:
        return None
    return (f"{entries - sealed} of {entries} entries of the journal are not sealed yet: the health watch seals every ten"
            " minutes, `kuangjian journal export` at once. Take the archive again after that.")


def _files(desk: Desk, documents: list[DocumentRow], evidence: list[Any], services: list[Any],
           parts: Parts) -> dict[tuple[str, int], str]:
    """Write what was issued, void or not, the files of evidence, receipts of service; the name of each in the archive."""
    found: dict[tuple[str, int], str] = {}
    wanted = [("documents", n, one.id, one.sha256, one.file_name) for n, one in enumerate(documents, 1) if one.state != "draft"]
    wanted += [("evidence", one.no, one.no, one.sha256, one.name) for one in evidence]
    wanted += [("receipts", n, one.id, one.sha256, one.file_name) for n, one in enumerate(services, 1)]
    for folder, n, key, sha256, called in wanted:
        if sha256 is None:
            continue
        name = f"{folder}/{n:03d}-{UNUSABLE.sub('_', called or '')[-80:]}"
        with desk.house.files.open(sha256) as content:
            parts.kept(name, content)
        found[folder, key] = name
    return found


def _lines(rows: list[Any]) -> str:
    return "".join(canonical({name: as_text(value) for name, value in row._asdict().items()}) + "\n" for row in rows)
