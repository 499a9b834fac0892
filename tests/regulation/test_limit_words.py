"""The figure of a limit as a list tells it: in working days where the law counts them, and from when."""

from datetime import date

from regulation.limit_words import figure
from regulation.loading import load

SINCE_2021 = date(2021, 7, 15)  # from here on 5日 of the penalty law are working days (2021年第八十五条)


def test_a_value_is_told_in_the_unit_in_which_its_law_counts_and_from_when_where_that_changed():
    book = load()
    then, now = book.limits["hearing-request"].values[:2]
    assert figure(book.regimes, then, date(2021, 7, 14)) == "3日"
    assert figure(book.regimes, then, SINCE_2021) == "3日；2021-07-15起3个工作日"
    assert figure(book.regimes, now, date(2024, 4, 30)) == "5个工作日"
    before = book.limits["hearing-notice"].values[1]
    assert figure(book.regimes, before, None) == "提前7个工作日"
    assert figure(book.regimes, book.limits["filing"].values[-1], None) is None
