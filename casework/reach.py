"""Conditions on parties in a query that joins several: whether each lies where the reader may do something."""

from typing import Any

from casework.access import Actor, reading_paths


class Reach:
    """Makes the conditions for an actor, and collects the values that they ask for."""

    def __init__(self, actor: Actor) -> None:
        self.actor = actor
        self.values: dict[str, Any] = {}

    def of(self, action: str, party: str) -> str:
        """The condition that `party`, an alias in the query, lies where the actor may do the action."""
        paths = reading_paths(self.actor, action)
        if paths is None:
            return "1 = 1"
        names = {f"own{path.strip('/').replace('/', '_')}": f"{path}%" for path in paths}
        self.values |= names
        return f"({' OR '.join(f'{party}.path LIKE :{name}' for name in names) or '1 = 0'})"

    def everywhere(self, action: str) -> bool:
        """Whether the actor may do the action in the whole province."""
        paths = reading_paths(self.actor, action)
        return paths is None or any(path.count("/") == 2 for path in paths)
