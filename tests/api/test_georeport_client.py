"""The client `georeport` from PyPI, as it is, against a server that runs: what it reads, in JSON and in XML."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

import httpx
import uvicorn
from georeport import GeoReport

from casework.clue.intake import drain
from files.store import DiskStore
from regulation.clue import Offence
from tests.api.geo_report import MINED, a_key, as_the_standard_has_it
from tests.casework.test_clue_evidence import photograph
from tests.casework.town import settle_in
from tests.doors import served


@contextmanager
def running(house) -> Iterator[str]:
    """The address of a server over a house, in a thread of its own."""
    server = uvicorn.Server(uvicorn.Config(served(house), host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/open311/v2"
    finally:
        server.should_exit = True
        thread.join(20)


def test_georeport_reads_services_and_requests_in_both_forms(house, tmp_path):
    town = settle_in(house, date(2024, 3, 4))
    house = replace(house, files=DiskStore(tmp_path))
    key = a_key(house, town.county)
    with running(house) as address:
        taken = [httpx.post(f"{address}/requests.{form}", data={**MINED, "api_key": key}, files=files, trust_env=False)
                 for form, files in (("json", None), ("xml", [("media", ("1.jpg", photograph(), "image/jpeg"))]))]
        assert [one.status_code for one in taken] == [201, 201]
        for one in taken:
            as_the_standard_has_it(one, "taken")
        drain(house)
        told = {}
        for form in ("json", "xml"):
            client = GeoReport(address, jurisdiction="kj.example.cn", api_key=key, output_format=form)
            services, definition = client.get_service_list(), client.get_service_definition("environment")
            assert [one["service_code"] for one in services] == [one.value for one in Offence]
            assert definition["service_code"] == "environment"
            listed, one = client.get_service_requests(status="open"), client.get_service_request("XS2024000001")
            told[form] = [(found["service_request_id"], found["status"], found["address"], found["description"])
                          for found in (*listed, one)]
    assert told["json"] == told["xml"] == [
        (number, "open", "永吉县", None) for number in ("XS2024000002", "XS2024000001", "XS2024000001")]
