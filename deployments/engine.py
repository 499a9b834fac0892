"""Where the Prefect server is; a process that is not told is refused, for Prefect would begin one of its own."""

import time

from prefect.settings import PREFECT_API_URL

from deployments.ports import answers
from foundation.errors import ConflictError


def server_url() -> str:
    """The address of the server's API."""
    told = PREFECT_API_URL.value()
    if not told:
        raise ConflictError("PREFECT_API_URL is not set: there is no Prefect server to work for.",
                            way_out="Start the whole with `kuangjian up`, which sets it.")
    return str(told)


def wait_for_server() -> None:
    """Wait until the server answers: it may be coming up again itself."""
    while not answers(f"{server_url()}/health"):
        time.sleep(1)
