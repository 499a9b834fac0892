from collections.abc import Iterator

import pytest

from casework.desk import House
from tests.conftest import SQLITE_FIRST, house_on


@pytest.fixture(params=SQLITE_FIRST)
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """An empty house; on PostgreSQL in trials."""
    yield from house_on(request)
