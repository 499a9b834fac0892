"""Numbers of documents: per office, kind and year without gap or double; taken last, for others wait for it."""

from datetime import date

from casework.clue.accepting import NEXT_NUMBERS
from casework.desk import Desk
from documents.numbers import number, organ_of

OFFICE = "SELECT id, name, level FROM party WHERE id = :id"
TAKEN = "SELECT 1 FROM case_document WHERE number = :number"


def next_number(desk: Desk, office_id: int, character: str, day: date) -> str:
    """The next number of an office's documents of a kind (罚) in the year of a day: 吉国土资罚〔2010〕7号."""
    office = desk.rows(OFFICE, id=office_id)[0]
    prefix = organ_of(office.name, office.level, day).prefix
    while True:
        found = number(prefix, character, day.year, _next(desk, prefix, character, day))
        # An original that came on paper may have been numbered by hand within the same series.
        if desk.scalar(TAKEN, number=found) is None:
            return found


def _next(desk: Desk, prefix: str, character: str, day: date) -> int:
    return int(desk.scalar(NEXT_NUMBERS, name=f"document {prefix}{character} {day.year}", many=1))
