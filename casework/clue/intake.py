"""Intake (线索分办): routes what waits, opens its duties, suggests what is alike, has letters written; in batches."""

from collections import Counter
from typing import Any

from sqlalchemy import Date

from casework import journal
from casework.bulk import add_rows, rows_among, run_many
from casework.clue.accused import name_accused, name_concerned, name_officers
from casework.clue.alike import suggest
from casework.clue.duties import open_for_clues
from casework.clue.facts import CLUES, facts_for
from casework.clue.letters import tell_offices, thank_reporters
from casework.clue.mail_books import need
from casework.clue.routing import Routed, route
from casework.desk import Desk, House
from casework.draining import Stage, StageReport, drained
from casework.journal import Entry
from models import ClueMove

BATCH = 500
ASIDE = "clue-aside"
WAITING = "SELECT id FROM clue WHERE stage = 'received' AND id > :after ORDER BY id LIMIT :most"
MOVE = ("UPDATE clue SET stage = :stage, office_id = :office, county_id = :county, right_id = :right, routed_by = :how,"
        " version = version + 1 WHERE id = :id AND stage = 'received'")
FAULT = ("INSERT INTO clue_fault (clue_id, error, tries, at) VALUES (:id, :error, 1, :now) ON CONFLICT (clue_id)"
         " DO UPDATE SET error = excluded.error, tries = clue_fault.tries + 1, at = excluded.at")


# The figures of its report, under their Chinese names.
TITLES = {"routed": "分办", "unrouted": "待人工确定", "alike": "疑似重复", "duties": "开立义务", "letters": "通知信",
          "set_aside": "搁置"}


def drain(house: House, *, batch: int = BATCH, most: int = 100_000) -> StageReport:
    """Process all that waits, batch after batch, each whole in itself; one clue that fails is set aside, the others go on."""
    return drained(house, Stage(WAITING, process, set_aside), StageReport(TITLES), batch=batch, most=most)


def set_aside(desk: Desk, clue_id: int, error: Exception) -> StageReport:
    """Put a clue aside with what went wrong, to be retried by hand."""
    number = str(desk.scalar("SELECT number FROM clue WHERE id = :id", id=clue_id))
    desk.run("UPDATE clue SET stage = 'set_aside', version = version + 1 WHERE id = :id AND stage = 'received'", id=clue_id)
    desk.run(FAULT, id=clue_id, error=what_went_wrong(error), now=desk.now)
    office = desk.scalar("SELECT coalesce(c.taken_by_id, (SELECT id FROM party WHERE level = 'province')) FROM clue c"
                         " WHERE c.id = :id", id=clue_id)
    need(desk, int(office), ASIDE, str(clue_id), f"线索{number}未能自动分办，已搁置；请在“搁置的线索”中重试。")
    journal.note(desk, "clue.set_aside", "clue", clue_id, error=type(error).__name__)
    return StageReport(TITLES, Counter(set_aside=1), [(number, f"搁置：{type(error).__name__}")])


def what_went_wrong(error: Exception) -> str:
    """An error in a line; of one of the database its own words alone, for the values of the statement are people's data."""
    said = str(getattr(error, "orig", None) or error).strip()
    return f"{type(error).__name__}: {said.splitlines()[0] if said else ''}"[:300]


def process(desk: Desk, ids: list[int]) -> StageReport:
    """Process clues that are still received; set-based, however many they are."""
    desk.permit("clue.intake")
    if not ids:
        return StageReport(TITLES)
    clues = rows_among(desk, f"{CLUES} AND stage = 'received' ORDER BY id", {"ids": ids}, types={"received_on": Date()})
    name_officers(desk, clues)
    facts, whence = facts_for(desk, clues)
    province = next(office.id for office in facts.offices.values() if office.level == "province")
    name_concerned(desk, facts, whence)
    routed = {row.id: route(facts, whence[row.id]) for row in clues}
    if name_accused(desk, clues, facts, {number: one.office_id or province for number, one in routed.items()}):
        facts, whence = facts_for(desk, clues)
        routed = {row.id: route(facts, whence[row.id]) for row in clues}
    _move(desk, clues, routed, province)
    report = StageReport(TITLES, Counter(routed=sum(one.office_id is not None for one in routed.values())), [
        (row.number, routed[row.id].how) for row in clues])
    report.counts["unrouted"] = len(clues) - report.counts["routed"]
    report.counts["duties"] = _owe(desk, clues, routed)
    report.counts["alike"] = suggest(desk, list(routed))
    report.counts["letters"] = tell_offices(desk, list(routed)) + thank_reporters(desk, list(routed))
    return report


def _move(desk: Desk, clues: list[Any], routed: dict[int, Routed], province: int) -> None:
    run_many(desk, MOVE, [
        {"id": row.id, "stage": "routed" if (one := routed[row.id]).office_id is not None else "unrouted",
         "office": one.office_id or province, "county": one.county_id, "right": one.right_id, "how": one.how}
        for row in clues])
    add_rows(desk, ClueMove, [
        {"clue_id": row.id, "how": "routed", "from_id": row.taken_by_id, "to_id": routed[row.id].office_id or province,
         "reason": routed[row.id].how, "by": desk.actor.label, "at": desk.now} for row in clues])
    journal.note_each(desk, "clue.routed", "clue", [
        Entry(row.id, routed[row.id].office_id or province, {"how": routed[row.id].how}) for row in clues])


def _owe(desk: Desk, clues: list[Any], routed: dict[int, Routed]) -> int:
    there = {row.id: row.received_on for row in clues if routed[row.id].office_id is not None}
    nowhere = {row.id: row.received_on for row in clues if row.id not in there}
    named = {row.id: row.received_on for row in clues if row.named and row.id in there}
    return (open_for_clues(desk, "clue_arrived", there) + open_for_clues(desk, "clue_named", named)
            + open_for_clues(desk, "clue_unrouted", nowhere))
