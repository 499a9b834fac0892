"""What a notice proposes and a decision says in money: held against the range of the law, and against the notice before it."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric

from casework.case.banding import Use, chosen, money_on, use_on
from casework.case.cases import CaseRow
from casework.case.gains_held import refuse_beyond_established
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.offence_table import Basis, Circumstance
from regulation.offence_words import CIRCUMSTANCES
from regulation.orders import unnotified
from regulation.ore import beyond
from regulation.penalty import penalty
from regulation.punishment import Act, Penalty
from regulation.yuan import ReckoningError, told

ZERO = Decimal(0)
MONEY = Numeric(16, 2)
BY_WORDS = {words: one for one, words in CIRCUMSTANCES.items()}
LAST = ("SELECT fine, gains, ore, others FROM case_penalty WHERE case_id = :case AND state = :state ORDER BY id DESC LIMIT 1")
REPLACE = "UPDATE case_penalty SET state = 'replaced' WHERE case_id = :case AND state = :state"
ADD = ("INSERT INTO case_penalty (case_id, event_no, fine, gains, ore, others, discretion, range_least, range_most, state,"
       " band, band_least, band_most, band_reason) VALUES (:case, :no, :fine, :gains, :ore, :others, :discretion, :least,"
       " :most, :state, :band, :band_least, :band_most, :band_reason)")
BANDED = ("notice.issue", "decision.penalty")  # whoever goes below the range of the law with a ground may stand in no band


@dataclass(frozen=True)
class Sums:
    """What a party is to pay, in yuan; the ore it loses, and what else is ordered, in words."""

    fine: Decimal
    gains: Decimal
    ore: str | None = None
    others: str | None = None


def sums_of(given: Given) -> Sums:
    """The amounts that were filled in; nothing where none was."""
    told = given.fields
    return Sums(Decimal(told.get("fine") or 0), Decimal(told.get("gains") or 0), told.get("ore"), told.get("others"))


def last_of(desk: Desk, case: CaseRow, state: str) -> Sums | None:
    """What the last notice proposed, or the last decision says."""
    rows = desk.rows(LAST, types={"fine": MONEY, "gains": MONEY}, case=case.id, state=state)
    return Sums(rows[0].fine, rows[0].gains, rows[0].ore, rows[0].others) if rows else None


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


def within_range(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Refuse a fine outside the range of the law, unless it is lighter by a ground that is named.

    Where no range is known, whoever decides answers for the amount.
    """
    _refuse_outside(desk, case, given, least=not given.fields.get("ground"))
    return {}


def weighed_against_notice(desk: Desk, case: CaseRow, given: Given) -> dict[str, Any]:
    """Within the range, unless it is lighter by a ground; never more than the notice proposed (处罚法第四十五条)."""
    _refuse_outside(desk, case, given, least=given.action != "decision.lighter")
    now, before = sums_of(given), last_of(desk, case, "proposed")
    heavier = before is not None and (now.fine > before.fine or now.gains > before.gains)
    if before is not None and beyond(now.ore, before.ore):
        raise InvalidError(
            f"The notice said of ore: {before.ore or 'none'}; the decision confiscates {now.ore}.",
            way_out="Confiscate no more of a kind than was notified, worded alike or as kind and amount（铁矿石400吨）, or give"
                    " notice anew（notice.renew）.")
    words = {word for one in desk.rulebook.money.hearing.values() for value in one.values for word in value.words}
    if before is not None and (more := unnotified(now.others, before.others, words)):
        raise InvalidError(
            f"The notice did not say: {'、'.join(more)}.",
            way_out="Order nothing but what was notified, worded alike, or give notice anew（notice.renew）.")
    return {"heavier_after_defence": heavier, "ore_to_hand_over": bool(given.fields.get("ore"))}


def on_the_spot(_desk: Desk, _case: CaseRow, given: Given) -> dict[str, Any]:
    """The fine, which the procedure on the spot bounds."""
    fine = sums_of(given).fine
    if (given.fields["sanction"] == "罚款") is not (fine > 0):
        raise InvalidError("The sanction and the fine do not agree.", way_out="A fine has an amount, a warning has none.")
    return {"fine": fine}


def _refuse_outside(desk: Desk, case: CaseRow, given: Given, *, least: bool) -> None:
    fine, found = sums_of(given).fine, range_of(desk, case, given.day)
    _refuse_beyond(found, fine, least=least)
    refuse_beyond_established(desk, case, given, sums_of(given).gains)
    banded = given.action in BANDED and not given.fields.get("ground")
    chosen(found.discretion, fine, given, required=banded and use_on(desk.rulebook, given.day) is Use.REQUIRED)


def _refuse_beyond(found: Penalty, fine: Decimal, *, least: bool) -> None:
    if found.range is None or (fine == 0 and not found.must):
        return
    above = fine > found.range.most
    if above or (least and fine < found.range.least):
        law = f"{found.law}{found.provision or ''}"
        raise InvalidError(
            f"A fine of {told(fine)} lies outside the range of the law: {told(found.range.least)} to {told(found.range.most)}.",
            way_out=f"It follows from {law}; lower the fine, or, where amounts or circumstances are others than was said, value"
                    " the act anew with case.value（认定金额和情节）." if above else
                    f"It follows from {law}; raise the fine, or be lighter with a ground（ground of notice.issue, then"
                    " decision.lighter）.")


def proposed(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Keep what the notice proposes."""
    _keep(desk, case, given, event_no, "proposed")


def decided(desk: Desk, case: CaseRow, given: Given, event_no: int) -> None:
    """Keep what the decision says, in place of an earlier one."""
    _keep(desk, case, given, event_no, "decided")


def undecided(desk: Desk, case: CaseRow, _given: Given, _event_no: int) -> None:
    """A decision that was annulled says nothing any more: nothing is owed by it."""
    desk.run(REPLACE, case=case.id, state="decided")


def _keep(desk: Desk, case: CaseRow, given: Given, event_no: int, state: str) -> None:
    now = sums_of(given)
    may = range_of(desk, case, given.day) if given.action != "spot.decide" else None
    found = may.range if may else None
    band = chosen(may.discretion, now.fine, given, required=False) if may else None
    desk.run(REPLACE, case=case.id, state=state)
    desk.run(ADD, case=case.id, no=event_no, fine=now.fine, gains=now.gains, ore=given.fields.get("ore"),
             others=given.fields.get("others"), discretion=given.fields.get("discretion"),
             least=found.least if found else None, most=found.most if found else None, state=state,
             band=band.band.title if band else None, band_least=band.band.least if band else None,
             band_most=band.band.most if band else None, band_reason=band.reason if band else None)
