"""What libraries say, as templates: FastAPI and Pydantic of a request that is not right, the disk of a file."""

import errno
import os
import re

# A kind of mistake, with the limits that its message names.
KINDS: dict[str, dict[str, object]] = {
    "missing": {}, "extra_forbidden": {}, "json_invalid": {"error": ""}, "model_attributes_type": {}, "dict_type": {},
    "list_type": {}, "bool_type": {}, "bool_parsing": {}, "int_type": {}, "int_parsing": {}, "int_parsing_size": {},
    "int_from_float": {}, "float_type": {}, "float_parsing": {}, "finite_number": {}, "string_type": {},
    "string_unicode": {}, "string_too_short": {"min_length": 1}, "string_too_long": {"max_length": 1},
    "string_pattern_mismatch": {"pattern": ""}, "literal_error": {"expected": ""}, "enum": {"expected": ""},
    "greater_than": {"gt": 1}, "greater_than_equal": {"ge": 1}, "less_than": {"lt": 1}, "less_than_equal": {"le": 1},
    "date_type": {}, "date_parsing": {"error": ""}, "date_from_datetime_parsing": {"error": ""},
    "date_from_datetime_inexact": {}, "datetime_type": {}, "datetime_parsing": {"error": ""},
    "datetime_from_date_parsing": {"error": ""}, "timezone_aware": {}, "value_error": {"error": ""},
}
FASTAPI = {"JSON decode error", "There was an error parsing the body", "Method Not Allowed",
           "Too many files. Maximum number of files is {1}.", "Too many fields. Maximum number of fields is {1}.",
           "Field exceeded maximum size of {1}KB.", "Part exceeded maximum size of {1}KB.", "Missing boundary in multipart.",
           "Invalid multipart data.", 'The Content-Disposition header field "name" must be provided.'}
DISK = (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.ENOENT, errno.EISDIR, errno.EROFS, errno.EIO,
        errno.EEXIST, errno.ENOTDIR)


def templates() -> set[str]:
    """Their messages, with holes as {1}, {2} …"""
    from pydantic_core import PydanticKnownError
    return FASTAPI | {os.strerror(one) for one in DISK} | {_numbered(PydanticKnownError(kind, limits or None).message_template)  # type: ignore[arg-type]
                      for kind, limits in KINDS.items()}


def _numbered(template: str) -> str:
    pieces = re.split(r"\{\w+\}", template)
    return "".join(text + (f"{{{n}}}" if n < len(pieces) else "") for n, text in enumerate(pieces, 1))
