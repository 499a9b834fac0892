"""How many processes the trials have killed, counted for the summary at their end."""

import os
import signal
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress

KILLS: Counter[str] = Counter()  # by process, or process and database: "web on sqlite"


def strike(what: str, pid: int, *, with_it: Sequence[int] = ()) -> bool:
    """Kill -9 a process, and those that go with it; counted once, and only if it was alive."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    for other in with_it:
        with suppress(ProcessLookupError):
            os.kill(other, signal.SIGKILL)
    KILLS[what] += 1
    return True


def told() -> str:
    """All kills in a line: each process, on which databases, the total."""
    processes: Counter[str] = Counter()
    for what, n in KILLS.items():
        processes[what.partition(" on ")[0]] += n
    lines = [f"{process} {n}{_where(process)}" for process, n in sorted(processes.items())]
    return f"kills: {', '.join(lines)}; total {KILLS.total()}"


def _where(process: str) -> str:
    on = [f"{what.partition(' on ')[2]} {n}" for what, n in sorted(KILLS.items()) if what.startswith(f"{process} on ")]
    return f" ({', '.join(on)})" if on else ""
