"""PDF through LibreOffice: where it is not, where it fails, where it keeps silent."""

import shutil
from pathlib import Path

import pytest

from documents.converting import to_pdf, to_pdfs
from foundation.errors import InvalidError, UnavailableError

WORD = b"PK\x03\x04 a Word file as far as its first letters go"


def program(folder: Path, script: str) -> None:
    """A soffice that does what a script says."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of the PATH, but for the shell's own commands."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "cp"):
        (folder / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(folder))
    return folder


def test_without_libreoffice_there_is_no_pdf(path: Path) -> None:
    assert to_pdf(WORD) is None


def test_several_are_converted_in_one_go_and_keep_their_order(path: Path) -> None:
    program(path, "for file in 0 1; do cp $file.docx $file.pdf; done")
    assert to_pdfs([WORD + b"first", WORD + b"second"]) == (WORD + b"first", WORD + b"second")
    assert to_pdfs([]) == ()


def test_it_runs_in_a_profile_of_its_own_and_reaches_no_network(path: Path) -> None:
    program(path, 'echo "$HOME $https_proxy $*" > 0.pdf')
    home, proxy, *arguments = (to_pdf(WORD) or b"").decode().split()
    assert f"-env:UserInstallation=file://{home}/profile" in arguments
    assert proxy == "http://127.0.0.1:9"
    assert not Path(home).exists()


def test_a_libreoffice_that_fails_is_told_from_one_that_could_not_read(path: Path) -> None:
    program(path, "exit 1")
    with pytest.raises(UnavailableError, match="LibreOffice did not convert the document"):
        to_pdf(WORD)
    program(path, "exit 0")
    with pytest.raises(InvalidError, match="LibreOffice could not read the document"):
        to_pdf(WORD)


def test_what_is_no_word_file_is_not_given_to_libreoffice(path: Path) -> None:
    program(path, "cp 0.docx 0.pdf")
    with pytest.raises(InvalidError, match="LibreOffice could not read the document"):
        to_pdf(b"plain text, which it would print as such")
