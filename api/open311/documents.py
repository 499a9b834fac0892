"""One document in two spellings: XML with an element for each name, and the same as JSON."""

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from xml.etree import ElementTree as Tree

from fastapi import Response

# What an element of a list is called.
SINGLE = {"services": "service", "attributes": "attribute", "values": "value", "service_requests": "request",
          "errors": "error", "endpoints": "endpoint", "formats": "format"}
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Form(StrEnum):
    """The ending of an address says what is answered."""

    JSON = "json"
    XML = "xml"


MEDIA_TYPES = {Form.JSON: "application/json; charset=utf-8", Form.XML: "text/xml; charset=utf-8"}


@dataclass(frozen=True)
class Document:
    """What is answered: a value, and how its root is called in XML."""

    root: str
    value: Any


def answer(document: Document, form: Form, status: int = 200) -> Response:
    """A document as it was asked for."""
    write = as_json if form is Form.JSON else as_xml
    return Response(write(document), status, media_type=MEDIA_TYPES[form])


def as_json(document: Document) -> bytes:
    """The value alone: JSON has no root."""
    return json.dumps(document.value, ensure_ascii=False, separators=(",", ":")).encode()


def as_xml(document: Document) -> bytes:
    """The document with its declaration; what is not known is an empty element."""
    return bytes(Tree.tostring(_element(document.root, document.value), encoding="utf-8", xml_declaration=True))


def _element(name: str, value: Any) -> Tree.Element:
    made = Tree.Element(name)
    match value:
        case dict():
            made.extend(_element(part, one) for part, one in value.items())
        case list():
            made.extend(_element(SINGLE[name], one) for one in value)
        case bool():
            made.text = "true" if value else "false"
        case None:
            pass
        case _:
            made.text = NO_XML.sub("", str(value))
    return made
