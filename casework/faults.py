"""What is wrong with an imported file, all of it, before anything is written."""

from dataclasses import dataclass, field

from foundation.errors import InvalidError
from workbooks.reading import Row


@dataclass
class Faults:
    """Faults that refuse the file, and warnings that do not, in the order found."""

    problems: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def refuse(self, row: Row, column: str, what: str, do: str) -> None:
        """Note that a row is bad: which column, what is wrong, what to do."""
        self.problems.append(f"row {row.number}, {column}: {what}; {do}")

    def warn(self, row: Row, column: str, what: str) -> None:
        """Note what looks odd but is taken."""
        self.warnings.append(f"row {row.number}, {column}: {what}")

    def settle(self, rows: int) -> None:
        """Refuse the whole file if any row is bad: nothing is half taken."""
        if self.problems:
            raise InvalidError(f"Nothing was imported: {len(self.problems)} faults in {rows} rows.",
                               problems=tuple(self.problems), way_out="Mend these rows and import the file again.")
