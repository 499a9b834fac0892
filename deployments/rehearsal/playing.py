"""Plays a script day by day on a stage: each step is done once, wherever the process was killed, and audited."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from casework.access import OPERATOR
from casework.desk import Desk, open_desk
from deployments.rehearsal import steps
from deployments.rehearsal.auditing import examine
from deployments.rehearsal.invariants import Audit
from deployments.rehearsal.ledger import Ledger
from deployments.rehearsal.mail_host import MailHost
from deployments.rehearsal.stage import Place, Stage, build_stage, mark, place_of


@dataclass
class Player:
    """A rehearsal under way: the stage, the mail host, and what the audit has seen."""

    stage: Stage
    host: MailHost | None  # none: letters are kept, as where no mail host is configured
    ledger: Ledger = field(default_factory=Ledger)
    said: dict[str, str] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    asked: int = 0  # invariants

    def play(self) -> Iterator[date]:
        """Play on from where the rehearsal stands to its last day; each day as it is over."""
        with open_desk(self.stage.house, OPERATOR) as desk:
            build_stage(desk)
            place = place_of(desk) or Place(self.stage.script.first, 0)
            if self.stage.script.still:
                self._take_stock(desk)
        self.stage.read_rulebook()
        for day in self.stage.script.days():
            if day >= place.day and not self.stage.script.is_down(day):
                self._day(day, place.steps if day == place.day else 0)
                yield day

    def _take_stock(self, desk: Desk) -> None:
        """A copy has a past, which the journal need not tell in full: it is audited from here on."""
        self.ledger = Ledger.of(desk)
        desk.run("UPDATE trigger_row SET done_at = :now WHERE done_at IS NULL AND stage <> 'holiday_projection'", now=desk.now)
        desk.run("UPDATE trigger_row SET claimed_until = NULL WHERE done_at IS NULL")  # by whom, it is not known here

    def _day(self, day: date, over: int) -> None:
        if self.host is not None:
            self.host.down = self.stage.script.mail_down(day)
        for number, step in enumerate(steps.STEPS, 1):
            if number > over:
                step(self, day)
                with open_desk(self.stage.house, OPERATOR) as desk:
                    mark(desk, day, number)

    def audit(self, day: date, moment: str) -> None:
        """Ask the invariants of a moment."""
        first = day
        while first > self.stage.script.first and self.stage.script.is_down(first - timedelta(days=1)):
            first -= timedelta(days=1)
        with open_desk(self.stage.house, OPERATOR, reads=moment != "month") as desk:
            self.touched |= self.ledger.read_on(desk)
            audit = Audit(desk, first, day, self.ledger, self.touched,
                          self.host.taken() if self.host is not None else [], self.said)
            self.said.update({one.message_id: one.content for one in audit.taken if one.message_id not in self.said})
            self.asked += examine(audit, moment)
        if moment == "day":
            self.touched = set()
