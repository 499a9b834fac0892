"""Whole years of a small province, each played twice at once: leap years, make-up workdays, holidays announced late."""

from datetime import date
from pathlib import Path

import pytest

from deployments.rehearsal.script import script_of
from foundation.database import open_engine
from models.schema import upgrade
from tests.deployments.playhouse import filled
from tests.trial.rehearser import house_at, prints, started

pytestmark = pytest.mark.trial


@pytest.mark.parametrize("year", [2024, 2027])
def test_a_year_keeps_every_invariant_and_is_twice_the_same(year: int, tmp_path: Path) -> None:
    addresses = [f"sqlite:///{tmp_path / name}.db" for name in ("one", "two")]
    for address in addresses:
        engine = open_engine(address)
        upgrade(engine)
        engine.dispose()
        house = house_at(address)
        filled(house, date(year, 1, 1))
        house.engine.dispose()
    both = [started(address, tmp_path / str(n), script_of(year, 7)) for n, address in enumerate(addresses)]
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0], "see the output above: the invariant that is broken"
    one, two = map(prints, addresses)
    assert one == two and one["letter"].rows > 500
