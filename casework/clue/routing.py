"""To which office a clue goes: the lowest competent for its place, above everybody whom it is about (三（二）; domain §1.3)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from casework.clue.places import Lies
from regulation.clue import TO_THE_SUPERIOR, Offence


@dataclass(frozen=True)
class Office:
    """An office in the tree; `path` ends in its own id."""

    id: int
    level: str
    parent_id: int | None
    path: str


@dataclass(frozen=True)
class Licensed:
    """A right that is named: where it lies, and who issued it."""

    right_id: int
    county_id: int
    issuer_id: int


@dataclass(frozen=True)
class Facts:
    """What routing asks of the register, read for many clues at once."""

    offices: Mapping[int, Office]
    licences: Mapping[str, Licensed] = field(default_factory=dict)  # by number
    divisions: Mapping[str, int] = field(default_factory=dict)  # the office that answers for a division, by code


@dataclass(frozen=True)
class Whence:
    """What a clue says of its place, and whom it is about."""

    offence: Offence
    licence: str | None = None
    at_position: Lies | None = None  # the division in which its position lies
    division: str | None = None
    taken_by: int | None = None
    about: Collection[int] = ()  # offices complained of, and those at which officers complained of serve


@dataclass(frozen=True)
class Routed:
    """The office, or none; the county of the place; the right; and how that came about."""

    office_id: int | None
    county_id: int | None
    right_id: int | None
    how: str


def route(facts: Facts, clue: Whence) -> Routed:
    """The lowest office that is competent: by the licence named, else the position, else the division, in that order."""
    office, county, right, how = _competent(facts, clue)
    if office is None:
        return Routed(None, county, right, "未写明许可证、坐标或行政区划，需人工确定承办单位")
    lifted = lifted_above(facts, office, concerned(facts, clue))
    if lifted is None:
        return Routed(None, county, right, "涉及省级机关，需人工确定承办单位")
    if lifted != office:
        how += "；涉及本机关或其工作人员，由上级承办"
    return Routed(lifted, county, right, how)


def concerned(facts: Facts, clue: Whence) -> set[int]:
    """The offices that it is about: those complained of, who issued what it calls unlawful, else the office of the place."""
    about = set(clue.about)
    named = facts.licences.get(clue.licence or "")
    if clue.offence is Offence.UNLAWFUL_APPROVAL and named is not None:
        about.add(named.issuer_id)
    elif clue.offence in TO_THE_SUPERIOR:
        office = _competent(facts, clue)[0]
        # It is about the office of the place, unless it names another of its line; a namesake elsewhere changes nothing.
        about |= {office} if office is not None and not any(_on_a_line(facts, one, office) for one in about) else set()
    return about


def common_superior(facts: Facts, one: int, other: int) -> int:
    """The lowest office that stands above both; of the province itself there is none above."""
    at = facts.offices[one]
    while at.parent_id is not None and (at.id in (one, other) or not facts.offices[other].path.startswith(at.path)):
        at = facts.offices[at.parent_id]
    return at.id


def _on_a_line(facts: Facts, one: int, other: int) -> bool:
    if one not in facts.offices:
        return False
    here, there = facts.offices[one].path, facts.offices[other].path
    return here.startswith(there) or there.startswith(here)


def _competent(facts: Facts, clue: Whence) -> tuple[int | None, int | None, int | None, str]:
    """The office of the place, whomever it is about, and how it was found; the county of the place, and the right."""
    county, right, how = _place(facts, clue)
    if county is None and clue.taken_by is not None and facts.offices[clue.taken_by].level != "province":
        return _bureau(facts, clue.taken_by), None, right, "未写明地点，由接收单位先行承办"
    return county, county, right, how


def _place(facts: Facts, clue: Whence) -> tuple[int | None, int | None, str]:
    named = facts.licences.get(clue.licence or "")
    right = named.right_id if named else None
    if named is not None:
        return _bureau(facts, named.county_id), right, f"按许可证{clue.licence}所在县"
    if clue.at_position is not None and clue.at_position.division in facts.divisions:
        return _bureau(facts, facts.divisions[clue.at_position.division]), right, clue.at_position.how
    if clue.division is not None and clue.division in facts.divisions:
        return _bureau(facts, facts.divisions[clue.division]), right, f"按行政区划{clue.division}"
    return None, right, ""


def _bureau(facts: Facts, office_id: int) -> int:
    """The office itself, or of a township the bureau above it, whose 所 it is."""
    office = facts.offices[office_id]
    return office.parent_id if office.level == "township" and office.parent_id is not None else office.id


def lifted_above(facts: Facts, office_id: int, about: Collection[int]) -> int | None:
    """The lowest office from here up that none of those complained of is, or stands above.

    The province itself bars nobody: beyond it there is no office here, and a clue that lay nowhere would be read by no one.
    """
    barring = [facts.offices[one].path for one in about if one in facts.offices and facts.offices[one].level != "province"]
    at: int | None = office_id
    while at is not None:
        here = facts.offices[at]
        if not any(here.path.startswith(path) for path in barring):
            return at
        at = here.parent_id
    return None
