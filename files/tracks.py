"""Tracks of a walk, as devices write them: XML, known by its first element."""

from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

HEAD = 65_536  # bytes within which the first element stands
BEGINNINGS = (b"<", b"\xff\xfe<", b"\xfe\xff\x00<")  # an XML in UTF-8, or in UTF-16


def root_of(head: bytes) -> str:
    """The name of the first element, of the head of an XML; empty if it is none, or declares a document type.

    A document type can stand only before the first element, and no entity is declared without one.
    """
    from xml.sax import SAXException

    from defusedxml.common import DefusedXmlException
    from defusedxml.expatreader import create_parser
    if not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(BEGINNINGS):
        return ""
    found = _Root()
    parser = create_parser(forbid_dtd=True)
    parser.setContentHandler(found)
    try:
        parser.feed(head)
    except (SAXException, DefusedXmlException, ValueError, LookupError):  # an encoding that it does not know
        return ""
    return found.name.rpartition(":")[2]


class _Root(ContentHandler):
    """Keeps the name of the first element."""

    name = ""

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: ARG002  the parser calls it
        self.name = self.name or name
