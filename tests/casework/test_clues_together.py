"""Clues that arrive at the same moment are accepted as one, each answered as if it had come alone."""

from casework.access import PUBLIC, Actor
from casework.clue.accepting import NewClue
from casework.clue.together import Sent, accept_together
from casework.desk import Desk, House
from foundation.errors import InvalidError, RefusedError
from tests.casework.clues import TOLD
from tests.casework.test_clue_intake import MONDAY
from tests.casework.town import at, settle_in

STRANGER = Actor("stranger")


def sent(key: str | None = None, *, text: str = TOLD.text, actor: Actor = PUBLIC) -> Sent:
    def make(_: Desk) -> NewClue:
        return NewClue(TOLD.channel, text, TOLD.offence)
    return Sent(actor, key, {"text": text}, make)


def numbers(answers: object) -> list[str]:
    return [one["number"] if isinstance(one, dict) else type(one).__name__ for one in answers]  # type: ignore[attr-defined]


def register(house: House) -> list[str]:
    with at(house) as desk:
        return [row.number for row in desk.rows("SELECT number FROM clue ORDER BY id")]


def test_they_are_numbered_in_their_order_and_one_trigger_rings_for_all(house: House) -> None:
    settle_in(house, MONDAY)
    assert numbers(accept_together(house, [sent(), sent(), sent("a")])) == ["XS2024000001", "XS2024000002", "XS2024000003"]
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM trigger_row WHERE stage = 'clue_intake'") == 1


def test_the_same_key_twice_at_once_or_later_is_one_clue_with_one_receipt(house: House) -> None:
    settle_in(house, MONDAY)
    first, again = accept_together(house, [sent("a"), sent("a")])
    later, other = accept_together(house, [sent("a"), sent("b")])
    alone = accept_together(house, [sent("a")])[0]
    assert first == again == later == alone
    assert numbers([first, other]) == register(house) == ["XS2024000001", "XS2024000002"]


def test_one_that_is_wrong_is_refused_alone_and_leaves_no_gap(house: House) -> None:
    settle_in(house, MONDAY)
    answers = accept_together(house, [sent(), sent(text=" "), sent(actor=STRANGER), sent()])
    assert numbers(answers) == ["XS2024000001", InvalidError.__name__, RefusedError.__name__, "XS2024000002"]
    assert register(house) == ["XS2024000001", "XS2024000002"]


def test_another_request_under_a_key_is_refused_in_company_too(house: House) -> None:
    settle_in(house, MONDAY)
    accept_together(house, [sent("a")])
    answers = accept_together(house, [sent("a", text="另一件"), sent("b")])
    assert numbers(answers) == [InvalidError.__name__, "XS2024000002"]


def test_neither_receipt_nor_text_is_kept_where_it_could_be_read(house: House) -> None:
    settle_in(house, MONDAY)
    answer = accept_together(house, [sent("a"), sent("b")])[0]
    assert isinstance(answer, dict)
    with at(house) as desk:
        kept = "".join(f"{row.request_digest}{row.answer}" for row in desk.rows("SELECT request_digest, answer FROM answered"))
    assert answer["receipt"] not in kept
    assert answer["number"] not in kept
