"""What is wrong with an imported file, all of it, before anything is written."""

from dataclasses import dataclass, field

from foundation.errors import InvalidError
from workbooks.reading import Row


@dataclass
class Faults:
    """Faults that refuse the file, and warnings that do not, in the order of the rows."""

    problems: list[tuple[int, str]] = field(default_factory=list)  # by row number
    warnings: list[tuple[int, str]] = field(default_factory=list)
    _cells: set[tuple[int, str]] = field(default_factory=set)

    def refuse(self, row: Row, column: str, what: str, do: str) -> None:
        """Note that a row is bad: which column, what is wrong, what to do; the first fault of a cell is told alone."""
        if self.found(row, column):
            return
        self._cells.add((row.number, column))
        self.problems.append((row.number, f"row {row.number}, {column}: {what}; {do}"))

    def found(self, row: Row, column: str) -> bool:
        """Whether a cell was found bad."""
        return (row.number, column) in self._cells

    def warn(self, row: Row, column: str, what: str) -> None:
        """Note what looks odd but is taken."""
        self.warnings.append((row.number, f"row {row.number}, {column}: {what}"))

    def settle(self, rows: int) -> tuple[str, ...]:
        """Refuse the whole file if any row is bad, so that nothing is half taken; the warnings."""
        if self.problems:
            many = len(self.problems)
            faults = "1 fault" if many == 1 else f"{many} faults"
            within = "1 row" if rows == 1 else f"{rows} rows"
            raise InvalidError(f"Nothing was imported: {faults} in {within}.",
                               problems=_by_row(self.problems),
                               way_out="Mend these rows and import the file again.")
        return _by_row(self.warnings)


def _by_row(found: list[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(text for _, text in sorted(found, key=lambda one: one[0]))
