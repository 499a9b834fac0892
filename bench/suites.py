"""The benchmarks: each checks that the floor writes the same rows as the work, then times both in turn."""

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from typing import Any

from bench import stages, works
from bench.comparing import fingerprint, refuse_unequal
from bench.databases import Databases
from bench.floor_chase import floor_chase
from bench.floor_open import floor_open
from bench.measuring import Task, measure
from bench.results import Result
from bench.scale import GROWTH_DAY, NIGHT, OPENED_ON, Scale
from bench.visits import Visit, measure_visits

STEPS: tuple[tuple[str, Task], ...] = (("close_gone", works.closed), ("bring_back", works.brought_back),
                                       ("open_duties", works.opened), ("lapse", works.lapsed))


class WroteError(AssertionError):
    """What is run again on the same day must write nothing."""


def apart(function: Callable[..., Any], *given: Any) -> Any:
    """Call in a process of its own: what this one would keep in memory, those measured after it might inherit."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *given).result()


def say(words: str) -> None:
    """Tell whoever waits how far it is, beside the figures."""
    sys.stderr.write(f"{words}\n")


def beside_floor(databases: Databases, base: str, day: date, tasks: tuple[Task, Task], results: tuple[Result, Result],
                 rounds: int) -> None:
    """Work, the same again, and the floor, each on its own copy; the first round is for the check and not timed."""
    work, floor = tasks
    first, second = results
    for n in range(rounds + 1):
        done, low = databases.copy(base), databases.copy(base)
        one = measure(work, done, day)
        if n == 0:
            below = measure(floor, low, day)
            say(f"  {apart(refuse_unequal, done, low)} rows equal")
            before = apart(fingerprint, done)
        again = measure(work, done, day)
        if n == 0:
            if again.rows or apart(fingerprint, done) != before:
                raise WroteError(f"{second.what} wrote something")
        else:
            below = measure(floor, low, day)
            first.runs.append(one)
            first.floor.append(below)
            second.runs.append(again)
            second.floor += [one] if second.at_most else []
        say(f"  {first.what}: {one.wall:.2f} s, floor {below.wall:.2f} s, again {again.wall:.2f} s")
        databases.drop(done)
        databases.drop(low)


def opening(databases: Databases, scale: Scale, rounds: int) -> list[Result]:
    """A nation-year."""
    base = databases.fresh()
    apart(stages.nation, base, scale)
    results = Result("open a nation-year", at_most=2.5), Result("open again")
    beside_floor(databases, base, OPENED_ON, (works.opened, floor_open), results, rounds)
    databases.drop(base)
    return list(results)


def watching(databases: Databases, scale: Scale, rounds: int, only: str | None) -> list[Result]:
    """One night over what is open: the steps before the chase, the chase, the letters."""
    evening = databases.fresh()
    apart(stages.evening, evening, scale)
    night = databases.copy(evening)
    found = apart(stages.night, night)
    results = []
    if only != "letters":
        chase, again = (Result(f"chase over {found:,} open", at_most=2.0),
                        Result("chase again", at_most=0.2, against="first chase"))
        beside_floor(databases, night, NIGHT, (works.chased, floor_chase), (chase, again), rounds)
        results = [chase, again, *_steps(databases, evening, rounds)]
    results.append(_letters(databases, night, rounds))
    databases.drop(evening)
    databases.drop(night)
    return results


def _steps(databases: Databases, evening: str, rounds: int) -> list[Result]:
    """The other steps of the watch, in its order."""
    results = [Result(name) for name, _ in STEPS]
    for _ in range(rounds):
        address = databases.copy(evening)
        for result, (_, task) in zip(results, STEPS, strict=True):
            result.runs.append(measure(task, address, NIGHT))
        databases.drop(address)
    return results


def _letters(databases: Databases, night: str, rounds: int) -> Result:
    result = Result("write letters")
    chased = databases.copy(night)
    measure(works.chased, chased, NIGHT)
    for _ in range(rounds):
        address = databases.copy(chased)
        result.runs.append(measure(works.letters_written, address, NIGHT))
        databases.drop(address)
    databases.drop(chased)
    return result


def growing(databases: Databases, sizes: tuple[int, ...], due: int, rounds: int) -> list[Result]:
    """The same number due among ever more that is open; offices and mines grow with them."""
    bases = {}
    for size in sizes:
        bases[size] = databases.fresh()
        apart(stages.grown, bases[size], size, due)
    least = Result(f"chase of {due:,} due among {sizes[0]:,} open")
    results = {size: Result(f"chase of {due:,} due among {size:,} open", floor=least.runs) for size in sizes[1:]}
    results = {sizes[0]: least, **results}
    for _ in range(rounds):
        for size, base in bases.items():
            address = databases.copy(base)
            results[size].runs.append(measure(works.chased, address, GROWTH_DAY))
            databases.drop(address)
    for base in bases.values():
        databases.drop(base)
    return list(results.values())


def visiting(databases: Databases, scale: Scale, rounds: int) -> list[Visit]:
    """The pages of a nation on the night, before its chase."""
    address = databases.fresh()
    apart(stages.evening, address, scale)
    found = int(apart(stages.night, address))
    say(f"  pages over {found:,} open")
    visits: list[Visit] = apart(measure_visits, address, rounds)
    databases.drop(address)
    return visits
