"""Seals what identifies an informant: encrypted with the newest key, opened with any; marks by which a code is known again.

The keys are never in the database nor in a backup: without them nothing that is sealed can be read, by anybody.
"""

import hashlib
import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from foundation.errors import BrokenError, ConflictError, InvalidError, UnavailableError

if TYPE_CHECKING:
    from cryptography.fernet import MultiFernet

LINES = ("seal", "mark")


@dataclass(frozen=True, repr=False)
class Keys:
    """Keys of seals, the newest first, and the one key of marks, which never changes."""

    seals: tuple[str, ...]
    mark: str

    def __repr__(self) -> str:
        return f"Keys({len(self.seals)})"  # a traceback tells nobody a key

    @staticmethod
    def made() -> "Keys":
        """New keys."""
        from cryptography.fernet import Fernet
        return Keys((Fernet.generate_key().decode(),), Fernet.generate_key().decode())

    def with_new(self) -> "Keys":
        """The same with a new key of seals before the others."""
        return Keys((*Keys.made().seals, *self.seals), self.mark)

    def newest_alone(self) -> "Keys":
        """The same without the older keys of seals."""
        return Keys(self.seals[:1], self.mark)

    def prints(self) -> tuple[str, ...]:
        """By what the keys of seals are told apart without telling them."""
        return tuple(hashlib.sha256(key.encode()).hexdigest()[:8] for key in self.seals)

    def written(self) -> str:
        """As they stand in the file: a key a line."""
        return "".join(f"seal {key}\n" for key in self.seals) + f"mark {self.mark}\n"


def read_keys(text: str, whence: str) -> Keys:
    """The keys that a text names; refused where it names none that can be used."""
    pairs = [line.split() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if any(len(pair) != 2 or pair[0] not in LINES for pair in pairs):
        raise InvalidError(f"{whence} holds a line that is no key.", way_out="Every line is `seal KEY` or `mark KEY`.")
    seals, marks = (tuple(pair[1] for pair in pairs if pair[0] == kind) for kind in LINES)
    if not seals or len(marks) != 1:
        raise InvalidError(f"{whence} holds {len(seals)} keys of seals and {len(marks)} of marks.",
                           way_out="It takes at least one `seal KEY` and exactly one `mark KEY`.")
    Seal(Keys(seals, marks[0])).shut(b"")  # a key that is none is told now
    return Keys(seals, marks[0])


class Seal:
    """Shuts and opens; every value that is shut twice looks different."""

    def __init__(self, keys: Keys) -> None:
        self.keys = keys

    @cached_property
    def _box(self) -> "MultiFernet":
        from cryptography.fernet import Fernet, MultiFernet
        try:
            return MultiFernet([Fernet(key) for key in self.keys.seals])
        except ValueError as error:
            raise InvalidError(f"A key of seals is none: {error}.", way_out="Take one of `kuangjian seal new`.") from None

    def shut(self, content: bytes) -> bytes:
        """Encrypt with the newest key."""
        return self._box.encrypt(content)

    def open(self, sealed: bytes) -> bytes:
        """Decrypt; what none of the keys opens is told as such."""
        from cryptography.fernet import InvalidToken
        try:
            return self._box.decrypt(sealed)
        except InvalidToken:
            raise BrokenError("None of the keys opens this seal.",
                              way_out="Put the keys back with which it was shut (KUANGJIAN_SEAL_KEYS_FILE).") from None

    def renew(self, sealed: bytes) -> bytes | None:
        """The same content under the newest key; None where that shut it already."""
        return None if self.key_of(sealed) == 0 else self.shut(self.open(sealed))

    def key_of(self, sealed: bytes) -> int | None:
        """The place of the key that opens this, 0 for the newest; None where none does."""
        from cryptography.fernet import Fernet, InvalidToken
        for place, key in enumerate(self.keys.seals):
            try:
                Fernet(key).decrypt(sealed)
            except InvalidToken:
                continue
            return place
        return None

    def mark(self, word: str) -> str:
        """What is kept of a word that somebody will say again: its HMAC-SHA-256, in hexadecimal."""
        return hmac.new(self.keys.mark.encode(), word.encode(), hashlib.sha256).hexdigest()


class NoSeal(Seal):
    """Where no keys are known: nothing can be sealed, and nothing opened."""

    def __init__(self, why: str = "This installation has no keys of seals.") -> None:
        super().__init__(Keys((), ""))
        self.why = why

    @cached_property
    def _box(self) -> "MultiFernet":
        raise UnavailableError(self.why, way_out="Make them with `kuangjian seal new`, or name their file with"
                               " KUANGJIAN_SEAL_KEYS_FILE.")

    def mark(self, word: str) -> str:  # noqa: ARG002
        """Refuse."""
        return str(self._box)


def keep_keys(path: Path, keys: Keys, *, new: bool = False) -> None:
    """Write the keys into a file that only its owner reads, whole or not at all; `new` refuses to overwrite one."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if new and path.exists():
        raise ConflictError(f"{path} holds keys already.", way_out="`kuangjian seal rotate` puts a new one before them.")
    half = path.with_suffix(".half")
    made = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(made, "w", encoding="ascii") as out:
        out.write(keys.written())
        out.flush()
        os.fsync(out.fileno())
    half.replace(path)


def seal_of(path: Path, given: Sequence[str], mark: str | None) -> Seal:
    """The seal of an installation: by the keys given, else by those of its file; none where there is no file."""
    if given and mark:
        return Seal(Keys(tuple(given), mark))
    try:
        return Seal(read_keys(path.read_text(encoding="ascii"), str(path)))
    except FileNotFoundError:
        return NoSeal(f"There are no keys of seals in {path}.")
    except (OSError, UnicodeDecodeError) as error:
        raise UnavailableError(f"The keys in {path} cannot be read: {error}.", way_out="Mend the file's rights.") from error
