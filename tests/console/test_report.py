"""The public form and the follow-up page: no account, nothing lost on a mistake, one clue for one form, no code left lying."""

import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from casework.clue.evidence import files_of_clue
from casework.clue.receipts import new_code
from casework.desk import House
from tests.casework.test_clue_evidence import photograph
from tests.casework.town import at, settle_in
from tests.console.browser import INPUT, Browser

CODE = re.compile(r'id="receipt">([0-9A-Z-]{14})<')
TOLD = {"text": "东山北坡有人夜里采铁矿", "offence": "mining_without_licence"}
WHO = {"who": "named", "name": "李大山", "phone": "13812345678", "email": "li@example.cn"}


@pytest.fixture
def town(kept: House) -> Any:
    return settle_in(kept, date(2024, 3, 4))


def clues(house: House) -> list[Any]:
    with at(house) as desk:
        return desk.rows("SELECT * FROM clue ORDER BY id")


def code_on(page: Any) -> str:
    assert page.status_code == 200, page.text
    return CODE.findall(page.text)[0]


async def test_a_clue_is_sent_without_an_account_and_its_code_shown_once(kept, town):
    async with Browser(kept) as browser:
        assert "login" not in (await browser.get("/report")).text
        sent = await browser.send("/report", **TOLD, where="口前镇", ongoing="yes", happened="昨夜", accused="王老板")
        code = code_on(sent)
        assert not browser.client.cookies
    (clue,) = clues(kept)
    assert clue.number in sent.text and clue.channel == "web" and clue.received_by == "public"
    assert (clue.division_code, bool(clue.ongoing), clue.happened, clue.accused, bool(clue.named)) == (
        "220221100", True, "昨夜", "王老板", False)
    with at(kept) as desk:
        kept_there = " ".join(str(row) for row in desk.rows("SELECT * FROM answered"))
    assert code not in kept_there and code.replace("-", "") not in kept_there


async def test_the_same_form_sent_twice_is_one_clue_with_the_same_code(kept, town):
    async with Browser(kept) as browser:
        page = await browser.get("/report")
        form = dict(INPUT.findall(page.text)) | TOLD
        codes, stored = [], []
        for _ in range(2):
            codes.append(code_on(await browser.client.post("/report", data=form, files={"file": ("夜.jpg", photograph())})))
            stored.append(len(list(kept.files.names())))
        assert codes[0] == codes[1] and len(clues(kept)) == 1 and stored == [2, 2]
        changed = code_on(await browser.client.post("/report", data=form | {"text": "另一件"}))
    assert changed != codes[0] and len(clues(kept)) == 2


async def test_who_stays_unknown_is_not_kept_whatever_stands_in_the_fields(kept, town):
    async with Browser(kept) as browser:
        await browser.send("/report", **TOLD, **(WHO | {"who": "anonymous"}))
        await browser.send("/report", **(TOLD | {"text": "李大山看见有人采矿"}), **WHO)
    unknown, named = clues(kept)
    assert (bool(unknown.named), bool(named.named)) == (False, True)
    assert named.text == "〔姓名〕看见有人采矿"
    with at(kept) as desk:
        opened = [kept.seal.open(bytes(row.content)).decode() for row in desk.rows(
            "SELECT content FROM clue_seal ORDER BY clue_id")]
    assert "李大山" not in opened[0] and "13812345678" in opened[1]


async def test_a_mistake_is_said_beside_what_was_filled_in(kept, town):
    async with Browser(kept) as browser:
        for wrong, said in (
                ({"text": " "}, "未写明发生了什么"), ({"offence": ""}, "未选择类别"), ({"where": "乌有乡"}, "没有这个地点"),
                ({"where": "吉林省"}, "没有这个地点"), ({"longitude": "126.5"}, "以度为单位的数"),
                ({"longitude": "43.66", "latitude": "126.5"}, "填反了"), ({"who": "named"}, "未填写姓名"),
                ({"who": "named", "email": "li"}, "不是电子邮箱地址"), ({"about": "永吉县"}, "只有举报机关"),
                ({"offence": "officer_conduct", "about": "乌有县"}, "没有这个机关"), ({"place": "长" * 201}, "200")):
            given = TOLD | {"accused": "王老板〈矿〉"} | wrong
            page = await browser.send("/report", **given)
            assert page.status_code == 422 and said in page.text, said
            assert 'value="王老板〈矿〉"' in page.text and (not given["text"].strip() or given["text"] in page.text)
    assert clues(kept) == []


async def test_a_place_is_found_step_by_step_without_script_and_nothing_filled_in_is_lost(kept, town):
    async with Browser(kept) as browser:
        first = await browser.send("/report", **TOLD, city="220200", do="steps")
        assert first.status_code == 200 and '<option value="220221">永吉县' in first.text and TOLD["text"] in first.text
        second = await browser.send("/report", **TOLD, city="220200", county="220221", do="steps")
        assert '<option value="220221100">口前镇' in second.text and 'value="220221" selected' in second.text
        assert clues(kept) == []
        code_on(await browser.send("/report", **TOLD, city="220200", county="220221", township="220221100"))
        code_on(await browser.send("/report", **TOLD, city="", county="220221"))  # of an earlier choice
    assert [clue.division_code for clue in clues(kept)] == ["220221100", None]


async def test_a_name_that_several_places_have_is_chosen_among_them(kept, town):
    from tests.casework.builders import a_party
    with at(kept) as desk:
        other = a_party(desk, "220282", "桦甸市", "county", town.city)
        a_party(desk, "220282100", "口前镇", "township", other)
    async with Browser(kept) as browser:
        page = await browser.send("/report", **TOLD, where="口前镇")
        assert page.status_code == 422 and "多个同名地点" in page.text and "吉林市桦甸市口前镇" in page.text
        code_on(await browser.send("/report", **TOLD, where="口前镇", choose="220282100"))
        code_on(await browser.send("/report", **TOLD, where="吉林省 吉林市桦甸市口前镇"))
    assert [clue.division_code for clue in clues(kept)] == ["220282100", "220282100"]


async def test_an_office_complained_of_is_named_and_does_not_get_it(kept, town):
    async with Browser(kept) as browser:
        for name in ("永吉县", "吉林省", "永吉"):
            code_on(await browser.send("/report", **(TOLD | {"offence": "unlawful_approval"}), about=name))
    with at(kept) as desk:
        assert [row.party_id for row in desk.rows("SELECT party_id FROM clue_named ORDER BY id")] == [
            town.county, town.county]  # the province itself can be hidden from nobody


async def test_photographs_are_sealed_and_other_files_refused(kept, town):
    async with Browser(kept) as browser:
        page = await browser.send("/report", **TOLD, files={"file": ("x.exe", b"MZ")})
        assert page.status_code == 422 and "x.exe" in page.text
        code_on(await browser.send("/report", **TOLD, files={"file": ("夜里.jpg", photograph())}))
    (clue,) = clues(kept)
    with at(kept) as desk:
        (file,) = files_of_clue(desk, clue.id)
        assert file.media_type == "image/jpeg" and file.clean_id


async def test_forms_of_other_sites_are_refused(kept, town):
    async with Browser(kept) as browser:
        for page in ("/report", "/report/follow"):
            answer = await browser.send(page, headers={"origin": "http://evil.example"}, **TOLD, code="x")
            assert answer.status_code == 403
    assert clues(kept) == []


async def test_the_code_opens_the_clue_and_stands_neither_in_address_nor_cookie(kept, town):
    async with Browser(kept) as browser:
        code = code_on(await browser.send("/report", **TOLD))
        page = await browser.send("/report/follow", code=code.lower().replace("-", " "))
        assert page.status_code == 200 and clues(kept)[0].number in page.text and "已收到" in page.text
        assert TOLD["text"] not in page.text and str(page.url) == "http://kj.example.cn/report/follow"
        held = " ".join(browser.client.cookies.values())
        assert code not in held and code.replace("-", "") not in held and code not in page.text
        cookie = page.history[0].headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/report/follow" in cookie
        added = await browser.send("/report/follow", to="/report/follow/add", text="我是李大山，又来了两台车",
                                   files={"file": ("夜里.jpg", photograph())})
        assert "已收到您的补充" in added.text and "我是〔姓名〕，又来了两台车" in added.text and "附件1个" in added.text
        empty = await browser.send("/report/follow", to="/report/follow/add", text=" ")
        assert empty.status_code == 422 and "没有填写内容" in empty.text
        gone = await browser.send("/report/follow", to="/report/follow/leave")
        assert 'name="code"' in gone.text and not browser.client.cookies


async def test_neither_code_nor_what_was_sent_is_logged(kept, town, caplog):
    caplog.set_level("DEBUG")
    async with Browser(kept) as browser:
        code = code_on(await browser.send("/report", **(TOLD | {"text": "李大山看见有人采矿"}), **WHO))
        await browser.send("/report/follow", code=code)
        await browser.send("/report", **TOLD, **(WHO | {"email": "not an address 李大山"}))
        await browser.send("/report/follow", to="/report/follow/add", text="我是李大山")
    logged = " ".join(f"{one.getMessage()} {vars(one)}" for one in caplog.records if one.name.startswith("kuangjian"))
    assert "/report/follow" in logged
    assert code not in logged and "李大山" not in logged and WHO["phone"] not in logged


async def test_an_addition_sent_twice_is_taken_once(kept, town):
    async with Browser(kept) as browser:
        page = await browser.send("/report/follow", code=code_on(await browser.send("/report", **TOLD)))
        form = {name: unescape(value) for name, value in INPUT.findall(page.text)} | {"text": "又来了"}
        for _ in range(2):
            assert (await browser.client.post("/report/follow/add", data=form)).status_code == 200
    with at(kept) as desk:
        assert desk.scalar("SELECT count(*) FROM clue_message") == 1


async def test_without_a_ticket_nothing_is_added(kept, town):
    async with Browser(kept) as browser:
        await browser.send("/report", **TOLD)
        answer = await browser.send("/report/follow", to="/report/follow/add", text="x")
        assert answer.status_code == 422 and "请重新输入" in answer.text
        browser.client.cookies.set("followed", "made-up", path="/report/follow")
        assert "请重新输入" in (await browser.get("/report/follow")).text


async def test_wrong_codes_are_answered_alike_and_the_eleventh_has_to_wait(kept, town):
    async with Browser(kept) as browser:
        pages = [await browser.send("/report/follow", code=new_code()) for _ in range(10)]
        assert {page.status_code for page in pages} == {422} and len({page.text for page in pages}) == 1
        code = code_on(await browser.send("/report", **TOLD))
        over = await browser.send("/report/follow", code=code)
        assert (over.status_code, over.headers["retry-after"]) == (429, "5") and clues(kept)[0].number not in over.text


async def test_the_pages_are_there_in_english(kept, town):
    async with Browser(kept) as browser:
        browser.client.cookies.set("language", "en")
        for path, words in (("/report", "What happened"), ("/report/follow", "Receipt code")):
            assert words in (await browser.get(path)).text


async def test_without_keys_nothing_is_taken(kept, town):
    from foundation.sealing import NoSeal
    async with Browser(replace(kept, seal=NoSeal())) as browser:
        assert (await browser.send("/report", **TOLD)).status_code == 503
    assert clues(kept) == []
