"""`python -m regulation.duty_table`: writes the table of duties into the README from the rulebook."""

from pathlib import Path

from regulation.book import Rulebook
from regulation.case_limits import EVENT
from regulation.loading import load
from regulation.quotes import source_text, squeeze
from regulation.rule import DueRule, DutyRule, Span

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- duties -->", "<!-- /duties -->"


def table(book: Rulebook) -> str:
    """The duties in the order of the clauses, as a Markdown table."""
    columns = ("clause", "duty", "code", "debtor → creditor", "about", "times, cadence", "due", "set by")
    head = f"| {' | '.join(columns)} |\n{'|---' * len(columns)}|"
    return "\n".join([head, *(_row(rule) for rule in sorted(_of_the_order(book), key=lambda rule: _place(book, rule)))])


def _of_the_order(book: Rulebook) -> list[DutyRule]:
    """Without the limits of cases, which other laws set: `kuangjian limit --list` shows them."""
    return [rule for rule in book.duties.values() if rule.event != EVENT]


def _place(book: Rulebook, rule: DutyRule) -> int:
    """Where the clause of a duty stands in its decree."""
    provision = book.provisions[rule.provision]
    return squeeze(source_text(provision.decree) or "").find(squeeze(provision.quotes[0]) if provision.quotes else "")


def _row(rule: DutyRule) -> str:
    value = rule.values[-1]
    until = f" until {value.until}" if value.until else ""
    # An end that was learnt later does not make a figure of the order the province's.
    same = [one for one in rule.values if (one.times, one.due) == (value.times, value.due)]
    set_by = "the order" if any(one.set_by is None for one in same) else value.set_by
    cells = (rule.provision, rule.title, f"`{rule.code}`", f"{rule.debtor.value} → {rule.creditor.value}", rule.per.value,
             f"{value.times} × {rule.cadence.value}{until}", _due(value.due), set_by or "the order")
    return f"| {' | '.join(cells)} |"


def _due(due: DueRule) -> str:
    if due.on:
        return due.on
    if due.date:
        return str(due.date)
    if due.after or due.before:
        span = due.after or due.before
        assert span is not None
        return f"{_span(span)} {'after' if due.after else 'before'}"
    return "end of the period"


def _span(span: Span) -> str:
    return f"{span.n} {span.unit.value.replace('_', ' ')}{'s' if span.n != 1 else ''}"


def inserted(readme: str, book: Rulebook) -> str:
    """The README with the table as it should stand."""
    head, rest = readme.split(BEGIN, 1)
    return f"{head}{BEGIN}\n{table(book)}\n{END}{rest.split(END, 1)[1]}"


if __name__ == "__main__":
    README.write_text(inserted(README.read_text(encoding="utf-8"), load()), encoding="utf-8")
