"""A clause explained, line by line, in the words of the pages."""

from collections.abc import Iterator

from casework.decree.telling import due_words
from casework.view.explaining import Explained
from regulation.book import Figure, Rulebook
from regulation.rule import DutyRule, DutyValue
from web.chinese.rule_labels import TERMS


def lines(told: Explained, book: Rulebook) -> Iterator[str]:
    """The explanation as an officer reads it."""
    yield f"{told.provision.clause}  {told.provision.title} / {told.provision.title_en}"
    for quote in told.provision.quotes:
        yield f"  「{quote}」"
    if told.provision.none_needed:
        yield f"  无须另设义务：{told.provision.none_needed}"
    for rule in told.duties:
        yield from _duty(rule, book)
    for gate in told.gates:
        yield f"  关口 {gate.code}：{gate.title}；不予{'、'.join(gate.refuses)}；条件：{gate.condition}"
    for figure in told.figures:
        yield _figure(figure)
    for kind in told.acts:
        yield f"  履职行为 {kind.kind}：{kind.title}{'（须审核）' if kind.reviewed else ''}"
    yield f"  代码：{'、'.join(told.code) or '—'}"
    yield f"  测试：{'、'.join(told.tests) or '—'}"


def _figure(figure: Figure) -> str:
    shown = "；".join(f"自{value.effective_from} {value.value}{figure.unit}（{value.source}，"
                     f"{TERMS['confidence'][value.confidence]}）" for value in figure.values)
    return f"  数值 {figure.code}：{figure.title}：{shown}"


def _duty(rule: DutyRule, book: Rulebook) -> Iterator[str]:
    yield (f"  义务 {rule.code}：{rule.title}（{TERMS['debtor'][rule.debtor]} → {TERMS['creditor'][rule.creditor]}，"
           f"对象：{TERMS['per'][rule.per]}，{TERMS['cadence'][rule.cadence]}）")
    for value in rule.values:
        yield f"    {_value(value)}"
    yield (f"    可补办：{'是' if rule.catch_up else '否，期满失效'}；催办阶梯：{book.ladders[rule.ladder].title}；"
           f"由“{book.acts[rule.act].title}”履行")
    for reading in rule.readings:
        who = "（由省厅确定）" if reading.set_by else ""
        yield f"    理解：{reading.question} 采：{reading.taken}{who} 理由：{reading.reason} 未采：{reading.not_taken}"


def _value(value: DutyValue) -> str:
    until = f"至{value.until}" if value.until else "起"
    set_by = "，由省厅确定" if value.set_by else ""
    about = "" if value.reports_on == "none" else f"，报告期：{TERMS['reports_on'][value.reports_on]}"
    return (f"{value.effective_from}{until}：{value.times}次，{due_words(value.due)}，"
            f"{'遇休息日顺延' if value.roll else '遇休息日不顺延'}{about}"
            f"（{value.source}，{TERMS['confidence'][value.confidence]}{set_by}）")
