"""Which rows a reader may see: those of his subtrees, and below the office asked for."""

from typing import Any

from casework.access import reading_paths
from casework.desk import Desk


def scope(desk: Desk, action: str, path: str | None) -> tuple[str, dict[str, Any]]:
    """The condition on a party `p` with its values."""
    paths = reading_paths(desk.actor, action)
    parts, values = ["1 = 1"], {}
    if path is not None:
        parts.append("p.path LIKE :below")
        values["below"] = f"{path}%"
    if paths is not None:
        parts.append("(" + (" OR ".join(f"p.path LIKE :own{n}" for n in range(len(paths))) or "1 = 0") + ")")
        values |= {f"own{n}": f"{own}%" for n, own in enumerate(paths)}
    return " AND ".join(parts), values
