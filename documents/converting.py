"""Word files as PDF through LibreOffice, where it is installed; nothing here reaches the network."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from documents.typesetting import BODY, HEADING, LATIN, TITLE
from foundation.errors import InvalidError, UnavailableError

ZIP = b"PK"
PROGRAMS = ("soffice", "libreoffice")
SECONDS = 60.0
EACH_SECONDS = 5.0
# A type that is not installed is set in one that is; without this a sans serif of another width would come instead.
INSTEAD = {BODY: ("FangSong", "Noto Serif CJK SC"), TITLE: ("SimSun", "Noto Serif CJK SC"),
           HEADING: ("SimHei", "Noto Sans CJK SC"), LATIN: ("Liberation Serif", "Noto Serif CJK SC")}
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>{aliases}</fontconfig>
"""
ALIAS = '<alias binding="same"><family>{given}</family><accept>{instead}</accept></alias>'
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop>
<prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
</oor:items>
"""


def to_pdf(body: bytes) -> bytes | None:
    """A Word file as PDF; None where no LibreOffice is installed, which the caller says."""
    found = to_pdfs([body])
    return found[0] if found else None


def to_pdfs(bodies: Sequence[bytes]) -> tuple[bytes, ...] | None:
    """Word files as PDF in one go, in their order; None where no LibreOffice is installed.

    UnavailableError where it does not answer in time, InvalidError where it could not read one.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        return None
    with TemporaryDirectory(prefix="kuangjian-pdf-") as place:
        folder = Path(place)
        for n, body in enumerate(bodies):
            if not body.startswith(ZIP):  # it would take anything else for plain text
                raise _unreadable()
            (folder / f"{n}.docx").write_bytes(body)
        if bodies:
            _converted(program, folder, [f"{n}.docx" for n in range(len(bodies))])
        return tuple(_read(folder / f"{n}.pdf") for n in range(len(bodies)))


def _converted(program: str, folder: Path, names: Sequence[str]) -> None:
    """Run it with a profile of its own, thrown away after; a proxy that nobody listens at keeps it from the network."""
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
    aliases = "".join(ALIAS.format(given=given, instead="".join(f"<family>{one}</family>" for one in instead))
                      for given, instead in INSTEAD.items())
    (folder / "fonts.conf").write_text(FONTS.format(aliases=aliases), encoding="utf-8")
    nowhere = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9") | {
        "HOME": str(folder), "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    try:
        subprocess.run([program, "--headless", "--norestore", f"-env:UserInstallation={profile.parent.as_uri()}",
                        "--convert-to", "pdf", "--outdir", str(folder), *names],
                       cwd=folder, env=os.environ | nowhere,
                       check=True, capture_output=True, timeout=SECONDS + EACH_SECONDS * len(names))
    except (subprocess.SubprocessError, OSError) as error:
        raise UnavailableError("LibreOffice did not convert the document.",
                               way_out="Try again later; the Word file is there meanwhile.") from error


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise _unreadable()
    return path.read_bytes()


def _unreadable() -> InvalidError:
    return InvalidError("LibreOffice could not read the document.",
                        way_out="Open it in Word, save it again, and convert that.")
