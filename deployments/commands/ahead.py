"""Nothing is entered of a day that has not come: the register's own clock would refuse whatever follows it."""

from casework.desk import Desk
from casework.house import remembered
from deployments.rehearsal.kept import KEY
from foundation.clock import SystemClock, day_of
from foundation.errors import InvalidError


def refuse_ahead(desk: Desk) -> None:
    """Refuse a desk whose day has not come, unless what it writes into is a rehearsal."""
    real = day_of(SystemClock().now())
    if desk.today > real and remembered(desk, KEY) is None:
        raise InvalidError(f"{desk.today} has not come: today is {real}.", way_out=(
            "Give an earlier --today, or leave it out; what is to come is played by `kuangjian rehearse --from`."))
