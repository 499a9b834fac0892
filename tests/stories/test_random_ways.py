"""Cases that go random ways: each stands as its events say after every step, loses no limit, and a refusal leaves nothing."""

import random
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from casework.access import SYSTEM
from casework.case.cases import CaseRow, case_of
from casework.case.deciding import last_of
from casework.case.limits import CLEARED
from casework.case.moving import Wish, make
from casework.case.offering import Doable
from casework.case.replaying import replay
from casework.case.watching import watch_cases
from casework.desk import House
from casework.view.case_story import case_story
from foundation.errors import KuangjianError
from regulation.procedure_table import ALL
from regulation.stages import Stage, Who
from tests.casework.cases import CONDITIONS, Office, a_bureau, actor, filed, in_order, limits
from tests.casework.counting import counted
from tests.casework.town import at, go_to

FIRST = date(2025, 8, 4)
SAID = {"present": "局长甲、副局长乙、法制员己", "officer": "承办人丁", "chair": "法制员己", **CONDITIONS, "made_out": True,
        "beyond_notice": False}
SLIGHT = dict.fromkeys(("major", "complex", "difficult", "public_interest", "major_rights"), False)
MONEY = {"fine": "150000.00", "amount": "150000.00", "ore_value": "40000.00"}
# A notice without ore leads to no decision with it, a service without proof to nothing.
ALWAYS = (*MONEY, "ore", "recipient", "receipt", "body", "refusal")
ON_THE_WAY = ("case.assess", "notice.serve", "statement.record", "payment.record", "publication.publish")
# Every second case mostly stays on its way to a penalty; the others go aside wherever they may.
ASIDE = ("crime.", "discipline.", "order.", "case.take-up", "jurisdiction.", "decision.withdraw", "decision.transfer",
         "investigation.end", "recusal.ask")
PENALTIES = ("decision.penalty", "decision.lighter")
REPLACED = {"deferral.grant": {"payment"}, "instalments.grant": {"payment"}, "notice.serve": {"statement"}}


@dataclass
class Walk:
    """A case on its way, and what became of its steps."""

    house: House
    office: Office
    dice: random.Random
    number: str
    slight: bool  # neither legal review nor deliberation is due
    made: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    fine: Decimal = Decimal(0)  # that stands

    def step(self) -> None:
        """Some days pass; then something is done that the case's page offers."""
        today = self.house.clock.now().date() + timedelta(days=self.dice.choice((0, 0, 0, 1, 3, 8, 30)))
        go_to(self.house, today)
        watch_cases(self.house)
        with at(self.house, SYSTEM) as desk:
            story = case_story(desk, self.number)
        offers = [one.doable for one in story.offers if one.doable.open and one.doable.who is not Who.SYSTEM]
        if offers:
            self.make(self.dice.choices(offers, [self.weight(one, story.stage.stage) for one in offers])[0], today)

    def weight(self, one: Doable, now: Stage) -> float:
        """Rather on along the main way than aside or in a circle, rather what was not done yet."""
        law = self.house.rulebook.procedure
        order = list(law.stage)
        on = one.to is not None and law.stage[one.to.value].main and order.index(one.to) > order.index(now)
        if one.action in ON_THE_WAY:
            return 20 / (1 + 20 * self.made[one.action])
        if one.action.startswith("legal.take-back") or (self.slight and one.action.startswith(ASIDE)):
            return 0.1
        if one.action in PENALTIES:
            return 400
        return (40 if on else 1) / (1 + 2 * self.made[one.action] + 2 * self.refused[one.action])

    def make(self, one: Doable, today: date) -> None:
        """Do it as whoever does such things; what is refused was not done at all."""
        fields = {asks.name: self.filled(asks.name, asks.type, asks.choices, today) for asks in one.form
                  if asks.required or asks.name in ALWAYS or self.dice.random() < 0.4}
        try:
            in_order(self.house, self.office, self.number, one.action, fields)
        except KuangjianError:
            return
        running, before = limits(self.house, self.number), counted(self.house)
        try:
            with at(self.house, actor(self.house, self.office, one.who)) as desk:
                make(desk, self.number, Wish(one.action, fields))
        except KuangjianError:
            self.refused[one.action] += 1
            assert counted(self.house) == before, one.action
            return
        self.made[one.action] += 1
        self.look_at(one, set(running))

    def look_at(self, one: Doable, running: set[str]) -> None:
        """The case is what its events say; a limit ended only if the move says so; no penalty without what it wants."""
        with at(self.house) as desk:
            case = case_of(desk, self.number)
            assert replay(desk, case.id).faults == ()
            effect = desk.rulebook.procedure.effect.get(one.action)
        gone = running - set(limits(self.house, self.number))
        cleared = {step for step, fact in CLEARED.items() if effect is not None and fact in effect.clears}
        assert ALL in one.ends or gone <= {*one.ends, *cleared, *REPLACED.get(one.action, ())}, (one.action, gone)
        if one.action in PENALTIES:
            self.look_at_penalty(case)
        self.look_at_fine(one.action, case)

    def look_at_fine(self, action: str, case: CaseRow) -> None:
        """No fine stands, or is raised, but by a penalty that was decided; a changed one is never more."""
        with at(self.house) as desk:
            said = last_of(desk, case, "decided")
        fine = said.fine if said else Decimal(0)
        assert action in (*PENALTIES, "spot.decide") or fine <= self.fine, action
        self.fine = fine

    def look_at_penalty(self, case: CaseRow) -> None:
        with at(self.house) as desk:
            done = {row.action for row in desk.rows("SELECT action FROM case_event WHERE case_id = :id", id=case.id)}
            story = case_story(desk, self.number)
        assert sum(who.investigates and who.certified for who in story.officers) >= 2
        assert {"report.submit", "review.pass", "notice.issue", "case.assess", "statement.weigh"} <= done
        assert done & {"notice.serve", "notice.serve-public"}

    def filled(self, name: str, kind: str, choices: tuple[str, ...], today: date) -> Any:
        """Something that the form takes, if not always the law."""
        ahead = name in ("until", "deadline", "hearing_day")
        values: dict[str, Any] = {
            "text": f"{today + timedelta(days=20)} 150000.00" if name == "plan" else "依据见卷", "integer": 1, "number": "1",
            "money": MONEY.get(name, "0.00"), "boolean": self.dice.random() < 0.7,
            "date": (today + timedelta(days=15 if ahead else 0)).isoformat(),
            "officers": [self.office.officer("handler"), self.office.officer("second")]}
        if kind == "choice":
            return self.dice.choice(choices)
        return {**SAID, **(SLIGHT if self.slight else {})}.get(name, values[kind])


@pytest.mark.parametrize(("walks", "steps", "least"), [(2, 25, 30), pytest.param(20, 60, 600, marks=pytest.mark.trial)])
def test_whatever_way_a_case_goes_it_is_what_its_events_say(sqlite_house: House, walks: int, steps: int, least: int) -> None:
    office = a_bureau(sqlite_house, FIRST - timedelta(days=90), FIRST)
    made = Counter[str]()
    for seed in range(walks):
        go_to(sqlite_house, FIRST)
        number = filed(sqlite_house, office, act_start=FIRST - timedelta(days=30), act_end=FIRST)
        walk = Walk(sqlite_house, office, random.Random(seed), number, slight=seed % 2 == 0)
        walk.make(value(sqlite_house, number), FIRST)
        for _ in range(steps):
            walk.step()
        made.update(walk.made)
    assert sum(made.values()) >= least
    assert sum(made[one] for one in PENALTIES) >= 3 or walks < 10, [made[one] for one in PENALTIES]


def value(house: House, number: str) -> Doable:
    """The valuing of the act, without which no fine is in a range."""
    with at(house, SYSTEM) as desk:
        return next(one.doable for one in case_story(desk, number).offers if one.doable.action == "case.value")
