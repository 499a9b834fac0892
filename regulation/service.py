"""How a document is served, by the law of the day, and what its proof has (处罚法第六十一条; 民诉法第八十七至九十五条)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from regulation.terms import Confidence

# What a proof may have, as the forms call it, and in words.
PROOFS = {"recipient": ("签收人", "who signed"), "refusal": ("拒收事由", "why it was refused"),
          "witness": ("见证人", "a witness"),
          "recording": ("拍照、录像", "photographs or video"), "consent": ("电子送达确认书", "the signed confirmation"),
          "receipt": ("回执、到达记录", "the receipt"), "body": ("受托、转交的单位", "the body asked"),
          "failed": ("其他方式无法送达的情况", "why no other way served"), "medium": ("公告载体", "where it was published")}


@dataclass(frozen=True)
class ServiceValue:
    """What the law wants of a way from a date on: the fields of its proof, and one of others; or why it is not open."""

    effective_from: date
    law: str
    source: str
    confidence: Confidence
    provision: str | None = None
    proof: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    none: str | None = None


@dataclass(frozen=True)
class ServiceWay:
    """A way of service, and the day on which it counts as served; the `last` is open only where the others failed."""

    way: str
    title: str
    title_en: str
    served: str
    served_en: str
    values: tuple[ServiceValue, ...]
    last: bool = False
    limit: str | None = None  # the period after which it counts as served

    def value_on(self, day: date) -> ServiceValue | None:
        """What the law of a day wants; none before the first."""
        current = [one for one in self.values if one.effective_from <= day]
        return current[-1] if current else None


def open_on(ways: Iterable[ServiceWay], day: date) -> tuple[tuple[ServiceWay, ServiceValue], ...]:
    """The ways that are open on a day."""
    found = ((one, one.value_on(day)) for one in ways)
    return tuple((one, value) for one, value in found if value is not None and value.none is None)


def lacking(value: ServiceValue, given: Collection[str]) -> tuple[str, ...]:
    """What a proof lacks: each field that is wanted, or all of those of which one would do."""
    missing = tuple(one for one in value.proof if one not in given)
    return missing or (value.one_of if not set(value.one_of) & set(given) else ())
