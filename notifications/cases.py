"""The letter to an officer about cases that wait for him: numbers and stages alone, what they are about is read inside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from notifications.letter import Rendered
from notifications.plain import one_line
from notifications.writing import written


@dataclass(frozen=True)
class CaseLine:
    """A case in the letter: its number, the stage at which it waits, and by when it is to be decided."""

    number: str
    stage: str
    due: date | None
    url: str


def render_cases(*, recipient: str, office: str, cases: Sequence[CaseLine], demo: bool) -> Rendered:
    """The letter in Chinese."""
    context: dict[str, object] = {"recipient": one_line(recipient), "office": one_line(office), "cases": list(cases),
                                  "demo": demo}
    return Rendered(subject=one_line(written("cases/subject.txt", context)), text=written("cases/body.txt", context),
                    html=written("cases/body.html", context), ics="")
