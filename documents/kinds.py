"""The closed lists of forms: what stands in a field, who signs, how it looks, who writes it."""

from enum import StrEnum


class Kind(StrEnum):
    """What stands in a field, and the type of its value."""

    TEXT = "text"  # str, one line
    LONG = "long"  # str, a paragraph a line
    DATE = "date"  # date
    TIME = "time"  # datetime with its offset
    MONEY = "money"  # Decimal, yuan
    COUNT = "count"  # int
    FLAG = "flag"  # bool: 是, 否
    LIST = "list"  # rows: mappings by column


class Role(StrEnum):
    """Who signs, in the order of the chain."""

    HANDLER = "handler"
    UNIT = "unit"
    REVIEW = "review"
    LEGAL = "legal"
    LEADER = "leader"
    HEADS = "heads"
    MAIN_LEADER = "main_leader"


class Layout(StrEnum):
    """How a form looks: a letter under the organ's name, a sheet of ruled cells, a record of what was said and seen."""

    LETTER = "letter"
    SHEET = "sheet"
    RECORD = "record"


class Origin(StrEnum):
    """Who writes the document; what others write is registered when it comes in, with a cover sheet of ours."""

    OURS = "ours"
    PARTY = "party"
    COURT = "court"
    POLICE = "police"
    BANK = "bank"
    REVIEWER = "reviewer"  # 行政复议机关


OPINIONS = {
    Role.HANDLER: "承办人意见", Role.UNIT: "承办机构意见", Role.REVIEW: "审查意见", Role.LEGAL: "法制审核意见",
    Role.LEADER: "主管领导意见", Role.HEADS: "负责人集体⏎讨论意见", Role.MAIN_LEADER: "主要负责人意见"}
