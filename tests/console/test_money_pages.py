"""The calculators of money in the browser: anybody signed in, exact answers, and the form back with what is wrong."""

from urllib.parse import urlencode

import pytest

from tests.console.browser import Browser
from tests.console.test_work import ready

PENALTY = {"offence": "mining-without-right", "act_date": "2025-05-20", "decided_on": "2025-08-15", "illegal_gains": "80000",
           "ore_value": "120000"}
SURCHARGE = {"fine": "10000", "due": "2026-03-02", "on": "2026-06-30"}
FEE = {"mineral": "煤", "revenue": "1000000", "from": "2013-01-01", "to": "2013-06-30", "approved": "80", "actual": "75",
       "on": "2013-08-10"}


def asked(page, given):
    return f"/calculators/{page}?{urlencode(given)}"


async def test_each_calculator_is_reached_from_the_rules_and_answers_with_its_steps(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        rules = (await anybody.get("/rules")).text
        for page, given, words in (
                ("penalty", PENALTY, ("0.00 至 40,000.00 元", "可以处罚款", "涉嫌犯罪的应当移送", "适用行为时的规定",
                                      "2027-05-20", "较轻", "0.00 至 12,000.00 元", "吉林省的裁量基准未查到")),
                ("surcharge", SURCHARGE, ("加处罚款 10,000.00 元", "20,000.00 元", '<time datetime="2026-04-05">', "34日×")),
                ("fee", FEE, ("10,666.67 元", "213.33 元", '<time datetime="2013-07-31">', "系数1.066667…"))):
            assert f'href="/calculators/{page}"' in rules
            empty = await anybody.get(f"/calculators/{page}")
            assert empty.status_code == 200 and 'id="answer"' not in empty.text and 'role="alert"' not in empty.text
            sent = await anybody.get(asked(page, dict.fromkeys(given, "")))
            assert sent.status_code in (404, 422) and 'role="alert"' in sent.text, page
            found = await anybody.get(asked(page, given))
            assert found.status_code == 200, found.text
            assert all(one in found.text for one in words), [one for one in words if one not in found.text]
            assert all(f'value="{one}"' in found.text for name, one in given.items() if name != "offence")


@pytest.mark.parametrize(("page", "given", "words"), [
    ("penalty", PENALTY | {"illegal_gains": "-1"}, "“-1”不是金额"),
    ("penalty", PENALTY | {"illegal_gains": ""}, "未填违法所得"),
    ("penalty", PENALTY | {"act_date": "2025-08-16"}, "决定日2025-08-15早于行为日2025-08-16"),
    ("penalty", PENALTY | {"act_date": ""}, "未填日期：行为日"),
    ("surcharge", SURCHARGE | {"fine": "1.005"}, "“1.005”不是金额"),
    ("surcharge", SURCHARGE | {"paid": "2026-07-01:5"}, "2026-07-01的缴款晚于计算至的2026-06-30"),
    ("fee", FEE | {"mineral": "<b>"}, "未查到“&lt;b&gt;”的费率"),
    ("fee", FEE | {"to": "2013-07-01"}, "销售期间跨半年度"),
])
async def test_what_is_wrong_comes_back_with_what_was_filled_in(sqlite_house, page, given, words):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        found = await anybody.get(asked(page, given))
        assert found.status_code == 422 and words in found.text and 'role="alert"' in found.text, found.text
        kept = {name: one for name, one in given.items() if name not in ("offence", "paid") and one and "<" not in one}
        assert all(f'name="{name}" value="{one}"' in found.text for name, one in kept.items())


async def test_an_offence_that_there_is_not_is_not_found(sqlite_house):
    ready(sqlite_house, ("township", "handler", "township"))
    async with Browser(sqlite_house) as anybody:
        await anybody.sign_in("township")
        assert (await anybody.get(asked("penalty", PENALTY | {"offence": "wizardry"}))).status_code == 404
        lines = {"due": "", "instalments": "2026-03-02:4000\r\n2026-04-02:6000", "on": "2026-04-04"}
        assert "14,320.00 元" in (await anybody.get(asked("surcharge", SURCHARGE | lines))).text
        unfiled = (await anybody.get(asked("fee", FEE | {"known": "unfiled", "on": ""}))).text
        assert "12,000.00 至 15,000.00 元" in unfiled and "未确认" in unfiled
