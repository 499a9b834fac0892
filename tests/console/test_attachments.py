"""Any report takes further files: several at once, kept when it is returned unless they are ticked away."""

from casework.act.reviews import give_back
from models.schema import downgrade, upgrade
from tests.casework.town import at, duty_id
from tests.console.browser import INPUT, Browser
from tests.console.test_work import form, ready
from tests.files import samples

BARE, WITH_PAPER = "situation_report", "inspector_report"


async def sent(browser, page, names, **more):
    """The form with attachments of these names."""
    hidden = dict(INPUT.findall((await browser.get(page)).text))
    files = [("file.attachment", (name, samples.PDF)) for name in names]
    return await browser.client.post(page, data=hidden | more, files=files or None)


async def test_a_report_without_files_of_its_own_takes_attachments(kept):
    town = ready(kept, ("city", "handler", "city"), ("province", "handler", "province"))
    assert not kept.rulebook.acts[kept.rulebook.duties[BARE].act].files
    number = duty_id(kept, BARE, "2024Q1", town.city)
    page, fields = f"/duties/{number}/hand-in", form(kept, kept.rulebook.duties[BARE].act)
    async with Browser(kept) as city, Browser(kept) as province:
        await city.sign_in("city")
        await province.sign_in("province")
        assert 'name="file.attachment" type="file"' in (await city.get(page)).text
        draft = await sent(city, page, ["草稿.pdf"], step="draft")
        assert "草稿.pdf" in draft.text
        done = await sent(city, page, ["一.pdf", "二.pdf"], **fields)
        assert [name in done.text for name in ("草稿.pdf", "一.pdf", "二.pdf")] == [True] * 3
        assert [(await province.get(f"/files/{one}")).status_code for one in (1, 2, 3)] == [200] * 3
        with at(kept) as desk:
            give_back(desk, 1, reasons="补充")
        assert "沿用：" in (await city.get(page)).text
        again = await sent(city, page, ["三.pdf"], left="2", **fields)
        newest = again.text.partition('<section class="report">')[2].partition("</section>")[0]
        assert [name in newest for name in ("草稿.pdf", "一.pdf", "二.pdf", "三.pdf")] == [True, False, True, True]
    counted = "SELECT count(*) FROM submission_file"
    for move, there in ((downgrade, 2), (upgrade, 2)):  # the version before keeps one of each name
        move(kept.engine, *(["0015"] if move is downgrade else []))
        with kept.engine.connect() as connection:
            assert connection.exec_driver_sql(counted).scalar() == there


async def test_a_file_that_the_kind_names_stays_one(kept):
    ready(kept, ("city", "handler", "city"))
    number = duty_id(kept, WITH_PAPER, "2024")
    page = f"/duties/{number}/hand-in"
    async with Browser(kept) as city:
        await city.sign_in("city")
        hidden = dict(INPUT.findall((await city.get(page)).text))
        files = [("file.report", (name, samples.PDF)) for name in ("先.pdf", "后.pdf")]
        done = await city.client.post(page, data=hidden | form(kept, WITH_PAPER), files=files)
    assert "后.pdf" in done.text and "先.pdf" not in done.text
