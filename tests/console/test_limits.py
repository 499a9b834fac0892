"""期限计算: everybody signed in reckons a limit; what is wrong comes back with what was filled in."""

from tests.console.browser import Browser
from tests.console.test_work import ready


async def test_a_limit_is_reckoned_on_the_page_with_its_steps(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        assert "/calculators/limits" in (await anybody.get("/rules")).text
        empty = await anybody.get("/calculators/limits")
        assert empty.status_code == 200 and "民法典" not in empty.text and 'value="2024-03-04"' in empty.text
        page = (await anybody.get("/calculators/limits?step=decision&from=2025-07-07")).text
        assert '<time datetime="2025-10-09">2025-10-09</time>' in page and "原末日2025-10-05" in page
        assert "民法典第二百零三条" in page and "<li>经90日</li>" in page
        chosen = await anybody.get("/calculators/limits?step=police-transfer")
        assert chosen.status_code == 200 and '<option value="police-transfer" selected>' in chosen.text
        hours = (await anybody.get("/calculators/limits?step=police-transfer&from=2024-12-31+20%3A00")).text
        assert '<time datetime="2025-01-01T20:00:00+08:00">2025-01-01 20:00+08:00</time>' in hours
        none = (await anybody.get("/calculators/limits?step=filing&from=2024-05-01")).text
        assert "未见期限" in none and "发现后及时立案，不再规定日数" in none
        assert (await anybody.get("/calculators/limits?step=hearing-notice&from=2012-10-14")).status_code == 200
        moved = await anybody.get("/calculators/limits?step=decision&from=2025-07-07&suspend=2025-08-01:2025-08-10%0D%0A"
                                  "2025-09-01:2025-09-05&extend=30")
        assert '<time datetime="2025-11-19">' in moved.text
        beyond = await anybody.get("/calculators/limits?step=decision&from=2024-05-01&extend=31&complex=yes")
        assert '<time datetime="2024-08-30">' in beyond.text


async def test_what_is_wrong_comes_back_with_what_was_filled_in(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        for asked, words in (("step=police-transfer&from=2025-07-07", "“移送公安机关”按小时计"),
                             ("step=decision&from=2025-02-29", "2025-02-29不是日期"),
                             ("step=decision&from=2025-07-07&suspend=%3C1%3E", "&lt;1&gt;不是一段中止"),
                             ("step=decision&from=2025-07-07&extend=ten", "延长的期限填写有误"),
                             ("step=decision&from=2025-07-07&extend=31", "“作出处罚决定”至多延长30")):
            page = await anybody.get(f"/calculators/limits?{asked}")
            assert page.status_code == 422 and words in page.text and 'role="alert"' in page.text, asked
            step, start = asked.split("&")[0].partition("=")[2], asked.split("&")[1].partition("=")[2]
            assert f'<option value="{step}" selected>' in page.text and f'name="from" value="{start}"' in page.text
        assert (await anybody.get("/calculators/limits?step=wizardry&from=2025-07-07")).status_code == 404


async def test_a_form_sent_without_a_day_says_that_it_is_missing(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        page = await anybody.get("/calculators/limits?step=decision&from=")
        assert page.status_code == 422 and "未填日期：事件发生的日期或者时间。" in page.text
        assert (await anybody.get("/calculators/limits?step=decision")).status_code == 200
