"""The visits as they are printed and kept in docs/benchmarks.md."""

from statistics import median

from bench.scale import Scale
from bench.visits import ALONE, STATEMENTS, THOUGHT, TWENTY, USERS, Visit, p95


def beside_all(visits: list[Visit]) -> list[float]:
    """Every answer that one of twenty waited for."""
    return [taken for one in visits for taken in one.beside]


def lines(visits: list[Visit]) -> list[str]:
    """The visits as a table for docs/benchmarks.md."""
    head = ("page", "who", "statements", "whole tables read", "alone: median ms", "alone: 95 % ms", "of twenty: median ms",
            "of twenty: 95 % ms", "met")
    rows = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    for one in visits:
        cells = [f"`{one.page}`", one.level, str(one.statements), ", ".join(one.scans) or "none", _ms(median(one.alone)),
                 _ms(p95(one.alone)), _ms(median(one.beside)) if one.beside else "", _ms(p95(one.beside)),
                 _yes(one.met)]
        rows.append(f"| {' | '.join(cells)} |")
    together = beside_all(visits)
    rows.append(f"| all | {USERS} users, {THOUGHT:g} s of thought | | | | | {_ms(median(together))} | {_ms(p95(together))} |"
                f" {_yes(p95(together) <= TWENTY)} |")
    return rows


def all_met(visits: list[Visit]) -> bool:
    """Whether every page alone, and all of them together, are within what is asked."""
    return all(one.met for one in visits) and p95(beside_all(visits)) <= TWENTY


def visited(version: str, scale: Scale, visits: list[Visit]) -> str:
    """The section for docs/benchmarks.md."""
    return "\n".join([
        "## Pages", "",
        f"PostgreSQL {version}; {scale.cities} cities, {scale.counties:,} counties, {scale.townships:,} townships,"
        f" {scale.mines:,} mines with their holders, on the night; one web process, all on this machine. Asked for: alone"
        f" {ALONE * 1000:.0f} ms and with {USERS} users {TWENTY * 1000:.0f} ms (95th percentile), at most {STATEMENTS}"
        " statements, no large table read whole for whoever sees a part.", "", *lines(visits), ""])


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f}"


def _yes(met: bool) -> str:
    return "yes" if met else "**no**"
