"""`penalty`, `surcharge`, `fee`: what an act may cost, what is added to it, what a mineral costs; without an installation."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from deployments.commands.common import Data, Json, settings_for, show

if TYPE_CHECKING:
    from regulation.book import Rulebook

Paid = Annotated[list[str] | None, typer.Option("--paid", help="A payment as DAY:YUAN; as often as needed.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (penalty, surcharge, fee):
        app.command()(command)


def penalty(offence: Annotated[str, typer.Option(help="Its code; --list shows them.")] = "",
            act_date: Annotated[str, typer.Option(help="The day of the act, or its first day.")] = "",
            act_end: Annotated[str, typer.Option(help="The last day of an act that went on.")] = "",
            decided_on: Annotated[str, typer.Option(help="The day of the decision: the lighter law holds.")] = "",
            discovered_on: Annotated[str, typer.Option(help="The day on which it was discovered.")] = "",
            illegal_gains: Annotated[str, typer.Option(help="Yuan.")] = "",
            costs: Annotated[str, typer.Option(help="Lawful costs and inputs within the gains, in yuan.")] = "",
            refunds: Annotated[str, typer.Option(help="What of the gains must be given back to others, in yuan.")] = "",
            ore_value: Annotated[str, typer.Option(help="Market value of the ore taken, in yuan.")] = "",
            loss: Annotated[str, typer.Option(help="Value of the resource that is lost, in yuan.")] = "",
            restoration_cost: Annotated[str, typer.Option(help="Cost of the ecological restoration, in yuan.")] = "",
            fee_owed: Annotated[str, typer.Option(help="Compensation fee that was to be paid, in yuan.")] = "",
            circumstance: Annotated[str, typer.Option(help="plain, refuses, serious …: what else was the case.")] = "",
            special_area: Annotated[bool, typer.Option("--special-area", help="In a planned or forbidden area.")] = False,
            harm: Annotated[bool, typer.Option("--harm", help="Life, health or finance was harmed.")] = False,
            listed: Annotated[bool, typer.Option("--list", help="List the offences.")] = False,
            as_json: Json = False, data: Data = None) -> None:
    """The range of a fine by the law of the act, or the lighter one of the decision, step by step."""
    from casework.view.calculators import PenaltyAsked, penalty_for
    book = _book(data)
    if listed:
        show([{"code": one.code, "title": one.title, "title_en": one.title_en} for one in book.money.offence.values()],
             as_json=as_json, columns=("code", "title", "title_en"))
        return
    _needs("A penalty", {"--offence": offence, "--act-date": act_date}, "`kuangjian penalty --list` names the offences.")
    show(penalty_for(book, PenaltyAsked(
        offence, act_date, act_end, decided_on, discovered_on, illegal_gains, costs, refunds, ore_value, loss,
        restoration_cost, fee_owed, circumstance, special_area, harm)), as_json=as_json)


def surcharge(fine: Annotated[str, typer.Option(help="The fine, in yuan.")] = "",
              due: Annotated[str, typer.Option(help="The last day to pay; after a deferral the later one.")] = "",
              on: Annotated[str, typer.Option(help="The day by which it is asked.")] = "",
              instalment: Annotated[list[str] | None, typer.Option(help="Instead of --due: DAY:YUAN; repeated.")] = None,
              paid: Paid = None,
              pause: Annotated[list[str] | None, typer.Option(help="Reconsideration or lawsuit, as FROM:TO.")] = None,
              as_json: Json = False, data: Data = None) -> None:
    """What is added to a fine that is not paid in time, and what is owed on a day."""
    from casework.view.calculators import SurchargeAsked, surcharge_for
    _needs("A surcharge", {"--fine": fine, "--due": due or "".join(instalment or ()), "--on": on},
           "Write days like 2024-03-05; parts instead of --due as --instalment 2024-03-05:4000.")
    show(surcharge_for(_book(data), SurchargeAsked(fine, due, on, instalment or (), paid or (), pause or ())), as_json=as_json)


def fee(mineral: Annotated[str, typer.Option(help="The mineral, in Chinese.")] = "",
        revenue: Annotated[str, typer.Option(help="What it was sold for, in yuan.")] = "",
        first: Annotated[str, typer.Option("--from", help="The first day of the sales.")] = "",
        last: Annotated[str, typer.Option("--to", help="The last day, in the same half-year.")] = "",
        approved: Annotated[str, typer.Option(help="Approved recovery in percent.")] = "",
        actual: Annotated[str, typer.Option(help="Actual recovery in percent.")] = "",
        recovery: Annotated[str, typer.Option(help="audited; provisional: not yet audited; unfiled.")] = "audited",
        factor: Annotated[str, typer.Option(help="The recovery factor itself, where an office has set it.")] = "",
        paid: Paid = None,
        on: Annotated[str, typer.Option(help="The day by which the late fee is asked.")] = "",
        as_json: Json = False, data: Data = None) -> None:
    """The mineral resources compensation fee (矿产资源补偿费) of a half-year while it was charged, 1994 to 2016."""
    from casework.view.calculators import FeeAsked, fee_for
    _needs("A fee", {"--mineral": mineral, "--revenue": revenue, "--from": first, "--to": last},
           "Write days like 2014-03-05, and yuan like 99999.99.")
    show(fee_for(_book(data), FeeAsked(mineral, revenue, first, last, approved, actual, recovery, factor, paid or (), on)),
         as_json=as_json)


def _needs(what: str, given: Mapping[str, str], way_out: str) -> None:
    """Refuse a question that lacks something, by the options that are missing."""
    from foundation.errors import InvalidError
    if missing := [option for option, value in given.items() if not value.strip()]:
        raise InvalidError(f"{what} needs {' and '.join(missing)}.", way_out=way_out)


def _book(data: Data) -> "Rulebook":
    """The rulebook with the decrees of the folder on top, if there is one."""
    from casework.house import open_rulebook
    return open_rulebook(settings_for(data).decrees())
