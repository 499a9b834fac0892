"""The web side as `kuangjian up` runs it: what its process prints and logs, and whose word about an address it takes."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from casework.desk import House
from deployments.environment import for_children
from deployments.ports import answers
from deployments.supervisor import ROOT, web_command
from foundation.clock import SystemClock
from foundation.database import open_engine
from foundation.settings import Settings
from models.schema import upgrade
from tests.casework.town import at, settle_in
from tests.conftest import the_rulebook
from tests.installation import eventually, free_port

pytestmark = pytest.mark.trial


@contextmanager
def served(data: Path, **more: Any) -> Iterator[httpx.Client]:
    """A client of a real server on an installation with the mini-province; what it prints goes to `data/logs/web.log`."""
    settings = Settings(data_folder=data, web_port=free_port(), **more)
    (data / "logs").mkdir()
    with (data / "logs" / "web.log").open("wb") as out:
        process = subprocess.Popen([sys.executable, "-m", *web_command(settings)], cwd=ROOT, env=for_children(settings),
                                   stdout=out, stderr=subprocess.STDOUT)
    try:
        eventually(lambda: answers(f"{settings.address()}/readyz"), within=30, every=0.05)
        # After a defect the server closes the connection.
        with httpx.Client(base_url=settings.address(), headers={"accept": "text/html", "origin": settings.address()},
                          limits=httpx.Limits(max_keepalive_connections=0)) as client:
            yield client
    finally:
        process.terminate()
        process.wait(20)


def test_no_secret_of_an_address_or_a_defect_is_printed_or_logged_and_no_stranger_names_an_address(tmp_path: Path) -> None:
    house = House(open_engine(Settings(data_folder=tmp_path).database()), the_rulebook(), SystemClock())
    upgrade(house.engine)
    settle_in(house, date(2024, 1, 1))
    with served(tmp_path, limit_sign_in="3/minute") as client:
        for path in ("/password/a-secret-token", "/feeds/a-secret-token.ics", "/duties/1?k=a-secret-token", "/a-secret-token",
                     "/language/en?then=/password/a-secret-token"):
            client.get(path)
        with at(house) as desk:  # a defect that has the database say the name that was typed
            desk.run("ALTER TABLE guess RENAME TO gone")
            desk.run("CREATE VIEW guess AS SELECT name_digest, failures, failed_at, wait_until FROM gone")
        key = client.get("/sign-in").text.partition('name="form_key" value="')[2].partition('"')[0]
        told = [client.post("/sign-in", data={"form_key": key, "login": "ouyang.sz", "password": "a secret password"},
                            headers={"x-forwarded-for": f"198.51.100.{n}"}).status_code for n in range(4)]
    house.engine.dispose()
    assert told == [500, 500, 500, 429]
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "logs").iterdir()}
    assert set(files) == {"web.log", "web-access.jsonl", "web-errors.jsonl"}
    assert files["web-access.jsonl"].count('"route": "/sign-in"') == 4  # the fourth came to no route
    assert "Traceback" not in files["web.log"] and "sqlalchemy.exc" in files["web-errors.jsonl"]
    for name, text in files.items():
        assert not [word for word in ("secret", "ouyang", "198.51.100", "127.0.0.1", "RENAME", "INSERT") if word in text], name
    assert str(datetime.now(UTC).year) in files["web-access.jsonl"]
