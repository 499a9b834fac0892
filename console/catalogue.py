"""`python -m console.catalogue`: whether every word of the pages has its English, and no English is left over."""

import sys
from pathlib import Path

from console.navigation import WAYS
from console.wording import CATALOGUE
from web.chinese.labels import LABELS

TEMPLATES = Path(__file__).parent / "templates"


def wanted() -> set[str]:
    """Every Chinese wording on the pages."""
    from jinja2.ext import babel_extract
    found = {words for kind in LABELS.values() for words in kind.values()}
    found |= {way.title for way in WAYS}
    for template in sorted(TEMPLATES.glob("*.html")):
        with template.open("rb") as file:
            for _, _, words, _ in babel_extract(file, ("_", "gettext"), (), {"silent": "false"}):
                first = words[0] if isinstance(words, tuple) else words  # the rest are values to be put in
                if first is not None:  # a name whose words are listed elsewhere
                    found.add(str(first))
    return found


def translated() -> set[str]:
    """Every wording that the catalogue has in English."""
    from babel.messages.pofile import read_po
    with CATALOGUE.open("rb") as file:
        return {str(one.id) for one in read_po(file, locale="en") if one.id and one.string and not one.fuzzy}


def main() -> int:
    """Say what is missing or left over."""
    faults = [f"no English for: {words}" for words in sorted(wanted() - translated())]
    faults += [f"on no page any more: {words}" for words in sorted(translated() - wanted())]
    sys.stderr.write("".join(f"{fault}\n" for fault in faults))
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
