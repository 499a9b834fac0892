"""What a database says, whatever numbers its rows happen to have and at which minute it was written: to compare two."""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from casework.desk import Desk
from foundation.database import sql

SIZE = 2**256
# Numbers of rows within a text: links in letters, "act 17" in reasons.
NUMBERS = re.compile(r"(/duties/)\d+\?k=\w+|((?:act|duty|submission|letter|义务|记录|信件) ?)\d+|(letter\.)\d+\.\w+@[\w.]+")
# Journal details that are numbers of rows, or the secret of this installation.
ROW_NUMBERS = ("submission", "corrects", "officer", "substitute", "successor", "letter")
TABLES = {
    "duty": "SELECT id, status, times, done, round, chase_on, ended_on, end_reason, end_code, creditor_id, reckoning_id"
            " FROM duty",
    "reckoning": 'SELECT id, rule, period, start, "end", due, provisional, explanation, times, lapse_on FROM reckoning',
    "rung": "SELECT duty_id, round, no, day, chased_on, state FROM rung",
    "letter": "SELECT recipient_id, office_id, day, kind, state, to_address, subject, text FROM letter",
    "letter_line": "SELECT x.duty_id, x.no, x.audience, x.party_id, x.stands_in_for_id, x.named, l.recipient_id, l.day"
                   " FROM letter_line x JOIN letter l ON l.id = x.letter_id",
    "act": "SELECT id AS act_id, state, reason, fields, findings FROM act",
    "act_credit": "SELECT act_id, duty_id FROM act_credit",
    "submission": "SELECT duty_id, handed_in_on, state, reasons, fields, act_id FROM submission",
    "suspension": "SELECT duty_id, first, last, reason FROM suspension",
    "extension": "SELECT duty_id, n, unit, reason, approver FROM extension",
    "work_item": "SELECT office_id, kind, text, settled_by, note FROM work_item",
    "officer": "SELECT id AS officer_id, email, email_fails FROM officer",
    "post": "SELECT officer_id, office_id, role, valid_from, valid_to FROM post",
    "absence": "SELECT officer_id, first, last, substitute_id FROM absence",
    "party": "SELECT code, name, level, parent_id, valid_from, valid_to, mineral_rich FROM party",
    "mine": "SELECT code, name, holder_id, right_id, county_id, inspector_id, method, valid_from, valid_to FROM mine",
    "mineral_right": "SELECT licence_no, kind, name, holder_id, issuer_id, county_id, mineral, valid_from, valid_to"
                     " FROM mineral_right",
    "holiday": "SELECT day, working, name FROM holiday",
    "journal": "SELECT actor, action, office_id, entity, detail FROM journal",
}


@dataclass(frozen=True)
class Print:
    """How many rows a table has, and a number that stands for what they say, in whatever order."""

    rows: int
    digest: str


class _Names:
    """Numbers of rows as names that are the same in every database that says the same."""

    def __init__(self, desk: Desk) -> None:
        self.party = {row.id: row.code for row in desk.rows("SELECT id, code FROM party")}
        self.officer = {row.id: f"{row.name}@{self.party.get(row.office_id)}" for row in desk.rows(
            "SELECT o.id, o.name, (SELECT s.office_id FROM post s WHERE s.officer_id = o.id ORDER BY s.id LIMIT 1)"
            " AS office_id FROM officer o")}
        self.mine = {row.id: row.code for row in desk.rows("SELECT id, code FROM mine")}
        self.right = {row.id: row.licence_no for row in desk.rows("SELECT id, licence_no FROM mineral_right")}
        self.act = {row.id: f"{row.kind}|{self.party[row.party_id]}|{self._subject(row)}|{row.done_on}|{row.period}"
                    for row in desk.rows("SELECT id, kind, party_id, subject_kind, subject_id, done_on, period FROM act")}
        self.duty = {row.id: f"{row.rule}|{row.period}|{self.party[row.debtor_id]}|{self._subject(row)}" for row in desk.rows(
            "SELECT id, rule, period, debtor_id, subject_kind, subject_id FROM duty")}
        self.reckoning = {row.id: self._reckoning(row.key) for row in desk.rows("SELECT id, key FROM reckoning")}

    def _subject(self, row: Any) -> str:
        known: dict[str, Mapping[int, str]] = {
            "mine": self.mine, "mining_right": self.right, "exploration_right": self.right, "officer": self.officer,
            "inspector": self.officer, "act": getattr(self, "act", {})}
        names = known.get(row.subject_kind)
        return f"{row.subject_kind}:{names.get(row.subject_id) if names is not None else row.subject_id}"

    def _reckoning(self, key: str) -> str:
        shared, own, duty = key.partition("|duty ")
        number, _, version = duty.partition(".")
        return f"{shared}{own}{self.duty.get(int(number), number)}.{version}" if own else shared

    def of(self, column: str) -> Mapping[int, str] | None:
        """The names that the numbers of a column stand for."""
        return {
            "duty_id": self.duty, "act_id": self.act, "recipient_id": self.officer, "officer_id": self.officer,
            "stands_in_for_id": self.officer, "substitute_id": self.officer, "office_id": self.party,
            "party_id": self.party, "parent_id": self.party, "holder_id": self.party, "county_id": self.party,
            "issuer_id": self.party, "inspector_id": self.officer, "right_id": self.right, "creditor_id": self.party,
            "reckoning_id": self.reckoning,
        }.get(column)


def fingerprint(desk: Desk, tables: Mapping[str, str] = TABLES) -> dict[str, Print]:
    """Each table's print; two databases in which the same happened have the same ones."""
    names = _Names(desk)
    return {table: _print(_rows(desk, names, table, statement)) for table, statement in tables.items()}


def together(prints: Mapping[str, Print]) -> str:
    """One short word for all of them."""
    told = json.dumps({table: (one.rows, one.digest) for table, one in sorted(prints.items())})
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def _rows(desk: Desk, names: _Names, table: str, statement: str) -> Iterator[str]:
    result = desk.session.execute(sql(statement).execution_options(yield_per=10_000))
    told = [_teller(table, column, names) for column in result.keys()]  # noqa: SIM118
    for row in result:
        yield "\x1f".join(tell(value) for tell, value in zip(told, row, strict=True))


def _teller(table: str, column: str, names: _Names) -> Callable[[Any], str]:
    known = {"duty": names.duty, "reckoning": names.reckoning}.get(table) if column == "id" else names.of(column)
    if known is not None:
        return lambda value: str(known.get(value, value))
    if column == "detail":
        return _detail
    if column in ("text", "reason", "end_reason", "note", "subject"):
        return lambda value: "\n".join(sorted(_masked(str(value)).splitlines()))
    return lambda value: str(int(value)) if isinstance(value, bool) else str(value)


def _detail(text: str) -> str:
    kept = {name: value for name, value in json.loads(text).items() if name not in ROW_NUMBERS}
    return _masked(json.dumps(kept, ensure_ascii=False, sort_keys=True))


def _masked(text: str) -> str:
    return NUMBERS.sub(lambda found: next(filter(None, found.groups()), ""), text)


def _print(rows: Iterator[str]) -> Print:
    count, total = 0, 0
    for row in rows:
        count += 1
        total = (total + int.from_bytes(hashlib.sha256(row.encode()).digest(), "big")) % SIZE
    return Print(count, f"{total:064x}"[:16])
