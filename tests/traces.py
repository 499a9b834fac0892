"""Looks for words in bytes in every writing in which they could have been kept: what is found there is in the clear."""

import base64
import json
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from html import escape
from pathlib import Path
from quopri import encodestring
from urllib.parse import quote, quote_plus

CHARSETS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


def writings(word: str) -> dict[str, bytes]:
    """A word as it could stand somewhere, by the name of the writing."""
    found = {}
    for charset in CHARSETS:
        raw = word.encode(charset)
        found[charset] = raw
        found[f"{charset} hex"] = raw.hex().encode()
        found[f"{charset} url"] = quote(raw).encode()
        found[f"{charset} url small"] = quote(raw).lower().encode()
        found[f"{charset} quoted-printable"] = encodestring(raw).rstrip(b"=\n")
        for at in range(3):  # base64 looks different by where the word begins
            whole = base64.b64encode(b"\0" * at + raw)
            cut = whole[(0, 2, 3)[at]:len(whole) - (0 if (at + len(raw)) % 3 == 0 else 4)]
            if len(cut) >= 6:
                found[f"{charset} base64 {at}"] = cut
    found["json"] = json.dumps(word)[1:-1].encode()
    found["plus"] = quote_plus(word).encode()
    found["html"] = "".join(f"&#{ord(char)};" for char in word).encode()
    found["entities"] = escape(word).encode()
    return found


@cache
def looked_for(word: str) -> tuple[tuple[str, bytes, bool], ...]:
    """The writings of a word, each once: its name, how it stands, and whether small and great letters are the same in it."""
    found = {(raw if "base64" in name else raw.lower(), "base64" not in name): name for name, raw in writings(word).items()}
    return tuple((name, raw, small) for (raw, small), name in found.items())


def traces(content: bytes, words: Iterable[str]) -> list[str]:
    """Which words stand in it, and in which writing."""
    lowered = content.lower()
    return [f"{word} ({name})" for word in words for name, raw, small in looked_for(word)
            if raw in (lowered if small else content)]


def traces_within(folder: Path, words: Iterable[str], *, but: Iterable[Path] = ()) -> list[str]:
    """The same in every file of a folder, archives unpacked, and in the names of files."""
    listed, left = list(words), tuple(but)
    found = []
    for path in sorted(folder.rglob("*")):
        if not any(path.is_relative_to(other) for other in left):
            parts = [path.name.encode(), *_parts(path)]
            found += [f"{path}: {one}" for part in parts for one in traces(part, listed)]
    return found


def _parts(path: Path) -> Iterator[bytes]:
    if not path.is_file() or path.is_symlink():
        return
    yield path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as packed:
            yield from (packed.read(name) for name in packed.namelist())
    elif path.suffix in (".tar", ".gz", ".tgz") and tarfile.is_tarfile(path):
        with tarfile.open(path) as packed:
            yield from (held.read() for one in packed if one.isfile() and (held := packed.extractfile(one)) is not None)
