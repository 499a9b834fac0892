"""Documents of cases for tests: prepared as the flows do, signed by whoever holds each place, issued, or entered from paper."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir
from typing import Any

from casework.access import SYSTEM, Actor
from casework.case.cases import case_of
from casework.case.closing import missing_of
from casework.case.documents import DocumentRow, documents_of, form_for
from casework.case.facts import facts_of, limits_of
from casework.case.given import Given
from casework.case.issuing import issue
from casework.case.originals import register
from casework.case.papers import add, prepare, titles_of
from casework.case.particulars import particulars_of
from casework.case.receipts import MADE_BY, owed_before
from casework.case.signing import sign
from casework.desk import House
from casework.record.officers import actor_of
from documents.kinds import Role
from files.store import DiskStore, NoStore
from tests.casework.cases import Office
from tests.casework.town import at

SCAN = b"%PDF-1.4\n%%EOF\n"
SIGNS = {Role.HANDLER: "handler", Role.UNIT: "unit", Role.REVIEW: "legal", Role.LEGAL: "legal", Role.LEADER: "deputy",
         Role.HEADS: "deputy", Role.MAIN_LEADER: "leader"}


def keeping(house: House, folder: Path | None = None) -> House:
    """The house with a store for its files."""
    if folder is None and not isinstance(house.files, NoStore):
        return house
    return replace(house, files=DiskStore(folder or Path(gettempdir()) / "kuangjian-tests-files"))


def officer(house: House, office: Office, part: str) -> Actor:
    with at(house) as desk:
        return actor_of(desk, office.officer(part))


def prepared(house: House, number: str) -> list[DocumentRow]:
    """The documents of all moves, as the flows prepare them."""
    with at(house, SYSTEM) as desk:
        case = case_of(desk, number)
        told = particulars_of(desk, case)
        for event in told.events:
            prepare(desk, case, event.no, titles_of(desk, event, told.events))
    with at(house) as desk:
        return documents_of(desk, case_of(desk, number))


def paper(house: House, number: str, title: str) -> DocumentRow:
    """The last document of a title that is not void."""
    with at(house) as desk:
        return [one for one in documents_of(desk, case_of(desk, number)) if one.title == title and one.state != "void"][-1]


def signed(house: House, office: Office, number: str, title: str, parts: Sequence[str] = ()) -> DocumentRow:
    """The document with the signatures of its whole chain, by these officers or else by those who usually sign."""
    draft = paper(house, number, title)
    chain = form_for(draft).chain
    for part in parts or [SIGNS[role] for role in chain]:
        with at(house, officer(house, office, part)) as desk:
            sign(desk, number, draft.id, "同意。")
    return draft


def issued(house: House, office: Office, number: str, title: str) -> DocumentRow:
    """The document signed and issued today."""
    draft = signed(house, office, number, title)
    with at(house, officer(house, office, "handler")) as desk:
        return issue(desk, number, draft.id)


def on_paper(house: House, office: Office, number: str, titles: Sequence[str], on: date | None = None) -> None:
    """Documents that exist on paper, entered as originals."""
    drafts = [one for one in prepared(house, number) if one.state == "draft"]
    for title in titles:
        those = [one for one in drafts if one.title == title]
        with at(keeping(house), keeper(house, office, those)) as desk:
            for draft in those or [add(desk, number, title)]:
                register(desk, number, draft.id, "原件.pdf", BytesIO(SCAN), on=on or desk.today,
                         told=f"原〔2025〕{draft.id}号" if form_for(draft).character else "")


def keeper(house: House, office: Office, drafts: Sequence[DocumentRow]) -> Actor:
    """Who enters documents: a handler of the office whose they are, as the superior's own."""
    own = not drafts or drafts[0].office_id == office.town.county
    with at(house) as desk:
        return actor_of(desk, office.officer("handler") if own else office.town.officer(drafts[0].office_id))


def enter_what_is_missing(house: House, office: Office, number: str, action: str, fields: Mapping[str, Any]) -> None:
    """The documents without which a move is refused, as far as they were not issued."""
    if action not in MADE_BY and action != "archive.file":
        return
    with at(house) as desk:
        case = case_of(desk, number)
        if action == "archive.file":
            lacking = tuple(dict.fromkeys(title for title, _ in missing_of(desk, case)))
        else:
            facts = facts_of(desk, case, limits_of(desk, case.id), desk.today)
            lacking, _ = owed_before(desk, case, Given(action, desk.today, fields, facts))
        served = fields.get("served_on")
        on = min(desk.today, date.fromisoformat(served)) if isinstance(served, str) else None
    on_paper(house, office, number, lacking, on)
