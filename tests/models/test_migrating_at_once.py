"""Several databases are migrated at the same moment by threads of one process, as by trials that found two installations."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from foundation.database import open_engine
from models.schema import check, upgrade


def test_threads_that_migrate_at_once_do_not_take_each_others_away(tmp_path: Path) -> None:
    engines = [open_engine(f"sqlite:///{tmp_path / str(n)}.db") for n in range(4)]
    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(upgrade, engines))
    assert [check(one) for one in engines] == ["current"] * 4
    for one in engines:
        one.dispose()
