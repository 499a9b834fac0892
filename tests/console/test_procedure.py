"""办案程序: the version of the day as picture, pages of its stages, and BPMN."""

from xml.etree.ElementTree import fromstring

from tests.console.browser import Browser
from tests.console.test_work import ready


async def test_the_procedure_of_a_day_is_shown_and_kept(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        assert 'href="/rules/procedure"' in (await anybody.get("/rules")).text
        today = (await anybody.get("/rules/procedure")).text
        assert 'value="2024-03-04"' in today and "行政处罚法（2021年）" in today
        page = (await anybody.get("/rules/procedure?on=2024-05-01")).text
        assert "公民200元，单位3000元" in page and "自2025-07-01起" in page  # sealing and seizing
        assert page.count('<rect class="stage') == 38 and "/rules/procedure/stages/suspended?on=2024-05-01" in page
        old = (await anybody.get("/rules/procedure?on=2010-03-01")).text
        assert old.count('<rect class="stage') == 36 and "stages/suspended" not in old and "公民50元，单位1000元" in old
        kept = await anybody.get("/rules/procedure.bpmn?on=2010-03-01")
        assert kept.headers["Content-Disposition"] == 'attachment; filename="procedure-1996.bpmn"'
        assert fromstring(kept.content).tag.endswith("definitions")


async def test_a_stage_says_where_a_case_comes_from_what_can_be_done_and_within_which_time(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        leader = (await anybody.get("/rules/procedure/stages/filing_leader?on=2025-08-01")).text
        assert "具备立案的五个条件" in leader and "作出处罚决定</a>（90日）" in leader
        assert "审查同意（审理机构）" in leader and 'href="/rules/procedure/stages/filing_review?on=2025-08-01"' in leader
        before = (await anybody.get("/rules/procedure/stages/filing_leader?on=2010-03-01")).text
        assert "具备立案的四个条件" in before and "作出处罚决定</a>（未见期限）" in before
        decided = (await anybody.get("/rules/procedure/stages/decided?on=2025-08-01")).text
        assert "移交没收的矿产品</a>（90日，限：有没收的矿产品）" in decided and "公告送达</a>（30日）" in decided
        weighed = (await anybody.get("/rules/procedure/stages/weighed?on=2010-03-01")).text
        assert '应当法制审核的已通过 <span class="tag">自2018-01-01起</span>' in weighed and "自2018-01-01起" not in decided
        archived = (await anybody.get("/rules/procedure/stages/archived?on=2025-08-01")).text
        assert "程序到此结束。" in archived and "错案纠正，重新办理" in archived


async def test_a_day_or_a_stage_that_is_none_comes_back(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        for given, words in (("2024-02-30", "2024-02-30不是日期"), ("1996-09-30", "1996-09-30没有已知的程序")):
            page = await anybody.get(f"/rules/procedure?on={given}")
            assert page.status_code == 422 and words in page.text and f'value="{given}"' in page.text
            for more in (".bpmn", "/stages/found"):
                assert (await anybody.get(f"/rules/procedure{more}?on={given}")).status_code == 422
        for path in ("wizardry", "suspended?on=2010-03-01"):
            assert (await anybody.get(f"/rules/procedure/stages/{path}")).status_code == 404
