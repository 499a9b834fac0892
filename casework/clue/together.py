"""Clues that programs send at the same moment are accepted in one transaction, each answered as if it had come alone."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from casework.access import Actor
from casework.clue.accepting import Accepted, NewClue, accept_each
from casework.desk import Desk, House, open_desk
from casework.once import keep_answers, known_answers, once

Answer = dict[str, Any]


@dataclass(frozen=True, repr=False)
class Sent:
    """A clue as a program sent it: who, under which key, what the key stands for, and the clue as it is made at a desk."""

    actor: Actor
    key: str | None
    request: dict[str, Any]
    clue: Callable[[Desk], NewClue]


def accept_together(house: House, sent: Sequence[Sent]) -> list[Answer | Exception]:
    """The number and receipt of each, or what is wrong with it; what fails in company is tried alone."""
    if len(sent) > 1:
        try:
            with open_desk(house) as desk:
                return list(_at_once(desk, sent))
        except Exception:  # one of them is wrong, or was sent to another process too: which, is found out one by one
            return [_alone(house, one) for one in sent]
    return [_alone(house, one) for one in sent]


def _alone(house: House, one: Sent) -> Answer | Exception:
    try:
        with open_desk(house, one.actor) as desk:
            return once(desk, one.key, one.request, lambda: _answer(accept_each(desk, [one.clue(desk)])[0]), sealed=True)
    except Exception as error:
        return error


def _at_once(desk: Desk, sent: Sequence[Sent]) -> list[Answer]:
    answers: dict[int, Answer] = {}
    by_actor: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, one in enumerate(sent):
        by_actor[one.actor.label, one.actor.name].append(at)
    for places in by_actor.values():  # a few: programs, each with a token
        desk.actor = sent[places[0]].actor
        answers |= _of_one(desk, {at: sent[at] for at in places})
    return [answers[at] for at in range(len(sent))]


def _of_one(desk: Desk, sent: dict[int, Sent]) -> dict[int, Answer]:
    """The answers to one program: what it sent before, or twice at once, is done once."""
    keyed = {at: (one.key, one.request) for at, one in sent.items() if one.key is not None}
    known = known_answers(desk, list(keyed.values()))
    first: dict[str, int] = {}
    fresh = [at for at, one in sent.items()
             if one.key is None or (one.key not in known and first.setdefault(one.key, at) == at)]
    made = {at: _answer(done) for at, done in zip(
        fresh, accept_each(desk, [sent[at].clue(desk) for at in fresh]), strict=True)}
    keep_answers(desk, [(*keyed[at], made[at]) for at in fresh if at in keyed])
    return {at: made[at] if at in made else known[one.key] if one.key in known else made[first[one.key or ""]]
            for at, one in sent.items()}


def _answer(done: Accepted) -> Answer:
    return {"number": done.number, "receipt": done.receipt}
