"""What documents say of the hearing: under which number it was offered and when, and whether one was asked for and held."""

from datetime import date

from casework.case.particulars import Event, Particulars
from documents.amounts import day_told

OFFER = "听证告知书"
PUBLIC = "notice.serve-public"


def hearing_told(told: Particulars) -> str | None:
    """How it went with the hearing that was offered with the last notice; none where none was offered yet."""
    issued = told.last("notice.issue")
    since = {one.action: one for one in told.events if issued is not None and one.no > issued.no}
    offer = told.paper(OFFER)
    if offer is None or (served := _served(offer.served_on, since.get(PUBLIC))) is None:
        return None
    return f"{OFFER}{f'（{offer.number}）' if offer.number else ''}{served}{_became(since)}"


def _served(day: date | None, public: Event | None) -> str | None:
    if day is not None:
        return f"于{day_told(day)}送达当事人"
    return f"于{day_told(public.day)}公告期满视为送达" if public is not None else None


def _became(since: dict[str, Event]) -> str:
    if (held := since.get("hearing.hold")) is not None:
        return f"。应当事人要求，于{day_told(held.day)}举行了听证。{held.fields.get('report') or ''}"
    if "hearing.drop" in since:
        return "，当事人要求听证后撤回了要求。"
    over = "hearing.ask" not in since and since.keys() & {"hearing.lapse", "statement.weigh"}
    return "，当事人在规定的期限内未要求听证。" if over else "。"
