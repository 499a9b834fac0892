"""What tests of the API share: a program that asks it."""

from datetime import date

import pytest

from casework.account.api_tokens import issue_for_office
from tests.api.test_programs import client
from tests.casework.town import at, settle_in


@pytest.fixture
def program(sqlite_house):
    """A program of the township that may read duties, no more."""
    town = settle_in(sqlite_house, date(2024, 3, 1))
    with at(sqlite_house) as desk:
        token = issue_for_office(desk, town.township, "平台", actions=("duty.read",), days=9).token
    return client(sqlite_house, token)
