"""A clue's way: its channels, stages, what each move asks, and what verification can find (三（二）)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Channel(StrEnum):
    """By what way a clue came (三（二）; domain §6)."""

    HOTLINE = "hotline"  # 举报电话
    LETTER = "letter"  # 举报信件
    EMAIL = "email"  # 举报电子邮件
    LEADER = "leader"  # 领导批办
    REPORT = "report"  # 下级上报
    MEDIA = "media"  # 媒体反映
    WEB = "web"  # 网上举报
    PATROL = "patrol"  # 巡查发现
    INSPECTION = "inspection"  # 督察发现
    SYSTEM = "system"  # 其他系统
    OPEN311 = "open311"  # GeoReport v2
    SUPERVISOR = "supervisor"  # 监察专员、协管员、信息员、志愿者


class Offence(StrEnum):
    """What is said to have happened; the four in focus by 四（一）, and those beside them."""

    MINING_WITHOUT_LICENCE = "mining_without_licence"  # 无证开采
    MINING_OUTSIDE_AREA = "mining_outside_area"  # 越界开采
    ILLEGAL_TRANSFER = "illegal_transfer"  # 非法转让
    UNLAWFUL_APPROVAL = "unlawful_approval"  # 违法审批发证
    EXPLORING_WITHOUT_LICENCE = "exploring_without_licence"  # 无证勘查
    DESTRUCTIVE_MINING = "destructive_mining"  # 破坏性开采
    ENVIRONMENT = "environment"  # 矿山地质环境破坏
    OFFICER_CONDUCT = "officer_conduct"  # 工作人员违法违纪
    OTHER = "other"


class Stage(StrEnum):
    """Where a clue stands."""

    RECEIVED = "received"  # kept and numbered; intake has not looked at it yet
    SET_ASIDE = "set_aside"  # intake failed on it
    UNROUTED = "unrouted"  # no office is known to be competent: somebody assigns it
    ROUTED = "routed"  # at the competent office, not registered yet
    DISPUTED = "disputed"  # the common superior designates
    REGISTERED = "registered"  # 受理
    VERIFYING = "verifying"  # a team is at it
    VERIFIED = "verified"  # an outcome stands; what follows is decided next
    CLOSED = "closed"
    DECLINED = "declined"  # 不予受理


class Outcome(StrEnum):
    """What verification found."""

    TRUE = "true"
    PARTLY = "partly"
    UNTRUE = "untrue"
    NOT_OURS = "not_ours"


class Disposal(StrEnum):
    """What becomes of a verified clue."""

    FILE = "file"  # 立案
    REFER = "refer"  # 移送其他机关
    CLOSE = "close"  # 办结


OPEN = (Stage.RECEIVED, Stage.SET_ASIDE, Stage.UNROUTED, Stage.ROUTED, Stage.DISPUTED, Stage.REGISTERED, Stage.VERIFYING,
        Stage.VERIFIED)
ENDED = (Stage.CLOSED, Stage.DECLINED)
TO_THE_SUPERIOR = (Offence.UNLAWFUL_APPROVAL, Offence.OFFICER_CONDUCT)  # about an office: never handled by that office
# What the way of a clue itself raises, beside what acts raise.
EVENTS = frozenset({"clue_arrived", "clue_named", "clue_unrouted", "clue_given", "clue_disputed"})
AT_LEAST = 2  # verifiers with certificates (domain §1.1)


@dataclass(frozen=True)
class Move:
    """A move of a clue: from which stages, to which; none where the stage stays."""

    action: str
    since: tuple[Stage, ...]
    to: Stage | None


MOVES: dict[str, Move] = {one.action: one for one in (
    Move("clue.assign", (Stage.UNROUTED, Stage.ROUTED, Stage.REGISTERED), Stage.ROUTED),
    Move("clue.transfer", (Stage.ROUTED, Stage.REGISTERED), Stage.ROUTED),
    Move("clue.dispute", (Stage.ROUTED, Stage.REGISTERED), Stage.DISPUTED),
    Move("clue.designate", (Stage.DISPUTED,), Stage.ROUTED),
    Move("clue.register", (Stage.ROUTED,), Stage.REGISTERED),
    Move("clue.decline", (Stage.ROUTED,), Stage.DECLINED),
    Move("clue.team", (Stage.REGISTERED, Stage.VERIFYING), Stage.VERIFYING),
    Move("clue.site", (Stage.VERIFYING,), None),
    Move("clue.stop_notice", (Stage.REGISTERED, Stage.VERIFYING, Stage.VERIFIED), None),
    Move("clue.appraise", (Stage.REGISTERED, Stage.VERIFYING), None),
    Move("clue.conclude", (Stage.VERIFYING,), Stage.VERIFIED),
    Move("clue.dispose", (Stage.VERIFIED,), Stage.CLOSED),
    Move("clue.reply", (Stage.VERIFIED, Stage.CLOSED, Stage.DECLINED), None),  # what was found; questions go before
    Move("clue.refer", (Stage.ROUTED, Stage.REGISTERED, Stage.VERIFYING, Stage.VERIFIED), None),
    Move("clue.link", (Stage.UNROUTED, Stage.ROUTED, Stage.DISPUTED, Stage.REGISTERED, Stage.VERIFYING), None),
    Move("clue.redact", (*OPEN, *ENDED), None),
    Move("clue.ask", (Stage.ROUTED, Stage.REGISTERED, Stage.VERIFYING), None),
)}


# What is still done to a clue that is handled together with another; the rest is done to the main one.
OF_THE_LINKED = frozenset({"clue.link", "clue.reply", "clue.redact", "clue.ask"})


def lawful(stage: Stage, *, transferred: bool = False, designated: bool = False, linked: bool = False) -> tuple[str, ...]:
    """The moves that a clue in this stage can make.

    One that was transferred may not be passed on, only disputed; one that was designated neither; one that is linked goes
    the way of its main one.
    """
    return tuple(action for action, move in MOVES.items()
                 if stage in move.since and not (transferred and action == "clue.transfer")
                 and not (designated and action in ("clue.transfer", "clue.dispute"))
                 and (not linked or action in OF_THE_LINKED))


def may_follow(outcome: Outcome) -> tuple[Disposal, ...]:
    """What can become of a clue with this outcome: what is untrue founds no case."""
    if outcome in (Outcome.TRUE, Outcome.PARTLY):
        return (Disposal.FILE, Disposal.REFER, Disposal.CLOSE)
    return (Disposal.REFER, Disposal.CLOSE) if outcome is Outcome.NOT_OURS else (Disposal.CLOSE,)


def needs_approval(outcome: Outcome, disposal: Disposal) -> bool:
    """Whether a leader must approve: filing, referring, and closing what was found true without a case."""
    return disposal is not Disposal.CLOSE or outcome in (Outcome.TRUE, Outcome.PARTLY)


def enough_verifiers(certified: Collection[int]) -> bool:
    """Whether so many officers with valid certificates may verify."""
    return len(set(certified)) >= AT_LEAST
