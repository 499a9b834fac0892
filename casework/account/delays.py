"""How long a guesser waits: the delay grows with every failure under a name, and is forgotten after a day of quiet."""

from datetime import timedelta

FREE = 3  # failures without a delay: people mistype
FIRST = timedelta(seconds=5)
LONGEST = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


def delay_after(failures: int, free: int = FREE) -> timedelta:
    """The wait before the next try after so many failures in a row: none, 5 s, 10 s, 20 s, … at most 15 minutes."""
    if failures <= free:
        return timedelta()
    doublings = min(failures - free - 1, 20)  # beyond that it is the longest anyway
    return min(FIRST * (1 << doublings), LONGEST)
