"""What documents say of the hearing: under which number it was offered and when, and whether one was asked for and held."""

import math
from collections.abc import Sequence
from datetime import date

from casework.case.particulars import Event, Particulars
from documents.amounts import day_told

OFFER = "听证告知书"
PUBLIC = "notice.serve-public"


def hearing_told(told: Particulars) -> str | None:
    """How it went with the hearing that was offered last, be it with a notice before the last; none where none was offered."""
    if (offer := told.paper(OFFER)) is None:
        return None
    events = _round(told.events, offer.event_no)
    if (served := _served(offer.served_on, events.get(PUBLIC))) is None:
        return None
    return f"{OFFER}{f'（{offer.number}）' if offer.number else ''}{served}{_became(events)}"


def _round(events: Sequence[Event], no: int) -> dict[str, Event]:
    """The last event of each move from the notice that an event belongs to until the next notice."""
    issued = [one.no for one in events if one.action == "notice.issue"]
    first = max((one for one in issued if one <= no), default=0)
    until = min((one for one in issued if one > no), default=math.inf)
    return {one.action: one for one in events if first < one.no < until}


def _served(day: date | None, public: Event | None) -> str | None:
    if day is not None:
        return f"于{day_told(day)}送达当事人"
    return f"于{day_told(public.day)}公告期满视为送达" if public is not None else None


def _became(events: dict[str, Event]) -> str:
    if (held := events.get("hearing.hold")) is not None:
        # It may have been entered later than it was held, on the day that was fixed last.
        on = date.fromisoformat(events["hearing.fix"].fields["hearing_day"]) if "hearing.fix" in events else held.day
        return f"。应当事人要求，于{day_told(on)}举行了听证。{held.fields.get('report') or ''}"
    if "hearing.drop" in events:
        return "，当事人要求听证后撤回了要求。"
    over = "hearing.ask" not in events and events.keys() & {"hearing.lapse", "statement.weigh"}
    return "，当事人在规定的期限内未要求听证。" if over else "。"
