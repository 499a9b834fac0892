"""The facts of a case on a day: what its events made of them, and what its limits, officers and evidence say today."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Date

from casework.bulk import rows_among
from casework.case.appraisals import ENDED, SENT
from casework.case.cases import CaseRow
from casework.case.kept_facts import UNTIL, told
from casework.case.limitation import known_of_limitation
from casework.desk import Desk
from casework.in_force import in_force
from regulation.case_facts import CaseFacts
from regulation.case_limits import step_of
from regulation.procedure import begun_on

REVIEWS, DELIVERED = ("crime.review", "crime.review-later"), ("crime.deliver", "crime.deliver-later")
REMEDIES = ("reconsideration", "litigation", "litigation-after-reconsideration")
# Of a step the last that was opened counts; what was ended by another move than the lapse of its time counts no more.
LIMITS = """
SELECT d.subject_id AS case_id, d.id, 'duty' AS kind, d.rule AS code, k.due, d.status AS state, d.id AS place FROM duty d
JOIN reckoning k ON k.id = d.reckoning_id WHERE d.subject_kind = 'case' AND d.subject_id {which} AND d.status <> 'closed'
UNION ALL
SELECT p.case_id, p.id, 'period', p.step, k.due, p.state, p.event_no FROM case_period p
JOIN reckoning k ON k.id = p.reckoning_id WHERE p.case_id {which} AND p.state <> 'ended' ORDER BY 3, 7
"""
COUNTS = f"""
SELECT c.id AS case_id, (
    SELECT count(*) FROM case_officer o WHERE o.case_id = c.id AND o.part = 'investigator' AND o.recused_on IS NULL
    AND EXISTS (SELECT 1 FROM certificate f WHERE f.officer_id = o.officer_id AND {in_force('f', 'day')})) AS certified, (
    SELECT count(*) FROM case_evidence e WHERE e.case_id = c.id AND e.struck_on IS NULL) AS evidence, (
    SELECT count(*) FROM case_evidence e WHERE e.case_id = c.id AND e.measure <> 'none' AND e.decided_on IS NULL) AS stored, (
    SELECT count(*) FROM case_evidence e WHERE e.case_id = c.id AND e.measure = 'sealed' AND e.decided_on IS NULL) AS sealed, (
    SELECT count(*) FROM case_event v WHERE v.case_id = c.id AND v.action = '{SENT}') - (
    SELECT count(*) FROM case_event v WHERE v.case_id = c.id AND v.action IN {ENDED!r}) AS out, (
    SELECT count(*) FROM case_event v WHERE v.case_id = c.id AND v.action IN {REVIEWS}
    AND v.no > (SELECT coalesce(max(w.no), 0) FROM case_event w WHERE w.case_id = c.id
    AND w.action IN {DELIVERED})) AS reviews
FROM enforcement_case c WHERE c.id {{which}}
"""
ONE, SOME = "= :id", "IN :ids"


@dataclass(frozen=True)
class LimitOf:
    """A limit of a case: an office's duty, or the time of somebody else."""

    id: int
    kind: str  # duty, period
    step: str
    due: date
    state: str

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.state in ("open", "handed_in", "suspended", "running")


def limits_of(desk: Desk, case_id: int) -> tuple[LimitOf, ...]:
    """The limits of a case that stand, the later of a step after the earlier."""
    return _limits(desk.rows(LIMITS.format(which=ONE), types={"due": Date()}, id=case_id))


def _limits(rows: Sequence[Any]) -> tuple[LimitOf, ...]:
    return tuple(LimitOf(row.id, row.kind, step_of(row.code), row.due, row.state) for row in rows)


@dataclass(frozen=True)
class Counted:
    """How many investigators have a certificate that day, items there are, are undecided, are sealed, appraisals are out.

    And how often the police were asked to reconsider since the transfer.
    """

    certified: int
    evidence: int
    stored: int
    sealed: int
    out: int
    reviews: int


def reviews_in(actions: Sequence[str]) -> int:
    """How often, as the moves of a case tell in their order, the police were asked to reconsider since the transfer."""
    delivered = max((n for n, one in enumerate(actions) if one in DELIVERED), default=0)
    return sum(one in REVIEWS for one in actions[delivered:])


@dataclass(frozen=True)
class Known:
    """What was read of a case with others: its limits, and what was counted."""

    limits: tuple[LimitOf, ...]
    counted: Counted


def known_of(desk: Desk, cases: Collection[int], day: date) -> dict[int, Known]:
    """The limits of some cases and their counts on a day, in two questions however many they are."""
    counts = rows_among(desk, COUNTS.format(which=SOME), {"ids": cases}, day=day)
    limits: dict[int, list[Any]] = {}
    for row in rows_among(desk, LIMITS.format(which=SOME), {"ids": cases}, types={"due": Date()}):
        limits.setdefault(row.case_id, []).append(row)
    return {row.case_id: Known(_limits(limits.get(row.case_id, [])), Counted(*row[1:])) for row in counts}


def facts_of(desk: Desk, case: CaseRow, limits: tuple[LimitOf, ...], day: date) -> CaseFacts:
    """The facts of a case on a day."""
    counted = desk.rows(COUNTS.format(which=ONE), id=case.id, day=day)[0]
    return facts_with(desk, case, limits, Counted(*counted[1:]), day)


def facts_with(desk: Desk, case: CaseRow, limits: tuple[LimitOf, ...], counted: Counted, day: date) -> CaseFacts:
    """The same where officers and evidence were counted already."""
    asked: dict[str, Any] = {**_dated(limits), **known_of_limitation(desk, case)}
    kept, version_on = told(case, day), desk.rulebook.procedure.version_on
    return kept.but(certified=counted.certified, evidence=counted.evidence, stored_undecided=counted.stored,
                    sealed_undecided=counted.sealed, appraisals_out=counted.out,
                    police_reviewed=counted.reviews > 0, spot_most=_spot_most(desk, case, day),
                    version_older=version_on(begun_on(kept, day)) != version_on(day),
                    office_below=case.office_level != "county", notice_before=kept.notice_served_on,
                    hearing_notice_before=kept.hearing_notice_served_on, **asked)


def _dated(limits: tuple[LimitOf, ...]) -> dict[str, date]:
    found = {UNTIL[one.step]: one.due for one in limits if one.step in UNTIL}
    remedies = {one.step: one.due for one in limits if one.step in REMEDIES}
    return found | ({"remedies_until": max(remedies.values())} if remedies else {})


def _spot_most(desk: Desk, case: CaseRow, day: date) -> Decimal | None:
    version = desk.rulebook.procedure.version_on(case.filed_on or day)
    if version is None:
        return None
    return Decimal(version.spot_person if case.party_kind == "person" else version.spot_entity)
