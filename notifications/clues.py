"""The letter to an officer about clues that came to the office: numbers and kinds alone, what they say is read inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from notifications.letter import Rendered
from notifications.plain import one_line
from notifications.writing import written


@dataclass(frozen=True)
class ClueLine:
    """A clue in the letter: its number, kind, and by when it is to be registered."""

    number: str
    offence: str
    ongoing: bool
    due: date | None
    url: str
    added: bool = False  # the reporter has said more, and waits


def render_clues(*, recipient: str, office: str, clues: Sequence[ClueLine], demo: bool) -> Rendered:
    """The letter in Chinese."""
    context: dict[str, object] = {"recipient": one_line(recipient), "office": one_line(office), "clues": list(clues),
                                  "demo": demo}
    return Rendered(subject=one_line(written("clues/subject.txt", context)), text=written("clues/body.txt", context),
                    html=written("clues/body.html", context), ics="")
