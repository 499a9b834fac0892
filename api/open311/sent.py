"""A request as a form sends it: read into a clue, its photographs sealed; every slip is told by the standard's name."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException

from api.open311.services import asked_of, service_of
from casework.clue.accepting import NewClue, Reporter
from foundation.errors import InvalidError
from regulation.clue import Channel, Offence
from regulation.clue_words import OFFENCES
from web.readable import MediaTypeError, refuse_unkept

MEDIA_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
MOST_FIELDS, MOST_FILES = 100, 10
ATTRIBUTE = re.compile(r"attribute\[([A-Za-z0-9_]{1,40})\](?:\[\])?")
DIVISION = re.compile("[0-9]{6}([0-9]{3})?")
PLACE = ("address_string", "address_id", "lat")
# Characters of each field; the standard sets that of the description.
LONGEST = {"description": 4000, "address_string": 200, "email": 200, "first_name": 99, "last_name": 99, "phone": 200,
           "device_id": 200, "account_id": 200, "media_url": 1000}


@dataclass(frozen=True, repr=False)
class SentRequest:
    """What was sent: the fields, the attributes of the service, and the photographs as they came."""

    fields: Mapping[str, str]
    attributes: Mapping[str, tuple[str, ...]]
    media: tuple[tuple[str, BinaryIO], ...]

    def told(self) -> dict[str, Any]:
        """What makes it the same request when it is sent again: everything but the key."""
        return {"fields": {name: said for name, said in self.fields.items() if name != "api_key"},
                "attributes": dict(self.attributes), "media": [_digest(content) for _, content in self.media]}


async def sent_request(request: Request) -> SentRequest:
    """The form; one that is none is refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() not in MEDIA_TYPES:
        raise MediaTypeError("Only forms are read here.",
                             way_out="Send it as application/x-www-form-urlencoded, with photographs as multipart/form-data.")
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS)
    except HTTPException as error:
        raise InvalidError(f"This form cannot be read: {error.detail}",
                           way_out=f"Send at most {MOST_FIELDS} fields and {MOST_FILES} photographs as `media`.") from None
    refuse_unkept([part for pair in form.multi_items() for part in pair])
    return _read(form)


def _read(form: FormData) -> SentRequest:
    fields: dict[str, str] = {}
    attributes: dict[str, tuple[str, ...]] = {}
    media: list[tuple[str, BinaryIO]] = []
    for name, value in form.multi_items():
        if isinstance(value, UploadFile):
            media += [(value.filename, value.file)] if value.filename else []
        elif found := ATTRIBUTE.fullmatch(name):
            attributes[found[1]] = (*attributes.get(found[1], ()), *([value.strip()] if value.strip() else []))
        else:
            fields[name] = value.strip()
    return SentRequest(fields, attributes, tuple(media))


def _digest(content: BinaryIO) -> str:
    content.seek(0)
    return hashlib.sha256(content.read()).hexdigest()


def clue_of_request(sent: SentRequest, office: int) -> NewClue:
    """The clue that a request brings; refused with all that is wrong with it."""
    field, offence = sent.fields, service_of(sent.fields.get("service_code", ""))
    problems = _faults(sent, offence)
    longitude, latitude = _degrees(field.get("long", "")), _degrees(field.get("lat", ""))
    if problems:
        raise InvalidError("The request is not right:", problems=tuple(problems), way_out="Mend these and send it again.")
    said = {name: ",".join(values) for name, values in sent.attributes.items()}
    return NewClue(
        Channel.OPEN311, _text(field, offence), offence, _reporter(field), accused=said.get("accused", ""),
        place=field.get("address_string", ""), division=field.get("address_id", "") or said.get("division", ""),
        longitude=longitude, latitude=latitude, licence=said.get("licence", ""), happened=said.get("happened", ""),
        ongoing=said.get("ongoing", "") == "yes", office=office,
        about=tuple(one for one in re.split("[,，、 ]+", said.get("about", "")) if one),
        known=tuple(word for name in ("first_name", "device_id", "account_id") if (word := field.get(name, ""))))


def _text(field: Mapping[str, str], offence: Offence) -> str:
    # A description is no duty of the standard's; then the service alone is what is said.
    lines = [field.get("description", "") or OFFENCES[offence]]
    lines += ["媒体链接：" + field["media_url"]] if field.get("media_url") else []  # kept as it is, and never fetched
    return "\n".join(lines)


def _reporter(field: Mapping[str, str]) -> Reporter:
    first, last = field.get("first_name", ""), field.get("last_name", "")
    name = f"{first} {last}".strip() if f"{first}{last}".isascii() else f"{last}{first}"
    return Reporter(name, field.get("phone", ""), field.get("email", ""))


def _faults(sent: SentRequest, offence: Offence) -> list[str]:
    field = sent.fields
    asked = {one.code: one for one in asked_of(offence)}
    problems = [f"{name}: at most {most} characters" for name, most in LONGEST.items() if len(field.get(name, "")) > most]
    problems += [f"attribute[{code}]: this service asks for no such thing" for code in sorted(sent.attributes.keys() - asked)]
    problems += [f"attribute[{code}]: one of {', '.join(key for key, _ in asked[code].keys)}"
                 for code, values in sent.attributes.items()
                 if code in asked and asked[code].keys and set(values) - {key for key, _ in asked[code].keys}]
    if not any(field.get(name) for name in PLACE):
        problems.append("lat and long, address_string or address_id: one of them is needed")
    problems += [f"{name}: degrees are written as 43.6628" for name in ("lat", "long")
                 if field.get(name) and _degrees(field[name]) is None]
    if bool(field.get("lat")) != bool(field.get("long")):
        problems.append("lat and long come together")
    for name, code in (("address_id", field.get("address_id", "")), ("attribute[division]", _first(sent, "division"))):
        if code and not DIVISION.fullmatch(code):
            problems.append(f"{name}: the code of a division has 6 or 9 digits")
    return problems


def _first(sent: SentRequest, code: str) -> str:
    return next(iter(sent.attributes.get(code, ())), "")


def _degrees(given: str) -> float | None:
    return float(given) if re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,15})?", given) else None
