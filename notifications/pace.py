"""How fast letters may leave."""

import asyncio
from collections.abc import Awaitable, Callable

Sleep = Callable[[float], Awaitable[object]]


class Pace:
    """Spaces letters evenly over all connections, at most so many a minute; no limit, no wait."""

    def __init__(self, per_minute: int | None, sleep: Sleep) -> None:
        self._gap = 60.0 / per_minute if per_minute else 0.0
        self._sleep = sleep
        self._free_at = 0.0

    async def turn(self) -> None:
        """Return when the next letter may leave."""
        if not self._gap:
            return
        now = asyncio.get_running_loop().time()
        starts = max(now, self._free_at)
        # Booked before the wait, so that two carriers never get the same moment.
        self._free_at = starts + self._gap
        if starts > now:
            await self._sleep(starts - now)
