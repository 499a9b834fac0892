"""Operators see how the flows stand, what waits, and the way to the Prefect UI; nobody else does."""

import re
from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from casework import runs, triggers
from casework.desk import open_desk
from deployments.asgi import application
from foundation.settings import Settings
from tests.casework.builders import an_officer
from tests.casework.town import at, settle_in
from tests.console.browser import Browser, account


@pytest.fixture
def town(house):
    found = settle_in(house, date(2024, 3, 1))
    with at(house) as desk:
        city = an_officer(desk, found.city, "administrator", name="市管理员")
    for officer, login in ((found.officer(found.province, "administrator"), "province"), (city, "city")):
        account(house, officer, login)
    with open_desk(house) as desk:
        triggers.pull(desk, "duty_watch")
        triggers.pull(desk, "duty_watch")
        triggers.pull(desk, "post_round")
        triggers.claim(desk, "post_round", "somebody", minutes=9)
    for state, summary in (("done", "催办3封"), ("failed", "UnavailableError: 磁盘已满"), ("done", "无事")):
        runs.finish(house, runs.begin(house, "post_round", None), state=state, summary=summary)
        house.clock.instant += timedelta(minutes=5)
    runs.begin(house, "duty_watch", None)
    return found


def cells(page, row):
    return [re.sub("<[^>]+>", "", cell) for cell in re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row)]


async def test_flows_stand_there_with_their_runs_and_what_waits(house, town):
    async with Browser(house) as province, Browser(house) as city:
        await province.sign_in("province")
        await city.sign_in("city")
        page = (await province.get("/runs")).text
        rows = [cells(page, row) for row in re.findall("<tr>(.*?)</tr>", page) if "<td" in row]
        flows, runs = [row for row in rows if len(row) == 4], [row for row in rows if len(row) != 4]
        assert flows[:4] == [  # those of clues stand below
            ["义务监督", "—", "运行中", "2个，自2024-03-04 08:00"],
            ["信件投递", "2024-03-04 08:10", "成功", "1个，自2024-03-04 08:00，处理中"],
            ["节假日推算", "—", "—", "—"], ["运行健康", "—", "—", "—"]]
        assert [row[1:] for row in runs[:2]] == [["义务监督", "运行中", "2024-03-04 08:15", "—", "—"],
                                                 ["信件投递", "成功", "2024-03-04 08:10", "2024-03-04 08:10", "无事"]]
        failed = (await province.get("/runs?flow=post_round&state=failed")).text
        assert "磁盘已满" in failed and "催办3封" not in failed
        assert (await city.get("/runs")).status_code == 403
        assert 'href="/runs"' in page and 'href="/runs"' not in (await city.get("/letters")).text


async def test_the_way_to_prefect_is_where_the_installation_says(house, town):
    async with Browser(house) as province:
        await province.sign_in("province")
        assert "Prefect" not in (await province.get("/runs")).text
        province.client._transport.app = application(house, prefect_ui="https://ops.example.cn/prefect")
        assert 'href="https://ops.example.cn/prefect"' in (await province.get("/runs")).text


def test_the_address_of_prefect_is_its_own_port_unless_told(monkeypatch):
    assert Settings(prefect_port=4300).operators() == "http://127.0.0.1:4300"
    assert Settings(prefect_ui="https://ops.example.cn/prefect/").operators() == "https://ops.example.cn/prefect"
    with pytest.raises(ValidationError):
        Settings(prefect_ui="javascript:alert(1)")
