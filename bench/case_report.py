"""The tables of cases, as they are printed and kept in docs/benchmarks.md."""

from collections.abc import Sequence

from bench.case_growth import AT_MOST
from bench.case_night import SECONDS
from bench.case_steps import HALF, STATEMENTS
from bench.cases import CaseLoad

HEAD = """## Cases

{cases:,} cases of unlicensed mining from the finding to the archive on each of two ways: paid in time, and unpaid until the
court is asked to enforce. A step is a unit of work of its own with all that it does: right, law of the day, compare-and-set,
event, limits, money, journal, what the stage's flow is to see to. Hand-written SQL repeats the statements that the same step
executed, with its values, in a transaction a step, batch by batch in turn with ours in one process: through SQLAlchemy's text,
as all hand-written SQL here is executed, and beside it by the bare driver, without any library; the rows of all three are
shown to be the same. “CPU ms” is our process and the server's, a step.

"""
COLUMNS = ("database", "steps", "steps/s", "CPU ms", "by hand through SQLAlchemy text: steps/s", "CPU ms",
           f"of that (≥ {HALF})", "by CPU", "by the bare driver: steps/s", "CPU ms", f"most statements (≤ {STATEMENTS})", "met")


def case_section(loads: Sequence[CaseLoad]) -> str:
    """The tables."""
    return (HEAD.format(cases=loads[0].cases) + table(COLUMNS, [_steps(one) for one in loads])
            + OTHERS + table(OTHER, [row for one in loads for row in _others(one)])
            + GROWN + table(GROWTH, [_growth(one) for one in loads])
            + LOOKED.format(size=loads[0].growth[-1].size) + table(LOOKS, [row for one in loads for row in _looks(one)])
            + NIGHT + table(WATCH, [_night(one) for one in loads]))


OTHERS = """
The same moves of fewer cases by engines that others make, each left its own way, in the same database, on the same machine,
right after. They know the steps alone: no rights, no form, no guard, no limits, money or documents, no journal, nothing left
to a flow. SpiffWorkflow runs our own BPMN and therefore knows which moves a stage has; a row holds the workflow with its
specification, as its serializer writes it; what only records something is laid beside the task. DBOS checkpoints a step a move
and keeps no case: straight through asks least of it, though nobody could make a move in between; a workflow a move stands when
the call returns, as ours does, and knows nothing of the move before. “Times” is how many of theirs we make meanwhile.

"""
OTHER = ("database", "engine", "steps", "steps/s", "CPU ms", "times")
GROWN = """
The same steps of scattered cases among few and among many, turn by turn; the crowd is copied set by set from cases that were
played, with their events, limits, officers, documents, money and journal. Seven of ten are being filed, or have no
investigators yet; the others stand at eleven points from there to the archive.

"""
GROWTH = ("database", "cases", "ms a step", "CPU ms", "cases", "ms a step", "CPU ms", f"times (≤ {AT_MOST})", "met")
LOOKED = """
What a county's leader and the head of the province look at over the {size:,} cases, all of one year, three of ten past their
filing; medians.

"""
LOOKS = ("database", "who", "what", "statements", "ms")
NIGHT = """
The watch of a night: of a hundred cases two have time that was over yesterday.

"""
WATCH = ("database", "open", "moved", f"seconds (< {SECONDS:g})", "CPU s", "server s", "peak MB", "met")


def _others(one: CaseLoad) -> list[tuple[str, ...]]:
    return [(one.database, other.name, f"{other.taken.steps:,}", f"{other.taken.rate:,.0f}", f"{other.taken.work:.2f}",
             f"{one.steps.ours.rate / other.taken.rate:.1f}") for other in one.others]


def _growth(one: CaseLoad) -> tuple[str, ...]:
    cells = [cell for grown in (one.growth[0], one.growth[-1]) for cell in (
        f"{grown.size:,}", f"{1000 / grown.taken.rate:.2f}", f"{grown.taken.work:.2f}")]
    return (one.database, *cells, f"{one.times:.2f}", "yes" if one.times <= AT_MOST else "**no**")


def _looks(one: CaseLoad) -> list[tuple[str, ...]]:
    return [(one.database, look.reader, look.what, str(look.statements), f"{1000 * look.seconds:,.1f}") for look in one.looks]


def _night(one: CaseLoad) -> tuple[str, ...]:
    taken = one.night.taken
    return (one.database, f"{one.night.open:,}", f"{taken.rows:,}", f"{taken.wall:.1f}", f"{taken.cpu:.1f}",
            f"{taken.server:.1f}", f"{taken.peak:.0f}", "yes" if one.night.met else "**no**")


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Rows under their columns."""
    return "".join(f"| {' | '.join(one)} |\n" for one in (columns, ["---"] * len(columns), *rows))


def _steps(one: CaseLoad) -> tuple[str, ...]:
    ours, library, driver, (action, most) = one.steps.ours, one.steps.library, one.steps.driver, one.steps.worst
    return (one.database, f"{ours.steps:,}", f"{ours.rate:,.0f}", f"{ours.work:.2f}", f"{library.rate:,.0f}",
            f"{library.work:.2f}", f"{one.steps.times:.2f}", f"{library.work / ours.work:.2f}", f"{driver.rate:,.0f}",
            f"{driver.work:.2f}", f"{most}, `{action}`", "yes" if one.steps.met else "**no**")
