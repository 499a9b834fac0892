"""A file is what it holds: what its name says counts only if it says the same."""

import io

import pytest

from files.kinds import EXCEL, GPX, HEIC, JPEG, KML, PDF, PNG, WORD, kind_of
from foundation.errors import InvalidError
from tests.files import samples


@pytest.mark.parametrize(("content", "name", "kind"), [
    (samples.PDF, "报告.pdf", PDF), (samples.PNG, "a.PNG", PNG), (samples.JPEG, "a.jpeg", JPEG), (samples.JPEG, "a.jpg", JPEG),
    (samples.WORD, "函.docx", WORD), (samples.EXCEL, "表.xlsx", EXCEL), (samples.HEIC, "照片.HEIC", HEIC),
    (samples.HEIC, "a.heif", HEIC), (samples.GPX, "轨迹.gpx", GPX), (samples.GPX.decode().encode("utf-16"), "a.gpx", GPX),
    (b"\xef\xbb\xbf" + samples.KML, "a.KML", KML), (b"<k:kml xmlns:k='x'/>", "a.kml", KML),
    (b"<gpx>" + b"<wpt/>" * 50_000 + b"</gpx>", "long.gpx", GPX)])
def test_what_is_taken_in_is_known_by_what_it_holds(content, name, kind):
    assert kind_of(io.BytesIO(content), name) == kind


@pytest.mark.parametrize(("content", "name", "told"), [
    (b"<html><script>alert(1)</script>", "报告.pdf", "of no kind"), (b"<svg/>", "a.svg", "of no kind"),
    (b"", "a.pdf", "of no kind"), (b"PK\x03\x04broken", "a.xlsx", "of no kind"), (samples.packed(), "a.docx", "of no kind"),
    (samples.PDF, "a.html", "holds PDF"), (samples.PDF, "报告", "holds PDF"), (samples.WORD, "a.xlsx", "holds Word"),
    (samples.BOMB, "a.xlsx", "unreasonable size"), (samples.MACROS, "a.xlsx", "macros"),
    (samples.OLD_OFFICE, "报告.doc", "old format"), (samples.OLD_OFFICE, "表.xlsx", "save it as .docx or .xlsx"),
    (b"<!DOCTYPE gpx><gpx/>", "a.gpx", "of no kind"), (b"<gpx", "a.gpx", "of no kind"),
    (b'<!DOCTYPE kml [<!ENTITY a "b">]><kml>&a;</kml>', "a.kml", "of no kind"), (b"<kml>&a;</kml>", "a.kml", "of no kind"),
    (b"<!-- <gpx> -->", "a.gpx", "of no kind"),
    (b"<?xml version='1.0' encoding='x-none'?><gpx/>", "a.gpx", "of no kind"), (samples.GPX, "a.xml", "holds GPX")])
def test_what_is_not_what_it_says_or_could_harm_its_reader_is_refused(content, name, told):
    with pytest.raises(InvalidError, match=told):
        kind_of(io.BytesIO(content), name)
