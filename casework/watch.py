"""The daily watch: opens, closes, lets lapse, chases; each step whole in itself, all of them right when run again."""

from dataclasses import dataclass
from datetime import date

from casework.access import SYSTEM
from casework.act.drafts import sweep_drafts
from casework.desk import House, open_desk
from casework.duty.amending import amended
from casework.duty.chasing import chase
from casework.duty.ending import close_gone, lapse
from casework.duty.opening import open_duties
from casework.duty.projecting import project
from casework.duty.standing import bring_back
from casework.duty.tallying import rules_counted_on, tally_offices, tally_rules
from casework.once import forget_answers


@dataclass(frozen=True)
class WatchReport:
    """What a watch did on a day."""

    day: date
    opened: int
    closed: int
    lapsed: int
    reminded: int
    passed_over: int
    undeliverable: int
    letters: int
    rest_day: bool

    def lines(self) -> list[tuple[str, int | str]]:
        """The figures under their Chinese names."""
        rest = [("休息日", "不发信，顺延至下一工作日")] if self.rest_day else []
        return [("日期", self.day.isoformat()), *rest, ("开立义务", self.opened), ("关闭", self.closed), ("失效", self.lapsed),
                ("提醒事项", self.reminded), ("越过的提醒", self.passed_over), ("无法送达", self.undeliverable),
                ("信件", self.letters)]


def keep_watch(house: House) -> WatchReport:
    """Take in an amended rulebook, close, open, lapse and chase for today; after downtime one run catches up."""
    with open_desk(house, SYSTEM) as desk:
        if amended(desk):
            project(desk)
    with open_desk(house, SYSTEM) as desk:
        closed = close_gone(desk)
        back = bring_back(desk)
    with open_desk(house, SYSTEM) as desk:
        opened = open_duties(desk).total + back
    with open_desk(house, SYSTEM) as desk:
        lapsed = lapse(desk)
        sweep_drafts(desk)
        forget_answers(desk)
    with open_desk(house, SYSTEM) as desk:
        chased = chase(desk)
        return WatchReport(
            day=desk.today, opened=opened, closed=closed, lapsed=lapsed, reminded=chased.reminded,
            passed_over=chased.passed_over, undeliverable=chased.undeliverable, letters=chased.letters,
            rest_day=chased.rest_day)


def count_up(house: House, *, anew: bool = False) -> int:
    """Make the tallies: of offices now, by rule once a day, or now too if `anew`; how many offices owe anything."""
    with open_desk(house, SYSTEM) as desk:
        counted = tally_offices(desk)
    with open_desk(house, SYSTEM) as desk:
        if anew or rules_counted_on(desk) != desk.today:
            tally_rules(desk)
    return counted
