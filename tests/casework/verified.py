"""Verification for tests: certified officers, a clue at any step of its way."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.access import Actor
from casework.clue.accepting import Accepted
from casework.clue.concluding import conclude
from casework.clue.disposing import decide, propose
from casework.clue.registering import register
from casework.clue.site import check_site
from casework.clue.team import name_team
from casework.desk import House
from casework.record.certificates import add_certificate
from casework.record.officers import actor_of
from regulation.clue import Disposal, Outcome
from tests.casework.builders import Province, an_officer
from tests.casework.clues import taken_in
from tests.casework.town import at
from tests.scenes import remembered

SEEN = {"facts": "北坡露天采场一处，挖掘机一台。", "party": "王某", "area": "1200", "volume": "3000"}


@dataclass(frozen=True)
class Bureau:
    """The county's bureau: two certified officers, one of the township below it, and who leads and handles."""

    town: Province
    first: int
    second: int
    below: int

    @property
    def head(self) -> int:
        return self.town.officer(self.town.county, "head")

    @property
    def handler(self) -> int:
        return self.town.officer(self.town.county)

    @property
    def team(self) -> tuple[int, int]:
        return (self.first, self.second)


def certified(house: House, officer: int, number: str, *, first: date = date(2020, 1, 1), last: date | None = None) -> int:
    with at(house) as desk:
        return add_certificate(desk, officer, number=number, first=first, last=last)


@remembered
def staffed(house: House, town: Province) -> Bureau:
    """The county with certified officers of its own and of the township below."""
    with at(house) as desk:
        first, second = (an_officer(desk, town.county, "patroller", name=name) for name in ("赵一", "钱二"))
        below = an_officer(desk, town.township, "patroller", name="孙三")
    for officer, number in ((first, "吉执001"), (second, "吉执002"), (below, "吉执003")):
        certified(house, officer, number)
    return Bureau(town, first, second, below)


def who(house: House, officer: int) -> Actor:
    """An officer as an actor."""
    with at(house) as desk:
        return actor_of(desk, officer)


@remembered
def registered(house: House, **given: Any) -> Accepted:
    """A clue that the county has registered."""
    made = taken_in(house, **given)
    with at(house) as desk:
        register(desk, made.number)
    return made


@remembered
def with_team(house: House, bureau: Bureau, **given: Any) -> Accepted:
    """… with its team named."""
    made = registered(house, **given)
    with at(house, who(house, bureau.handler)) as desk:
        name_team(desk, made.number, bureau.team)
    return made


@remembered
def concluded(house: House, bureau: Bureau, outcome: Outcome = Outcome.TRUE, *, ongoing: str = "否", **given: Any) -> Accepted:
    """… seen on the spot and concluded."""
    made = with_team(house, bureau, **given)
    with at(house, who(house, bureau.first)) as desk:
        check_site(desk, made.number, {**SEEN, "ongoing": ongoing})
    with at(house, who(house, bureau.second)) as desk:
        conclude(desk, made.number, outcome, facts="现场有采矿痕迹，无采矿许可证。", opinion="建议立案")
    return made


@remembered
def disposed(house: House, bureau: Bureau, disposal: Disposal = Disposal.FILE, outcome: Outcome = Outcome.TRUE,
             **given: Any) -> Accepted:
    """… and ended, the head having approved what the handler proposed."""
    made = concluded(house, bureau, outcome, **given)
    with at(house, who(house, bureau.handler)) as desk:
        ended = propose(desk, made.number, disposal, reason="事实清楚", refer_to="公安局" if disposal is Disposal.REFER else "")
    if not ended:
        with at(house, who(house, bureau.head)) as desk:
            decide(desk, made.number, approve=True)
    return made
