"""The table of duties in the README is what the rulebook says: both change together or not at all."""

import pytest

from regulation.case_limits import EVENT as CASE_MOVED
from regulation.duty_table import BEGIN, END, README, inserted, table
from tests.regulation.demands import CLAUSES

ROWS = [
    ("一（一）", "新设采矿权开采前立牌", "`sign_board_new`",
     "mining_holder → county", "mining_right", "1 × event", "1 day before", "the order"),
    ("一（四）", "采矿权年度检查", "`annual_inspection_mining`",
     "county → superior", "mining_right", "1 × year until 2016-06-30", "12-31", "province"),
    ("一（四）", "矿产开发利用年度检查快报", "`mining_inspection_bulletin`",
     "city → province", "self", "1 × year until 2016-12-31", "02-end", "the order"),
    ("三（一）", "乡（镇）所每周巡查", "`township_patrol`",
     "township → superior", "self", "2 × week", "end of the period", "the order"),
    ("五（三）", "职责分工落实情况", "`division_of_work_report`",
     "city → province", "self", "1 × once", "2010-02-28", "the order"),
    ("五（三）", "移交执法监察机构", "`internal_hand_over`",
     "bureau → self", "self", "1 × event", "3 working days after", "province"),
    ("六（一）", "监管和执法人员轮训", "`staff_training`",
     "local_office → superior", "officer", "1 × rolling", "36 months after", "the order"),
]


def rows(book):
    return [tuple(row.strip("|").strip().split(" | ")) for row in table(book).splitlines()[2:]]


def test_the_readme_has_the_table_that_the_rulebook_says(rulebook):
    readme = README.read_text(encoding="utf-8")
    assert inserted(readme, rulebook) == readme


def test_every_duty_has_one_row(rulebook):
    of_the_order = [code for code, rule in rulebook.duties.items() if rule.event != CASE_MOVED]
    assert sorted(row[2] for row in rows(rulebook)) == sorted(f"`{code}`" for code in of_the_order)


@pytest.mark.parametrize("row", ROWS, ids=[row[2].strip("`") for row in ROWS])
def test_a_row_says_clause_duty_debtor_creditor_subject_count_day_and_who_set_it(rulebook, row):
    assert [found for found in rows(rulebook) if found[2] == row[2]] == [row]


def test_the_rows_stand_in_the_order_of_the_clauses(rulebook):
    clauses = list(dict.fromkeys(row[0] for row in rows(rulebook)))
    assert clauses == [clause for clause in CLAUSES if clause in clauses]


def test_writing_the_table_touches_nothing_around_it(rulebook):
    written = inserted(f"# Above\n\n{BEGIN}\nsomething old\n{END}\n\nbelow\n", rulebook)
    assert written == f"# Above\n\n{BEGIN}\n{table(rulebook)}\n{END}\n\nbelow\n"
    assert inserted(written, rulebook) == written
