"""The words of the pages: Chinese as written, English by the catalogue."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel.support import Translations

LANGUAGES = {"zh": "中文", "en": "English"}
CATALOGUE = Path(__file__).parent / "locale" / "en.po"
COOKIE = "language"


@cache
def translations(language: str) -> "Translations":
    """What to say instead of the Chinese words; nothing for Chinese itself."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po
    from babel.support import Translations
    if language == "zh":
        return Translations()
    compiled = BytesIO()
    with CATALOGUE.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def say(language: str, words: str) -> str:
    """The words in a language."""
    return str(translations(language).gettext(words))
