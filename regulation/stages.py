"""The stages of a case, who moves it, and how the table names them."""

from dataclasses import dataclass
from enum import StrEnum


class Stage(StrEnum):
    """Where a case stands; titles are in rulebook/procedure/stages.toml."""

    FOUND = "found"
    FILING_UNIT = "filing_unit"
    FILING_REVIEW = "filing_review"
    FILING_LEADER = "filing_leader"
    DESIGNATING = "designating"
    REFUSED = "refused"
    PASSED_ON = "passed_on"
    INVESTIGATING = "investigating"
    SUSPENDED = "suspended"
    ENDED = "ended"
    DESIGNATING_FILED = "designating_filed"
    HANDED_OVER = "handed_over"
    REVIEWING = "reviewing"
    PROPOSED = "proposed"
    LEGAL_REVIEW = "legal_review"
    DELIBERATING = "deliberating"
    NOTIFIED = "notified"
    HEARING = "hearing"
    WEIGHED = "weighed"
    DECIDED = "decided"
    NO_PENALTY = "no_penalty"
    WITHDRAWN = "withdrawn"
    ANNULLED = "annulled"
    CRIME_REPORTED = "crime_reported"
    CRIME_APPROVED = "crime_approved"
    WITH_POLICE = "with_police"
    POLICE_FILED = "police_filed"
    POLICE_DECLINED = "police_declined"
    PERFORMING = "performing"
    OVERDUE = "overdue"
    DEMANDED = "demanded"
    AT_COURT = "at_court"
    COURT_DECLINED = "court_declined"
    ENFORCING = "enforcing"
    TERMINATED = "terminated"
    PERFORMED = "performed"
    CLOSED = "closed"
    ARCHIVED = "archived"


START = Stage.FOUND  # a clue found true, or a finding of one's own


class Who(StrEnum):
    """Who makes a move."""

    HANDLER = "handler"  # 承办人
    UNIT = "unit"  # 承办机构
    REVIEW = "review"  # 审理机构
    LEGAL = "legal"  # 法制审核机构
    LEADER = "leader"  # 机关负责人
    HEADS = "heads"  # 负责人集体
    PARTY = "party"  # 当事人
    SUPERIOR = "superior"  # 上级机关
    COURT = "court"
    POLICE = "police"
    SYSTEM = "system"  # a time lapsed


WHO = {Who.HANDLER: ("承办人", "handler"), Who.UNIT: ("承办机构", "unit"), Who.REVIEW: ("审理机构", "review"),
       Who.LEGAL: ("法制审核机构", "legal review"), Who.LEADER: ("机关负责人", "leader"),
       Who.HEADS: ("负责人集体", "the heads"), Who.PARTY: ("当事人", "party"), Who.SUPERIOR: ("上级机关", "superior"),
       Who.COURT: ("人民法院", "court"), Who.POLICE: ("公安机关", "police"),
       Who.SYSTEM: ("系统（期限届满）", "system (time lapsed)")}


@dataclass(frozen=True)
class StageRow:
    """A stage with its title and the group under which it is shown; a final one is left by nothing but a reopening.

    Those on the main way follow one another in a case that is penalised and performs in time.
    """

    stage: Stage
    title: str
    title_en: str
    group: str
    group_en: str
    main: bool = False
    final: bool = False


@dataclass(frozen=True)
class GuardRow:
    """What a guard asks, in words for the table."""

    guard: str
    title: str
    title_en: str
