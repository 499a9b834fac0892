"""A demo served by its web side alone, with something on every page: late, waiting, returned, recorded, posted."""

import io
import json
import os
import re
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

from shapely.geometry import shape

from casework import runs
from casework.access import OPERATOR, PUBLIC
from casework.account.api_tokens import issue_for_office, issue_for_officer, revoke
from casework.act.acts import record
from casework.act.evidence import keep_evidence
from casework.act.given import NewAct
from casework.act.places import place_in_china
from casework.act.reviews import give_back
from casework.act.submissions import hand_in
from casework.case.papers import add
from casework.clue.accepting import NewClue, Reporter, accept
from casework.clue.assigning import dispute, transfer
from casework.clue.evidence import attach, seal_file
from casework.clue.intake import drain
from casework.desk import Desk, House, open_desk
from casework.file.files import keep, take_in
from casework.record.watchers import NewWatcher, add_watcher
from deployments.ports import answers
from regulation.clue import Channel, Offence
from tests.casework.overseen import one_of_each
from tests.casework.town import filled
from tests.files import samples
from tests.installation import ROOT, Installation, eventually
from tests.trial.demo_verified import verified
from tests.trial.person import desk_of, open_duties_of, told_by_letter

SERVE = [sys.executable, "-m", "uvicorn", "--factory", "deployments.asgi:create", "--log-level", "warning", "--no-access-log"]


class Served(Installation):
    """The web side of a demo on a folder, without the engine; letters are made by the commands."""

    def __init__(self, data: Path) -> None:
        super().__init__(data)
        self.settings |= {"KUANGJIAN_WEB_PORT": str(self.web_port), "KUANGJIAN_DATA_FOLDER": str(data)}

    def start(self, *, within: float = 60) -> None:
        """Start and wait until it answers; with a mail host, so that a forgotten password can be asked for."""
        env = {**os.environ, **self.settings, "KUANGJIAN_MAIL_HOST": "127.0.0.1"}
        self.process = subprocess.Popen([*SERVE, "--port", str(self.web_port)], cwd=ROOT, env=env, start_new_session=True)
        eventually(lambda: answers(f"http://127.0.0.1:{self.web_port}/readyz"), within=within, every=0.2)

    @property
    def printed(self) -> str:
        return (self.data / "demo-accounts.txt").read_text(encoding="utf-8")

    def stop(self) -> int:
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(30)


def furnish(up: Served) -> dict[str, str]:
    """Let things happen, and post the letters; the places of what there is to see, by name."""
    up.command("chase")
    up.command("letters", "post")
    house = desk_of(up)
    places = _of_duties(house, up) | _of_records(house) | {"sealed_clue": _sealed(house)}
    places["case"] = _case(house)
    places |= verified(house, places["county"], int(places["clerk"]))
    for flow in ("duty_watch", "post_round", "health_watch"):
        runs.finish(house, runs.begin(house, flow, None), state="done", summary="演示：已完成")
    runs.finish(house, runs.begin(house, "post_round", None), state="failed", summary="演示：连接邮件服务器超时")
    with open_desk(house, OPERATOR) as desk:
        of = desk.rows("SELECT c.id, c.office_id, p.parent_id FROM enforcement_case c JOIN party p ON p.id = c.office_id"
                       " WHERE c.number = :number", number=places["case"])[0]
        places["paper"] = str(add(desk, places["case"], "行政处罚决定书").id)
        one_of_each(desk, of.id, of.office_id, of.parent_id)
        watcher = add_watcher(desk, NewWatcher("volunteer", "高远", places["county"], desk.today, area=places["county"]))[1]
    link = up.command("account", "link", places["clerk"], "--print")
    house.engine.dispose()
    return places | {"watcher": watcher, "token": re.search(r"/password/([\w-]+)", link)[1]}  # type: ignore[index]


def _case(house: House) -> str:
    """The demo's case whose party was called upon to pay."""
    with open_desk(house, OPERATOR, reads=True) as desk:
        return str(desk.scalar("SELECT number FROM enforcement_case WHERE stage = 'demanded'"))


def _of_duties(house: House, up: Served) -> dict[str, str]:
    """A report of the county that is late and told of by letter, one that waits; one of the city returned; a patrol."""
    overdue, link = told_by_letter(up, "county")  # type: ignore[misc]
    waiting = next((number, act) for number, act in open_duties_of(up, "county", reviewed=True) if number != overdue)
    returned = next((number, act) for number, act in open_duties_of(up, "city", reviewed=True) if act == "two_rates")
    patrol = next(number for number, act in open_duties_of(up, "township", reviewed=False) if act == "patrol")
    with open_desk(house, OPERATOR) as desk:
        hand_in(desk, waiting[0], filled(house, waiting[1]))
        sent = hand_in(desk, returned[0], filled(house, returned[1]))
        give_back(desk, sent.submission_id, reasons="数据与年检不符，请核对后重新报送。")
        act = _patrolled(desk, house)
    return {"overdue": str(overdue), "link": link, "returned": str(returned[0]), "waiting": str(waiting[0]),
            "patrol": str(patrol), "act": str(act)}


def _patrolled(desk: Desk, house: House) -> int:
    office = desk.scalar("SELECT s.office_id FROM account a JOIN post s ON s.officer_id = a.officer_id"
                         " WHERE a.login = 'township'")
    done = record(desk, NewAct("patrol", office, desk.today - timedelta(days=1), fields=filled(house, "patrol")))
    photos = [take_in(house, f"现场照片{n}.jpg", io.BytesIO(samples.photograph(size=(320, 200 + 40 * n)))) for n in (1, 2)]
    keep_evidence(desk, done.act_id, place=place_in_china(125.27, 43.92, 12.0),
                  files=[("photo", number) for number in keep(desk, photos)])
    return done.act_id


def _sealed(house: House) -> str:
    """A clue that lies at the province, for it names no place."""
    with open_desk(house, PUBLIC) as desk:
        made = accept(desk, NewClue(Channel.WEB, "后山有人夜里用挖掘机采矿，我叫李大山，电话13812345678。",
                                    reporter=Reporter("李大山", "13812345678"), accused="王老板", place="后山"))
    drain(house)
    return made.number


def _of_records(house: House) -> dict[str, str]:
    """An office, people, one bound to single sign-on, a mine, tokens and a letter."""
    with open_desk(house, OPERATOR) as desk:
        at, = desk.rows("SELECT p.code, p.id, a.officer_id FROM account a JOIN post s ON s.officer_id = a.officer_id"
                      " JOIN party p ON p.id = s.office_id WHERE a.login = 'county'")
        mine, = desk.rows("SELECT m.id, p.code, m.inspector_id FROM mine m JOIN party p ON p.id = m.county_id"
                        " WHERE m.inspector_id IS NOT NULL ORDER BY m.id LIMIT 1")
        issue_for_office(desk, at.id, "矿山视频平台", actions=["act.record", "duty.read", "office.read"], days=90)
        for officer, name in ((at.officer_id, "巡查手机"), (mine.inspector_id, "督察手机")):
            issue_for_officer(desk, officer, name, actions=["act.record", "duty.read"], days=30)
        desk.run("UPDATE account SET sso_issuer = 'https://sso.example.cn', sso_subject = '7' WHERE officer_id = :id",
                 id=at.officer_id)
        revoke(desk, issue_for_office(desk, at.id, "旧填报系统", actions=["act.record"], days=90).id)
        letter = desk.scalar("SELECT id FROM letter WHERE text IS NOT NULL ORDER BY id LIMIT 1")
    return _on_the_way(house, at.code) | {
        "county": at.code, "clerk": str(at.officer_id), "mine": str(mine.id), "mines_at": mine.code,
        "officer": str(mine.inspector_id), "letter": str(letter), "clue": _told_of(house, at.code)}


def _on_the_way(house: House, county: str) -> dict[str, str]:
    """A clue about a city, which lies at the province; one that two cities dispute; one that was set aside."""
    with open_desk(house, OPERATOR) as desk:
        own, other = (str(row.code) for row in desk.rows(
            "SELECT p.code FROM party p WHERE p.level = 'city' ORDER BY p.id <>"
            " (SELECT parent_id FROM party WHERE code = :county), p.code LIMIT 2", county=county))
        lifted, disputed, broken = (
            accept(desk, NewClue(Channel.LETTER, text, division=county, about=about)) for text, about in (
                ("市局批的矿离村子只有五十米。", (own,)), ("两市交界的河滩有人挖砂。", ()), ("采坑边上的路塌了。", ())))
        desk.run("UPDATE clue_seal SET by_mail = :yes, content = :bad WHERE clue_id = :id", yes=True, bad=b"broken",
                 id=broken.clue_id)
    drain(house)
    with open_desk(house, OPERATOR) as desk:
        transfer(desk, disputed.number, to=other, reason="挖砂点在河对岸")
        dispute(desk, disputed.number, reason="挖砂点在河这边")
    return {"lifted_clue": lifted.number, "disputed_clue": disputed.number}


def _told_of(house: House, county: str) -> str:
    """Two clues that look alike, with a photograph, at a county; the number of the later one."""
    with open_desk(house, OPERATOR, reads=True) as desk:
        within = shape(json.loads(desk.scalar("SELECT geometry FROM division_boundary WHERE code = :code", code=county)))
    at = within.representative_point()
    where = {"division": county, "longitude": at.x, "latitude": at.y, "accused": "王老板", "place": "东山北坡"}
    for text in ("东山北坡夜里有人用挖掘机采铁矿，没有牌子。", "东山北坡有人夜里用挖掘机采铁矿，请来看看。李大山 13812345678"):
        with open_desk(house, OPERATOR) as desk:
            made = accept(desk, NewClue(Channel.WEB, text, Offence.MINING_WITHOUT_LICENCE, Reporter("李大山", "13812345678"),
                                        ongoing=True, happened="最近一周夜里", **where))  # type: ignore[arg-type]
            attach(desk, made.clue_id, [seal_file(house, "采坑.jpg", io.BytesIO(samples.photograph(size=(320, 240))))])
    drain(house)
    return made.number
