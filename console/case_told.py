"""A case for its page: what can be done in the order in which one looks for it, what was done in words, its main way."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from casework.case.paying import ITEMS
from casework.view.case_course import CaseEvent
from casework.view.case_story import CaseStory, Offer
from console.case_forms import told
from foundation.errors import ConflictError
from regulation.effects import CaseField
from regulation.procedure_lines import EVERYWHERE, ORDER
from regulation.procedure_table import ProcedureLaw
from regulation.stages import Stage, StageRow, Who

CORRECTING = ("payment.correct", "payment.correct-performed")
LAWFUL = "lawful now: "  # programs are told by codes what else can be done; a page shows it anyway


def without_codes(error: ConflictError) -> ConflictError:
    """A refusal as a page tells it."""
    return ConflictError(error.message, problems=tuple(one for one in error.problems if not one.startswith(LAWFUL)),
                         way_out=error.way_out)


@dataclass(frozen=True)
class Offers:
    """What is listed for the stage: what the reader can do here, what almost anywhere, what others can, what nobody now.

    Of what nobody can, what belongs to this stage stands apart from what is listed almost everywhere.
    """

    mine: list[Offer]
    anywhere: list[Offer]
    others: list[Offer]
    shut: list[Offer]
    shut_anywhere: list[Offer]

    @property
    def names_officers(self) -> bool:
        """Whether one of the reader's forms asks for officers."""
        return any(one.type == "officers" for offer in (*self.mine, *self.anywhere) for one in offer.doable.form)

    @property
    def correcting(self) -> str:
        """The reader's move by which a payment is corrected; nothing where he has none."""
        return next((one.doable.action for one in (*self.mine, *self.anywhere) if one.doable.action in CORRECTING), "")


def as_booked(story: CaseStory, receipt: str) -> dict[str, str]:
    """What stands in the books of a payment, as the form of its correction asks for it; nothing where none is booked."""
    names = {item: title for title, item in ITEMS.items()}
    return next(({"receipt": one.receipt, "amount": f"{one.amount}", "paid_on": one.on.isoformat(), "item": names[one.item]}
                 for one in story.money.books.paid if one.receipt == receipt), {})


def offers_of(law: ProcedureLaw, story: CaseStory) -> Offers:
    """The offers of a case, those first that lead on along the main way."""
    listed = sorted(story.offers, key=lambda one: _onward(law, story.stage.stage, one))
    mine, shut = [one for one in listed if one.open], [one for one in listed if one.unmet]
    return Offers([one for one in mine if not _wide(law, one)], [one for one in mine if _wide(law, one)],
                  [one for one in listed if not one.mine and not one.unmet],
                  [one for one in shut if not _wide(law, one)], [one for one in shut if _wide(law, one)])


def _wide(law: ProcedureLaw, offer: Offer) -> bool:
    """Whether it stays where it is, and could be done in most other stages, too."""
    one = law.move.get(offer.doable.action) or law.record[offer.doable.action]
    return offer.doable.to is None and (not one.stages or len(one.stages) >= EVERYWHERE)


def _onward(law: ProcedureLaw, now: Stage, offer: Offer) -> tuple[bool, bool, int]:
    to = offer.doable.to
    ahead = ORDER.index(to) - ORDER.index(now) if to else 0
    on = to is not None and ahead > 0 and law.stage[to.value].main
    return not on, offer.doable.who is Who.SYSTEM, ahead if on else 0


def papers_at(law: ProcedureLaw, now: Stage, titles: Sequence[str], missing: Sequence[str]) -> tuple[list[str], list[str]]:
    """Of the documents in use those that a case at this stage asks for, or still lacks, and all others."""
    asked = {*missing, *(title for one in law.move.values() if now in one.stages for title in one.documents)}
    return [one for one in titles if one in asked], [one for one in titles if one not in asked]


def course_of(law: ProcedureLaw, story: CaseStory) -> list[tuple[CaseEvent, list[tuple[CaseField, Any]]]]:
    """What was done, the latest first, each with what was filled in."""
    return [(one, told(law, one.action, one.fields or {}, people_of(story))) for one in reversed(story.events)]


def people_of(story: CaseStory) -> Mapping[int, str]:
    """The names of those who work on a case."""
    return {one.id: one.name for one in story.officers}


def main_way(law: ProcedureLaw, now: Stage) -> Iterable[StageRow]:
    """The stages of a case that is penalised and performs in time, and beside them where it stands now."""
    return [row for row in law.stage.values() if row.main or row.stage is now]
