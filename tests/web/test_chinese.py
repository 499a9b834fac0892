"""What is refused is said in Chinese: known again by its template, whatever stands in its holes."""


import pytest

from web.chinese.catalogue import faults
from web.chinese.telling import HOLE, SHOWN, Telling, in_chinese, translated

QUOTED = ("quote", "either")
SENTENCES = {
    "The report of AJ2026000013 is sent: this cannot be done now.": "AJ2026000013的上报状态为“已上报”，现在不能这样办理。",
    "title（标题）: write 1 to 100 characters": "title（标题）：请填写1至100个字",
    "accused（被举报人）: at most 200 characters": "accused（被举报人）：最多200个字",
    "police-transfer（移送公安机关） is counted in hours.": "“移送公安机关”按小时计。",
    "There is no duty 37.": "没有第37号义务。",
    "李四 may not extend duties here.": "李四在此无权准予延期。",
    "system may not send letters again here.": "系统在此无权重发信件。",
    "It is open to: deputy, head, unit head; see `kuangjian access`.":
        "有此权限的角色：分管领导、主要领导、科室负责人；见`kuangjian access`。",
    "It is open to: the system only; see `kuangjian access`.":
        "有此权限的角色：仅限系统自身；见`kuangjian access`。",
    "Duty 5 has ended (waived on 2024-06-03); it cannot be handed in.": "第5号义务已于2024-06-03结束（已免除），不能再报送。",
    "Duty 5 is not suspended but handed in.": "第5号义务未中止，当前状态为“已报送，待审核”。",
    "An extension of 0 working day cannot be granted.": "不能延期0个工作日。",
    "The database does not answer: connection refused": "数据库没有响应：connection refused",
    "The database is older than version 0006 of this Kuangjian.": "数据库的版本早于本程序的0006版。",
    "The file could not be kept: No space left on device.": "文件未能保存：磁盘空间不足。",
    "Something went wrong here.": "系统出现故障。",
    "At most 64 MB can be sent at once.": "一次最多可提交64MB。",
    "“path.number”: Input should be greater than or equal to 1": "“path.number”：不得小于1",
    "“header.Idempotency-Key”: String should have at most 200 characters": "“header.Idempotency-Key”：最多200个字符",
    "'clerk' is no role at a holder.": "矿业权人没有“受理员”这一角色。",
    "2024-03-04 08:00: suspended by 3号head": "2024-03-04 08:00 3号head：中止",
}
WITHIN = {
    "10,200.00 yuan are more than is owed of the gains (0.00).": "10,200.00元超过违法所得的欠缴金额（0.00元）。",
    "filing.propose is nothing to be done to a case that stands at “Time to perform”.":
        "案件现处于“履行期内”，不能办理“提出立案”。",
    "“两件” cannot be drawn of 12 closed cases.": "不能从12件办结案件中抽取“两件”。",
    "The stages are: performing, investigating.": "可选的阶段：履行期内、调查取证。",
    "row 4, 乡镇代码: 220221100 does not lie in 舒兰市; give a nine-digit code of this county, or leave it empty":
        "第4行“乡镇代码”：220221100不在舒兰市辖区内；请填写本县的九位代码，或者留空。",
    "row 2, 电子邮箱: 'a; b' is not a mail address; write it as name@example.cn":
        "第2行“电子邮箱”：“a; b”不是电子邮箱；请按name@example.cn的格式填写。",
    "statement_until（陈述、申辩截止日期）: '下周' cannot be read as date":
        "statement_until（陈述、申辩截止日期）：“下周”不能读作日期",
    "done_times（次数）: 'NaN' is not a number": "“次数”：“NaN”不是数字",
    "Act 2 of the list: 4号handler may not record acts here.": "列表第2项履职：4号handler在此无权记录履职。",
    "Act 4 of the list: 2024-03-09 has not come yet (today is 2024-03-08).":
        "列表第4项履职：2024-03-09尚未到来（今天是2024-03-08）。",
}
STRANGE = ("a.*b", "(x|y)+$", "\\d{1}", "{1}", "{2:words}", "There is no duty 1.", "row 1, a: b; c",
           "", "\n", "甲 is not a number")


@pytest.mark.parametrize(("english", "chinese"), (SENTENCES | WITHIN).items())
def test_a_sentence_is_said_in_chinese(english, chinese):
    assert in_chinese(english) == chinese


def test_what_may_be_chosen_is_listed_in_chinese():
    for said, listed in (("'person' or 'entity'", "“person”、“entity”"), ("'a', 'b' or 'c'", "“a”、“b”、“c”"), ("1", "“1”")):
        assert in_chinese(f"“body.party.kind”: Input should be {said}") == f"“body.party.kind”：应为下列之一：{listed}"


@pytest.mark.parametrize("strange", STRANGE)
def test_what_somebody_typed_is_shown_as_it_was_typed(strange):
    assert in_chinese(f"“{strange}” is of no kind that is taken in.") == f"“{strange}”不是可报送的文件类型。"
    assert in_chinese(f"There is no act kind “{strange}”.") == f"没有“{strange}”这一履职种类。"


def test_what_nobody_translated_is_shown_as_it_is():
    for words in ("", "sh: out of cheese", "报告正文", "Input", "There is no"):
        assert in_chinese(words) == words


def test_every_template_is_known_again():
    for english, chinese in translated().items():
        said = HOLE.sub(lambda hole: f"值{hole[1]}", english)
        assert in_chinese(said) == SHOWN.sub(lambda hole: f"“值{hole[1]}”" if hole[2] in QUOTED else f"值{hole[1]}", chinese)


def test_of_two_ways_to_read_it_the_one_that_knows_most_is_taken():
    telling = Telling({"{1}: {2}": "{1}：{2:words}", "{1} is late": "{1}迟到", "{1}: {2} is late": "{2}迟到了：{1}"})
    for said, told in (("a: b is late", "b迟到了：a"), ("a: b: c", "a：b：c"), ("a is late", "a迟到")):
        assert (found := telling.say(said)) and found.text == told


def test_long_and_wicked_words_come_to_an_end():
    wicked = "“a”: row 1, b（c）: d; e: f by g of the list: " * 1000  # a pattern that goes back over it never would
    assert in_chinese(wicked)


@pytest.mark.trial  # `make check` asks the same of every change
def test_all_that_the_code_says_has_its_chinese_and_no_chinese_is_left_over():
    assert faults() == []
