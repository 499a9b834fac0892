"""What must hold of the bars of the rulebook; every breach is named with what to do."""

from collections.abc import Iterator
from itertools import pairwise

from regulation.bar_table import RIGHTS
from regulation.book import Rulebook
from regulation.quotes import in_source


def bars(book: Rulebook) -> Iterator[str]:
    """Every breach in the bars, as bar · field: what is wrong; what to do."""
    for bar in book.bars.values():
        if not bar.values:
            yield f"{bar.code} · value: no value; add a [[bar.value]]"
        if not bar.kinds:
            yield f"{bar.code} · kinds: it stops no application; name at least one"
        if bar.right not in (None, *RIGHTS):
            yield f"{bar.code} · right: {bar.right} is no right; write {' or '.join(RIGHTS)}"
        if bar.switch is not None and bar.switch not in book.figures:
            yield f"{bar.code} · switch: there is no figure {bar.switch}; add it"
        if bar.gate is not None and bar.gate not in book.gates:
            yield f"{bar.code} · gate: there is no gate {bar.gate}; add it"
        for one, following in pairwise(bar.values):
            if following.effective_from <= one.effective_from:
                yield (f"{bar.code} · value: {following.effective_from} does not come after {one.effective_from};"
                       " put them in order")
        for value in bar.values:
            if value.months is not None and value.months < 1:
                yield f"{bar.code} · months: {value.months} is too few; at least 1"
            provision = book.provisions.get(value.provision)
            if provision is not None and not any(in_source(value.quote, quote) for quote in provision.quotes):
                yield f"{bar.code} · quote: is not in the quotes of {value.provision}; quote what orders it"
