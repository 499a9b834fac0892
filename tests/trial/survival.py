"""An installation founded twice over on a kind of database: one goes through its ordeal, nothing happens to the other."""

import shutil
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from casework.desk import House
from casework.house import open_house, prepare
from foundation.settings import Settings
from tests.installation import Installation
from tests.notifications.smtp_host import SmtpHost
from tests.trial.ordeal import ROUNDS, Ordeal
from tests.trial.postgres import DurablePostgres
from tests.trial.province import DECREE, found, undisturbed

SEED, MINES = 20, 40
ADDRESS = "http://kj.example"  # stands in every letter


@dataclass
class Survived:
    """An installation after its kills, its mail host, and the twin with the Message-IDs that left it."""

    house: House
    twin: House
    host: SmtpHost
    letters: set[str]


def survive(database: str, folder: Path, quota: Counter[str]) -> Iterator[Survived]:
    """One ordeal from the founding of the province to the end of its twin; then it waits to be let go."""
    (folder / "data" / "decrees").mkdir(parents=True)
    (folder / "data" / "decrees" / "trial.toml").write_text(DECREE, encoding="utf-8")
    settings, house, twin, postgres = (_on_sqlite if database == "sqlite" else _on_postgresql)(folder)
    with SmtpHost(slow=0.2) as host:
        up = Installation(folder / "data", KUANGJIAN_MAIL_HOST=host.host, KUANGJIAN_MAIL_PORT=str(host.port),
                          KUANGJIAN_MAIL_SECURITY="none", KUANGJIAN_BASE_URL=ADDRESS, **settings)
        began = time.monotonic()
        up.start()
        ordeal = Ordeal(up, house, quota, seed=SEED, postgres=postgres)
        try:
            ordeal.run()
        finally:
            up.stop()
            print(f"{database}: {time.monotonic() - began:.0f} s; {'; '.join(ordeal.took)}")
    yield Survived(house, twin, host, set(undisturbed(twin, ROUNDS)))
    for one in (house, twin):
        one.engine.dispose()
    if postgres:
        postgres.stop()


def _house(data: Path, url: str | None) -> House:
    return open_house(Settings(data_folder=data, database_url=url, base_url=ADDRESS), ready=False)


def _founded(house: House) -> House:
    prepare(house)
    found(house, mines=MINES, seed=SEED)
    house.engine.dispose()
    return house


def _on_sqlite(folder: Path) -> tuple[dict[str, str], House, House, None]:
    data, twin = folder / "data", folder / "twin"
    house = _founded(_house(data, None))
    # No connection is open here: closing the copied file would end SQLite's locks of this process on it.
    shutil.copytree(data, twin)
    return {}, house, _house(twin, None), None


def _on_postgresql(folder: Path) -> tuple[dict[str, str], House, House, DurablePostgres]:
    server = DurablePostgres(folder / "pg")
    server.ask("CREATE DATABASE kuangjian")
    url = server.url("kuangjian")
    house = _founded(_house(folder / "data", url))
    server.ask("CREATE DATABASE twin TEMPLATE kuangjian")
    server.ask("CHECKPOINT")  # else the first recovery is all of the founding again
    return {"KUANGJIAN_DATABASE_URL": url}, house, _house(folder / "data", server.url("twin")), server
