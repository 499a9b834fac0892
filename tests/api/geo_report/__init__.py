"""Asking the doors of Open311 in both forms, each answer held against the standard's schema."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import httpx
from jsonschema import Draft202012Validator

from casework.account.api_tokens import issue_for_office
from casework.desk import House
from tests.casework.town import at

FOLDER = Path(__file__).parent
V2 = "/open311/v2"
MINED: dict[str, Any] = {"service_code": "mining_without_licence", "address_id": "220221100",
                         "description": "口前镇东山北坡夜里有人采矿。李大山 13812345678"}


@cache
def _schemas() -> Any:
    return json.loads((FOLDER / "schemas.json").read_text(encoding="utf-8"))


@cache
def _xsd() -> Any:
    from xmlschema import XMLSchema
    return XMLSchema(FOLDER / "georeport.xsd")


def as_the_standard_has_it(answer: httpx.Response, shape: str) -> Any:
    """The answer's value, once its type, encoding and shape are those of the standard."""
    if answer.headers["content-type"] == "application/json; charset=utf-8":
        found = json.loads(answer.content)
        Draft202012Validator({"$ref": f"#/$defs/{shape}", "$defs": _schemas()["$defs"]}).validate(found)
        return found
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    assert answer.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    return _xsd().to_dict(answer.text.partition("?>")[2])


def a_key(house: House, office: int, *actions: str) -> str:
    """A token of an office's own system."""
    with at(house) as desk:
        return issue_for_office(desk, office, "热线平台", actions=actions or ("clue.take",), days=9).token


def codes(answer: httpx.Response) -> tuple[int, list[str]]:
    """The status and the descriptions of an answer that refuses, in JSON."""
    told = as_the_standard_has_it(answer, "errors")
    assert {one["code"] for one in told} == {answer.status_code}
    return answer.status_code, [one["description"] for one in told]
