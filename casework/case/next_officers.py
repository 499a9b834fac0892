"""Which officer acts next in a case: of those who hold the role, in order of rank, the first who may, and is there."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from casework.bulk import rows_among
from casework.case.allowing import JUDGES, barred, judged_by
from casework.case.cases import CaseRow
from casework.case.chain import Done, done_among, leading
from casework.case.done import events_of
from casework.case.kept_facts import told
from casework.desk import Desk
from casework.letter.recipients import AWAY, USABLE, candidates_cte
from regulation.stages import Stage, Who

# The roles that are written to, the first that is held before the others; for the rest the case only waits.
ASKED = {Who.HANDLER: ("handler", "unit_head"), Who.UNIT: ("unit_head", "deputy"),
         Who.REVIEW: ("legal_reviewer", "unit_head", "deputy"), Who.LEGAL: ("legal_reviewer",), Who.LEADER: ("deputy", "head"),
         Who.HEADS: ("deputy", "head"), Who.SUPERIOR: ("deputy", "head")}
HEAD_FIRST = ("head", "deputy")  # he approves the filing of a major case
CHAINED = (*JUDGES, Who.UNIT)
# Who can be written to, in order; and, without a place in it, whoever holds the role.
HOLDING = ("{candidates} SELECT party_id, officer_id, n FROM ranked UNION ALL"
           " SELECT office_id, officer_id, NULL FROM serving ORDER BY 1, 3")
REACHED = (f"SELECT officer.id FROM officer WHERE officer.id IN :officers AND {USABLE} AND NOT EXISTS"
           f" (SELECT 1 FROM absence WHERE absence.officer_id = officer.id AND {AWAY})")
ABOUT = ("SELECT c.id, n.officer_id FROM enforcement_case c JOIN clue_named n ON n.clue_id = c.clue_id"
         " WHERE c.id IN :cases AND n.officer_id IS NOT NULL")


@dataclass(frozen=True)
class Wait:
    """A case that waits for somebody of a kind at an office."""

    case: CaseRow
    who: Who
    office: int


@dataclass
class Holders:
    """Of an office who holds a role: all, and those who can be written to, in order."""

    every: set[int] = field(default_factory=set)
    reached: list[int] = field(default_factory=list)


def who_acts(desk: Desk, waits: Sequence[Wait]) -> tuple[dict[int, int], set[int]]:
    """The officer to be written to, by case; and the cases in which nobody who holds the role may act.

    A case's handler himself where he is there, otherwise the first of those who hold the role and are not barred.
    """
    known = _Barred(desk, [one.case for one in waits])
    groups: dict[tuple[str, ...], list[Wait]] = defaultdict(list)
    for one in waits:
        groups[ranks_of(desk, one)].append(one)
    found, stuck = dict[int, int](), set[int]()
    for ranks, some in groups.items():
        holders = holders_of(desk, {one.office for one in some}, ranks)
        for one in some:
            there = holders.get(one.office, Holders())
            first = next((officer for officer in there.reached if known.may(one, officer)), None)
            if first is not None:
                found[one.case.id] = first
            elif one.who in CHAINED and not any(known.may(one, officer) for officer in there.every):
                stuck.add(one.case.id)
    return found | _handlers(desk, [one for one in waits if one.who is Who.HANDLER], known), stuck


def able(desk: Desk, case: CaseRow, who: Who, officers: Collection[int]) -> list[int]:
    """Which of these officers may act in a case as somebody of a kind, outside its chains; in their order."""
    known = _Barred(desk, [case])
    return [one for one in officers if known.may(Wait(case, who, case.office_id), one, "")]


def ranks_of(desk: Desk, wait: Wait) -> tuple[str, ...]:
    """The roles of which somebody is asked, in order."""
    major = wait.case.major or desk.rulebook.money.offence[wait.case.offence].focus
    return HEAD_FIRST if major and wait.case.stage == Stage.FILING_LEADER.value else ASKED[wait.who]


def holders_of(desk: Desk, offices: Collection[int], ranks: tuple[str, ...]) -> Mapping[int, Holders]:
    """Who holds these roles today, by office, with whoever stands in for them."""
    among = ", ".join(str(office) for office in sorted(offices))
    found: dict[int, Holders] = defaultdict(Holders)
    for row in desk.rows(HOLDING.format(candidates=candidates_cte(f"SELECT id FROM party WHERE id IN ({among})", ranks=ranks)),
                         day=desk.today):
        found[row.party_id].every.add(row.officer_id)
        if row.n is not None:
            found[row.party_id].reached.append(row.officer_id)
    return found


def _handlers(desk: Desk, waits: Sequence[Wait], known: "_Barred") -> dict[int, int]:
    mine = {one.case.id: one.case.handler_id for one in waits
            if one.case.handler_id is not None and known.may(one, one.case.handler_id)}
    there = {row.id for row in rows_among(desk, REACHED, {"officers": {*mine.values()}}, day=desk.today)} if mine else set()
    return {case: officer for case, officer in mine.items() if officer in there}


class _Barred:
    """What bars officers from acting in these cases, read once for all of them."""

    def __init__(self, desk: Desk, cases: Sequence[CaseRow]) -> None:
        self.desk, self.law = desk, desk.rulebook.procedure
        self.events: Mapping[int, Sequence[Done]] = events_of(desk, cases)
        clues = {one.id for one in cases if one.clue_id is not None}
        self.about = {(row.id, row.officer_id) for row in rows_among(desk, ABOUT, {"cases": clues})} if clues else set()

    def may(self, wait: Wait, officer: int, action: str | None = None) -> bool:
        """Whether he may make a move; that which leads the case on, where none is said."""
        case, who = wait.case, wait.who
        if (case.id, officer) in self.about or judged_by(case, who, officer):
            return False
        if who not in CHAINED and not told(case, self.desk.today).recused:
            return True
        done = done_among(self.events.get(case.id, ()), officer)
        action = leading(self.law, Stage(case.stage), who) if action is None else action
        return barred(self.desk, done, who, action) is None
