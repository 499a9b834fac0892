"""Amounts, days and spans of time as documents write them: 人民币壹拾万元整, 2026年11月26日, 5个工作日."""

from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from foundation.clock import SHANGHAI
from foundation.errors import InvalidError
from regulation.terms import Unit

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
MYRIADS = ("", "万", "亿")
MOST = Decimal(10) ** 12
FEN = Decimal("0.01")
UNITS = {Unit.DAY: "日", Unit.WORKING_DAY: "个工作日", Unit.MONTH: "个月", Unit.HOUR: "小时", Unit.LAW_DAY: "日"}


def in_words(yuan: Decimal) -> str:
    """An amount in capitals, rounded half up to the fen; InvalidError below zero and from 万亿 on.

    整 stands after 元 alone; zeros between figures, however many, are one 零 (正确填写票据和结算凭证的基本规定).
    """
    amount = yuan.quantize(FEN, ROUND_HALF_UP) if yuan.is_finite() and abs(yuan) < MOST else MOST
    if not 0 <= amount < MOST:
        raise InvalidError(f"{yuan} yuan cannot be written in capitals.",
                           way_out="Give an amount from 0 to below 1,000,000,000,000 yuan.")
    whole, fen = divmod(int(amount * 100), 100)
    if not whole and not fen:
        return "人民币零元整"
    return "人民币" + (_whole(whole) + "元" if whole else "") + _parts(fen, after_yuan=bool(whole))


def in_figures(yuan: Decimal) -> str:
    """An amount in figures, rounded half up to the fen: 100,000.00元."""
    return f"{yuan.quantize(FEN, ROUND_HALF_UP):,f}元"


def day_told(day: date) -> str:
    """A day in Chinese: 2026年11月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


def time_told(at: datetime) -> str:
    """A time with its offset in Chinese, by the clock of Beijing: 2026年11月26日9时05分."""
    here = at.astimezone(SHANGHAI)
    return f"{day_told(here.date())}{here.hour}时{here.minute:02}分"


def period_told(count: int, unit: Unit) -> str:
    """A span of time as a notice tells it: 5个工作日, 60日, 3个月."""
    if count < 1:
        raise InvalidError(f"{count} is no span of time.", way_out="Give 1 or more.")
    return f"{count}{UNITS[unit]}"


def _whole(number: int) -> str:
    """A whole number in capitals, by groups of four figures; zeros between figures, however many, are one 零."""
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    found, gap = "", False
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if not group:
            gap = True
            continue
        found += ("零" if found and (gap or group < 1000) else "") + _group(group) + MYRIADS[at]
        gap = False
    return found


def _group(group: int) -> str:
    found, gap = "", False
    for place in (3, 2, 1, 0):
        figure = group // 10 ** place % 10
        if figure:
            found += ("零" if gap and found else "") + DIGITS[figure] + PLACES[place]
            gap = False
        else:
            gap = True
    return found


def _parts(fen: int, *, after_yuan: bool) -> str:
    jiao, left = divmod(fen, 10)
    if not fen:
        return "整"
    return (f"{DIGITS[jiao]}角" if jiao else "零" if after_yuan else "") + (f"{DIGITS[left]}分" if left else "")
