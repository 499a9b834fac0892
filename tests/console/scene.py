"""The mini-province on a day, its duties open, with accounts for some of its people."""

from casework.duty.opening import open_duties
from tests.casework.town import at, go_to, settle_in
from tests.console.browser import account
from tests.scenes import remembered


@remembered
def opened(house, since, day, *people):
    """In service since a day, seen on another; each of the people is an office's name, a role and a sign-in name."""
    town = settle_in(house, since)
    go_to(house, day)
    with at(house) as desk:
        open_duties(desk)
    for office, role, login in people:
        account(house, town.officer(getattr(town, office), role), login)
    return town
