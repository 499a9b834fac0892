"""What a run decided about clues or cases, as an artifact: numbers and decisions, nobody's data."""

from itertools import islice

from prefect.artifacts import acreate_markdown_artifact, acreate_table_artifact

from casework.draining import StageReport
from foundation.clock import SHANGHAI, SystemClock

SHOWN = 1000  # decisions in an artifact
EACH = 200  # cases of a run that have one of their own


def run_name(stage: str) -> str:
    """How a run of a stage is called: by the second in which it began."""
    return f"{stage} {SystemClock().now().astimezone(SHANGHAI):%m-%d %H:%M:%S}"


async def tell(report: StageReport, key: str, stage: str, column: str, *, about: str = "线索编号") -> None:
    """Make the artifact, where something was decided."""
    if not report.decisions:
        return
    rows = [{about: number, column: how} for number, how in report.decisions[:SHOWN]]
    more = f"，仅列前{SHOWN}条" if len(report.decisions) > SHOWN else ""
    await acreate_table_artifact(key=key, description=f"本次{stage}{more}", table=rows)


async def tell_each(report: StageReport, stage: str) -> None:
    """Make an artifact a case under its number (aj2026000001), by which it is found: each run adds a version to it.

    Of a run with very many cases only the first ones have it; the others stand in its table.
    """
    said: dict[str, list[str]] = {}
    for number, how in report.decisions:
        said.setdefault(number, []).append(how)
    for number, lines in islice(said.items(), EACH):
        listed = "".join(f"- {line}\n" for line in lines)
        await acreate_markdown_artifact(key=number.lower(), description=f"案件{number}",
                                        markdown=f"## {number} {stage}\n\n{listed}")
