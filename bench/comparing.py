"""Whether two databases hold the same, the numbers that rows happen to get left aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import text

from foundation.database import open_engine

DUTY = "d.rule, d.period, d.debtor_id, d.subject_kind, d.subject_id"
OF_DUTY = "JOIN duty d ON d.id = x.duty_id"
TABLES = {
    "reckoning": "SELECT key, rule, period, effective_from, start, \"end\", opens, due, provisional, explanation, reports_on,"
                 " times, joins_until, chase_from, lapse_on FROM reckoning",
    "reckoning_rung": "SELECT k.key, x.no, x.audience, x.day FROM reckoning_rung x JOIN reckoning k ON k.id = x.reckoning_id",
    "duty": f"SELECT {DUTY}, k.key, d.creditor_id, d.times, d.done, d.status, d.chase_on, d.round, d.ended_on, d.end_reason,"
            " d.end_code, d.version, d.cause_id FROM duty d JOIN reckoning k ON k.id = d.reckoning_id",
    "rung": f"SELECT {DUTY}, x.round, x.no, x.day, x.chased_on, x.state FROM rung x {OF_DUTY}",
    "letter": "SELECT recipient_id, office_id, day, kind, state, message_id, text, written_at, attempts, next_try_at,"
              " lease_until, error, sent_at FROM letter",
    "letter_line": f"SELECT l.recipient_id, l.day, {DUTY}, x.no, x.audience, x.party_id, x.stands_in_for_id, x.named"
                   f" FROM letter_line x JOIN letter l ON l.id = x.letter_id {OF_DUTY}",
    "work_item": "SELECT office_id, kind, open_key, text, letter_id, created_at, settled_at FROM work_item",
    "journal": "SELECT at, actor, action, office_id, entity, entity_id, detail FROM journal",
    "trigger_row": "SELECT stage, entity, entity_id, created_at, claimed_by, done_at FROM trigger_row",
}
# What the steps of cases write beside; numbers are the same where the same rows are written in the same order.
CASE_TABLES = {**TABLES, **{name: f"SELECT * FROM {name}" for name in (
    "enforcement_case", "case_event", "case_party", "case_officer", "case_todo", "case_period", "case_evidence",
    "case_penalty", "case_payment", "case_pause", "case_document", "case_service")}}
FEW = 50_000


class UnequalError(AssertionError):
    """The floor does not write what the work writes: its time would mean nothing."""


@dataclass(frozen=True)
class Print:
    """The rows of a table without their order: how many, and the sum of their hashes; the rows themselves if few."""

    count: int
    hashes: int
    rows: frozenset[tuple[Any, ...]]


def refuse_unequal(work: str, floor: str, tables: Mapping[str, str] = TABLES) -> int:
    """Compare every table written; the number of rows compared."""
    compared = 0
    done, low = prints(work, tables), prints(floor, tables)
    for table in tables:
        one, other = done[table], low[table]
        if one != other:
            raise UnequalError(f"{table}: {one.count} rows by the work, {other.count} by the floor;"
                               f" only by the work: {sorted(map(str, one.rows - other.rows))[:3]};"
                               f" only by the floor: {sorted(map(str, other.rows - one.rows))[:3]}")
        compared += one.count
    return compared


def prints(address: str, tables: Mapping[str, str] = TABLES) -> dict[str, Print]:
    """What every table says."""
    return {table: _print(address, query) for table, query in tables.items()}


def fingerprint(address: str) -> dict[str, tuple[int, int]]:
    """The same in short."""
    return {table: (one.count, one.hashes) for table, one in prints(address).items()}


def _print(address: str, query: str) -> Print:
    count, hashes, few = 0, 0, []
    for row in _rows(address, query):
        count, hashes = count + 1, (hashes + _hash(row)) % 2**64
        if count <= FEW:
            few.append(row)
    return Print(count, hashes, frozenset(few if count <= FEW else ()))


def _hash(row: tuple[Any, ...]) -> int:
    """The same in every process, which Python's own is not."""
    return int.from_bytes(blake2b(repr(row).encode(), digest_size=8).digest())


def _rows(address: str, query: str) -> Iterator[tuple[Any, ...]]:
    engine = open_engine(address)
    with engine.connect().execution_options(yield_per=10_000) as connection:
        for row in connection.execute(text(query)):
            yield tuple(row)
    engine.dispose()
