"""What can be done to a document of a case by its page: each by its own form."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import BinaryIO

from starlette.datastructures import FormData, UploadFile

from casework.case.documents import DocumentRow
from casework.case.drafts import make_anew, permit_entering, void, write
from casework.case.issuing import issue
from casework.case.originals import register, replace_file
from casework.case.receipts import Service, serve
from casework.case.sending import adopt
from casework.case.signing import sign
from casework.desk import Desk
from casework.file.files import take_in
from casework.record.days import a_day
from casework.view.case_paper import CasePaper
from console.form_fields import PREFIX
from foundation.errors import InvalidError
from regulation.service import PROOFS
from web.posted import words

Do = Callable[[Desk, CasePaper, FormData, int | None], DocumentRow]


def _write(desk: Desk, seen: CasePaper, form: FormData, version: int | None) -> DocumentRow:
    """What was changed on the page is written over the case; what stands as the page showed it goes on following the case."""
    changed = {one.name: given for one in seen.entries if PREFIX + one.name in form
               and (given := _plain(words(form, PREFIX + one.name))) != one.shown.strip()}
    if not changed:
        raise InvalidError("Nothing was changed.",
                           way_out="Change what is not right and save it, or make it anew from the case.")
    return write(desk, seen.case.number, seen.document.id, changed, seen=version)


def _plain(given: str) -> str:
    return given.replace("\r\n", "\n").strip()


def _anew(desk: Desk, seen: CasePaper, _form: FormData, version: int | None) -> DocumentRow:
    return make_anew(desk, seen.case.number, seen.document.id, seen=version)


def _sign(desk: Desk, seen: CasePaper, form: FormData, version: int | None) -> DocumentRow:
    agrees = words(form, "verdict") != "back"
    return sign(desk, seen.case.number, seen.document.id, words(form, "opinion"), agrees=agrees, seen=version)


def _issue(desk: Desk, seen: CasePaper, _form: FormData, version: int | None) -> DocumentRow:
    return issue(desk, seen.case.number, seen.document.id, seen=version)


def _void(desk: Desk, seen: CasePaper, form: FormData, version: int | None) -> DocumentRow:
    return void(desk, seen.case.number, seen.document.id, words(form, "reason"), seen=version)


def _word(desk: Desk, seen: CasePaper, form: FormData, version: int | None) -> DocumentRow:
    desk.permit("case.handle", seen.document.office_path)
    with _sent(form) as (name, content):
        return replace_file(desk, seen.case.number, seen.document.id, name, content, seen=version)


def _original(desk: Desk, seen: CasePaper, form: FormData, version: int | None) -> DocumentRow:
    permit_entering(desk, seen.case, seen.document)
    with _sent(form) as (name, content):
        return register(desk, seen.case.number, seen.document.id, name, content, on=a_day(words(form, "on")),
                        told=words(form, "told"), seen=version)


def _serve(desk: Desk, seen: CasePaper, form: FormData, _version: int | None) -> DocumentRow:
    desk.permit("case.handle", seen.document.office_path)
    proof = {name: given for name in PROOFS if (given := words(form, PREFIX + name))}
    how = Service(words(form, "method"), a_day(words(form, "served_on")), proof, words(form, "place"), _receipt(desk, form))
    return serve(desk, seen.case.number, seen.document.id, how)


def _receipt(desk: Desk, form: FormData) -> int | None:
    """The receipt as a file, if one was chosen."""
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        return None
    return adopt(desk, take_in(desk.house, file.filename, file.file))


@contextmanager
def _sent(form: FormData) -> Iterator[tuple[str, BinaryIO]]:
    file = form.get("file")
    if not isinstance(file, UploadFile) or not file.filename:
        raise InvalidError("No file was chosen.", way_out="Choose the file, and send it again.")
    yield file.filename, file.file


DOINGS: dict[str, Do] = {"write": _write, "anew": _anew, "sign": _sign, "issue": _issue, "void": _void, "word": _word,
                         "original": _original, "serve": _serve}
