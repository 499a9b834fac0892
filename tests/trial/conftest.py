"""What every trial shares: the number of kills is printed at the end."""

from typing import Any

from tests.trial.kills import KILLS, told


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say how many processes were killed."""
    if KILLS:
        terminalreporter.section("kills")
        terminalreporter.write_line(told())
