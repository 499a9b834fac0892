"""A refusal on a page is told in the reader's language, and calls fields and moves as the page does."""

import pytest

from console.refusals import chinese, english


@pytest.mark.parametrize(("said", "in_chinese", "in_english"), [
    ("Send PDF, JPEG, PNG, HEIC, Word (.docx), Excel (.xlsx), GPX or KML.",
     "请报送PDF、JPEG、PNG、HEIC、Word（.docx）、Excel（.xlsx）、GPX或KML文件。",
     "Send PDF, JPEG, PNG, HEIC, Word (.docx), Excel (.xlsx), GPX or KML."),
    ("area（地区代码）: name the area, or the licence", "“地区代码”：请填写地区代码或者许可证号",
     "“Division code”: name the area, or the licence"),
    ("amount（正确的金额（未缴款填0））: missing", "“正确的金额（未缴款填0）”：未填写",
     "“Right amount (0: not paid)”: missing"),
    ("What was filled in for payment.record（记录缴款） is not right:", "“记录缴款”填写有误：",
     "What was filled in for “Record a payment” is not right:"),
    ("Value it with case.value（认定金额和情节）, or offer a hearing.", "先用“认定金额和情节”认定价值，或者告知听证权利。",
     "Value it with “Value the act”, or offer a hearing."),
    ("Have review send it back (review.return), or decide for no penalty (decision.none).",
     "请由审理退回补充调查（“审理退回”），或者决定不予处罚。",
     "Have review send it back (“Send back for investigation”), or decide for no penalty (“Decide for no penalty”)."),
    ("Serve it with the notice: fill in the day of the hearing notice (hearing_notice_on); where the statements are weighed"
     " already, notify anew first with notice.renew（重新告知）.",
     "请在“送达告知书”中填写听证告知书送达日期；陈述申辩已复核的，先办理“重新告知”。",
     "Serve it with the notice: fill in the day of the hearing notice; where the statements are weighed already, notify anew"
     " first with “Notify anew”."),
    ("其他（.docx） no.such（无此）", "其他（.docx） “无此”", "其他（.docx） “无此”"),
    ("Pass (no.such).", "Pass (no.such).", "Pass (“no.such”)."),
])
def test_fields_and_moves_are_called_by_their_titles(said: str, in_chinese: str, in_english: str) -> None:
    assert (chinese(said), english(said)) == (in_chinese, in_english)
