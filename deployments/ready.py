"""How a process says that it is ready: it makes the file that the supervisor told it of."""

import os
from pathlib import Path


def say_ready() -> None:
    """Make the file named by KUANGJIAN_READY_FILE, if one is named."""
    named = os.environ.get("KUANGJIAN_READY_FILE")
    if named:
        Path(named).touch()
