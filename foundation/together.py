"""Many who ask at the same moment are served as one: whoever comes first does the work of all who wait meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class _Ticket(Generic[T, R]):
    asked: T
    answer: list["R | Exception"] = field(default_factory=list)


class Together(Generic[T, R]):
    """Serves what is asked in batches, one at a time: alone nobody waits, in a crowd a batch is all who came during the last.

    `serve` answers each in their order, by a result or by the error that is raised for whoever asked.
    """

    def __init__(self, serve: Callable[[Sequence[T]], Sequence["R | Exception"]], *, most: int = 100) -> None:
        self.serve = serve
        self.most = most
        self._waiting: list[_Ticket[T, R]] = []
        self._mutex, self._serving = Lock(), Lock()

    def ask(self, asked: T) -> R:
        """The answer to one, however many were served with it."""
        ticket: _Ticket[T, R] = _Ticket(asked)
        with self._mutex:
            self._waiting.append(ticket)
        while not ticket.answer:
            with self._serving:  # whoever gets in finds itself served, or serves
                if not ticket.answer:
                    self._serve_some()
        answer = ticket.answer[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    def _serve_some(self) -> None:
        with self._mutex:
            batch, self._waiting = self._waiting[:self.most], self._waiting[self.most:]
        try:
            answers = self.serve([ticket.asked for ticket in batch])
        except Exception as error:
            answers = [error] * len(batch)
        for ticket, answer in zip(batch, answers, strict=True):
            ticket.answer.append(answer)
