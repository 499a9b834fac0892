"""The closed lists of the rulebook: units, cadences, who owes, to whom, about what, and how sure we are."""

from enum import StrEnum

# Whom a rung addresses: the debtor, or an office so many steps above it.
AUDIENCES = ("debtor", "superior", "superior2", "superior3")
ROLES = (
    "head",  # 主要领导
    "deputy",  # 分管领导
    "unit_head",  # 科室负责人
    "handler",  # 承办人
    "legal_reviewer",  # 法制审核
    "inspector",  # 督察员
    "patroller",  # 巡查员
    "clerk",  # 受理员
    "statistician",  # 统计员
    "administrator",  # 管理员
    "auditor",  # 审计员
    "holder",  # 矿业权人
)


def in_words(code: str) -> str:
    """A code as it is read in a sentence: `duty.handed_in` is “handed in”."""
    return code.rpartition(".")[2].replace("_", " ")


def whole_in_words(code: str) -> str:
    """A code with what it is about: `duty.handed_in` is “duty handed in”; much is opened, closed or renamed."""
    return code.replace(".", " ").replace("_", " ")


class Unit(StrEnum):
    """What a limit is counted in; `law_day` asks the law in force what its 日 is (domain: 行政处罚法 85)."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    HOUR = "hour"
    LAW_DAY = "law_day"


class Cadence(StrEnum):
    """How a duty comes round."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ONCE = "once"
    EVENT = "event"  # opened when something happens
    ROLLING = "rolling"  # counted anew from the act that discharged the last one


class Debtor(StrEnum):
    """Who owes: an office of a level, a family of offices, or a holder."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    BUREAU = "bureau"  # 各级国土资源行政主管部门: province, city, county
    LOCAL_BUREAU = "local_bureau"  # 地方各级: city, county
    LOCAL_OFFICE = "local_office"  # 地方各级 with the 乡（镇）所 where their people serve: city, county, township
    RICH_COUNTY = "rich_county"  # 矿产资源丰富的县（市）, the list set by the province
    REGISTRAR = "registrar"  # 采矿权登记管理机关: the office that issued the licence
    MINING_HOLDER = "mining_holder"
    EXPLORATION_HOLDER = "exploration_holder"
    CLUE_OFFICE = "clue_office"  # the office at which a clue lies
    CASE_OFFICE = "case_office"  # the office that handles a case
    CASE_SUPERIOR = "case_superior"  # the office above it


class Creditor(StrEnum):
    """To whom the act is owed."""

    SUPERIOR = "superior"  # the debtor's parent office
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"  # the county of the mine or right
    SELF = "self"  # owed to the public at large; the debtor's own books show it


class Per(StrEnum):
    """What the duty is about: one duty for each of these the debtor answers for."""

    SELF = "self"
    MINE = "mine"
    MINING_RIGHT = "mining_right"
    EXPLORATION_RIGHT = "exploration_right"
    OFFICER = "officer"
    INSPECTOR = "inspector"
    CLUE = "clue"
    CASE = "case"


class Joins(StrEnum):
    """Who comes into being after a period began and still owes its duty."""

    START = "start"  # nobody: who is there on the first day owes it
    FIRST_HALF = "first_half"  # whoever begins in the first half of the year (年检: domain §7)
    DURING = "during"  # whoever begins before the period is over


class Confidence(StrEnum):
    """V read verbatim; P a cut or second-hand excerpt; R recalled; D derived or proposed here."""

    V = "V"
    P = "P"
    R = "R"
    D = "D"
