"""A document of a case to be taken away: as Word, or as PDF where LibreOffice is installed."""

from casework.case.issuing import word_of
from casework.desk import Desk
from documents.converting import to_pdf
from files.kinds import PDF, WORD
from foundation.errors import InvalidError, UnavailableError


def document_file(desk: Desk, number: str, document: int, *, pdf: bool) -> tuple[str, str, bytes]:
    """A document's name, media type and content; UnavailableError in words where no PDF can be made here."""
    name, media_type, body = word_of(desk, number, document)
    if not pdf or media_type == PDF.media_type:
        return name, media_type, body
    if media_type != WORD.media_type:
        raise InvalidError(f"“{name}” is no Word file.", way_out="Take it as it is.")
    made = to_pdf(body)
    if made is None:
        raise UnavailableError("No PDF can be made here: LibreOffice is not installed.",
                               way_out="Take the Word file, or have LibreOffice installed.")
    return f"{name.rpartition('.')[0]}.pdf", PDF.media_type, made
