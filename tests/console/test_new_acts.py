"""Any kind is recorded by the pages: chosen, about what it is, filled in, with photographs and a position."""

import re
from datetime import date

import pytest

from tests.casework.town import at, duty_id, duty_of, go_to
from tests.console.browser import Browser
from tests.console.test_work import form, ready
from tests.files import samples
from tests.scenes import remembered

FRIDAY = date(2024, 3, 8)


@pytest.fixture
@remembered
def town(kept):
    found = ready(kept, ("city", "handler", "city"), ("county", "head", "county"), ("township", "handler", "township"),
                  ("province", "administrator", "admin"), ("holder", "holder", "mine"))
    go_to(kept, FRIDAY)
    return found


async def test_a_township_records_a_patrol_from_the_spot_and_is_told_what_it_counts_for(kept, town):
    house, week = kept, duty_id(kept, "township_patrol", "2024-W10")
    photos = [("file.photo", ("照片1.jpg", samples.photograph())), ("file.photo", ("照片2.jpg", samples.photograph(side="S"))),
              ("file.track", ("轨迹.pdf", samples.PDF))]
    async with Browser(house) as township, Browser(house) as county:
        await township.sign_in("township")
        chosen = await township.get("/acts/new")
        assert "kind=patrol&amp;party=220221100" in chosen.text and "kind=assessment" not in chosen.text
        page = "/acts/new?kind=patrol"
        done = await township.send(page, to="/acts/new", files=photos, done_on="2024-03-05", longitude="126.5213",
                                   latitude="43.6628", accuracy="8.4", **form(house, "patrol"))
        assert re.fullmatch(r"/acts/\d+", done.url.path) and "已记录。" in done.text
        assert "乡（镇）所每周巡查 2024-W10（1/2）" in done.text
        assert "东经126.5213°，北纬43.6628°，精度8米" in done.text and "照片自记时间：2024-03-05 09:12:30" in done.text
        assert "距记录位置0.0公里" in done.text and "轨迹.pdf" in done.text
        await county.sign_in("county")
        links = re.findall(r'<a href="(/files/\d+)">([^<]+)</a>', (await county.get(done.url.path)).text)
        assert [name for _, name in links] == ["照片1.jpg", "照片2.jpg", "轨迹.pdf"]
        original = await county.get(links[0][0])
        assert original.content == samples.photograph() and original.headers["content-disposition"].startswith("attachment;")
        small = await county.get(links[0][0] + "/preview")
        assert small.headers["content-type"] == "image/jpeg" and b"Exif" not in small.content
        assert small.headers["content-security-policy"].startswith("sandbox")
        assert (await county.get(links[2][0] + "/preview")).status_code == 404  # no picture
    assert duty_of(house, week).done == 1


async def test_files_of_an_act_are_for_whoever_may_read_it(kept, town):
    async with Browser(kept) as city, Browser(kept) as township:
        await city.sign_in("city")
        done = await city.send("/acts/new?kind=liaison_meeting", to="/acts/new", done_on="2024-03-05",
                               files=[("file.photo", ("会场.jpg", samples.photograph()))], **form(kept, "liaison_meeting"))
        assert "会场.jpg" in done.text and (await city.get("/files/1")).status_code == 200
        await township.sign_in("township")
        for path in ("", "/preview"):
            hidden, missing = [await township.get(f"/files/{one}{path}") for one in (1, 99)]
            assert hidden.status_code == missing.status_code == 404
            assert hidden.text.replace("/files/1", "").replace("第1号文件", "") == \
                missing.text.replace("/files/99", "").replace("第99号文件", "")
        assert (await township.get(f"/files/{2**40}")).status_code == 404


async def test_a_kind_about_a_mine_asks_which_and_counts_for_its_duty(kept, town):
    duty = duty_id(kept, "recovery_indicators", "2024")
    async with Browser(kept) as county:
        await county.sign_in("county")
        listed = await county.get("/acts/new?kind=recovery_indicators&about=口前")
        assert 'href="/acts/new?kind=recovery_indicators&amp;party=220221&amp;subject=mine%3AJL0001"' in listed.text
        assert "JL0001" not in (await county.get("/acts/new?kind=recovery_indicators&about=蛟河")).text
        page = "/acts/new?kind=recovery_indicators&party=220221&subject=mine:JL0001"
        assert "口前铁矿" in (await county.get(page)).text
        done = await county.send(page, to="/acts/new", done_on="2024-03-08", **form(kept, "recovery_indicators"))
        assert "已记录。" in done.text and f'href="/duties/{duty}"' in done.text
        for subject, status in (("mine:JL0002", 404), ("self", 422), ("right:C2200002009012110000001", 422),
                                ("officer:1", 404)):
            wrong = await county.send(page, to="/acts/new", done_on="2024-03-08", subject=subject,
                                      **form(kept, "recovery_indicators"))
            assert wrong.status_code == status, subject
    assert duty_of(kept, duty).status == "discharged"


async def test_what_is_not_ones_own_to_record_is_refused(kept, town):
    async with Browser(kept) as township, Browser(kept) as admin, Browser(kept) as mine:
        await township.sign_in("township")
        await admin.sign_in("admin")
        await mine.sign_in("mine")
        for kind, status in (("mine_inspection", 403), ("inspector_report", 422), ("nonsense", 404)):
            assert (await township.get(f"/acts/new?kind={kind}")).status_code == status, kind
            sent = await township.send("/acts/new?kind=patrol", to="/acts/new", kind=kind, done_on="2024-03-08")
            assert sent.status_code == status, kind
        assert (await township.get("/acts/new?kind=patrol&party=220221")).status_code == 403
        sent = await township.send("/acts/new?kind=patrol", to="/acts/new", party="220221", done_on="2024-03-08",
                                   **form(kept, "patrol"))
        assert sent.status_code == 403
        assert (await admin.get("/acts/new")).status_code == 403 and "/acts/new" not in (await admin.get("/acts")).text
        assert "kind=sign_board" in (await mine.get("/acts/new")).text
    with at(kept) as desk:
        assert desk.scalar("SELECT count(*) FROM act") == 0


@pytest.mark.parametrize(("more", "told"), [
    ({"done_on": "2024-03-09"}, "尚未到来"), ({"longitude": "43.6", "latitude": "126.5"}, "填反了"),
    ({"latitude": ""}, "两个以度为单位的数"), ({"field.area": ""}, "“巡查区域”：未填写"),
    ({"finding": "ghost"}, "ghost")])
async def test_what_is_wrong_is_said_and_what_was_filled_in_stays(kept, town, more, told):
    sent = {"done_on": "2024-03-08", "longitude": "126.5", "latitude": "43.6"} | form(kept, "patrol") | {
        "field.people": "张三、李四"} | more
    async with Browser(kept) as township:
        await township.sign_in("township")
        page = await township.send("/acts/new?kind=patrol", to="/acts/new", **sent)
        assert page.status_code == 422 and told in page.text and "张三、李四" in page.text
        assert f'name="longitude" inputmode="decimal" value="{sent["longitude"]}"' in page.text


async def test_a_wanted_file_is_asked_for_and_a_wrong_one_records_nothing(kept, town):
    page = "/acts/new?kind=sign_board&subject=right:C2200002009012110000001"
    async with Browser(kept) as mine:
        await mine.sign_in("mine")
        given = form(kept, "sign_board") | {"done_on": "2024-03-08"}
        for files, told in ((None, "标识牌照片"), ([("file.photo", ("a.jpg", b"<html>"))], "不是可报送的文件类型")):
            answer = await mine.send(page, to="/acts/new", files=files, **given)
            assert answer.status_code == 422 and told in answer.text
        done = await mine.send(page, to="/acts/new", files=[("file.photo", ("a.heic", samples.HEIC))], **given)
        assert "已记录。" in done.text and "/preview" not in done.text
    with at(kept) as desk:
        assert desk.scalar("SELECT count(*) FROM act") == 1


async def test_a_patrol_recorded_for_its_duty_keeps_its_photographs_also_when_it_is_corrected(kept, town):
    week = duty_id(kept, "township_patrol", "2024-W10")
    async with Browser(kept) as township, Browser(kept) as county:
        await township.sign_in("township")
        done = await township.send(f"/duties/{week}/record", done_on="2024-03-06", longitude="126.5", latitude="43.6",
                                   files=[("file.photo", ("照片.jpg", samples.photograph()))], **form(kept, "patrol"))
        act = re.search(r'href="(/acts/\d+)"', done.text)[1]
        await county.sign_in("county")
        again = await county.send(f"{act}/correct", done_on="2024-03-05", reason="日期录错", **form(kept, "patrol"))
        assert again.url.path != act and "照片.jpg" in again.text and "东经126.5°" in again.text
        assert "与履职日期不同" not in again.text and "与履职日期不同" in (await county.get(act)).text


async def test_a_position_far_from_the_usual_ones_is_pointed_out(kept, town):
    async with Browser(kept) as township:
        await township.sign_in("township")
        given = form(kept, "patrol") | {"done_on": "2024-03-08", "latitude": "43.6"}
        for step in range(5):
            near = await township.send("/acts/new?kind=patrol", to="/acts/new", longitude=f"126.5{step}", **given)
            assert "请核对" not in near.text
        far = await township.send("/acts/new?kind=patrol", to="/acts/new", longitude="125.3", **given)
        assert "距本单位以往履职位置约98公里，请核对。" in far.text


async def test_more_files_than_are_taken_at_once_are_refused_clearly(kept, town):
    async with Browser(kept) as township:
        await township.sign_in("township")
        many = [("file.photo", (f"{one}.jpg", samples.JPEG)) for one in range(21)]
        answer = await township.send("/acts/new?kind=patrol", to="/acts/new", files=many, done_on="2024-03-08",
                                     **form(kept, "patrol"))
        assert answer.status_code == 422 and "20" in answer.text


async def test_the_device_may_be_asked_for_its_position_by_our_own_pages_alone(kept, town):
    async with Browser(kept) as township:
        await township.sign_in("township")
        page = await township.get("/acts/new?kind=patrol")
        assert "geolocation=(self)" in page.headers["permissions-policy"]
        assert '<script src="/static/position.js" defer></script>' in page.text and page.text.count("<script") == 1
        assert (await township.get("/static/position.js")).status_code == 200
