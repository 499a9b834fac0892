"""Runs begin as forks of a process that has imported everything: in tenths of a second instead of three and more.

Prefect starts each run in a new interpreter, which imports Prefect and ours anew. A fork server imports them once; a run gets a
process of its own all the same, killed and seen to die like any other.
"""

import multiprocessing
import multiprocessing.context
from typing import Any

import prefect.flow_engine

# What a run imports; none of it starts a thread or opens a connection.
IMPORTED = ("prefect.flow_engine", "prefect.artifacts", "prefect.client.orchestration", "flows.bookkeeping",
            "flows.clue_intake", "flows.clue_verify", "flows.duty_watch", "flows.health_watch", "flows.post_round",
            "flows.case_file", "flows.case_penalize", "flows.case_enforce", "flows.case_report_up",
            "casework.house", "models",
            "cryptography.fernet", "shapely", "phonenumbers", "sqlalchemy.dialects.sqlite", "psycopg")


class _Forking:
    """What Prefect asks of `multiprocessing` to start a run, answered by the fork server."""

    context = multiprocessing.context

    @staticmethod
    def get_context(_method: str) -> Any:
        return multiprocessing.get_context("forkserver")


def begin_runs_warm() -> None:
    """Have this process's runs forked; the server that does it starts with the first, or at once by `warm_up`."""
    multiprocessing.set_forkserver_preload(list(IMPORTED))
    prefect.flow_engine.multiprocessing = _Forking()  # type: ignore[assignment, attr-defined]


def warm_up() -> None:
    """Start the fork server before anything waits for it."""
    process = multiprocessing.get_context("forkserver").Process(target=_nothing)
    process.start()
    process.join()


def _nothing() -> None:
    """What warms up does nothing else."""
