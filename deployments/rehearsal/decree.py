"""Made-up decrees of a rehearsal: a rule that changes in October, and the holidays of a year not announced yet."""

from datetime import date, timedelta
from pathlib import Path

from casework.record.notice_rows import NoticeDay
from deployments.rehearsal.chance import Chance

# The figure is made up: it shows that a decree reaches what runs, and stands in no rulebook but the rehearsal's own.
DECREE = """# 演练用
[[duty_value]]
duty = "township_patrol"
from = {day}
times = 3
due = {{ at = "period_end" }}
roll = false
reports_on = "none"
confidence = "D"
source = "演练"
"""
# Spring festival falls between these days; the others stand where they mostly do.
SPRING = ((1, 22), (2, 19))
DRAGON_BOAT, MID_AUTUMN = ((6, 1), (6, 22)), ((9, 10), (9, 28))


def publish(folder: Path, day: date) -> None:
    """Lay the decree into the folder of decrees; again it changes nothing."""
    place = folder / "rehearsal"
    place.mkdir(parents=True, exist_ok=True)
    written = place / "decree.toml"
    half = written.with_suffix(".half")
    half.write_text(DECREE.format(day=day.isoformat()), encoding="utf-8")
    half.replace(written)  # whole or not at all


def made_up_notice(year: int, chance: Chance) -> list[NoticeDay]:
    """A plausible notice: festivals with their days off, and weekends worked for the long ones."""
    spring = chance.day(date(year, *SPRING[0]), date(year, *SPRING[1]), "spring", year)
    off = {date(year, 1, 1): "元旦"}
    off |= _days(spring, 7, "春节") | _days(date(year, 4, 5), 1, "清明节") | _days(date(year, 5, 1), 5, "劳动节")
    off |= _days(chance.day(date(year, *DRAGON_BOAT[0]), date(year, *DRAGON_BOAT[1]), "dragon boat", year), 1, "端午节")
    off |= _days(date(year, 10, 1), 7, "国庆节")
    autumn = chance.day(date(year, *MID_AUTUMN[0]), date(year, *MID_AUTUMN[1]), "mid-autumn", year)
    off |= _days(autumn, 1, "中秋节")
    worked = [day for first, last in ((spring, 7), (date(year, 5, 1), 5), (date(year, 10, 1), 7))
              for day in (_weekend_before(first, off), _weekend_after(first + timedelta(days=last), off))]
    return sorted([(day, False, name) for day, name in off.items()] + [(day, True, "调休") for day in worked])


def _days(first: date, n: int, name: str) -> dict[date, str]:
    return {first + timedelta(days=k): name for k in range(n)}


def _weekend_before(day: date, off: dict[date, str]) -> date:
    while day.weekday() < 5 or day in off:
        day -= timedelta(days=1)
    return day


def _weekend_after(day: date, off: dict[date, str]) -> date:
    while day.weekday() < 5 or day in off:
        day += timedelta(days=1)
    return day
