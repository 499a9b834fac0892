"""The divisions of Jilin as shipped: the statistical table, our own unit, and the reviewed table of zones."""

import csv
from pathlib import Path

from casework.record.divisions import DivisionRow, ZoneRow

JILIN = Path(__file__).parent / "jilin"


def jilin_divisions() -> list[DivisionRow]:
    """The 1,154 divisions of the statistical code of 2023, and 长白山管委会, which has no code there."""
    return [DivisionRow(row["code"], row["name"], row["level"], row["parent"])
            for name in ("units.csv", "divisions.csv") for row in _read(name)]


def jilin_zones() -> dict[str, ZoneRow]:
    """Which office really answers for a statistical zone, and for what stands under it."""
    return {row["code"]: ZoneRow(row["code"], row["office"], row["becomes"], row["confidence"], row["note"])
            for row in _read("zones.csv")}


def _read(name: str) -> list[dict[str, str]]:
    with (JILIN / name).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))
