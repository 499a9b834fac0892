"""`python -m web.chinese.catalogue`: whether all that the code says when it refuses has its Chinese, and none is left over."""

import re
import sys
from pathlib import Path

from web.chinese import library_words
from web.chinese.labels import LABELS
from web.chinese.source_tree import Source
from web.chinese.source_words import templates
from web.chinese.telling import SHOWN, names, translated

ROOT = Path(__file__).resolve().parents[2]
# What pages and API can come to say. Mistakes in decrees are for those who write them, and English as their fields are.
READ = ("foundation", "models", "casework", "workbooks", "documents", "files", "web", "api", "console",
        "regulation/guards", "regulation/hearing.py", "regulation/procedure.py", "regulation/counting.py",
        "regulation/workdays.py", "regulation/terms.py", "regulation/penalty.py",
        "regulation/fine_range.py", "regulation/accrual.py", "regulation/surcharge.py", "regulation/fee.py",
        "regulation/fee_factor.py")
PUT_TOGETHER = ROOT / "foundation" / "errors.py"  # message, problems and way out, for the command line
CODE = re.compile(r"[a-z_.]+")  # a state, a role: its label is in the labels


def wanted() -> set[str]:
    """Every template of the code."""
    source = Source()
    for name in READ:
        for file in sorted((ROOT / name).rglob("*.py")) or [ROOT / name]:
            if "migrations" not in file.parts and file != PUT_TOGETHER:
                source.read(ROOT, file)
    return templates(source) | library_words.templates()


def faults() -> list[str]:
    """What is missing, left over, or filled with what is not there."""
    said, known = wanted(), translated()
    labelled = {word for kind in LABELS for word in names(kind)}
    found = [f"no Chinese for: {one}" for one in sorted(said - set(known) - labelled) if not CODE.fullmatch(one)]
    found += [f"said nowhere any more: {one}" for one in sorted(set(known) - said)]
    for english, chinese in sorted(known.items()):
        holes = {hole for hole, _ in SHOWN.findall(english)}
        kinds = {"words", "quote", "either", "", "case_move", "case_stage", *LABELS}
        found += [f"no such hole {{{hole}{kind and ':'}{kind}}}: {chinese}" for hole, kind in SHOWN.findall(chinese)
                  if hole not in holes or kind not in kinds]
    return found


def main() -> int:
    """Say what is wrong."""
    found = faults()
    sys.stderr.write("".join(f"{fault}\n" for fault in found))
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
