"""Every Word form as LibreOffice prints it: each value stands on its pages."""

import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from documents.catalogue import forms
from documents.converting import to_pdfs
from documents.filling import fill
from tests.documents.values import DAY, of, shown_in

pytestmark = pytest.mark.trial
FOOT = re.compile(r"—\d+—|第\d+页共\d+页")  # stands between the lines of a paragraph that goes over the page


def test_every_value_of_every_form_stands_on_the_printed_pages(tmp_path: Path) -> None:
    kinds = [(form, kind) for form in forms(DAY) for kind in ("单位", "个人")]
    printed = to_pdfs([fill(form, of(form) | {"party_kind": kind}) for form, kind in kinds])
    assert printed is not None
    pages: dict[str, str] = {}
    for n, ((form, _), body) in enumerate(zip(kinds, printed, strict=True)):
        (tmp_path / f"{n}.pdf").write_bytes(body)
        pages[form.code] = pages.get(form.code, "") + text_of(tmp_path / f"{n}.pdf")
    lost = {form.title: [one for one in shown_in(form, of(form)) if plain(one) not in pages[form.code]] for form in forms(DAY)}
    assert {title: values for title, values in lost.items() if values} == {}


def test_a_sheet_that_is_filled_as_usual_lies_on_one_page(tmp_path: Path) -> None:
    sheets = [form for form in forms(DAY) if form.layout == "sheet"]
    printed = to_pdfs([fill(form, of(form)) for form in sheets])
    assert printed is not None
    for form, body in zip(sheets, printed, strict=True):
        (tmp_path / f"{form.code}.pdf").write_bytes(body)
    assert [form.title for form in sheets if "\f" in text_of(tmp_path / f"{form.code}.pdf", white=True).rstrip("\f")] == []


def text_of(path: Path, *, white: bool = False) -> str:
    """What stands on the pages, in the order in which it was printed."""
    found = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, text=True).stdout
    return found if white else FOOT.sub("", plain(found))


def plain(text: str) -> str:
    """Letters alone; some types are printed with the code of a radical that looks the same."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
