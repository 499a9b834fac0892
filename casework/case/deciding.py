"""What a notice proposes and a decision says in money: held against the range of the law, and against the notice before it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Numeric

from casework.case.banding import Use, chosen, use_on
from casework.case.cases import CaseRow
from casework.case.fine_range import range_of, refuse_beyond
from casework.case.gains_held import refuse_beyond_established
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.orders import unnotified
from regulation.ore import beyond

ZERO = Decimal(0)
MONEY = Numeric(16, 2)
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
    refuse_beyond(found, fine, least=least)
    refuse_beyond_established(desk, case, given, sums_of(given).gains)
    banded = given.action in BANDED and not given.fields.get("ground")
    chosen(found.discretion, fine, given, required=banded and use_on(desk.rulebook, given.day) is Use.REQUIRED)


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
