"""What can be recorded where: the kinds that fit an office or holder, and what an act of a kind may be about."""

from dataclasses import dataclass
from itertools import chain

from casework.access import allowed
from casework.bulk import rows_among
from casework.desk import Desk
from casework.duty.populations import LEVELS
from regulation.act_kind import ActKind
from regulation.book import Rulebook
from regulation.rule import DutyRule
from regulation.terms import Cadence, Debtor, Per

OFFICES = ("province", "city", "county", "township")
ON_THE_SPOT = ("mine", "mining_right", "exploration_right")
ANYTHING = ("self", *ON_THE_SPOT, "officer")


@dataclass(frozen=True)
class Recorder:
    """An office or holder for which the actor records."""

    id: int
    code: str
    name: str
    level: str
    path: str


def recorders(desk: Desk) -> list[Recorder]:
    """The offices and holders for which the actor records, those of his first posts first."""
    ids = list(dict.fromkeys(post.office_id for post in desk.actor.posts if allowed(desk.actor, "act.record", post.path)))
    rows = {row.id: Recorder(*row) for row in rows_among(
        desk, "SELECT id, code, name, level, path FROM party WHERE id IN :ids", {"ids": ids})}
    return [rows[one] for one in ids]


def kinds_at(book: Rulebook, level: str) -> list[ActKind]:
    """The kinds that an office or holder of a level records; what is reviewed first is handed in for its duty instead."""
    return [kind for kind in book.acts.values() if not kind.reviewed and not kind.own_way and level in _levels(book, kind)]


def _levels(book: Rulebook, kind: ActKind) -> set[str]:
    """Whoever owes what the kind discharges; an event that opens duties of holders is theirs to tell; else every office."""
    owed = [_debtors(book.duties[code]) for code in kind.discharges]
    if owed:
        return set(chain.from_iterable(owed))
    told = {level for rule in _brought_about(book, kind) for level in _debtors(rule)}
    return {"holder"} if told == {"holder"} else set(OFFICES)


def _debtors(rule: DutyRule) -> tuple[str, ...]:
    if rule.debtor in (Debtor.MINING_HOLDER, Debtor.EXPLORATION_HOLDER):
        return ("holder",)
    return LEVELS.get(rule.debtor, OFFICES[:3])  # a registrar is whichever office issued the licence


def _brought_about(book: Rulebook, kind: ActKind) -> list[DutyRule]:
    events = {one.event for one in kind.raises}
    return [rule for rule in book.duties.values() if rule.event in events]


def subject_kinds(book: Rulebook, kind: ActKind) -> tuple[str, ...]:
    """What an act of a kind may be about, `self` for the office or holder itself; the first is the usual one."""
    rules = [book.duties[code] for code in kind.discharges] or _brought_about(book, kind)
    if not rules:
        return ANYTHING
    wanted = dict.fromkeys(_about(rule, told=not kind.discharges) for rule in rules)
    # Where something can be found on the spot, it may be said at which mine.
    return tuple(dict.fromkeys((*wanted, *(ON_THE_SPOT if kind.findings else ()))))


def _about(rule: DutyRule, *, told: bool) -> str:
    """A duty of an office that an event opened is about the act that was the event; that act is about the office."""
    return "act" if rule.per is Per.SELF and rule.cadence is Cadence.EVENT and not told else rule.per.value
