"""How stories are told: each move through the API by whoever makes it, the clock moved by hand, the system at work between."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from starlette.testclient import TestClient

from casework.account.api_tokens import ACTIONS, issue_for_officer
from casework.case.cases import case_of
from casework.case.replaying import replay
from casework.case.stages import FLOWS
from casework.case.todos import see_to_cases
from casework.case.watching import watch_cases
from casework.desk import House
from casework.journal import seal, verify
from tests.casework.cases import AGREED, CONDITIONS, PLACES, RECORD, REPORT, Office, a_bureau, in_order, with_hearing_notice
from tests.casework.town import at, go_to
from tests.doors import served

PARTY = {"kind": "person", "name": "王某", "id_number": "220221197001011234", "address": "口前镇新立村"}
VALID = timedelta(days=300)  # after which an officer takes a new token


@dataclass
class Story:
    """A case in the telling: who asks with which token, and the version that was seen last."""

    house: House
    office: Office
    number: str = ""
    tag: str = "*"
    tokens: dict[str, tuple[str, date]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.house.clock.now().date()

    def go(self, day: str) -> None:
        """Come to a morning; what was owed by the system since, it has done."""
        go_to(self.house, date.fromisoformat(day))
        watch_cases(self.house)
        for flow in FLOWS:
            see_to_cases(self.house, flow)
        if self.number:
            self.read()  # the system may have moved it, numbered it, named the responsible

    def ask(self, role: str, method: str, path: str, **given: Any) -> Any:
        """What the API answers an officer."""
        headers = {"authorization": f"Bearer {self._token(role)}", **given.pop("headers", {})}
        client = TestClient(served(self.house), base_url=self.house.base_url)
        return client.request(method, f"/api{path}", headers=headers, **given)

    def _token(self, role: str) -> str:
        held = self.tokens.get(role)
        if held is None or not self.today - VALID < held[1] <= self.today:
            with at(self.house) as desk:
                issued = issue_for_officer(desk, self._officer(role), "手机", actions=ACTIONS, days=366)
            self.tokens[role] = held = (issued.token, self.today)
        return held[0]

    def _officer(self, role: str) -> int:
        town = self.office.town
        return town.officer(town.province, "head") if role == "province" else self.office.officer(role)

    def opened(self, **told: Any) -> None:
        """The handler enters the case."""
        told = {"cause": "王某无证采矿案", "offence": "mining-without-right", "source": "巡查发现", "party": PARTY,
                "discovered_on": self.today.isoformat(), **told}
        answer = self.ask("handler", "POST", "/cases", json=told)
        assert answer.status_code == 201, answer.text
        self.number, self.tag = answer.json()["number"], f'"{answer.json()["version"]}"'

    def move(self, action: str, /, **fields: Any) -> str:
        """A move by whoever makes it, on the version that was seen last; the stage that it leads to.

        The documents that must be there before it are entered from paper.
        """
        in_order(self.house, self.office, self.number, action, fields)
        fields = with_hearing_notice(self.house, self.number, action, fields)
        answer = self.asked(action, **fields)
        assert answer.status_code == 200, f"{action}: {answer.text}"
        self.tag = answer.headers["etag"]
        return str(answer.json()["stage"])

    def asked(self, action: str, /, **fields: Any) -> Any:
        """The answer to a move, whatever it is."""
        law = self.house.rulebook.procedure
        who = (law.move.get(action) or law.record[action]).who
        return self.ask(PLACES[who], "POST", f"/cases/{self.number}/moves", json={"action": action, "fields": fields},
                        headers={"if-match": self.tag})

    def refused(self, action: str, /, **fields: Any) -> str:
        """Why a move is refused."""
        answer = self.asked(action, **fields)
        assert answer.status_code == 409, f"{action}: {answer.status_code} {answer.text}"
        return str(answer.json()["detail"])

    def read(self, on: str | None = None) -> dict[str, Any]:
        """The case on one page."""
        answer = self.ask("handler", "GET", f"/cases/{self.number}", params={"on": on} if on else {})
        assert answer.status_code == 200, answer.text
        self.tag = answer.headers["etag"]
        return dict(answer.json())

    def stage(self) -> str:
        return str(self.read()["stage"])

    def due(self) -> dict[str, str]:
        """The limits that run, with their last days."""
        return {one["step"]: one["due"] for one in self.read()["limits"] if one["running"]}

    def owed(self, on: str | None = None) -> dict[str, Decimal]:
        """What is owed by the end of a day."""
        told = self.read(on)["money"]["owed"]
        return {name: Decimal(told[name]) for name in ("fine", "gains", "surcharge", "left")}

    def actions(self) -> list[str]:
        """What was done, in its order."""
        answer = self.ask("handler", "GET", f"/cases/{self.number}/events")
        return [one["action"] for one in answer.json()["events"]]

    def filed(self) -> None:
        """Through the chain of filing to the investigators."""
        self.move("filing.establish", **CONDITIONS)
        self.move("filing.propose", **CONDITIONS, facts="现场有采坑和矿石")
        for action in ("filing.unit", "filing.review", "filing.approve"):
            self.move(action, **AGREED)
        self.move("team.name", officers=[self.office.officer("handler"), self.office.officer("second")])
        self.reported_up()

    def reported_up(self) -> None:
        """What the order has reported up passes each level to the province (四（四）)."""
        self.go(self.today.isoformat())
        told = self.ask("leader", "GET", f"/cases/{self.number}/reports").json()
        steps = (("leader", "send"), ("above", "confirm"), ("above", "send"), ("province", "confirm")) if told["levels"] else ()
        for role, action in steps:
            answer = self.ask(role, "POST", f"/cases/{self.number}/reports", json={"action": action, "said": "案情报告"})
            assert answer.status_code == 200, answer.text
            self.go(self.today.isoformat())

    def looked(self) -> None:
        """The record of the site is in the register, unless evidence is there already."""
        if "evidence.collect" not in self.actions():
            self.move("evidence.collect", **RECORD, taken_on=self.today.isoformat())

    def reported(self, *, made_out: bool = True, **assessed: Any) -> None:
        """The report and its review."""
        told = {"major": False, "complex": False, "difficult": False, "public_interest": False, "major_rights": False,
                "hearing_due": True, "why": "金额较小", **assessed}
        self.move("case.assess", **told)
        self.looked()
        self.move("report.submit", **REPORT)
        self.move("review.pass", made_out=made_out, **AGREED)

    def waived(self) -> None:
        """The party asks for the hearing that was offered, and takes that back the same day."""
        self.move("hearing.ask", asked_on=self.today.isoformat())
        self.move("hearing.drop", reason="当事人书面放弃听证")

    def closed(self, action: str, **fields: Any) -> None:
        """Proposed and closed."""
        self.move("closing.propose", reason="办理完毕", **AGREED)
        assert self.move(action, **AGREED, **fields) == "closed"

    def archived(self) -> None:
        """The end of every story: the file bound, nothing owed, the journal whole, the case what its events say."""
        assert self.move("archive.file", pages=120, volumes=1, keeper="档案室") == "archived"
        assert self.due() == {}
        self.whole()

    def whole(self) -> None:
        """The journal verifies, and the case told again from its events is the case as it stands."""
        with at(self.house) as desk:
            while seal(desk):
                pass
            assert verify(desk).unsealed == 0
            assert replay(desk, case_of(desk, self.number).id).faults == ()


def a_story(house: House, day: str, since: str | None = None) -> Story:
    """A county's bureau on a morning."""
    first = date.fromisoformat(since) if since else date.fromisoformat(day) - timedelta(days=90)
    return Story(house, a_bureau(house, first, date.fromisoformat(day)))
