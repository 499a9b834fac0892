"""The ways that head every page, to each reader those that lead somewhere."""

from dataclasses import dataclass

from casework.access import Actor, allowed, holds


@dataclass(frozen=True)
class Way:
    """A way to a page: its title, and the action without which there is nothing to see."""

    path: str
    title: str  # Chinese; the catalogue has it in English
    action: str | None = None
    whole: bool = False  # only for who may do that at the root
    offices: bool = False  # only for whoever may do that at an office, not at a holder alone
    unless: str | None = None  # who may do this comes there from another page


WAYS = (
    Way("/", "今日"),
    Way("/overview", "总览", "duty.read", offices=True),
    Way("/duties", "义务", "duty.read"),
    Way("/board", "逾期", "duty.read"),
    Way("/acts", "履职", "act.read"),
    Way("/clues", "线索", "clue.read"),
    Way("/clues/mine", "核查", "act.record", offices=True),
    Way("/cases", "案件", "case.read"),
    Way("/rewards", "奖励", "reward.propose"),
    Way("/rewards/pay", "发奖", "reward.pay"),
    Way("/oversight/orders", "督办", "oversight.read"),
    Way("/gates", "闸门", "gate.check"),
    Way("/calendar", "日历", "duty.read"),
    Way("/offices", "机构", "office.read"),
    Way("/rules", "规则"),
    Way("/work", "待办", "work.read"),
    Way("/watchers", "监督员", "watcher.keep"),
    Way("/letters", "信件", "letter.read"),
    Way("/journal", "日志", "journal.read"),
    Way("/holidays", "放假", "holidays.import"),
    Way("/clues/set-aside", "搁置的线索", "clue.retry", unless="clue.read"),
    Way("/runs", "运行", "run.read", whole=True),
)


def ways(actor: Actor | None) -> list[tuple[str, str]]:
    """The paths and titles that lead somewhere for this reader."""
    return [(way.path, way.title) for way in WAYS if actor is not None and _leads(way, actor)]


def _leads(way: Way, actor: Actor) -> bool:
    if way.action is None:
        return True
    if way.unless is not None and holds(actor, way.unless):
        return False
    if way.offices:
        return any(post.role != "holder" and allowed(actor, way.action, post.path) for post in actor.posts)
    return allowed(actor, way.action) if way.whole else holds(actor, way.action)
