"""How many processes the trials have killed, counted for the summary at their end."""

from collections import Counter

KILLS: Counter[str] = Counter()
