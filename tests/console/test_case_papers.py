"""A document of a case by its page: written over, signed, issued, served, declared void; what is wrong is said."""

import re
from datetime import date
from html import unescape
from io import BytesIO
from zipfile import ZipFile

import pytest

from documents.stamping import text_of
from tests.casework.cases import a_bureau, filed
from tests.casework.papers import keeping, paper
from tests.console.browser import Browser, account
from tests.files import samples

SINCE, DAY = date(2025, 1, 1), date(2025, 8, 4)
TITLE = "责令停止违法行为通知书"


@pytest.fixture
def house(house, tmp_path):
    return keeping(house, tmp_path)


@pytest.fixture
def office(house):
    found = a_bureau(house, SINCE, DAY)
    for role in ("handler", "unit", "leader", "legal"):
        account(house, found.officer(role), role)
    return found


def text(page) -> str:
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", page.text)))


async def sign_each(house, at, roles):
    for role in roles:
        async with Browser(house) as browser:
            await browser.sign_in(role)
            page = await browser.send(at, to=f"{at}/sign", opinion="同意。", verdict="agree")
            assert page.status_code == 200 and "已办理。" in page.text


async def test_a_document_is_added_written_signed_issued_and_served_by_its_page(house, office):
    number = filed(house, office)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        case = await handler.get(f"/cases/{number}")
        assert "尚未签发或者录入：立案呈批表" in text(case) and "添加文书" in case.text
        page = await handler.send(f"/cases/{number}", to=f"/cases/{number}/documents", title=TITLE)
        at = page.url.path
        assert page.status_code == 200 and "草稿" in page.text and "王某" in page.text
        same = await handler.send(at, to=f"{at}/write", **{"field.facts": "无证采矿"})
        assert same.status_code == 422 and "没有任何改动" in same.text
        page = await handler.send(at, to=f"{at}/write", **{"field.order_text": "立即停止开采，撤出设备。"})
        at = page.url.path
        assert "已改写" in page.text and "立即停止开采，撤出设备。" in page.text and paper(house, number, TITLE).version == 2
        early = await handler.send(at, to=f"{at}/issue")
        assert early.status_code == 409 and f"{TITLE}尚未签批：承办人" in early.text
    await sign_each(house, at, ("handler", "unit", "leader"))
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        assert "签发后编号存档" in (await handler.get(at)).text
        page = await handler.send(at, to=f"{at}/issue")
        assert "永吉自然资停〔2025〕1号" in page.text and "已发出" in page.text and "按案件重新拟制" not in page.text
        file = await handler.get(f"{at}/file")
        assert "立即停止开采，撤出设备。" in text_of(file.content)
        wrong = await handler.send(at, to=f"{at}/serve", method="留置送达", served_on="2025-08-04",
                                   **{"field.refusal": "不在家"})
        assert wrong.status_code == 422 and 'value="不在家"' in wrong.text
        proof = {"field.refusal": "不在家", "field.witness": "赵某"}
        page = await handler.send(at, to=f"{at}/serve", files={"file": ("回证.pdf", samples.PDF)}, method="留置送达",
                                  served_on="2025-08-04", place="口前镇", **proof)
        assert page.status_code == 200 and "拒收事由：不在家，见证人：赵某" in text(page)
        archive = await handler.get(f"/cases/{number}/archive")
        assert "documents/001" in " ".join(ZipFile(BytesIO(archive.content)).namelist())
    async with Browser(house) as leader:
        await leader.sign_in("leader")
        page = await leader.send(at, to=f"{at}/void", reason="当事人写错")
        assert "已作废" in page.text and "当事人写错" in page.text and "永吉自然资停〔2025〕1号" in page.text


async def test_the_page_says_before_and_after_that_a_change_sets_signatures_aside(house, office):
    number = filed(house, office)
    before, after = "已有签署失效，须从头签批。", "上一稿已有签署，改稿后失效，须从头签批："
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        page = await handler.send(f"/cases/{number}", to=f"/cases/{number}/documents", title=TITLE)
        at = page.url.path
        filled = {"field.facts": "无证采矿", "field.law_breached": "矿产资源法第十七条", "field.order_text": "立即停止开采。"}
        page = await handler.send(at, to=f"{at}/write", **filled)
        assert before not in text(page) and after not in text(page)
        page = await handler.send(at, to=f"{at}/sign", opinion="同意。", verdict="agree")
        assert before in text(page)
        page = await handler.send(at, to=f"{at}/write", **{"field.facts": "越界采矿"})
        assert before not in text(page) and after in text(page)


async def test_whoever_only_reads_sees_no_forms_and_who_is_not_asked_does_not_sign(house, office):
    number = filed(house, office)
    async with Browser(house) as handler, Browser(house) as legal:
        await handler.sign_in("handler")
        await legal.sign_in("legal")
        page = await handler.send(f"/cases/{number}", to=f"/cases/{number}/documents", title=TITLE)
        at = page.url.path
        seen = await legal.get(at)
        assert seen.status_code == 200 and "<textarea" not in seen.text and "同意并签署" not in seen.text
        assert "等待签署：承办人，承办人丁、" in text(seen) and "等待签署" not in page.text and "同意并签署" in page.text
        assert (await legal.send("/account", to=f"{at}/sign", opinion="同意", verdict="agree")).status_code == 403
        assert (await handler.get(f"/cases/{number}/documents/99")).status_code == 404
        back = await handler.send(at, to=f"{at}/sign", opinion="", verdict="back")
        assert back.status_code == 422 and "没有填写退回的理由" in back.text
        other = await handler.send(f"/cases/{number}", to=f"/cases/{number}/documents", title="没有这种")
        assert other.status_code == 422


async def test_a_word_file_and_an_original_are_sent_by_the_page(house, office):
    number = filed(house, office)
    async with Browser(house) as handler:
        await handler.sign_in("handler")
        at = (await handler.send(f"/cases/{number}", to=f"/cases/{number}/documents", title=TITLE)).url.path
        draft = (await handler.get(f"{at}/file")).content
        none = await handler.send(at, to=f"{at}/word")
        assert none.status_code == 422 and "没有选择文件" in none.text
        page = await handler.send(at, to=f"{at}/word", files={"file": ("改.docx", draft)})
        assert page.status_code == 200 and paper(house, number, TITLE).sent_id is not None
        at = page.url.path
        late = await handler.send(at, to=f"{at}/original", files={"file": ("原.pdf", samples.PDF)}, on="2025-08-05")
        assert late.status_code == 422
        page = await handler.send(at, to=f"{at}/original", files={"file": ("原.pdf", samples.PDF)}, on="2025-08-01",
                                  told="永吉国土资停〔2018〕3号")
        assert "原件，手工录入" in page.text and "永吉国土资停〔2018〕3号" in page.text
        assert (await handler.get(f"{at}/file")).content == samples.PDF
