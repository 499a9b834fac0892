"""A count of days in progress: where it stands, what it asked of the calendar, and what is to be told of it, in Chinese."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from regulation.counting import add_days, add_hours, add_months
from regulation.terms import Unit
from regulation.workdays import WorkCalendar

NAMES = {Unit.DAY: "日", Unit.WORKING_DAY: "个工作日", Unit.MONTH: "个月", Unit.HOUR: "小时"}


@dataclass
class Tally:
    """Where a count stands; `asked` are the years whose working days the answer depends on."""

    calendar: WorkCalendar
    day: date
    steps: list[str] = field(default_factory=list)
    asked: set[int] = field(default_factory=set)

    def working(self, day: date) -> bool:
        """Whether a day is worked, remembering that it was asked."""
        self.asked.add(day.year)
        return self.calendar.is_working(day)

    def add(self, n: int, unit: Unit, verb: str) -> None:
        """Count on (back, if negative), telling how far."""
        self.steps.append(f"{verb}{abs(n)}{NAMES[unit]}")
        if unit is Unit.WORKING_DAY:
            self.forward(n)
        elif unit is Unit.MONTH:
            self.day = add_months(self.day, n)
        elif unit is Unit.HOUR:
            start = datetime(self.day.year, self.day.month, self.day.day)  # noqa: DTZ001  a wall-clock day
            self.day = add_hours(start, n).date()
        else:
            self.day = add_days(self.day, n)

    def forward(self, n: int) -> None:
        """Count n working days on (back, if negative), telling which days were skipped."""
        step, left = timedelta(days=1 if n > 0 else -1), abs(n)
        skipped: list[date] = []
        made_up: list[date] = []
        while left:
            self.day += step
            if self.working(self.day):
                left -= 1
                if self.day.weekday() >= 5:
                    made_up.append(self.day)
            else:
                skipped.append(self.day)
        if skipped:
            self.steps.append(f"跳过{runs(self.calendar, skipped)}")
        if made_up:
            self.steps.append("、".join(f"{day:%m-%d}" for day in made_up) + "调休上班，计入")

    def roll(self, *, back: bool) -> None:
        """Move off a rest day to the first working day after it (民法典 203), or the last before it where time runs back."""
        if self.working(self.day):
            return
        was, why = self.day, self.calendar.why(self.day)
        while not self.working(self.day):
            self.day += timedelta(days=-1 if back else 1)
        self.steps.append(f"末日{was}为休息日（{why}），{'提前' if back else '顺延'}至{self.day}")

    def unknown_years(self) -> list[int]:
        """The years asked of whose holidays are not announced."""
        return sorted(year for year in self.asked if not self.calendar.announced(year))


def runs(calendar: WorkCalendar, days: list[date]) -> str:
    """Skipped days, neighbours of one reason told together."""
    told: list[tuple[date, date, str]] = []
    for day in sorted(days):
        why = calendar.why(day)
        if told and told[-1][2] == why and told[-1][1] + timedelta(days=1) == day:
            told[-1] = (told[-1][0], day, why)
        else:
            told.append((day, day, why))
    return "、".join(f"{a:%m-%d}{'' if a == b else f'至{b:%m-%d}'}{why}" for a, b, why in told)
