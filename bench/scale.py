"""How large a nation is measured, and on which days."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Scale:
    """How many offices and mines; one province stands for all, since the rules know one party of that level."""

    counties: int = 2844
    townships: int = 40_000
    mines: int = 110_000

    @property
    def cities(self) -> int:
        """As many as China has to its counties."""
        return max(1, round(self.counties * 340 / 2844))


OPENED_ON = date(2024, 11, 30)  # with the horizon of 31 days every period of the year has begun
YEAR_BEGINS = date(2024, 1, 1)
# A Tuesday seven working days after the half-year's end: holders and their superiors are told, last week's patrols lapse.
NIGHT = date(2024, 7, 9)
NIGHT_BEFORE = date(2024, 7, 8)
NIGHTS_SINCE = date(2024, 6, 24)
# A Monday on which the bureaux' reports alone are reached: the same number whatever else is open.
GROWTH_DAY = date(2024, 7, 15)
GROWTH_BEFORE = date(2024, 7, 12)
