"""Every route, asked as every role from every office: the answer is what the table of access says."""

import json
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import httpx
import pytest

import api.app
import console.app
from api.open311 import routes as open311
from casework.access import Actor, Post, allowed, holds
from casework.account.api_tokens import ACTIONS, issue_for_office
from casework.account.sessions import Stay, begin
from casework.act.submissions import hand_in
from casework.desk import House
from casework.duty.opening import open_duties
from casework.grants import GRANTS, PROGRAM
from casework.record.absences import set_absence
from casework.record.officers import actor_of
from casework.record.watchers import NewWatcher, add_watcher
from deployments.asgi import application
from files.store import DiskStore
from foundation.clock import SetClock
from foundation.tokens import digest_of
from regulation.terms import ROLES
from tests.casework.builders import Province, a_party, an_officer
from tests.casework.cases import with_exhibits
from tests.casework.clues import taken_in
from tests.casework.overseen import one_of_each
from tests.casework.town import at, duty_id, filled, go_to, settle_in
from tests.casework.town import patrol as patrol_of
from tests.conftest import A_SEAL, the_rulebook
from tests.doors import served
from web import health

PUBLIC = {"GET /healthz", "GET /readyz", "GET /api/openapi.json", "GET /sign-in", "POST /sign-in", "GET /password/{token}",
          "POST /password/{token}", "GET /forgotten", "POST /forgotten", "GET /sso", "GET /sso/callback",
          "GET /language/{language}", "GET /feeds/{token}.ics", "GET /report", "POST /report", "GET /report/follow",
          "POST /report/follow", "POST /report/follow/add", "POST /report/follow/leave",
          "GET /report/by/{token}", "POST /report/by/{token}",
          *(f"GET /open311/{one}.{{form}}" for one in ("discovery", "v2/services", "v2/services/{code}", "v2/requests",
                                                       "v2/requests/{number}", "v2/tokens/{token}")),
          "POST /open311/v2/requests.{form}", "GET /typical", "GET /decisions"}
# Any token opens these; what lies out of its reach is not found.
ANY_TOKEN = {"GET /api/holidays/{year}", "GET /api/limits", "GET /api/limits/{step}", "GET /api/procedure", "GET /api/search",
             "GET /api/penalties", "GET /api/penalties/{offence}", "GET /api/surcharge", "GET /api/fee"}
# Each shows and changes only what is one's own, or lies in one's reach.
ANYBODY_SIGNED_IN = {
    "GET /", "POST /sign-out", "GET /board", "GET /rules", "GET /rules/{clause}", "GET /rules/procedure",
    "GET /rules/procedure.bpmn",
    "GET /rules/procedure/stages/{stage}", "GET /access", "GET /work",
    "GET /acts", "GET /acts.xlsx", "GET /api/acts", "GET /api/duties", "GET /duties", "GET /duties.xlsx", "GET /overview",
    "GET /holidays",
    "GET /calculators/limits", "GET /calculators/penalty", "GET /calculators/surcharge", "GET /calculators/fee",
    "GET /search", "GET /values/{table}/{code}",
    "GET /clues/mine", "GET /account", "POST /account/password", "POST /account/feeds", "POST /account/feeds/{feed_id}/revoke"}
DONE = 200
PATROL, REPORT = "township_patrol", "inspector_report"
PAPER = "/documents/{document}"


@dataclass(frozen=True)
class Route:
    """A route: the action it takes, at whose office, and the duty it is asked about."""

    action: str
    at: str  # debtor, creditor, office, county; anywhere: a list of what lies in one's reach; whole: of no office;
    # handles: one's own office, where it handles cases
    path: str
    duty: str = PATROL
    sees: str = "duty.read"  # whoever may not do this there is told that there is no such thing


ROUTES = {
    "GET /duties/{duty_id}": Route("duty.read", "debtor", "/duties/{patrol}"),
    "GET /duties/{duty_id}/hand-in": Route("duty.hand_in", "debtor", "/duties/{open_report}/hand-in", REPORT),
    "POST /duties/{duty_id}/hand-in": Route("duty.hand_in", "debtor", "/duties/{open_report}/hand-in", REPORT),
    "POST /duties/{duty_id}/reviews/{submission_id}": Route("duty.review", "creditor", "/duties/{report}/reviews/{submission}",
                                                           REPORT),
    "GET /duties/{duty_id}/record": Route("act.record", "debtor", "/duties/{patrol}/record"),
    "POST /duties/{duty_id}/record": Route("act.record", "debtor", "/duties/{patrol}/record"),
    **{f"POST /duties/{{duty_id}}/{move}": Route(action, "debtor", f"/duties/{{patrol}}/{move}") for move, action in (
        ("suspend", "duty.suspend"), ("resume", "duty.suspend"), ("extend", "duty.extend"), ("waive", "duty.waive"))},
    "GET /acts/new": Route("act.record", "anywhere", "/acts/new"),
    "POST /acts/new": Route("act.record", "anywhere", "/acts/new"),
    "GET /acts/{act_id}": Route("act.read", "debtor", "/acts/{act}"),
    "GET /acts/{act_id}/correct": Route("act.correct", "debtor", "/acts/{act}/correct"),
    "POST /acts/{act_id}/correct": Route("act.correct", "debtor", "/acts/{act}/correct"),
    "POST /acts/{act_id}/withdraw": Route("act.withdraw", "debtor", "/acts/{act}/withdraw"),
    "GET /files/{file_id}": Route("duty.read", "debtor", "/files/1", REPORT),
    "GET /files/{file_id}/preview": Route("duty.read", "debtor", "/files/1/preview", REPORT),
    "GET /board/{code}": Route("duty.read", "office", "/board/220221100"),
    "GET /board/{code}.xlsx": Route("duty.read", "office", "/board/220221100.xlsx"),
    "GET /letters": Route("letter.read", "anywhere", "/letters"),
    "GET /letters/{letter_id}": Route("letter.read", "office", "/letters/1", sees="letter.read"),
    "GET /letters/{letter_id}/html": Route("letter.read", "office", "/letters/1/html", sees="letter.read"),
    "GET /letters/reporters": Route("letter.read", "anywhere", "/letters/reporters"),
    **{f"{method} /watchers": Route("watcher.keep", "anywhere", "/watchers") for method in ("GET", "POST")},
    **{f"POST /watchers/{{watcher_id}}/{what}": Route("watcher.keep", "office", f"/watchers/{{watcher}}/{what}",
                                                    sees="watcher.keep") for what in ("link", "send", "end", "area")},
    "POST /letters/{letter_id}": Route("letter.resend", "office", "/letters/1", sees="letter.read"),
    "POST /work/{item_id}": Route("work.settle", "county", "/work/1", sees="work.read"),
    **{f"POST /values/{{table}}/{{code}}{step}": Route("rule.set", "whole", f"/values/duty/city_patrol{step}")
       for step in ("", "/preview", "/revoke")},
    "GET /runs": Route("run.read", "whole", "/runs"),
    "POST /holidays/preview": Route("holidays.import", "whole", "/holidays/preview"),
    "POST /holidays": Route("holidays.import", "whole", "/holidays"),
    "GET /journal": Route("journal.read", "anywhere", "/journal"),
    "GET /journal.xlsx": Route("journal.read", "anywhere", "/journal.xlsx"),
    "POST /journal/verify": Route("journal.read", "whole", "/journal/verify"),
    "GET /offices": Route("office.read", "anywhere", "/offices"),
    "GET /offices/{code}": Route("office.read", "office", "/offices/220221100", sees="office.read"),
    "GET /offices/{code}/mines": Route("office.read", "office", "/offices/220221100/mines", sees="office.read"),
    "GET /offices/{code}/gaps": Route("office.read", "office", "/offices/220221100/gaps", sees="office.read"),
    "GET /officers/{officer_id}": Route("office.read", "office", "/officers/{clerk}", sees="office.read"),
    "GET /mines/{mine_id}": Route("office.read", "office", "/mines/{mine}", sees="office.read"),
    "GET /officers/{officer_id}/leave": Route("records.change", "office", "/officers/{clerk}/leave", sees="office.read"),
    "GET /offices/{code}/people/new": Route("records.change", "office", "/offices/220221100/people/new", sees="office.read"),
    **{f"POST /officers/{{officer_id}}/{what}": Route(action, "office", f"/officers/{{clerk}}/{what}", sees="office.read")
       for action, paths in (
           ("records.change", ("change", "posts", "posts/end", "absences", "absences/end", "leave", "certificates",
                               "certificates/end")),
           ("account.manage", ("account", "account/link", "account/sessions/end", "account/close",
                               "account/unbind", "tokens"))) for what in paths},
    **{f"POST /offices/{{code}}/{what}": Route("records.change", "office", f"/offices/220221100/{what}", sees="office.read")
       for what in ("people", "duties", "below", "name", "abolish")},
    **{f"GET /offices/{{code}}/{what}": Route("records.change", "office", f"/offices/220221100/{what}", sees="office.read")
       for what in ("below/new", "abolish")},
    **{f"{method} /offices/{{code}}/{what}": Route("account.manage", "office", f"/offices/220221100/{what}", sees="office.read")
       for method, what in (("GET", "tokens"), ("GET", "tokens/new"), ("POST", "tokens"))},
    "GET /officers/{officer_id}/tokens/new": Route("account.manage", "office", "/officers/{clerk}/tokens/new",
                                                   sees="office.read"),
    "POST /tokens/{token_id}/revoke": Route("account.manage", "office", "/tokens/{token}/revoke", sees="office.read"),
    # A township's own people see the mine, which is the county's to keep.
    **{f"POST /mines/{{mine_id}}/{what}": Route("records.change", "county", f"/mines/{{mine}}/{what}", sees="mine")
       for what in ("inspector", "responsible", "move")},
    "GET /api/officers/{number}/leave": Route("records.change", "office", "/api/officers/{clerk}/leave", sees="office.read"),
    **{name: Route("records.change", "office", path, sees="office.read") for name, path in (
        ("POST /api/officers", "/api/officers"), ("PATCH /api/officers/{number}", "/api/officers/{clerk}"),
        ("POST /api/officers/{number}/posts", "/api/officers/{clerk}/posts"),
        ("POST /api/officers/{number}/posts/{post}/end", "/api/officers/{clerk}/posts/{post}/end"),
        ("POST /api/officers/{number}/absences", "/api/officers/{clerk}/absences"),
        ("POST /api/officers/{number}/absences/{absence}/end", "/api/officers/{clerk}/absences/{absence}/end"),
        ("POST /api/officers/{number}/leave", "/api/officers/{clerk}/leave"),
        ("POST /api/offices", "/api/offices"), ("PATCH /api/offices/{code}", "/api/offices/220221100"),
        ("GET /api/offices/{code}/abolition", "/api/offices/220221100/abolition"),
        ("POST /api/offices/{code}/abolition", "/api/offices/220221100/abolition"))},
    "PUT /api/mines/{number}/responsible": Route("records.change", "county", "/api/mines/{mine}/responsible", sees="mine"),
    "GET /api/offices": Route("office.read", "anywhere", "/api/offices"),
    "GET /api/offices/{code}": Route("office.read", "office", "/api/offices/220221100", sees="office.read"),
    "GET /api/offices/{code}/mines": Route("office.read", "office", "/api/offices/220221100/mines", sees="office.read"),
    "GET /api/offices/{code}/gaps": Route("office.read", "office", "/api/offices/220221100/gaps", sees="office.read"),
    "GET /api/officers/{number}": Route("office.read", "office", "/api/officers/{clerk}", sees="office.read"),
    "GET /clues": Route("clue.read", "anywhere", "/clues"),
    "GET /clues/{number}": Route("clue.read", "county", "/clues/{clue}", sees="clue.read"),
    **{f"{method} /clues/new": Route("clue.take", "anywhere", "/clues/new") for method in ("GET", "POST")},
    "GET /clues.xlsx": Route("clue.read", "anywhere", "/clues.xlsx"),
    "GET /clues/map": Route("clue.read", "anywhere", "/clues/map"),
    "POST /clues/filters": Route("clue.read", "anywhere", "/clues/filters"),
    "POST /clues/filters/{filter_id}/drop": Route("clue.read", "anywhere", "/clues/filters/1/drop"),
    "GET /calendar": Route("duty.read", "office", "/calendar?whose=220221100&year=2024"),
    "GET /api/letters": Route("letter.read", "anywhere", "/api/letters"),
    "GET /api/letters/{number}": Route("letter.read", "office", "/api/letters/1", sees="letter.read"),
    "GET /api/journal": Route("journal.read", "anywhere", "/api/journal"),
    "GET /api/journal/chain": Route("journal.read", "whole", "/api/journal/chain"),
    "GET /api/duties/{number}": Route("duty.read", "debtor", "/api/duties/{patrol}"),
    "GET /api/duties/{number}/submissions": Route("duty.read", "debtor", "/api/duties/{report}/submissions", REPORT),
    "POST /api/duties/{number}/submissions/{submission}/reviews": Route(
        "duty.review", "creditor", "/api/duties/{report}/submissions/{submission}/reviews", REPORT),
    **{f"POST /api/duties/{{number}}/{move}": Route(action, "debtor", f"/api/duties/{{patrol}}/{move}")
       for move, action in (("suspend", "duty.suspend"), ("resume", "duty.suspend"), ("extend", "duty.extend"),
                            ("waive", "duty.waive"))},
    "POST /acts/{act_id}/clues": Route("act.record", "debtor", "/acts/{act}/clues", sees="act.read"),
    "GET /api/acts/{number}": Route("act.read", "debtor", "/api/acts/{act}"),
    "POST /api/acts/{number}/corrections": Route("act.correct", "debtor", "/api/acts/{act}/corrections"),
    "POST /api/acts/{number}/withdrawal": Route("act.withdraw", "debtor", "/api/acts/{act}/withdrawal"),
    "POST /api/files": Route("act.record", "anywhere", "/api/files"),
    "GET /api/files/{number}": Route("duty.read", "debtor", "/api/files/1", REPORT),
    "POST /api/duties/{number}/hand-in": Route("duty.hand_in", "debtor", "/api/duties/{open_report}/hand-in", REPORT),
    "POST /api/acts": Route("act.record", "debtor", "/api/acts"),
    "GET /clues/import": Route("clue.take", "anywhere", "/clues/import"),
    "GET /clues/import.xlsx": Route("clue.take", "anywhere", "/clues/import.xlsx"),
    "POST /clues/import": Route("clue.take", "anywhere", "/clues/import"),
    "GET /api/clues": Route("clue.read", "anywhere", "/api/clues"),
    "GET /api/clues/{number}": Route("clue.read", "county", "/api/clues/{clue}", sees="clue.read"),
    **{f"{method} /clues/{{number}}/{what}": Route(f"clue.{what}", "county", f"/clues/{{clue}}/{what}", sees="clue.read")
       for method in ("GET", "POST") for what in ("reveal", "redact")},
    **{f"{method} /clues/{{number}}/{page}": Route(action, "county", f"/clues/{{clue}}/{page}", sees="clue.read")
       for method in ("GET", "POST") for page, action in (
           ("register", "clue.register"), ("assign", "clue.assign"), ("transfer", "clue.transfer"),
           ("dispute", "clue.transfer"), ("designate", "clue.designate"), ("link", "clue.link"))},
    **{f"{method} /clues/set-aside": Route("clue.retry", "anywhere", "/clues/set-aside") for method in ("GET", "POST")},
    "POST /clues/{number}/reveal/files/{file_id}": Route("clue.reveal", "county", "/clues/{clue}/reveal/files/1",
                                                         sees="clue.read"),
    **{f"{method} /clues/{{number}}/{page}": Route(action, "county", f"/clues/{{clue}}/{page}", sees="clue.read")
       for method in ("GET", "POST") for action, pages in (
           ("clue.verify", ("team", "site", "stop-notice", "conclude", "dispose", "reply", "refer", "ask")),
           ("clue.approve", ("appraise",)), ("reward.propose", ("reward",))) for page in pages},
    "GET /rewards": Route("reward.propose", "anywhere", "/rewards"),
    "POST /rewards/{reward_id}/decide": Route("reward.approve", "county", "/rewards/1/decide", sees="clue.read"),
    **{f"{method} /rewards/pay": Route("reward.pay", "anywhere", "/rewards/pay") for method in ("GET", "POST")},
    **{f"{method} /gates": Route("gate.check", "anywhere", "/gates") for method in ("GET", "POST")},
    "GET /oversight/orders": Route("case.read", "anywhere", "/oversight/orders"),
    "GET /oversight/orders/{order_id}": Route("case.read", "county", "/oversight/orders/1", sees="case.read"),
    "POST /oversight/orders/{order_id}/answer": Route("oversight.answer", "county", "/oversight/orders/1/answer",
                                                      sees="case.read"),
    "POST /oversight/orders/{order_id}/review": Route("case.supervise", "county", "/oversight/orders/1/review",
                                                      sees="case.read"),
    "GET /oversight/reports": Route("case.read", "anywhere", "/oversight/reports"),
    "POST /oversight/reports/{report_id}/answer": Route("oversight.answer", "county", "/oversight/reports/1/answer",
                                                        sees="case.read"),
    "GET /oversight/checks": Route("oversight.read", "anywhere", "/oversight/checks"),
    "POST /oversight/checks": Route("oversight.check", "anywhere", "/oversight/checks"),
    "GET /oversight/checks/{check_id}": Route("oversight.read", "county", "/oversight/checks/1", sees="oversight.read"),
    **{f"POST /oversight/checks/{{check_id}}/{what}": Route(action, "county", f"/oversight/checks/1/{path}",
                                                           sees="oversight.read")
       for action, what, path in (
           ("oversight.check", "cases", "cases"), ("oversight.check", "done", "done"),
           ("oversight.check", "cases/{case}/officer", "cases/{case}/officer"),
           ("oversight.find", "cases/{case}/finding", "cases/{case}/finding"),
           ("case.supervise", "cases/{case}/reopen", "cases/{case}/reopen"),
           ("oversight.answer", "cases/{case}/answer", "cases/{case}/answer"))},
    "GET /oversight/measures": Route("measure.read", "anywhere", "/oversight/measures"),
    "POST /oversight/measures": Route("measure.propose", "whole", "/oversight/measures"),
    "POST /oversight/measures/{measure_id}": Route("measure.decide", "whole", "/oversight/measures/1"),
    **{f"{method} /oversight/typical": Route("typical.propose", "anywhere", "/oversight/typical")
       for method in ("GET", "POST")},
    "POST /oversight/typical/{typical_id}": Route("typical.approve", "county", "/oversight/typical/1", sees="case.read"),
    "GET /api/supervision-orders": Route("case.read", "anywhere", "/api/supervision-orders"),
    "GET /api/supervision-orders/{number}": Route("case.read", "county", "/api/supervision-orders/1", sees="case.read"),
    "POST /api/supervision-orders/{number}/replies": Route(
        "oversight.answer", "county", "/api/supervision-orders/1/replies", sees="case.read"),
    "POST /api/supervision-orders/{number}/reviews": Route(
        "case.supervise", "county", "/api/supervision-orders/1/reviews", sees="case.read"),
    "POST /api/case-samples": Route("oversight.check", "county", "/api/case-samples", sees="act.read"),
    "GET /api/case-checks": Route("oversight.read", "anywhere", "/api/case-checks"),
    "GET /api/case-checks/{number}": Route("oversight.read", "county", "/api/case-checks/1", sees="oversight.read"),
    "POST /api/case-checks/{number}/findings": Route("oversight.find", "county", "/api/case-checks/1/findings",
                                                     sees="oversight.read"),
    "GET /api/area-measures": Route("measure.read", "anywhere", "/api/area-measures"),
    "POST /api/gates/check": Route("gate.check", "anywhere", "/api/gates/check"),
    "POST /api/clues": Route("clue.take", "county", "/api/clues", sees="act.read"),
    "POST /api/clue-batches": Route("clue.take", "county", "/api/clue-batches", sees="act.read"),
    "GET /api/discretion": Route("case.read", "anywhere", "/api/discretion"),
    **{f"GET /discretion{what}": Route("case.read", "anywhere", f"/discretion{what}") for what in ("", ".xlsx")},
    "GET /api/cases": Route("case.read", "anywhere", "/api/cases"),
    "POST /api/cases": Route("case.open", "county", "/api/cases", sees="act.read"),
    **{f"GET /api/cases/{{number}}{what}": Route("case.read", "county", f"/api/cases/{{case}}{what}", sees="case.read")
       for what in ("", "/events", "/reports")},
    "POST /api/cases/{number}/reports": Route("case.lead", "county", "/api/cases/{case}/reports", sees="case.read"),
    "GET /cases/{number}/reports": Route("case.read", "county", "/cases/{case}/reports", sees="case.read"),
    "POST /cases/{number}/reports": Route("case.lead", "county", "/cases/{case}/reports", sees="case.read"),
    "GET /api/cases/{number}/evidence/{item}/file": Route("case.papers", "county", "/api/cases/{case}/evidence/1/file",
                                                          sees="case.read"),
    "POST /api/cases/{number}/evidence/{item}/file": Route("case.handle", "county", "/api/cases/{case}/evidence/1/file",
                                                           sees="case.read"),
    **{f"GET /cases{what}": Route("case.read", "anywhere", f"/cases{what}") for what in ("", ".xlsx", "/board", "/bulk")},
    "POST /cases/bulk": Route("case.read", "anywhere", "/cases/bulk"),
    "GET /cases/new": Route("case.open", "handles", "/cases/new"),
    "POST /cases/new": Route("case.open", "anywhere", "/cases/new"),
    "GET /cases/{number}/evidence/{item}/file": Route("case.papers", "county", "/cases/{case}/evidence/1/file",
                                                      sees="case.read"),
    "POST /cases/{number}/evidence/{item}/file": Route("case.handle", "county", "/cases/{case}/evidence/2/file",
                                                       sees="case.read"),
    "GET /cases/{number}": Route("case.read", "county", "/cases/{case}", sees="case.read"),
    "POST /cases/{number}/moves/{action}": Route("case.handle", "county", "/cases/{case}/moves/case.value", sees="case.read"),
    **{f"{method} /api/cases/{{number}}{what}": Route(action, "county", f"/api/cases/{{case}}{what.format(document=1)}",
                                                       sees="case.read")
       for method, action, whats in (
           ("GET", "case.papers", ("/archive", f"{PAPER}", f"{PAPER}/file")), ("GET", "case.read", ("/documents",)),
           ("PATCH", "case.handle", (PAPER,)), ("POST", "case.handle", ("/documents", *(f"{PAPER}/{what}" for what in (
               "anew", "signatures", "issue", "void", "word", "original", "services"))))) for what in whats},
    "GET /cases/{number}/archive": Route("case.papers", "county", "/cases/{case}/archive", sees="case.read"),
    **{f"GET /cases/{{number}}{PAPER}{what}": Route("case.papers", "county", f"/cases/{{case}}/documents/1{what}",
                                                      sees="case.read")
       for what in ("", "/file")},
    "POST /cases/{number}/documents": Route("case.handle", "county", "/cases/{case}/documents", sees="case.read"),
    f"POST /cases/{{number}}{PAPER}/{{what}}": Route("case.handle", "county", "/cases/{case}/documents/1/anew",
                                                      sees="case.read"),
    "POST /api/cases/{number}/moves": Route("case.handle", "county", "/api/cases/{case}/moves", sees="case.read"),
    "POST /api/case-moves": Route("case.read", "anywhere", "/api/case-moves"),
}


# What programs send; all else that they can send is refused for what it says before it is asked who they are.
SENT = {
    "POST /api/acts": {"kind": "patrol", "party": "220221100", "done_on": "2023-01-01", "fields": {"no": 1}},
    "POST /api/duties/{number}/hand-in": {"fields": {"no such field": 1}},
    "POST /api/duties/{number}/submissions/{submission}/reviews": {"verdict": "return"},
    **{f"POST /api/duties/{{number}}/{move}": {"reason": "x", "seen": 0} for move in ("suspend", "resume", "waive")},
    "POST /api/duties/{number}/extend": {"reason": "x", "seen": 0, "n": 1, "unit": "day"},
    "POST /api/acts/{number}/corrections": {"reason": "x", "fields": {"no": 1}},
    "POST /api/acts/{number}/withdrawal": {"reason": "x"},
    "POST /api/officers": {"office": "220221100", "role": "clerk", "name": "新人"},
    "POST /api/officers/{number}/posts": {"office": "220221100", "role": "clerk"},
    "POST /api/officers/{number}/posts/{post}/end": {"last": "2024-03-04"},
    "POST /api/officers/{number}/absences": {"first": "2024-03-04", "last": "2024-03-04"},
    "POST /api/officers/{number}/absences/{absence}/end": {"last": "2024-03-04"},
    "POST /api/officers/{number}/leave": {"since": "2024-03-04"},
    "POST /api/offices": {"below": "220221100", "code": "220221100", "name": "新所", "level": "township"},
    "PATCH /api/offices/{code}": {"name": "新名"}, "POST /api/offices/{code}/abolition": {"last": "2024-03-05"},
    "POST /api/supervision-orders/{number}/replies": {"kind": "answer", "text": "x"},
    "POST /api/supervision-orders/{number}/reviews": {"verdict": "accept"},
    "POST /api/case-samples": {"below": "220221", "first": "2024-03-04", "last": "2024-03-04", "size": "1", "plan": "x"},
    "POST /api/case-checks/{number}/findings": {"case": "AJ2024000001", "finding": "right", "words": "x"},
    "POST /api/gates/check": {"kind": "new", "area": "220221100", "holder": "91220221MA00000004"},
    "POST /api/clues": {"text": "x", "office": "220221"},
    "POST /api/clue-batches": {"clues": [{"text": "x", "office": "220221"}]},
    "POST /api/cases": {"office": "220221", "cause": "x", "offence": "x", "party": {"kind": "person", "name": "x"},
                        "discovered_on": "2024-03-04"},
    "POST /api/cases/{number}/moves": {"action": "filing.establish"},
    "POST /api/cases/{number}/documents": {"title": "询问笔录"}, f"PATCH /api/cases/{{number}}{PAPER}": {"values": {}},
    f"POST /api/cases/{{number}}{PAPER}/signatures": {"opinion": "同意"},
    f"POST /api/cases/{{number}}{PAPER}/void": {"reason": "x"},
    f"POST /api/cases/{{number}}{PAPER}/word": {"file": 1},
    f"POST /api/cases/{{number}}{PAPER}/original": {"file": 1, "on": "2024-03-04"},
    f"POST /api/cases/{{number}}{PAPER}/services": {"method": "直接送达", "served_on": "2024-03-04", "proof": {}},
    "POST /api/cases/{number}/reports": {"action": "send", "said": "x"},
    "POST /api/case-moves": {"action": "filing.establish", "cases": [{"number": "AJ2024000001"}]},
    "POST /api/cases/{number}/evidence/{item}/file": {"file": 1},
    "PATCH /api/officers/{number}": {}, "PUT /api/mines/{number}/responsible": {},
}


@dataclass
class Place:
    """The mini-province with a county beside it, what is asked about, and where each thing stands."""

    house: House
    town: Province
    beside: int
    names: dict[str, Any]
    paths: dict[str, str]
    people: dict[tuple[int, str], tuple[str, Actor]]  # by office and role: a session's token, and who it is


@pytest.fixture(scope="module")
def built(sqlite_databases, tmp_path_factory):
    """Built once; every route is asked of a copy."""
    return build(sqlite_databases, tmp_path_factory)


def build(databases, tmp_path_factory):
    """The province that is walked, in a new database."""
    house = House(databases.fresh(), the_rulebook(), SetClock.at(date(2024, 3, 4)), "http://kj.example.cn",
                  DiskStore(tmp_path_factory.mktemp("files")), A_SEAL)
    town = settle_in(house, date(2024, 1, 1))
    go_to(house, date(2024, 3, 4))
    with at(house) as desk:
        beside = a_party(desk, "220281", "蛟河市", "county", town.city)
        open_duties(desk)
    patrol, report = (duty_id(house, PATROL, "2024-W10"), duty_id(house, REPORT, "2024"))
    with at(house) as desk:
        paths = {str(row.id): row.path for row in desk.rows("SELECT id, path FROM party")}
    with at(house) as desk:
        desk.run("INSERT INTO kept_file (sha256, name, media_type, size, kept_by, kept_at) VALUES"
                 " (:sha, 'a.pdf', 'application/pdf', 1, 'x', :now)", sha="0" * 64, now=desk.now)
        desk.run("INSERT INTO letter (recipient_id, office_id, day, state, attempts, html) VALUES"
                 " (:who, :office, :day, 'queued', 0, 'x')", who=town.officer(town.township), office=town.township,
                 day=desk.today)
        desk.run("INSERT INTO work_item (office_id, kind, text, created_at) VALUES (:office, 'no-address', 'x', :now)",
                 office=town.county, now=desk.now)
    act = patrol_of(house, town.township, date(2024, 3, 4)).act_id
    names = {"patrol": patrol, "report": report, "open_report": report, "submission": 0, "act": act,
             "clerk": town.officer(town.township), "mine": town.mine}
    names["clue"] = taken_in(house).number
    names["case"] = with_exhibits(house, town.county)
    with at(house) as desk:
        one_of_each(desk, 1, town.county, town.city)
        names["watcher"] = add_watcher(desk, NewWatcher("volunteer", "王五", "220221100", desk.today))[0]
        desk.run("INSERT INTO reward (clue_id, amount, basis, state, proposed_by, proposed_at) VALUES"
                 " (1, 5000, 'x', 'proposed', 'system', :now)", now=desk.now)
        names["token"] = issue_for_office(desk, town.township, "x", actions=["duty.read"], days=9).id
        names["post"] = desk.scalar("SELECT id FROM post WHERE officer_id = :id", id=names["clerk"])
        names["absence"] = set_absence(desk, names["clerk"], first=date(2024, 3, 1), last=date(2024, 4, 9))
    place = Place(house, town, beside, names, paths, {})
    with at(house) as desk:
        place.people.update({one: come_in(desk, *one) for one in visitors(place)})
    return place


@pytest.fixture
def place(built, sqlite_databases):
    copy = sqlite_databases.copy_of(built.house.engine)
    yield replace(built, house=replace(built.house, engine=copy), names=dict(built.names))
    sqlite_databases.give_back(copy)


def test_every_route_stands_in_the_walk(sqlite_house):
    routers = [("", health.router), ("", open311.router), *(("", router) for router in console.app.ROUTERS),
               *((api.app.PREFIX, router) for router in api.app.ROUTERS)]
    served = {f"{method} {prefix}{route.path}" for prefix, router in routers for route in router.routes
              for method in route.methods if method != "HEAD"}
    assert served == (PUBLIC - {"GET /api/openapi.json"}) | ANYBODY_SIGNED_IN | ANY_TOKEN | set(ROUTES)
    # … and nothing hangs in the application beside these, the description and the stylesheet.
    assert len(application(sqlite_house).routes) == len(routers) + 2


def test_every_action_of_a_route_stands_in_the_table():
    assert {route.action for route in ROUTES.values()} <= {grant.action for grant in GRANTS}


def visitors(place):
    """Every role at every office that may hold it."""
    town = place.town
    offices = (town.province, town.city, town.county, town.township, place.beside)
    return [*((office, role) for office in offices for role in ROLES if role != "holder"), (town.holder, "holder")]


def come_in(desk, office, role):
    """A session's token for a new officer in that post, and the actor."""
    officer = an_officer(desk, office, role, name=f"{office}{role}")
    desk.run("INSERT INTO account (officer_id, login, created_at) VALUES (:id, :login, :now)", id=officer,
             login=f"{office}.{role}", now=desk.now)
    account = desk.scalar("SELECT id FROM account WHERE officer_id = :id", id=officer)
    desk.run("INSERT INTO api_token (name, officer_id, token_digest, actions, created_at, ends_at) VALUES"
             " ('walk', :id, :digest, :actions, :now, :ends)", id=officer, digest=digest_of(f"{office}.{role}"),
             actions=json.dumps(ACTIONS), now=desk.now,
             ends=desk.now.replace(year=2030))
    return begin(desk, account, Stay()), actor_of(desk, officer)


async def ask(app, place, name, cookie, bearer):
    """The status of a route's answer, asked with a form that could be sent."""
    method, route = name.partition(" ")[0], ROUTES[name]
    path = route.path.format(**place.names)
    headers = {"accept": "text/html", "origin": place.house.base_url}
    if "/api/" in path:
        headers = {"authorization": f"Bearer {bearer}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app, raise_app_exceptions=False),
                                 base_url=place.house.base_url, headers=headers, cookies={"kuangjian": cookie}) as client:
        if method == "GET":
            return (await client.get(path)).status_code
        if "/api/" in path:
            return (await client.request(method, path, json=SENT.get(name, {"no such field": 1}))).status_code
        return (await client.post(path, data={"form_key": digest_of(f"form {cookie}"), "verdict": "return"})).status_code


# `make test` asks two offices' roles for each answer, others from route to route; `make trial` asks all.
@pytest.mark.parametrize("everybody", [False, pytest.param(True, marks=pytest.mark.trial)])
@pytest.mark.parametrize("name", ROUTES)
async def test_the_walk_agrees_with_the_table(place, name, everybody):
    route, town, app = ROUTES[name], place.town, served(place.house)
    if route.action == "duty.review" or "files" in name:
        with at(place.house) as desk:
            place.names["submission"] = hand_in(desk, place.names["report"], filled(place.house, REPORT)).submission_id
            desk.run("INSERT INTO submission_file (submission_id, name, file_id) VALUES (:id, 'text', 1)",
                     id=place.names["submission"])
    answers = {post: answer_to(route, town, place.paths, actor) for post, (_, actor) in place.people.items()}
    assert len({answer == DONE for answer in answers.values()}) == 2
    for (office, role), answer in (answers if everybody else some_of_each(answers, list(ROUTES).index(name))).items():
        status = await ask(app, place, name, place.people[office, role][0], f"{office}.{role}")
        if answer == DONE:
            # The file's content is not in the store here, which only whoever may see it gets to hear.
            assert status not in (401, 403) and (status != 404 or "files" in name), (office, role, status)
        else:
            assert status == answer, (office, role, status)


def answer_to(route, town, paths, actor):
    """What the table says of a route and somebody: it is done, refused (403), or not there for whoever may not see it (404)."""
    debtor, creditor = (town.city, town.province) if route.duty == REPORT else (town.township, town.county)
    at_office = {"debtor": debtor, "creditor": creditor, "office": town.township, "county": town.county}
    where = None if route.at == "whole" else paths[str(at_office.get(route.at, town.township))]
    if route.at == "handles":
        return DONE if any(allowed(actor, route.action, post.path) for post in actor.posts
                           if post.office_id != town.township) else 403
    if holds(actor, route.action) if route.at == "anywhere" else allowed(actor, route.action, where):
        return DONE
    if route.at in ("anywhere", "whole"):
        return 403
    if route.sees == "mine":
        return 403 if any(allowed(actor, "office.read", paths[str(one)]) for one in (town.county, town.township)) else 404
    return 403 if allowed(actor, route.sees, paths[str(debtor)] if route.sees == "duty.read" else where) else 404


def some_of_each(answers, turn):
    """Of those who are answered alike two, from different offices where there are two, by turns."""
    alike = defaultdict(lambda: defaultdict(list))
    for (office, role), answer in answers.items():
        alike[answer][office].append(role)
    return {(office, roles[turn % len(roles)]): answer for answer, offices in alike.items()
            for office, roles in [list(offices.items())[(turn + n) % len(offices)] for n in range(2)]}


async def test_without_a_session_every_page_leads_to_the_sign_in_and_every_api_answers_401(place):
    app = served(place.house)
    for name in ROUTES:
        status = await ask(app, place, name, "", "")
        assert status == (401 if "/api/" in name else 404 if name == "GET /duties/{duty_id}" else 303), name


def test_a_program_of_an_office_may_what_its_role_may():
    program = Actor("x", posts=(Post(PROGRAM, 3, "/1/2/3/"),), only=frozenset({"act.record"}))
    assert allowed(program, "act.record", "/1/2/3/") and not allowed(program, "act.record", "/1/2/3/4/")
    assert not allowed(program, "duty.read", "/1/2/3/")
