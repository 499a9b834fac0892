"""A rehearsal in a process of its own, forked from one that has everything loaded, so that it can be killed often."""

import multiprocessing
import os
import sys
from datetime import date
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from casework.access import OPERATOR
from casework.desk import House, open_desk
from deployments.rehearsal.fingerprint import Print, fingerprint
from deployments.rehearsal.script import Script, script_of
from foundation.clock import SetClock
from foundation.database import open_engine
from foundation.errors import BrokenError, KuangjianError
from regulation.loading import load
from tests.deployments.playhouse import a_player, play

FIRST = date(2010, 1, 1)
# Without outages of the mail host: a letter in doubt when it is killed rightly goes out by itself, and not with the next.
SCRIPT = script_of(2010, 11, outages=False)
BROKEN = 9  # exit code
FORKED = multiprocessing.get_context("forkserver")
FORKED.set_forkserver_preload(["tests.trial.rehearser"])


def house_at(address: str) -> House:
    """The house of a database, its clock at the beginning."""
    return House(open_engine(address), load(), SetClock.at(FIRST))


def rehearse(address: str, folder: Path, script: Script = SCRIPT) -> None:
    """Play on to the end; exit code 0 for that, 1 where the database went away."""
    os.setsid()
    try:
        play(a_player(house_at(address), script, folder))
    except KuangjianError as error:
        sys.stderr.write(f"{error}\n")
        os._exit(BROKEN if isinstance(error, BrokenError) else 1)
    except DBAPIError as error:
        sys.stderr.write(f"{str(error).splitlines()[0]}\n")
        os._exit(1)


def started(address: str, folder: Path, script: Script = SCRIPT) -> multiprocessing.process.BaseProcess:
    """A process that rehearses."""
    process = FORKED.Process(target=rehearse, args=(address, folder, script))
    process.start()
    return process


def prints(address: str) -> dict[str, Print]:
    """What the database says."""
    house = house_at(address)
    with open_desk(house, OPERATOR, reads=True) as desk:
        found = fingerprint(desk)
    house.engine.dispose()
    return found
