"""办案程序: the version of the day as picture, table and BPMN."""

from xml.etree.ElementTree import fromstring

from tests.console.browser import Browser
from tests.console.test_work import ready


async def test_the_procedure_of_a_day_is_shown_and_kept(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        assert 'href="/rules/procedure"' in (await anybody.get("/rules")).text
        today = (await anybody.get("/rules/procedure")).text
        assert 'value="2024-03-04"' in today and "行政处罚法（2021年）" in today and "具备立案的四个条件" in today
        page = (await anybody.get("/rules/procedure?on=2024-05-01")).text
        assert "具备立案的五个条件" in page and "具备立案的四个条件" not in page and "公民200元，单位3000元" in page
        assert page.count('<rect class="stage') == 38 and 'id="stage-suspended"' in page
        assert 'href="/calculators/limits?step=court-application"' in page and "自2025-07-01起" in page
        old = (await anybody.get("/rules/procedure?on=2010-03-01")).text
        assert old.count('<rect class="stage') == 36 and 'id="stage-suspended"' not in old and "公民50元，单位1000元" in old
        kept = await anybody.get("/rules/procedure.bpmn?on=2010-03-01")
        assert kept.headers["Content-Disposition"] == 'attachment; filename="procedure-1996.bpmn"'
        assert fromstring(kept.content).tag.endswith("definitions")


async def test_a_day_that_is_none_or_before_the_first_version_comes_back(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        for given, words in (("2024-02-30", "2024-02-30不是日期"), ("1996-09-30", "1996-09-30没有已知的程序")):
            page = await anybody.get(f"/rules/procedure?on={given}")
            assert page.status_code == 422 and words in page.text and f'value="{given}"' in page.text
            assert (await anybody.get(f"/rules/procedure.bpmn?on={given}")).status_code == 422
