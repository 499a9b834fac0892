"""行政处罚法2021 第二十八条、第四十四条: a penalty is notified before it is ordered; to put things right is none."""

import pytest

from regulation.orders import orders, unnotified

WORDS = ("吊销", "停产", "关闭")


def test_orders_are_told_apart_by_the_marks_between_them() -> None:
    assert orders("责令改正；吊销许可证、警告。\n责令改正") == {"责令改正", "吊销许可证", "警告"}
    assert orders(None) == orders("；。 ") == set()


@pytest.mark.parametrize(("now", "before", "more"), [
    (None, None, []), ("警告", "警告", []), ("警告", None, ["警告"]), ("警告", "警告；吊销许可证", []),
    ("责令停止违法行为", None, []), ("责令停止开采，没收工具", "责令停止开采", ["责令停止开采，没收工具"]),
    ("责令停产整顿", None, ["责令停产整顿"]), ("责令停产整顿", "责令停产整顿。", []),
    ("责令关闭；吊销许可证", "责令改正", ["吊销许可证", "责令关闭"])])
def test_what_is_a_penalty_was_notified_and_what_puts_right_need_not_be(
        now: str | None, before: str | None, more: list[str]) -> None:
    assert unnotified(now, before, WORDS) == more
