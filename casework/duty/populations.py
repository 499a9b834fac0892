"""Who owes a rule's duty about what: each rule's population as one SELECT in plain SQL."""

from dataclasses import dataclass, field
from typing import Any

from casework.in_force import standing
from models.party import OFFICE_LEVELS
from regulation.book import Rulebook
from regulation.rule import DutyRule
from regulation.terms import Creditor, Debtor, Per

LEVELS: dict[Debtor, tuple[str, ...]] = {
    Debtor.PROVINCE: ("province",),
    Debtor.CITY: ("city",),
    Debtor.COUNTY: ("county",),
    Debtor.TOWNSHIP: ("township",),
    Debtor.BUREAU: ("province", "city", "county"),
    Debtor.LOCAL_BUREAU: ("city", "county"),
    Debtor.LOCAL_OFFICE: ("city", "county", "township"),
    Debtor.RICH_COUNTY: ("county",),
}
PROVINCE = "(SELECT id FROM party WHERE level = 'province')"
# A unit directly under the province, as 长白山管委会, is city and county in one.
CITY_OF_COUNTY = "CASE county.level WHEN 'city' THEN county.id ELSE county.parent_id END"


@dataclass(frozen=True)
class Population:
    """A SELECT of debtor_id, creditor_id, subject_kind, subject_id, valid_from, valid_to, with its values."""

    select: str
    values: dict[str, Any] = field(default_factory=dict)


def population(book: Rulebook, rule: DutyRule, *, only: str = "") -> Population:
    """The population of a rule: one row for each duty that a period brings.

    `only` narrows what is about mines and rights by a condition on their `county`, so that an index finds them.
    """
    if rule.per is Per.CLUE:
        return _clues(rule)
    if rule.per is Per.CASE:
        return _cases(rule)
    if rule.per is Per.SELF:
        return _offices(rule)
    if rule.per in (Per.OFFICER, Per.INSPECTOR):
        return _officers(rule)
    return _about_rights(book, rule, only)


def levels_owing(rule: DutyRule) -> tuple[str, ...]:
    """The levels of parties that may owe a rule's duty; about mines a unit under the province may be what counties are."""
    if rule.debtor in (Debtor.MINING_HOLDER, Debtor.EXPLORATION_HOLDER):
        return ("holder",)
    if rule.debtor in (Debtor.REGISTRAR, Debtor.CLUE_OFFICE, Debtor.CASE_OFFICE, Debtor.CASE_SUPERIOR):
        return OFFICE_LEVELS
    about_rights = rule.per not in (Per.SELF, Per.OFFICER, Per.INSPECTOR)
    return (*LEVELS[rule.debtor], "city") if about_rights and rule.debtor is Debtor.COUNTY else LEVELS[rule.debtor]


def _levels(rule: DutyRule) -> str:
    if rule.debtor in (Debtor.MINING_HOLDER, Debtor.EXPLORATION_HOLDER):
        return "('holder')"
    return "(" + ", ".join(f"'{level}'" for level in LEVELS[rule.debtor]) + ")"


def _office_creditor(rule: DutyRule) -> str:
    return {
        Creditor.SUPERIOR: "p.parent_id",
        Creditor.PROVINCE: PROVINCE,
        Creditor.CITY: "CASE p.level WHEN 'township' THEN (SELECT c.parent_id FROM party c WHERE c.id = p.parent_id)"
                       " ELSE p.parent_id END",
        Creditor.COUNTY: "p.parent_id",
        Creditor.SELF: "p.id",
    }[rule.creditor]


def _offices(rule: DutyRule) -> Population:
    """Offices of the debtor's levels; holders, where the rule is about themselves, owe only while they hold a right."""
    rich = " AND p.mineral_rich" if rule.debtor is Debtor.RICH_COUNTY else ""
    kind = {Debtor.MINING_HOLDER: "mining", Debtor.EXPLORATION_HOLDER: "exploration"}.get(rule.debtor)
    holds = (f" AND EXISTS (SELECT 1 FROM mineral_right r WHERE r.holder_id = p.id AND r.kind = '{kind}')" if kind else "")
    return Population(
        f"SELECT p.id AS debtor_id, {_office_creditor(rule)} AS creditor_id, 'self' AS subject_kind, 0 AS subject_id,"
        f" p.valid_from, p.valid_to FROM party p WHERE p.level IN {_levels(rule)}{rich}{holds}"
    )


def _officers(rule: DutyRule) -> Population:
    roles = ("inspector",) if rule.per is Per.INSPECTOR else rule.only_posts
    values = {f"role{n}": role for n, role in enumerate(roles)}
    wanted = f" AND o.role IN ({', '.join(':' + name for name in values)})" if values else ""
    return Population(
        f"SELECT p.id AS debtor_id, {_office_creditor(rule)} AS creditor_id, '{rule.per.value}' AS subject_kind,"
        " o.officer_id AS subject_id, min(o.valid_from) AS valid_from,"
        " CASE WHEN count(*) = count(o.valid_to) THEN max(o.valid_to) END AS valid_to"
        f" FROM post o JOIN party p ON p.id = o.office_id WHERE p.level IN {_levels(rule)}{wanted}"
        " GROUP BY p.id, p.parent_id, p.level, o.officer_id",
        values,
    )


def _clues(rule: DutyRule) -> Population:
    """Clues at the office where each lies; one that was given out answers to whoever gave it."""
    given = "coalesce(c.given_by_id, p.parent_id)" if rule.event == "clue_given" else "p.parent_id"
    return Population(
        f"SELECT c.office_id AS debtor_id, {given} AS creditor_id, 'clue' AS subject_kind, c.id AS subject_id,"
        " CAST(NULL AS DATE) AS valid_from, CAST(NULL AS DATE) AS valid_to FROM clue c JOIN party p ON p.id = c.office_id")


def _cases(rule: DutyRule) -> Population:
    """Cases at the office that handles each, or the office above it."""
    debtor = "c.office_id" if rule.debtor is Debtor.CASE_OFFICE else "coalesce(p.parent_id, p.id)"
    return Population(
        f"SELECT {debtor} AS debtor_id, coalesce(p.parent_id, p.id) AS creditor_id, 'case' AS subject_kind, c.id AS subject_id,"
        " CAST(NULL AS DATE) AS valid_from, CAST(NULL AS DATE) AS valid_to FROM enforcement_case c"
        " JOIN party p ON p.id = c.office_id")


def _about_rights(book: Rulebook, rule: DutyRule, only: str) -> Population:
    mines = rule.per is Per.MINE
    subject = "m" if mines else "r"
    debtor = {
        Debtor.MINING_HOLDER: f"{subject}.holder_id", Debtor.EXPLORATION_HOLDER: f"{subject}.holder_id",
        Debtor.COUNTY: "county.id", Debtor.CITY: CITY_OF_COUNTY, Debtor.PROVINCE: PROVINCE, Debtor.REGISTRAR: "r.issuer_id",
    }[rule.debtor]
    creditor = {
        Creditor.SUPERIOR: {"county.id": "county.parent_id", CITY_OF_COUNTY: PROVINCE}.get(debtor, "county.id"),
        Creditor.PROVINCE: PROVINCE, Creditor.CITY: CITY_OF_COUNTY, Creditor.COUNTY: "county.id",
        Creditor.SELF: debtor,
    }[rule.creditor]
    where, values = _right_filters(book, rule, mines=mines)
    return Population(
        f"SELECT {debtor} AS debtor_id, {creditor} AS creditor_id, '{rule.per.value}' AS subject_kind,"
        f" {subject}.id AS subject_id, {subject}.valid_from, {subject}.valid_to"
        + (" FROM mine m JOIN mineral_right r ON r.id = m.right_id" if mines else " FROM mineral_right r")
        + f" JOIN party county ON county.id = {subject}.county_id WHERE {where}{only}",
        values,
    )


def _right_filters(book: Rulebook, rule: DutyRule, *, mines: bool) -> tuple[str, dict[str, Any]]:
    kind = "exploration" if rule.per is Per.EXPLORATION_RIGHT else "mining"
    where, values = f"r.kind = '{kind}'", {}
    if mines and rule.only_method:
        where += " AND m.method IN (:method, 'both')"
        values["method"] = rule.only_method
    if rule.except_minerals:
        listed = {f"mineral{n}": name for n, name in enumerate(book.minerals[rule.except_minerals])}
        where += f" AND r.mineral NOT IN ({', '.join(':' + name for name in listed)})"
        values |= listed
    return where, values


# A row of the population `w` owes the period of a reckoning `k`: it was there when the period opened, or joined in time.
OWED = ("w.debtor_id IS NOT NULL AND (w.valid_from IS NULL OR w.valid_from <= k.joins_until)"
        " AND (w.valid_to IS NULL OR w.valid_to >= k.opens)")
DEBTOR_STANDS = "w.debtor_id IN (SELECT id FROM party WHERE valid_to IS NULL OR valid_to >= :today)"
# … and stands still, or fell due while it stood: what ended before its last day owes nothing any more.
STILL_OWED = f"{OWED} AND {DEBTOR_STANDS} AND (w.valid_to IS NULL OR w.valid_to >= :today OR w.valid_to >= k.due)"
THERE_TODAY = f"w.debtor_id IS NOT NULL AND {standing('w')}"
