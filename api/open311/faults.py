"""What went wrong, as the standard has it: a list of codes and descriptions, in the form that was asked for."""

from fastapi import Request, Response

from api.open311.documents import Document, Form, answer
from foundation.errors import KuangjianError
from web.chinese.telling import in_chinese, preferred
from web.problems import status_of, told_of

# The standard knows no 422, and answers a missing key as one that opens nothing.
STATUS = {422: 400, 415: 400, 401: 403}


def faulty(request: Request, error: KuangjianError, reference: str | None) -> Response:
    """The answer for an error; in Chinese for whoever prefers it."""
    language = preferred(request.headers.get("accept-language", ""))
    say = in_chinese if language == "zh" else str
    status = status_of(error)[0]
    status = STATUS.get(status, status)
    problems = told_of(error.problems) or (f"{say(error.message)} {say(error.way_out)}",)
    more = f" ({reference})" if reference else ""
    form = Form.JSON if request.url.path.endswith(".json") else Form.XML
    told = answer(Document("errors", [{"code": status, "description": f"{say(one)}{more}"} for one in problems]), form, status)
    told.headers.update({"content-language": language, "vary": "Accept-Language"})
    return told
