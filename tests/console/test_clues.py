"""Clues by the pages: the register within one's reach, what waits, filters under a name, a workbook without what was told."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from casework.act.acts import NewAct, bring
from casework.act.evidence import keep_evidence
from casework.act.given import Ready
from casework.act.places import place_in_china
from casework.clue.accepting import Reporter
from casework.clue.clues import clue_of, record
from casework.clue.evidence import attach, seal_file
from casework.file.files import keep, take_in
from regulation.clue import Offence
from tests.casework.builders import a_party, an_officer
from tests.casework.clues import drained, taken_in
from tests.casework.town import at, go_to, settle_in
from tests.console.browser import INPUT, Browser, account
from tests.files import samples

MONDAY = date(2024, 3, 4)
NUMBERS = re.compile(r'<a href="/clues/(XS\d+)">')


@pytest.fixture
def town(house):
    found = settle_in(house, MONDAY)
    go_to(house, MONDAY)
    for office, role, login in (("city", "handler", "city"), ("county", "handler", "county"), ("county", "head", "head"),
                                ("township", "patroller", "township")):
        with at(house) as desk:
            who = an_officer(desk, getattr(found, office), role, name=f"{login}某")
        account(house, who, login)
    return found


def numbers(page):
    return NUMBERS.findall(page.text)


async def test_the_register_lists_what_lies_in_reach_and_is_narrowed(house, town):
    with at(house) as desk:
        a_party(desk, "220281", "蛟河市", "county", town.city)
    here = taken_in(house, ongoing=True).number
    beside = taken_in(house, division="220281", offence=Offence.ENVIRONMENT, text="尾矿水流进河里").number
    nowhere = taken_in(house, division="").number
    async with Browser(house) as city, Browser(house) as county, Browser(house) as township:
        await city.sign_in("city")
        await county.sign_in("county")
        await township.sign_in("township")
        assert numbers(await city.get("/clues")) == [beside, here]  # what nobody answers for lies at the province
        assert numbers(await county.get("/clues")) == [here]
        assert numbers(await city.get(f"/clues?said={nowhere}")) == []
        for asked, found in (("stage=routed", [beside, here]), ("wants=register", [beside, here]), ("wants=verify", []),
                             ("ongoing=yes", [here]), ("offence=environment", [beside]), ("said=尾矿", [beside]),
                             ("office=蛟河", [beside]), ("since=2024-03-05", []), ("until=2024-03-04", [beside, here]),
                             ("sort=number", [here, beside]), ("channel=hotline", []), ("wants=late", []),
                             ("wants=soon", [beside, here]), ("whose=own", []), ("open=yes&page=2", [])):
            assert numbers(await city.get(f"/clues?{asked}")) == found, asked
        assert (await city.get("/clues?since=gestern")).status_code == 422
        assert (await township.get("/clues")).status_code == 403
        assert 'href="/clues"' not in (await township.get("/")).text


async def test_what_waits_is_counted_and_leads_to_its_list(house, town):
    taken_in(house)
    go_to(house, date(2024, 3, 7))
    last = taken_in(house).number
    async with Browser(house) as county, Browser(house) as city:
        await county.sign_in("county")
        first = (await county.get("/")).text
        assert re.findall(r'<dt>([^<]+)</dt><dd><a href="(/clues[^"]+)">(\d+)</a>', first) == [
            ("待登记", "/clues?wants=register&amp;whose=own", "2"), ("七日内到期", "/clues?wants=soon&amp;whose=own", "1"),
            ("逾期", "/clues?wants=late&amp;whose=own", "1")]
        assert numbers(await county.get("/clues?wants=soon&whose=own")) == [last]
        assert "逾期2天" in (await county.get("/clues?wants=late")).text
        await city.sign_in("city")
        assert "本单位的线索" not in (await city.get("/")).text


async def test_the_workbook_holds_no_word_of_what_was_told(house, town):
    made = taken_in(house)
    async with Browser(house) as county:
        await county.sign_in("county")
        sheet = load_workbook(BytesIO((await county.get("/clues.xlsx")).content)).active
    head, *lines = sheet.iter_rows(values_only=True)
    assert head[:3] == ("编号", "接收日期", "来源")
    assert [line[:7] for line in lines] == [(made.number, lines[0][1], "网上举报", "无证开采", "待登记", "永吉县", "否")]
    assert "东山" not in str(lines) and "〔" not in str(lines)


async def test_a_filter_is_kept_under_a_name_by_whoever_made_it(house, town):
    taken_in(house)
    async with Browser(house) as county, Browser(house) as head:
        await county.sign_in("county")
        await head.sign_in("head")
        kept = await county.send("/clues?stage=routed&ongoing=yes", to="/clues/filters", name="夜里的", nonsense="1")
        assert "stage=routed" in str(kept.url) and "ongoing=yes" in str(kept.url)
        again = await county.send("/clues?stage=routed", to="/clues/filters", name=" 夜里的 ")
        assert re.findall(r'<a href="/clues\?([^"]+)">夜里的</a>', again.text) == ["stage=routed&amp;sort=-number"]
        assert "夜里的" not in (await head.get("/clues")).text
        refused = await county.send("/clues?said=13812345678", to="/clues/filters", name="他")
        assert refused.status_code == 422 and "能辨认个人身份的内容不保存在筛选中" in refused.text
        number = re.search(r"/clues/filters/(\d+)/drop", (await county.get("/clues")).text)[1]
        await head.send("/clues?stage=routed", to=f"/clues/filters/{number}/drop")
        assert "夜里的" in (await county.get("/clues")).text
        await county.send("/clues", to=f"/clues/filters/{number}/drop")
        assert "夜里的" not in (await county.get("/clues")).text


async def test_clues_are_found_by_number_and_words_but_not_by_whoever_is_named(house, town):
    made = taken_in(house, reporter=Reporter())
    about = taken_in(house, about=("220221",), text="县局的人收了钱").number
    async with Browser(house) as county, Browser(house) as city:
        await county.sign_in("county")
        await city.sign_in("city")
        for words in (made.number, made.number.lower()[:9], "挖掘机", "王老板"):
            assert numbers(await county.get(f"/search?q={words}")) == [made.number], words
        assert numbers(await county.get(f"/search?q={about}")) == []
        assert numbers(await city.get("/search?q=收了钱")) == [about]


async def test_duties_and_letters_call_a_clue_by_its_number_and_lead_to_it(house, town):
    made = taken_in(house)
    link = f'<a href="/clues/{made.number}" lang="zh-CN">线索{made.number}</a>'
    async with Browser(house) as county, Browser(house) as township:
        await county.sign_in("county")
        for path in ("/", "/duties", f"/duties/{duty_about(house, made)}", "/calendar?whose=220221&year=2024"):
            assert link in (await county.get(path)).text, path
        await township.sign_in("township")
    with at(house) as desk:
        from casework.letter.lines import lines_of
        letter = desk.scalar("SELECT id FROM letter")
        desk.run("INSERT INTO letter_line (letter_id, duty_id, party_id, audience, no, named) SELECT :letter, id,"
                 " debtor_id, 'debtor', 1, FALSE FROM duty WHERE rule = 'clue_verification'", letter=letter)
        assert [line.subject for line in lines_of(desk, [letter])[letter]] == [f"线索{made.number}"]


async def test_a_clue_stands_on_one_page_and_nothing_sealed_on_it(house, town):
    first = taken_in(house)
    made = taken_in(house, text="东山北坡夜里有人用挖掘机采铁矿，口前镇的。\n李大山 13812345678", ongoing=True,
                    licence="C2200002009012110000001", longitude=126.52, latitude=43.66)
    async with Browser(house) as county, Browser(house) as township:
        await county.sign_in("county")
        await township.sign_in("township")
        text = (await county.get(f"/clues/{made.number}")).text
        for told in ("东山北坡夜里有人用挖掘机采铁矿，口前镇的。", "东经126.52°，北纬43.66°", "王老板", "实名（已密封）",
                     "据反映违法行为正在进行",
                     "按许可证C2200002009012110000001所在县", "口前铁矿", "永吉矿业有限公司", "还有9天", "口前镇", "分办线索",
                     f"/clues/map?clue={made.number}", f'<a href="/clues/{first.number}">', "疑似重复", "登记受理",
                     f'href="/clues/{made.number}/register"'):
            assert told in text, told
        for sealed in ("李大山", "13812345678", "lidashan", "新立村"):
            assert sealed not in text, sealed
        assert "交由下级办理</dt><dd>由这些岗位办理：主要领导、分管领导、科室负责人</dd>" in re.sub(r"\s+", "", text)
        assert (await county.get("/clues/XS2024999999")).status_code == 404
        assert (await township.get(f"/clues/{made.number}")).status_code == 404


async def test_who_opened_the_seal_and_why_is_told_to_leaders_alone(house, town):
    made = taken_in(house)
    with at(house) as desk:
        clue = clue_of(desk, made.number)
        record(desk, "clue.revealed", clue, reason="核对举报人所说的时间")
    async with Browser(house) as county, Browser(house) as head:
        await county.sign_in("county")
        await head.sign_in("head")
        assert "核对举报人所说的时间" in (await head.get(f"/clues/{made.number}")).text
        assert "核对举报人所说的时间" not in (await county.get(f"/clues/{made.number}")).text


async def test_a_clue_about_an_office_has_no_page_for_it(house, town):
    made = taken_in(house, about=("220221",))
    async with Browser(house) as county, Browser(house) as city:
        await county.sign_in("county")
        await city.sign_in("city")
        assert (await county.get(f"/clues/{made.number}")).status_code == 404
        assert "涉及单位和人员</dt><dd>永吉县" in (await city.get(f"/clues/{made.number}")).text


async def test_photographs_of_clue_and_site_messages_and_moves_stand_on_its_page(kept):
    settle_in(kept, MONDAY)
    go_to(kept, MONDAY)
    made = taken_in(kept)
    with at(kept) as desk:
        clue = clue_of(desk, made.number)
        attach(desk, clue.id, [seal_file(kept, "李大山拍.jpg", BytesIO(samples.photograph()))])
        done = bring(desk, Ready(desk.rulebook.acts["clue_site_check"], NewAct(
            "clue_site_check", clue.office_id, desk.today, "clue", clue.id),
            {"team": "甲、乙", "facts": "现场有采坑", "ongoing": "否"}))
        photo = keep(desk, [take_in(kept, "采坑.jpg", BytesIO(samples.photograph()))])
        keep_evidence(desk, done.act_id, place=place_in_china(126.52, 43.66, 5.0), files=[("photo", photo[0])])
        desk.run("INSERT INTO clue_message (clue_id, side, at, text) VALUES (:id, 'reporter', :now, '又来了两台〔车牌〕')",
                 id=clue.id, now=desk.now)
        head = an_officer(desk, clue.office_id, "head", name="何局长")
    account(kept, head, "head")
    async with Browser(kept) as browser:
        await browser.sign_in("head")
        text = (await browser.get(f"/clues/{made.number}")).text
        pictures = re.findall(r'<img src="(/files/\d+/preview)"', text)
        assert len(pictures) == 2 and all([(await browser.get(one)).status_code == 200 for one in pictures])
        assert "现场有采坑" in text and "又来了两台〔车牌〕" in text and "自动分办" in text and "李大山拍" not in text


async def test_the_page_of_a_clue_takes_at_most_thirteen_statements(sqlite_house):
    found = settle_in(sqlite_house, MONDAY)
    account(sqlite_house, found.officer(found.county, "head"), "head")
    made = [taken_in(sqlite_house) for _ in range(3)][-1]
    asked = []
    async with Browser(sqlite_house) as head:
        await head.sign_in("head")
        event.listen(sqlite_house.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
        assert (await head.get(f"/clues/{made.number}")).status_code == 200
    assert len([one for one in asked if one != "BEGIN"]) <= 13


CALL = {"text": "东山北坡夜里有人用挖掘机采铁矿。我叫李大山，13812345678", "channel": "hotline", "where": "永吉县",
        "name": "李大山", "phone": "13812345678", "accused": "王老板", "ongoing": "yes"}


async def test_a_call_is_taken_down_once_and_its_receipt_shown_once(house, town):
    async with Browser(house) as county:
        await county.sign_in("county")
        page = (await county.get("/clues/new")).text
        hidden = {name: unescape(value) for name, value in INPUT.findall(page)}
        first, again = [await county.client.post("/clues/new", data=hidden | CALL) for _ in range(2)]
        number, receipt = re.findall(r'<dd class="large" id="[a-z]+">([^<]+)</dd>', first.text)
        assert re.fullmatch("[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", receipt) and number == "XS2024000001"
        assert re.findall(r'<dd class="large" id="[a-z]+">([^<]+)</dd>', again.text) == [number, receipt]
        drained(house)
        told = (await county.get(f"/clues/{number}")).text
        assert "举报电话" in told and "〔姓名〕，〔电话〕" in told and "永吉县（county某）" in told and receipt not in told
        assert numbers(await county.get("/clues")) == [number]


async def test_what_is_alike_is_shown_before_and_after_it_is_taken_down(house, town):
    known = taken_in(house).number
    async with Browser(house) as county:
        await county.sign_in("county")
        asked = await county.send("/clues/new", **CALL, do="alike")
        assert numbers(asked) == [known] and "同一区划" not in asked.text and "内容相近" in asked.text
        assert 'value="永吉县"' in asked.text and "东山北坡夜里有人用挖掘机采铁矿。" in asked.text
        assert numbers(await county.send("/clues/new", **(CALL | {"text": "煤矿塌了"}), do="alike")) == []
        assert numbers(await county.send("/clues/new", **CALL)) == [known]
        assert numbers(await county.get("/clues")) == ["XS2024000002", known]


async def test_what_is_wrong_with_a_call_is_said_and_what_was_typed_is_kept(house, town):
    async with Browser(house) as county, Browser(house) as township:
        await county.sign_in("county")
        await township.sign_in("township")
        for wrong in ({"text": " "}, {"channel": "web"}, {"where": "没有的县"}, {"longitude": "43.66", "latitude": "126.5"},
                      {"about": "永吉县"}):
            answer = await county.send("/clues/new", **(CALL | wrong))
            assert answer.status_code == 422 and 'value="王老板"' in answer.text, wrong
        assert numbers(await county.get("/clues")) == []
        about = await county.send("/clues/new", **(CALL | {"about": "永吉县", "offence": "officer_conduct"}))
        assert "XS2024000001" in about.text and (await county.get("/clues/XS2024000001")).status_code == 404
        assert (await township.get("/clues/new")).status_code == 403


def duty_about(house, made):
    with at(house) as desk:
        return desk.scalar("SELECT id FROM duty WHERE subject_kind = 'clue' AND subject_id = :id"
                           " AND rule = 'clue_verification'", id=made.clue_id)
