"""What is measured: the casework's own functions, each a task that says how many rows it wrote."""

from collections.abc import Callable

from casework.desk import Desk, House, open_desk
from casework.duty.chasing import chase
from casework.duty.ending import close_gone, lapse
from casework.duty.opening import open_duties
from casework.duty.standing import bring_back
from casework.letter import outbox

ROUND = 200  # letters a claim, as the post round takes them
LETTERS = 2000


def _at_a_desk(work: Callable[[Desk], int], house: House) -> Callable[[], int]:
    def timed() -> int:
        with open_desk(house) as desk:
            return work(desk)
    return timed


def opened(house: House) -> Callable[[], int]:
    """Opening what is due; how many duties."""
    return _at_a_desk(lambda desk: open_duties(desk).total, house)


def closed(house: House) -> Callable[[], int]:
    """Closing what is owed no more; how many duties."""
    return _at_a_desk(close_gone, house)


def brought_back(house: House) -> Callable[[], int]:
    """Bringing back what is owed again; how many duties."""
    return _at_a_desk(bring_back, house)


def lapsed(house: House) -> Callable[[], int]:
    """Letting lapse what cannot be made good; how many duties."""
    return _at_a_desk(lapse, house)


def chased(house: House) -> Callable[[], int]:
    """A night's chase; how many reminders."""
    return _at_a_desk(lambda desk: chase(desk).reminded, house)


def letters_written(house: House) -> Callable[[], int]:
    """Some two thousand letters in batches of the post round, spread over the night's: an office's is the longer."""
    with open_desk(house) as desk:
        queued = int(desk.scalar("SELECT count(*) FROM letter WHERE state = 'queued'"))
        desk.run("UPDATE letter SET state = 'kept' WHERE state = 'queued' AND id % :step <> 0", step=max(1, queued // LETTERS))

    def timed() -> int:
        written = 0
        while ids := _claimed(house):
            with open_desk(house) as desk:
                written += outbox.write(desk, ids).written
        return written
    return timed


def _claimed(house: House) -> list[int]:
    with open_desk(house) as desk:
        return outbox.claim(desk, batch=ROUND)
