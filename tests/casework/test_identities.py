"""四: what tells who sent a report is masked wherever and however it is written; what the case needs stays readable."""

import multiprocessing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.clue.identities import masked

NARROW, WIDE, SPOKEN = "0123456789", "０１２３４５６７８９", "零一二三四五六七八九"
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
BEFORE = st.sampled_from(("电话", "打", "我的手机是", "：", "，", "", "联系我 ", "tel:"))
AFTER = st.sampled_from(("", "。", "，夜里别打", " 李", "（白天）", "\n", "找我"))
GAPS = st.sampled_from(("", " ", "-", ".", "—", " - "))
NAMES = ("李大山", "王五", "欧阳修文", "张建国")


@settings(max_examples=60)
@given(MOBILES, BEFORE, AFTER, st.sampled_from((NARROW, WIDE, SPOKEN)))
def test_a_mobile_is_masked_in_whatever_digits(number: str, before: str, after: str, digits: str) -> None:
    written = number.translate(str.maketrans(NARROW, digits))
    assert masked(f"{before}{written}{after}").replace("〔网络账号〕", "〔电话〕") == f"{before}〔电话〕{after}"


@settings(max_examples=40)
@given(MOBILES, GAPS, st.lists(st.integers(1, 10), unique=True, max_size=4))
def test_a_mobile_is_masked_however_it_is_parted(number: str, gap: str, places: list[int]) -> None:
    written = "".join(gap + digit if at in places else digit for at, digit in enumerate(number))
    said = masked(f"请打 {written} 找我")
    assert said == "请打 〔电话〕 找我" or (written.count(".") == 1 and said == f"请打 {written} 找我")


@settings(max_examples=40)
@given(st.sampled_from(NAMES), st.sampled_from((
    "我叫{}，", "举报人：{}\n", "本人{}反映有人盗采", "{}实名举报：盗采", "有人盗采。\n{}\n2024年3月5日",
    "联系人 {} ", "我是新立村村民{}，",
    "--\n{}\n矿山科", "签名：{}")))
def test_whoever_says_who_he_is_is_masked(name: str, frame: str) -> None:
    assert masked(frame.format(name)) == frame.format("〔姓名〕")


@settings(max_examples=40)
@given(st.text("口前镇东山有人采矿夜里，。0123456789abcC-", max_size=60), st.text("口前镇采矿，。 ", max_size=20))
def test_what_is_known_of_the_reporter_stands_nowhere_however_it_is_written(before: str, after: str) -> None:
    known = ("李大山", "+86 138 1234 5678", "lidashan@example.cn")
    text = f"{before}。李 大 山{after}，１３８１２３４５６７８，LiDaShan@Example.cn；lidashan {after}李大山"
    said = masked(text, known)
    for word in ("李大山", "李 大 山", "13812345678", "１３８", "lidashan", "LiDaShan"):
        assert word not in said


@pytest.mark.parametrize("kept", [
    "许可证C2200002009012110000001过期", "证号T22120090102000001", "涉案1234567890元，采矿13812345678吨，价款15000000元",
    "坐标126.521312,43.662812", "东经 130.12345678 度", "2024年3月5日 2024-03-05 20240305 10:30", "永吉矿业有限公司越界开采",
    "统一社会信用代码912202210000000001", "面积3500平方米，深120米", "王老板和张三在东山北坡采矿", "第0432号文件",
    "吉国土资发〔2010〕6号",
    "G1212次列车旁", "1号井、2号井、13号井", "高度120米的矿堆"])
def test_what_the_case_needs_stays(kept: str) -> None:
    assert masked(kept) == kept


@pytest.mark.parametrize(("told", "said"), [
    ("座机0432-64567890或(0432)6456789", "座机〔电话〕或〔电话〕"),
    ("电话 6456 7890", "电话 〔电话〕"),
    ("400-820-8820", "〔电话〕"),
    ("身份证220221198001011234", "身份证〔证件号〕"),
    ("卡号6222021234567890123", "卡号〔账号〕"),
    ("微信号lds_1380", "微信号〔网络账号〕"),
    ("ｌｉ＠ｅｘａｍｐｌｅ．ｃｎ", "〔邮箱〕"),
    ("li at qq dot com", "〔邮箱〕"),
    ("车牌吉B12345", "车牌〔车牌〕"),
    ("我家住口前镇新立村三组12号。", "我家住〔住址〕。"),
    ("我叫李大山，住在新立村三组", "我叫〔姓名〕，住在〔住址〕"),
    ("+1 415 555 2671", "〔电话〕"),
    ("我姓李，", "我姓〔姓名〕，"),
    ("夜里采矿。\n\n李大山\nTel: 138 1234 5678\n", "夜里采矿。\n\n〔姓名〕\nTel: 〔电话〕\n")])
def test_what_tells_is_masked_by_what_it_is(told: str, said: str) -> None:
    assert masked(told) == said


@pytest.mark.parametrize("hostile", ["a" * 20_000, "我叫" * 10_000, "1" * 20_000, "李" * 20_000, "1 3 " * 5_000, "--\n" * 6_000,
                                     "李大山\n" * 5_000])
def test_no_report_is_so_hostile_that_its_reading_does_not_end(hostile: str) -> None:
    """A pattern that tries every way to divide it would take hours."""
    reading = multiprocessing.get_context("fork").Process(target=masked, args=(hostile, ("李大山", "13812345678")), daemon=True)
    reading.start()
    reading.join(60)
    assert reading.exitcode == 0
