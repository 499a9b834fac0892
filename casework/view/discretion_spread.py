"""How discretion is used: fines as a share of their range, by offence, band and office; what stands out (四（三）)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Date, Numeric

from casework.access import permit_somewhere
from casework.case.unseen import near, seen
from casework.desk import Desk
from casework.reach import Reach
from casework.view.asked_office import office_of_cases
from casework.view.discretion_told import Decision, Group, Narrowed, OfOffice, Spread
from foundation.errors import InvalidError
from regulation.spread import far, quartile, shown, whiskers
from regulation.yuan import to_fen

YEAR, UNNAMED, MOST = timedelta(days=365), "-", 500
MONEY = ("fine", "range_least", "range_most", "band_least", "band_most")
TYPES: dict[str, Any] = {"decided_on": Date(), **{name: Numeric() for name in MONEY}}
DECIDED = """
WITH d AS (SELECT c.id, c.number, c.offence, coalesce(x.band, '-') AS band, p.code AS office_code, p.name AS office,
        c.decided_on, x.fine, x.range_least, x.range_most, x.band_least, x.band_most, x.band_reason,
        1.0 * (x.fine - x.range_least) / (x.range_most - x.range_least) AS share
    FROM case_penalty x JOIN enforcement_case c ON c.id = x.case_id JOIN party p ON p.id = c.office_id
    WHERE x.state = 'decided' AND x.range_most > x.range_least AND c.decided_on BETWEEN :since AND :until
        AND (:offence = '' OR c.offence = :offence) AND (:band = '' OR coalesce(x.band, '-') = :band) AND {seen}),
r AS (SELECT d.*, row_number() OVER w - 1 AS k, count(*) OVER (PARTITION BY offence, band) AS n,
        row_number() OVER o - 1 AS office_k, count(*) OVER (PARTITION BY offence, band, office_code) AS office_n FROM d
    WINDOW w AS (PARTITION BY offence, band ORDER BY share, id),
        o AS (PARTITION BY offence, band, office_code ORDER BY share, id))
"""
# Only those at the ranks between which a quartile lies are read: of all the three, of an office the median.
AT = "(4 * {k} > {q} * ({n} - 1) - 4 AND 4 * {k} < {q} * ({n} - 1) + 4)"
OF_ALL = (f"{DECIDED} SELECT offence, band, k, n, fine, range_least, range_most FROM r WHERE "
          + " OR ".join(AT.format(k="k", n="n", q=q) for q in (1, 2, 3)))
OF_OFFICES = (f"{DECIDED} SELECT offence, band, office_code, office, office_k AS k, office_n AS n, fine, range_least,"
              f" range_most FROM r WHERE {AT.format(k='office_k', n='office_n', q=2)}"
              " AND (:office = '' OR office_code = :office)")
SINGLE = (f"{DECIDED} SELECT * FROM d WHERE (:office = '' OR office_code = :office) AND ({{which}})"
          f" ORDER BY decided_on DESC, id DESC LIMIT {MOST + 1}")
OUTSIDE = "fine < band_least OR fine > band_most"
ROUNDING = 1e-9  # the query reckons in floats: what lies near a whisker is read, and held against it exactly


def narrowed(desk: Desk, since: date | None = None, until: date | None = None, *, offence: str = "", band: str = "",
             office: str = "", every: bool = False) -> Narrowed:
    """What was asked; the year up to today unless days are given. An office is asked for by its code or name.

    InvalidError where days are in disorder, or there is no such offence, band or office.
    """
    last = until or desk.today
    first = since or last - YEAR
    if last < first:
        raise InvalidError(f"{last} comes before {first}.", way_out="Give the first day and then the last.")
    law = desk.rulebook.money
    bands = (one.title for scale in law.discretion.values() for value in scale.values for one in value.bands)
    for name, given, known in (("offence", offence, tuple(law.offence)), ("band", band, (*dict.fromkeys(bands), UNNAMED))):
        if given and given not in known:
            raise InvalidError(f"{name}: there is no “{given}”.", way_out=f"There are: {', '.join(known)}.")
    code = office_of_cases(desk, office).code if office else ""
    return Narrowed(first, last, offence, band, code, every)


def spread_of(desk: Desk, asked: Narrowed) -> Spread:
    """The spread among the decisions that the actor may see; three statements."""
    permit_somewhere(desk.actor, "case.read")
    reach = Reach(desk.actor)
    where, more = seen(reach)
    where += f" AND {near(reach)}"
    values = {**reach.values, **more, "since": asked.since, "until": asked.until, "offence": asked.offence, "band": asked.band}
    groups = [*_groups(desk, desk.rows(OF_ALL.format(seen=where), types=TYPES, **values))]
    by_kind = {(one.offence, one.band): one for one in groups}
    values |= {"office": asked.office}
    offices = [*_offices(desk, desk.rows(OF_OFFICES.format(seen=where), types=TYPES, **values), by_kind)]
    which, bounds = ("1 = 1", {}) if asked.every else _standing_out(groups)
    rows = desk.rows(SINGLE.format(seen=where, which=which), types=TYPES, **values, **bounds)
    found = [one for one in (_decision(row, by_kind[row.offence, row.band]) for row in rows[:MOST])
             if asked.every or one.outside or one.beyond]
    return Spread(asked, [_rounded(one) for one in groups], offices, found, len(rows) > MOST)


def _share(row: Any) -> Decimal:
    least, most = to_fen(row.range_least), to_fen(row.range_most)
    return (to_fen(row.fine) - least) / (most - least)


def _together(rows: Sequence[Any], *names: str) -> dict[tuple[str, ...], tuple[int, dict[int, Decimal]]]:
    """How many there are of each kind, and the shares at the ranks that were read."""
    found: dict[tuple[str, ...], tuple[int, dict[int, Decimal]]] = {}
    for row in rows:
        found.setdefault(tuple(getattr(row, name) for name in names), (int(row.n), {}))[1][int(row.k)] = _share(row)
    return dict(sorted(found.items()))


def _groups(desk: Desk, rows: Sequence[Any]) -> Iterator[Group]:
    for (offence, band), (count, ranked) in _together(rows, "offence", "band").items():
        first, median, third = (quartile(ranked, count, quarter) for quarter in (1, 2, 3))
        low, high = whiskers(first, third, _figure(desk, "whisker_tenths"))
        enough = count >= _figure(desk, "least_decisions")
        yield Group(offence, band, count, first, median, third, low if enough else None, high if enough else None)


def _offices(desk: Desk, rows: Sequence[Any], groups: Mapping[tuple[str, str], Group]) -> Iterator[OfOffice]:
    kinds = _together(rows, "offence", "band", "office_code", "office")
    for (offence, band, code, name), (count, ranked) in kinds.items():
        median, of_all = quartile(ranked, count, 2), groups[offence, band].median
        yield OfOffice(offence, band, code, name, count, shown(median), shown(median - of_all),
                       count >= _figure(desk, "least_decisions") and far(median, of_all, _figure(desk, "far_points")))


def _figure(desk: Desk, name: str) -> int:
    return desk.rulebook.figures[f"discretion_{name}"].on(desk.today)


def _standing_out(groups: Sequence[Group]) -> tuple[str, dict[str, Any]]:
    """The condition of what lies outside its band or may lie beyond a whisker."""
    parts, values = [OUTSIDE], dict[str, Any]()
    for n, one in enumerate(groups):
        if one.low is not None and one.high is not None:
            parts.append(f"(offence = :offence{n} AND band = :band{n} AND (share < :low{n} OR share > :high{n}))")
            values |= {f"offence{n}": one.offence, f"band{n}": one.band, f"low{n}": float(one.low) + ROUNDING,
                       f"high{n}": float(one.high) - ROUNDING}
    return " OR ".join(parts), values


def _decision(row: Any, group: Group) -> Decision:
    share, fine = _share(row), to_fen(row.fine)
    outside = row.band_least is not None and not to_fen(row.band_least) <= fine <= to_fen(row.band_most)
    beyond = group.low is not None and group.high is not None and not group.low <= share <= group.high
    return Decision(row.number, row.offence, row.band, row.office_code, row.office, row.decided_on, fine,
                    to_fen(row.range_least), to_fen(row.range_most), shown(share), outside,
                    row.band_reason if outside else None, beyond)


def _rounded(one: Group) -> Group:
    return Group(one.offence, one.band, one.count, shown(one.first), shown(one.median), shown(one.third),
                 None if one.low is None else shown(one.low), None if one.high is None else shown(one.high))
