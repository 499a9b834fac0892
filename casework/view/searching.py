"""One box for all that a reader may see: who and what there is by name or code, duties, acts, clues, cases by their number."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date

from casework.access import holds
from casework.act.seen import of_clues
from casework.case import unseen as unseen_cases
from casework.clue import unseen
from casework.clue.clues import LIES_AT
from casework.desk import Desk
from casework.in_force import in_force
from casework.letter.letters import seen
from casework.reach import Reach
from casework.view.listing import containing
from casework.view.nearby import LISTED, Nearby, near_by, numbers
from foundation.errors import InvalidError
from regulation.act_kind import ActKind
from regulation.rule import DutyRule

SHOWN, SHORTEST, LONGEST = 10, 2, 80  # hits of a group; characters
MOST = 300  # hits of a statement: it ends there, and the reader is asked to say more
LARGEST = 2**31 - 1
GROUPS = ("duty", "act", "clue", "case", "office", "holder", "mine", "right", "officer", "letter")
CODE, VALUE = re.compile(r"[0-9A-Za-z-]+"), re.compile(r":(\w+)")
# By its code an index finds it; what is within a name is looked for from one end of a table to the other, each once.
KNOWN, WITHIN = "{0}.{1} BETWEEN :first AND :last", "{0}.name LIKE :words ESCAPE '!'"
# Whoever sees a part only is led to it by an index first: by the numbers of the parties that he sees.
PEOPLE = f"SELECT n.id FROM officer n WHERE {WITHIN.format('n')}"
# Who serves near is found first: PostgreSQL would sooner read all officers there are.
SERVING = ("WITH near AS MATERIALIZED (SELECT DISTINCT s.officer_id FROM post s WHERE s.office_id IN ({parties}))"
           f" SELECT n.id FROM near JOIN officer n ON n.id = near.officer_id WHERE {WITHIN.format('n')}")
PARTY = """SELECT CASE p.level WHEN 'holder' THEN 'holder' ELSE 'office' END AS kind, p.id, p.code, p.name, s.name AS place,
    NULL AS owner, p.valid_to AS ended, 1 AS open FROM party p LEFT JOIN party s ON s.id = p.parent_id
    WHERE {named} AND ({holders} OR {offices}) AND CASE p.level WHEN 'holder' THEN {holders} ELSE {offices} END"""
# A mine is seen from its county, its township and its holder, a right from its county and its holder.
SUBJECT = """SELECT '{kind}' AS kind, m.id, m.{code} AS code, m.name, c.name AS place, h.code AS owner, m.valid_to AS ended,
    CASE WHEN {offices} THEN 1 ELSE 0 END AS open FROM {table} m JOIN party c ON c.id = m.county_id
    JOIN party h ON h.id = m.holder_id {join} WHERE {named} AND ({offices} OR {holders})"""
TOWNSHIP = "LEFT JOIN party t ON t.code = m.area_code AND t.level <> 'holder'"
OFFICER = f"""SELECT 'officer' AS kind, o.id, s.role AS code, o.name, p.name AS place, NULL AS owner, s.valid_to AS ended,
    1 AS open FROM officer o JOIN post s ON s.officer_id = o.id JOIN party p ON p.id = s.office_id
    WHERE o.id IN ({{people}}) AND {in_force('s')} AND {{reach}}"""
LETTER = """SELECT 'letter' AS kind, l.id, l.state AS code, o.name, p.name AS place, NULL AS owner, NULL AS ended, 1 AS open
    FROM letter l JOIN officer o ON o.id = l.recipient_id JOIN party p ON p.id = l.office_id
    WHERE l.recipient_id IN ({people}) AND {reach} ORDER BY l.id DESC"""
# By number, or by words of what was told; whoever is named in one finds nothing of it.
CLUE = f"""SELECT 'clue' AS kind, c.id, c.stage AS code, c.number AS name,
    CASE WHEN c.office_id IS NULL THEN NULL ELSE p.name END AS place,
    NULL AS owner, c.ended_on AS ended, 1 AS open FROM clue c JOIN party p ON p.id = {LIES_AT}
    WHERE {{named}} AND {{seen}} ORDER BY c.id DESC"""
CLUES = ("c.number BETWEEN :first AND :last",
         "(c.text LIKE :words ESCAPE '!' OR c.accused LIKE :words ESCAPE '!' OR c.place LIKE :words ESCAPE '!')")
# By number, filing number, cause or party.
CASE = """SELECT 'case' AS kind, c.id, c.stage AS code, c.number AS name, c.cause || ' ' || p.name AS place,
    NULL AS owner, c.closed_on AS ended, 1 AS open FROM enforcement_case c JOIN party p ON p.id = c.office_id
    WHERE {named} AND {seen} ORDER BY c.id DESC"""
CASES = ("c.number BETWEEN :first AND :last",
         "(c.filing_number LIKE :words ESCAPE '!' OR c.cause LIKE :words ESCAPE '!' OR c.party_name LIKE :words ESCAPE '!')")
NUMBERED = """SELECT 'duty' AS kind, d.id, d.rule AS code, p.name, d.period AS place, NULL AS owner, NULL AS ended, 1 AS open
    FROM duty d JOIN party p ON p.id = d.debtor_id LEFT JOIN party c ON c.id = d.creditor_id WHERE d.id = :number AND ({duties})
    UNION ALL SELECT 'act', a.id, a.kind, p.name, CAST(a.done_on AS VARCHAR(10)), NULL, NULL, 1 FROM act a
    JOIN party p ON p.id = a.party_id WHERE a.id = :number AND {acts}"""


@dataclass(frozen=True)
class Hit:
    """Something found: its number, code and name, where it belongs; `open` unless only its owner's page is the reader's."""

    kind: str
    id: int
    code: str  # of a duty or an act what it is called, of an officer the role, of a letter, a clue, a case how it stands
    name: str
    place: str | None
    owner: str | None  # the holder's code
    ended: bool
    open: bool


@dataclass(frozen=True)
class Group:
    """Hits of a kind, the best first; `more` says that there are others."""

    kind: str
    hits: list[Hit]
    more: bool


def search(desk: Desk, words: str) -> list[Group]:
    """What the words fit among all that the actor may see, kind by kind; at most nine statements."""
    wanted = " ".join(words.split())
    number = int(wanted) if re.fullmatch("[0-9]{1,10}", wanted) and 0 < int(wanted) <= LARGEST else None
    if not (SHORTEST <= len(wanted) <= LONGEST or number is not None):
        raise InvalidError("That is too little to look for, or too much.",
                           way_out=f"Write {SHORTEST} to {LONGEST} characters of a name or code, or a number.")
    reach, found = Reach(desk.actor), dict[tuple[str, int, str | None], Hit]()
    given = {"exact": wanted, "words": containing(wanted), "number": number, "today": desk.today, **_codes(wanted)}
    named = _named(desk, reach, given) if len(wanted) >= SHORTEST else ()
    for statement in (*_numbered(reach, number), *named):
        for row in _asked(desk, statement, {**given, **reach.values}, types={"ended": Date()}):
            hit = _hit(desk, row)
            found[hit.kind, hit.id, hit.place] = hit
    return _grouped(found, wanted)


def _asked(desk: Desk, statement: str, values: Mapping[str, Any], **more: Any) -> list[Any]:
    return desk.rows(statement, **more, **{name: values[name] for name in set(VALUE.findall(statement))})


def _codes(wanted: str) -> dict[str, str]:
    """Codes that begin so; in any order of letters that databases know, nothing that begins so comes after many z."""
    first = wanted.upper()
    return {"first": first, "last": first + "z" * 24 if CODE.fullmatch(wanted) else first}


def _grouped(found: Mapping[Any, Hit], wanted: str) -> list[Group]:
    groups: dict[str, list[Hit]] = {}
    for hit in found.values():
        groups.setdefault(hit.kind, []).append(hit)
    return [Group(kind, sorted(groups[kind], key=lambda hit: _rank(hit, wanted))[:SHOWN], len(groups[kind]) > SHOWN)
            for kind in GROUPS if kind in groups]


def _rank(hit: Hit, wanted: str) -> tuple[Any, ...]:
    begins = hit.name.startswith(wanted) or hit.code.startswith(wanted.upper())
    best = 0 if wanted in (hit.code, hit.name) else 1 if begins else 2
    return best, hit.ended, -hit.id if hit.kind in ("letter", "clue", "case") else 0, hit.code, hit.name, hit.id


def _hit(desk: Desk, row: Any) -> Hit:
    titles: dict[str, Mapping[str, DutyRule | ActKind]] = {"duty": desk.rulebook.duties, "act": desk.rulebook.acts}
    named = titles.get(row.kind, {}).get(row.code)
    ended: date | None = row.ended
    over = ended is not None and (ended < desk.today or row.kind in ("clue", "case"))
    return Hit(row.kind, row.id, named.title if named else row.code, row.name, row.place, row.owner, over,
               bool(row.open))


def _numbered(reach: Reach, number: int | None) -> list[str]:
    if number is None:
        return []
    duties = f"{reach.of('duty.read', 'p')} OR (p.level = 'holder' AND {reach.of('duty.read', 'c')})"
    return [NUMBERED.format(duties=duties, acts=f"{reach.of('act.read', 'p')} AND {of_clues(reach)}")]


def _named(desk: Desk, reach: Reach, given: Mapping[str, Any]) -> Iterator[str]:
    yield _each(PARTY, (KNOWN.format("p", "code"), WITHIN.format("p")), offices=reach.of("office.read", "p"),
                holders=reach.of("duty.read", "p"))
    nearby = near_by(desk, reach)
    lying = _lying(nearby)
    for kind, table, code in (("mine", "mine", "code"), ("right", "mineral_right", "licence_no")):
        places = [reach.of("office.read", place) for place in (("c", "t") if kind == "mine" else ("c",))]
        yield _each(SUBJECT, (KNOWN.format("m", code), *lying), kind=kind, table=table, code=code,
                    join=TOWNSHIP if kind == "mine" else "",
                    offices=f"({' OR '.join(places)})", holders=reach.of("duty.read", "h"))
    if holds(desk.actor, "clue.read"):
        where, more = unseen.seen(reach)
        reach.values |= more
        yield _each(CLUE, CLUES, seen=where)
    if holds(desk.actor, "case.read"):
        where, more = unseen_cases.seen(reach)
        reach.values |= more
        yield _each(CASE, CASES, seen=where)
    if not holds(desk.actor, "office.read"):
        return
    people = _people(desk, given, reach, nearby)
    yield f"{OFFICER.format(people=people, reach=reach.of('office.read', 'p'))} LIMIT {MOST}"
    if holds(desk.actor, "letter.read"):
        yield f"{LETTER.format(people=people, reach=seen(reach))} LIMIT {SHOWN + 1}"


def _people(desk: Desk, given: Mapping[str, Any], reach: Reach, nearby: Nearby | None) -> str:
    """The numbers of those who are called so; where they are too many to list, the query for them."""
    query = SERVING.format(parties=nearby.parties) if nearby else PEOPLE
    ids = [row.id for row in _asked(desk, f"{query} LIMIT {LISTED + 1}", {**given, **reach.values})]
    return query if len(ids) > LISTED else numbers(ids)


def _lying(nearby: Nearby | None) -> tuple[str, ...]:
    """Conditions that find mines and rights by their name: by county and by holder, for whoever does not see them all."""
    if nearby is None:
        return (WITHIN.format("m"),)
    return (f"{WITHIN.format('m')} AND m.county_id IN ({nearby.counties})",
            f"{WITHIN.format('m')} AND m.holder_id IN ({nearby.holders})")


def _each(query: str, conditions: tuple[str, ...], **parts: str) -> str:
    """A query asked by each condition, each up to its limit."""
    asked = (query.format(named=named, **parts) for named in conditions)
    return " UNION ALL ".join(f"SELECT * FROM ({one} LIMIT {MOST}) x" for one in asked)
