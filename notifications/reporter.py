"""The letter to a reporter: it names nobody, and tells no more than whoever reads it over his shoulder may know."""

from notifications.letter import Rendered
from notifications.plain import one_line
from notifications.writing import written

KINDS = ("received", "question", "outcome")


FOOT = "\n-- \n"


def render_reporter(kind: str, *, number: str, said: str, follow: str) -> Rendered:
    """The letter in Chinese, without a receipt code."""
    context: dict[str, object] = {"kind": kind, "number": number, "said": said, "follow": follow}
    return Rendered(subject=one_line(written("reporter/subject.txt", context)), text=written("reporter/body.txt", context),
                    html="", ics="")


def with_code(text: str, code: str) -> str:
    """The text as it leaves to whoever has no receipt code yet: the code stands before its foot."""
    above, foot, below = text.rpartition(FOOT)
    return f"{above}{written('reporter/code.txt', {'code': code})}{foot}{below}"


def render_watcher() -> Rendered:
    """The letter with which a watcher gets his link, without the link."""
    return Rendered(subject=one_line(written("watcher/subject.txt", {})), text=written("watcher/body.txt", {}), html="", ics="")


def with_link(text: str, link: str) -> str:
    """The text as it leaves to a watcher: his link stands before its foot."""
    above, foot, below = text.rpartition(FOOT)
    return f"{above}\n{link}\n{foot}{below}"
