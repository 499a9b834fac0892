"""What must hold among the bands of discretion; every breach is named with what to do."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from regulation.discretion_table import Band, Scale
from regulation.offence_table import Basis, FineRule, Offence


def discretion(scales: Mapping[str, Scale], offences: Mapping[str, Offence]) -> Iterator[str]:
    """Every breach, beginning with the code of the scale."""
    named = [code for scale in scales.values() for code in scale.offences]
    for scale in scales.values():
        for code in scale.offences:
            if code not in offences:
                yield f"{scale.code} · offences: there is no offence {code}; name one that there is"
            elif named.count(code) > 1:
                yield f"{scale.code} · offences: {code} has two scales; take it out of one"
        fined = [rule for code in scale.offences if code in offences for one in offences[code].values for rule in one.fines]
        for value in scale.values:
            yield from (f"{scale.code} · value from {value.effective_from} · {what}"
                        for what in (*_bands(value.bands), *_beyond(value.bands, fined)))


def _bands(bands: tuple[Band, ...]) -> Iterator[str]:
    if not bands:
        yield "band: no band; add them, or end the value before it with until"
    for name in ("code", "title"):
        given = [getattr(one, name) for one in bands]
        twice = sorted({one for one in given if given.count(one) > 1})
        yield from (f"band · {name}: two are called {one}; rename one" for one in twice)
    for one in bands:
        yield from (f"band {one.code} · {what}" for what in _band(one))
    for _, together in groupby(bands, key=lambda one: one.of):
        for lower, upper in pairwise(together):
            if upper.least != lower.most:
                yield f"band {upper.code} · least: {upper.least} does not follow on {lower.most}; let the bands meet, in order"


def _beyond(bands: tuple[Band, ...], fined: Sequence[FineRule]) -> Iterator[str]:
    for one in bands:
        if one.of is not None and not any(rule.basis is one.of and rule.least <= one.least and one.most <= rule.most
                                          for rule in fined):
            yield f"band {one.code} · of: the law fines no {one.least} to {one.most} times {one.of.value}; stay within that"


def _band(band: Band) -> Iterator[str]:
    if not 0 <= band.least <= band.most or (band.of is None and band.most > 1):
        yield f"least: from {band.least} to {band.most} is no share of a range; write 0 to 1, the least first"
    if band.of is Basis.FIXED:
        yield "of: nothing is a multiple of a fixed amount; leave it out for shares of the range"
    bounds = [one for one in (band.at_least, band.below) if one is not None]
    if (band.by is None) is not (not bounds) or band.by is Basis.FIXED:
        yield "by: what is measured and its bounds go together; set by with at_least or below, or none of them"
    if any(one < 0 for one in bounds) or (len(bounds) == 2 and bounds[0] >= bounds[1]):
        yield "at_least: the bounds are no span; write at_least smaller than below, 0 or more"
