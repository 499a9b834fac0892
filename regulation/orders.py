"""What is ordered beside money and ore, as notices and decisions word it: order by order, and which of them are penalties."""

import re
from collections.abc import Collection

CORRECTIVE = "责令"  # to put right what is wrong is no penalty (行政处罚法2021 第二十八条第一款), unless it names one
PENALTIES = ("警告", "通报批评", "罚款", "没收")  # of 第九条, beside those that want a hearing by their name


def orders(text: str | None) -> set[str]:
    """What was ordered, order by order; the same order is worded alike."""
    return {one for part in re.split(r"[;；、。\n]", text or "") if (one := part.strip())}


def unnotified(now: str | None, before: str | None, words: Collection[str]) -> list[str]:
    """The penalties among what is ordered now of which the notice said nothing; `words` are those of heavy sanctions."""
    return sorted(one for one in orders(now) - orders(before)
                  if not one.startswith(CORRECTIVE) or any(word in one for word in (*PENALTIES, *words)))
