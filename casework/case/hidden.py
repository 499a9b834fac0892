"""The cases that came of clues which are hidden from somebody are hidden with them, and with them all that tells of a case."""

from collections.abc import Collection
from dataclasses import dataclass

from casework.bulk import rows_among
from casework.desk import Desk

OF_CLUES = "SELECT id, number FROM enforcement_case WHERE clue_id IN :ids"
DUTIES = "SELECT id FROM duty WHERE rule IN :rules AND subject_kind = 'case' AND subject_id IN :ids"
# The runs in which the system moved one: their counts would tell of it.
RUNS = ("SELECT DISTINCT r.id FROM run r JOIN journal j ON j.entity = 'case' AND j.entity_id IN :ids"
        " AND j.actor = 'system' WHERE r.flow LIKE 'case%' AND r.started_at <= j.at AND coalesce(r.ended_at, j.at) >= j.at")
# One that tells of no case any more may have told of it.
LETTERS = ("SELECT letter_id AS id FROM letter_case WHERE case_id IN :ids UNION SELECT l.id FROM letter l"
           " WHERE l.kind = 'cases' AND NOT EXISTS (SELECT 1 FROM letter_case x WHERE x.letter_id = l.id)")
# Tables whose rows belong to a case, by the column that says so.
TABLES = {"enforcement_case": "id", **dict.fromkeys(
    ("case_event", "case_party", "case_officer", "case_todo", "case_period", "case_evidence", "case_document", "case_penalty",
     "case_payment", "case_payment_correction",
     "case_instalment", "case_pause", "case_missed", "case_range", "case_report", "checked_case",
     "government_report", "letter_case", "published_decision", "supervision_order", "typical_case"), "case_id")}
# … and those whose rows belong to such a row.
BELOW = {table: (column, f"SELECT id FROM {above} WHERE case_id IN :ids") for table, column, above in (
    ("case_custody", "evidence_id", "case_evidence"), ("document_signature", "document_id", "case_document"),
    ("case_service", "document_id", "case_document"), ("case_report_step", "report_id", "case_report"),
    ("supervision_reply", "order_id", "supervision_order"))}


@dataclass(frozen=True)
class HiddenCases:
    """What is hidden of cases: their ids and numbers, the duties and letters about them, the runs that moved them."""

    ids: frozenset[int] = frozenset()
    numbers: tuple[str, ...] = ()
    duties: frozenset[int] = frozenset()
    runs: frozenset[int] = frozenset()
    letters: frozenset[int] = frozenset()

    def rows(self, desk: Desk) -> dict[str, tuple[str, frozenset[int]]]:
        """By table the column, and its values in the rows that are hidden."""
        if not self.ids:
            return {}
        below = {table: (column, _ids(desk, query, self.ids)) for table, (column, query) in BELOW.items()}
        return {table: (column, self.ids) for table, column in TABLES.items()} | below


def hidden_cases(desk: Desk, clues: Collection[int], rules: Collection[str]) -> HiddenCases:
    """What is hidden from whoever may know nothing of these clues; `rules` are all codes of duties, for the index."""
    found = rows_among(desk, OF_CLUES, {"ids": clues}) if clues else []
    if not found:
        return HiddenCases()
    ids = frozenset(int(row.id) for row in found)
    duties = frozenset(int(row.id) for row in rows_among(desk, DUTIES, {"ids": ids, "rules": rules}))
    return HiddenCases(ids, tuple(str(row.number) for row in found), duties, _ids(desk, RUNS, ids),
                       _ids(desk, LETTERS, ids))


def _ids(desk: Desk, query: str, ids: Collection[int]) -> frozenset[int]:
    return frozenset(int(row.id) for row in rows_among(desk, query, {"ids": ids}))
