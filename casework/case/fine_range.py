"""The range of the law for the fine of a case: by what was recorded of its worth, on the day on which it is decided."""

import json
from datetime import date
from decimal import Decimal

from casework.case.banding import money_on
from casework.case.cases import CaseRow
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.offence_table import Basis, Circumstance
from regulation.offence_words import CIRCUMSTANCES
from regulation.penalty import penalty
from regulation.punishment import Act, Penalty
from regulation.yuan import ReckoningError, told

BY_WORDS = {words: one for one, words in CIRCUMSTANCES.items()}


def range_of(desk: Desk, case: CaseRow, decided: date) -> Penalty:
    """What the act may cost by the law that holds for it; InvalidError where a value is missing for it."""
    worth = json.loads(case.worth)
    money = {name: Decimal(worth[name]) for name in worth if name not in ("circumstance", "special_area", "basis", "reason")}
    last = case.act_end or decided  # what goes on is measured on the day of the decision
    act = Act(first=min(case.act_start or last, last), last=last, decided=max(decided, last),
              bases={one: money.get(one.value) for one in Basis}, costs=money.get("costs"), refunds=money.get("refunds"),
              circumstance=circumstance_of(case), special_area=bool(worth.get("special_area")))
    law = money_on(desk.rulebook, decided)
    try:
        return penalty(law, law.offence[case.offence], act)
    except ReckoningError as error:
        raise InvalidError(error.message, way_out=f"{error.way_out} Record it with case.value（认定金额和情节）.") from error


def circumstance_of(case: CaseRow) -> Circumstance | None:
    """The circumstance that was recorded; a person that refuses has one of his own."""
    given = BY_WORDS.get(json.loads(case.worth).get("circumstance", ""))
    return Circumstance.PERSON if given is Circumstance.REFUSES and case.party_kind == "person" else given


def refuse_beyond(found: Penalty, fine: Decimal, *, least: bool) -> None:
    """Refuse a fine outside the range of the law; below it only where its least is asked for."""
    if found.range is None or (fine == 0 and not found.must):
        return
    above = fine > found.range.most
    if above or (least and fine < found.range.least):
        law, low, high = f"{found.law}{found.provision or ''}", told(found.range.least), told(found.range.most)
        raise InvalidError(
            f"A fine of {told(fine)} lies above the range of the law: {low} to {high}." if above else
            f"A fine of {told(fine)} lies below the range of the law: {low} to {high}.",
            way_out=f"It follows from {law}; lower the fine, or, where amounts or circumstances are others than was said, value"
                    " the act anew with case.value（认定金额和情节）." if above else
                    f"It follows from {law}; raise the fine, or be lighter with a ground（ground of notice.issue, then"
                    " decision.lighter）.")
