"""The procedure of a day for whoever asks: command, page, API."""

from datetime import date

from foundation.errors import InvalidError
from regulation.book import Rulebook
from regulation.procedure_lines import ProcedureLines, procedure_lines


def told(book: Rulebook, begun: date) -> ProcedureLines:
    """The procedure of a case begun on a day; InvalidError where no version is known for it."""
    found = procedure_lines(book, begun)
    if found is None:
        raise InvalidError(f"No version of the procedure is known for {begun}.",
                           way_out=f"Choose a day from {book.procedure.begins()} on.")
    return found


def day_told(given: str, today: date) -> date:
    """The day that was typed, today where nothing was; InvalidError where it is none."""
    try:
        return date.fromisoformat(given.strip()) if given.strip() else today
    except ValueError:
        raise InvalidError(f"{given} is not a day.", way_out="Write it like 2012-02-29.") from None
