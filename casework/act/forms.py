"""Checks what was filled in against the kind's form: every fault is named, with what would be right."""

from typing import Any

from casework.filling import MEND, filled
from foundation.errors import InvalidError, NotFoundError
from regulation.act_kind import ActKind
from regulation.book import Rulebook


def kind_of(book: Rulebook, name: str) -> ActKind:
    """The act kind of this name."""
    if name in book.acts:
        return book.acts[name]
    import difflib
    near = difflib.get_close_matches(name, book.acts, n=3) or sorted(book.acts)[:3]
    raise NotFoundError(f"There is no act kind “{name}”.",
                        way_out=f"Did you mean {', '.join(near)}? `kuangjian act kinds` lists all.")


def checked(kind: ActKind, fields: dict[str, Any], findings: list[str]) -> dict[str, Any]:
    """The fields with their types made good, or InvalidError naming every fault."""
    good, faults = filled(kind.fields, fields)
    known = {finding.code for finding in kind.findings}
    faults += [f"finding {code}: unknown; {kind.kind} knows {', '.join(sorted(known)) or 'none'}"
               for code in findings if code not in known]
    if faults:
        raise InvalidError(f"The form of {kind.title} ({kind.kind}) is not right:", problems=tuple(faults), way_out=MEND)
    return good
