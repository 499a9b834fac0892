"""Files of reports by the pages: wanted ones are asked for, kept, carried over, handed out to whoever may see them."""

from dataclasses import replace
from datetime import date

import pytest

from casework.duty.opening import open_duties
from files.scanned import Scanned
from regulation.act_kind import FileWanted
from tests.casework.town import at, duty_id, duty_of, go_to, settle_in
from tests.console.browser import Browser, account
from tests.console.test_work import form
from tests.files import samples

KIND = "inspector_report"


@pytest.fixture
def town(house, tmp_path, monkeypatch):
    """The mini-province with a file store, and a report for which a file is wanted."""
    found = settle_in(house, date(2024, 3, 1))
    go_to(house, date(2024, 3, 4))
    with at(house) as desk:
        open_duties(desk)
    kind = house.rulebook.acts[KIND]
    monkeypatch.setitem(house.rulebook.acts, KIND, replace(kind, files=(FileWanted("text", "报告正文", required=True),
                                                                        FileWanted("annex", "附件"))))
    for office, login in ((found.city, "city"), (found.province, "province"), (found.township, "township")):
        account(house, found.officer(office), login)
    return found


async def test_a_wanted_file_is_asked_for_kept_carried_over_and_handed_out(kept, town):
    number = duty_id(kept, KIND, "2024")
    page = f"/duties/{number}/hand-in"
    async with Browser(kept) as city, Browser(kept) as province, Browser(kept) as township:
        await city.sign_in("city")
        missing = await city.send(page, **form(kept, KIND))
        assert missing.status_code == 422 and "报告正文" in missing.text and duty_of(kept, number).status == "open"
        sent = await city.send(page, files={"file.text": ("../../报告<1>.pdf", samples.PDF)}, **form(kept, KIND))
        assert "报告1.pdf" in sent.text
        await province.sign_in("province")
        got = await province.get("/files/1")
        assert got.content == samples.PDF and got.headers["content-disposition"].startswith("attachment;")
        assert got.headers["content-security-policy"].startswith("sandbox")
        assert got.headers["x-content-type-options"] == "nosniff"
        await province.send(f"/duties/{number}", to=f"/duties/{number}/reviews/1", verdict="return", reasons="缺附件")
        again = await city.send(page, files={"file.annex": ("图.png", samples.PNG)}, **form(kept, KIND))
        assert again.text.count("报告1.pdf") == 2 and "图.png" in again.text
        await township.sign_in("township")
        assert (await township.get("/files/1")).status_code == (await township.get("/files/99")).status_code == 404
    async with Browser(kept) as stranger:
        assert (await stranger.get("/files/1")).url.path == "/sign-in"


@pytest.mark.parametrize(("name", "content", "told"), [
    ("报告.pdf", b"<html>", "不是可报送的文件类型"), ("报告.xlsx", samples.BOMB, "解压后体积过大"),
    ("..", samples.PDF, "没有可用的名称"), ("a.pdf", samples.PDF + b"0" * 20_000_000, "不得超过20MB")])
async def test_a_file_that_is_refused_hands_nothing_in_and_loses_nothing(kept, town, tmp_path, name, content, told):
    number = duty_id(kept, KIND, "2024")
    async with Browser(kept) as city:
        await city.sign_in("city")
        filled = form(kept, KIND)
        page = await city.send(f"/duties/{number}/hand-in", files={"file.text": (name, content)}, **filled)
        assert page.status_code == 422 and told in page.text and next(iter(filled.values())) in page.text
    assert duty_of(kept, number).status == "open"
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


async def test_a_track_of_a_patrol_is_kept_and_handed_out_to_be_saved_and_an_old_word_file_is_told_what_to_do(kept, town):
    walk, page = form(kept, "patrol") | {"done_on": "2024-03-04"}, "/acts/new?kind=patrol"
    async with Browser(kept) as township:
        await township.sign_in("township")
        old = await township.send(page, to="/acts/new", files={"file.track": ("轨迹.doc", samples.OLD_OFFICE)}, **walk)
        assert old.status_code == 422 and "是旧格式的Word或Excel文件" in old.text
        assert "另存为不设密码的.docx或.xlsx文件" in old.text
        sent = await township.send(page, to="/acts/new", files={"file.track": ("轨迹.gpx", samples.GPX)}, **walk)
        assert "轨迹.gpx" in sent.text
        got = await township.get("/files/1")
        assert (got.content, got.headers["content-type"]) == (samples.GPX, "application/gpx+xml")
        assert got.headers["content-disposition"].startswith("attachment;")
        assert (await township.get("/files/1/preview")).status_code == 404


async def test_while_the_virus_scanner_is_silent_nothing_is_handed_in_and_nothing_lost(kept, town, tmp_path):
    number, patrol = duty_id(kept, KIND, "2024"), duty_id(kept, "township_patrol", "2024-W10")
    house = replace(kept, files=Scanned(kept.files, str(tmp_path / "clamd.ctl")))
    async with Browser(house) as city, Browser(house) as township:
        await city.sign_in("city")
        await township.sign_in("township")
        report, walk = form(kept, KIND), form(kept, "patrol") | {"done_on": "2024-03-04"}
        photo = {"file.photo": ("照片.jpg", samples.photograph())}
        for page in (await city.send(f"/duties/{number}/hand-in", files={"file.text": ("报告.pdf", samples.PDF)}, **report),
                     await township.send(f"/duties/{patrol}/record", files=photo, **walk),
                     await township.send("/acts/new?kind=patrol", to="/acts/new", files=photo, **walk)):
            assert page.status_code == 503 and "病毒扫描程序没有响应。" in page.text, page.text[-900:]
            assert next(iter((report if "hand-in" in str(page.url) else walk).values())) in page.text
    assert (duty_of(kept, number).status, duty_of(kept, patrol).done) == ("open", 0) and list(kept.files.names()) == []
