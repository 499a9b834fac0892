"""The letter to a reporter: it names nobody, and tells no more than whoever reads it over his shoulder may know."""

from notifications.letter import Rendered
from notifications.plain import one_line
from notifications.writing import written

KINDS = ("received", "question", "outcome")


def render_reporter(kind: str, *, number: str, said: str, follow: str, code: str | None = None) -> Rendered:
    """The letter in Chinese; with a receipt code only as it leaves."""
    context: dict[str, object] = {"kind": kind, "number": number, "said": said, "follow": follow, "code": code}
    return Rendered(subject=one_line(written("reporter/subject.txt", context)), text=written("reporter/body.txt", context),
                    html="", ics="")
