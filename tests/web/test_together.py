"""Many who ask at the same moment are served as one, and each gets its own answer."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from foundation.together import Together


def test_whoever_asks_alone_is_served_at_once():
    assert Together(lambda some: [one * 2 for one in some]).ask(21) == 42


def test_those_who_come_while_one_is_served_are_the_next_batch():
    begun, go, batches = Event(), Event(), []

    def serve(some: Sequence[int]) -> list[int]:
        batches.append(sorted(some))
        begun.set()
        go.wait(10)
        return [one * 2 for one in some]
    together = Together(serve)
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(together.ask, 0)
        begun.wait(10)
        others = [pool.submit(together.ask, n) for n in range(1, 5)]
        while len(together._waiting) < 4:
            pass
        go.set()
        assert [one.result(10) for one in (first, *others)] == [0, 2, 4, 6, 8]
    assert batches == [[0], [1, 2, 3, 4]]


def test_no_batch_is_larger_than_it_may_be():
    sizes = []

    def serve(some: Sequence[int]) -> list[int]:
        sizes.append(len(some))
        return list(some)
    with ThreadPoolExecutor(20) as pool:
        assert list(pool.map(Together(serve, most=3).ask, range(50))) == list(range(50))
    assert max(sizes) <= 3


def test_an_error_is_raised_for_whom_it_is_about_alone():
    def serve(some: Sequence[int]) -> list[int | Exception]:
        return [ValueError("odd") if one % 2 else one for one in some]
    together = Together(serve)
    with pytest.raises(ValueError, match="odd"):
        together.ask(1)
    assert together.ask(2) == 2


def test_what_fails_as_a_whole_is_raised_for_everybody_and_the_next_are_served():
    calls = []

    def serve(some: Sequence[int]) -> list[int]:
        calls.append(some)
        if len(calls) == 1:
            raise ValueError("broken")
        return list(some)
    together = Together(serve)
    with pytest.raises(ValueError, match="broken"):
        together.ask(1)
    assert together.ask(2) == 2
