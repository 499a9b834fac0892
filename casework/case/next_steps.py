"""Who must act next in a case is told: one open work item a case, gone with the next move, and a letter once."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from casework.bulk import add_rows, insert_rows, rows_among, run_many
from casework.case.cases import CaseRow
from casework.case.facts import facts_of, limits_of
from casework.case.hinting import hint_of
from casework.case.next_officers import ASKED, Wait, who_acts
from casework.case.seen_event import Work
from casework.clue.mail_books import need, settle
from casework.desk import Desk
from casework.triggers import pull
from models import Letter, LetterCase
from models.letter import CASES
from regulation.next_step import next_of, reviews_on
from regulation.stages import WHO, Stage, Who

NEXT = "case-next"
WAITING = ("SELECT recipient_id, min(id) AS id FROM letter WHERE kind = 'cases' AND state = 'queued' AND written_at IS NULL"
           " AND recipient_id IN :officers GROUP BY recipient_id")
# Whoever was told since the case came to this stage is not told again.
TOLD_BEFORE = ("SELECT x.case_id, l.recipient_id FROM letter_case x JOIN letter l ON l.id = x.letter_id JOIN enforcement_case c"
               " ON c.id = x.case_id WHERE x.case_id IN :cases AND x.event_no > coalesce((SELECT max(e.no) FROM case_event e"
               " WHERE e.case_id = c.id AND e.stage <> c.stage), -1)")
NOBODY = ("本机关没有可以办理的{}：有此职务的人员，或者已办理本案其他环节，或者参与了调查，或者应当回避。"
          "请将该职务授予其他人员；确无人员的，由上级机关提级办理。")
STUCK = "UPDATE work_item SET text = :text WHERE open_key = :key"
NO_MORE = ("DELETE FROM letter_case WHERE case_id IN ({ids}) AND letter_id IN"
           " (SELECT id FROM letter WHERE kind = 'cases' AND state = 'queued' AND written_at IS NULL)")


def tell_next(desk: Desk, work: Work) -> Who | None:
    """Have whoever acts next find it among the work of his office, and say for whom the case waits; who it is."""
    case, stage = work.case, Stage(work.case.stage)
    facts = facts_of(desk, case, limits_of(desk, case.id), desk.today)
    who = next_of(stage, facts, reviews=reviews_on(desk.rulebook.procedure, facts.day))
    settle(desk, NEXT, str(case.id), "已由下一步办理")
    if who is None:
        work.said.append(f"止于“{title_of(desk, stage)}”")
        return None
    if who in ASKED:
        hint = hint_of(desk, case, facts)
        need(desk, office_for(case, who), NEXT, str(case.id),
             f"案件{case.number}：{title_of(desk, stage)}，请{WHO[who][0]}办理。{hint and hint + '。'}")
        if hint:
            work.said.append(hint)
    work.said.append(f"等待{WHO[who][0]}")
    return who


def title_of(desk: Desk, stage: Stage) -> str:
    """A stage in Chinese."""
    return desk.rulebook.procedure.stage[stage.value].title


def office_for(case: CaseRow, who: Who) -> int:
    """The office of which somebody of a kind acts in a case."""
    return case.superior_id or case.office_id if who is Who.SUPERIOR else case.office_id


def write_next(desk: Desk, waits: Sequence[tuple[CaseRow, Who | None]]) -> int:
    """Have whoever acts next written to, one letter for all cases that came together; how many letters are new.

    What stands in a letter that has not left is replaced: a case is told where it stands now.
    """
    if not waits:
        return 0
    desk.run(NO_MORE.format(ids=", ".join(str(case.id) for case, _ in waits)))
    to, stuck = who_acts(desk, [Wait(case, who, office_for(case, who)) for case, who in waits if who in ASKED])
    _say_stuck(desk, stuck, waits)
    told = {(row.case_id, row.recipient_id) for row in rows_among(desk, TOLD_BEFORE, {"cases": to})} if to else set()
    by_officer: dict[int, list[CaseRow]] = defaultdict(list)
    for case, _ in waits:
        if case.id in to and (case.id, to[case.id]) not in told:
            by_officer[to[case.id]].append(case)
    if not by_officer:
        return 0
    letters = {row.recipient_id: row.id for row in rows_among(desk, WAITING, {"officers": by_officer})}
    fresh = [one for one in by_officer if one not in letters]
    letters |= dict(zip(fresh, insert_rows(desk, Letter, [
        {"recipient_id": one, "office_id": by_officer[one][0].office_id, "day": desk.today, "kind": CASES, "state": "queued",
         "attempts": 0, "next_try_at": desk.now} for one in fresh]), strict=True))
    add_rows(desk, LetterCase, [{"letter_id": letters[one], "case_id": case.id, "stage": case.stage, "event_no": case.events}
                                for one, cases in by_officer.items() for case in cases])
    pull(desk, "post_round")
    return len(fresh)


def _say_stuck(desk: Desk, stuck: Collection[int], waits: Sequence[tuple[CaseRow, Who | None]]) -> None:
    """Where nobody of the office may do what is next, its open item says so, and what to do."""
    run_many(desk, STUCK, [
        {"key": f"{NEXT}|{case.id}",
         "text": f"案件{case.number}：{title_of(desk, Stage(case.stage))}，{NOBODY.format(WHO[who][0])}"}
        for case, who in waits if who is not None and case.id in stuck])
