"""What follows by itself when a clue has ended: those linked to it end too, its reporters are told, a reward is proposed."""

from collections import Counter
from typing import Any

from casework import journal
from casework.access import SYSTEM
from casework.bulk import rows_among, run_many
from casework.clue.letters import write_reporters
from casework.clue.mail_books import need, settle_each
from casework.clue.replying import answers_to
from casework.clue.rewarding import propose_for
from casework.desk import Desk, House, open_desk
from casework.draining import Stage, StageReport, drained
from casework.journal import Entry
from regulation.clue_words import DISPOSALS, OUTCOMES, STAGES

BATCH = 500
UNFOLLOWED = "clue-unfollowed"  # a work item of its office until it works
LINKED = ("SELECT c.id, c.office_id, m.number, m.stage, m.outcome, m.disposal, m.end_reason FROM clue c"
          " JOIN clue m ON m.id = c.main_id WHERE c.ended_on IS NULL AND m.ended_on IS NOT NULL ORDER BY c.id LIMIT :most")
END = ("UPDATE clue SET stage = :stage, outcome = :outcome, disposal = :disposal, end_reason = :reason, ended_on = :on,"
       " version = version + 1 WHERE id = :id AND ended_on IS NULL")
WAITING = "SELECT id FROM clue WHERE ended_on IS NOT NULL AND followed_at IS NULL AND id > :after ORDER BY id LIMIT :most"
ENDED = ("SELECT c.id, c.number, c.stage, c.outcome, c.disposal, c.main_id, s.content, s.by_mail, EXISTS (SELECT 1"
         " FROM reporter_letter l WHERE l.clue_id = c.id AND l.kind = 'outcome') AS told FROM clue c JOIN clue_seal s"
         " ON s.clue_id = c.id WHERE c.id IN :ids AND c.followed_at IS NULL ORDER BY c.id")
FOLLOWED = "UPDATE clue SET followed_at = :now WHERE id = :id AND followed_at IS NULL"
BECAME = {"file": "已依法立案处理", "refer": "已依法移送有关机关处理", "close": "已办理完毕"}


# The figures of its report, under their Chinese names.
TITLES = {"ended": "已办结线索", "linked": "随并案办结", "letters": "答复信", "rewards": "提出奖励", "failed": "未能处理"}


def follow_up(house: House, *, batch: int = BATCH, most: int = 100_000) -> StageReport:
    """See to all that has ended, batch after batch, each whole in itself; one that fails is told and tried again next time."""
    report = StageReport(TITLES, Counter(linked=_end_linked(house, batch)))
    return drained(house, Stage(WAITING, process, _tell_failure), report, batch=batch, most=most)


def _tell_failure(desk: Desk, clue_id: int, error: Exception) -> StageReport:
    number, office = desk.rows("SELECT number, office_id FROM clue WHERE id = :id", id=clue_id)[0]
    need(desk, office, UNFOLLOWED, str(clue_id),
         f"线索{number}已办结，但答复或奖励未能由系统处理（{type(error).__name__}）。")
    return StageReport(TITLES, Counter(failed=1), [(number, f"未能处理：{type(error).__name__}")])


def process(desk: Desk, ids: list[int]) -> StageReport:
    """Tell the reporters of clues that have ended, once each, and propose rewards; set-based, however many they are."""
    desk.permit("clue.follow")
    ended = rows_among(desk, ENDED, {"ids": ids}) if ids else []
    run_many(desk, FOLLOWED, [{"id": row.id, "now": desk.now} for row in ended])
    settle_each(desk, UNFOLLOWED, [str(row.id) for row in ended], "已由系统处理")  # where it had failed before
    mains = {row.main_id for row in ended if row.main_id is not None}
    answers = answers_to(desk, {row.id for row in ended} | mains)
    unheard = [row for row in ended if row.by_mail and not row.told]
    letters = write_reporters(desk, "outcome", [(row.id, row.number, row.content) for row in unheard], {
        row.id: answers.get(row.id) or answers.get(row.main_id or 0) or in_plain_words(row) for row in unheard})
    rewards = propose_for(desk, [
        row.id for row in ended if (row.outcome, row.disposal, row.main_id) == ("true", "file", None)])
    return StageReport(TITLES, Counter(ended=len(ended), letters=letters, rewards=len(rewards)), [
        (row.number, _decision(row, written=row in unheard, reward=rewards.get(row.id))) for row in ended])


def in_plain_words(clue: Any) -> str:
    """What a reporter is told who had no answer in words of its own: the outcome, and nothing about anybody."""
    if clue.stage == "declined":
        return "经审查，您反映的事项不属于受理范围。"
    said = {"not_ours": "您反映的事项不属于本机关管辖"}.get(clue.outcome, f"您反映的情况{OUTCOMES.get(clue.outcome, '已核查')}")
    return f"经核查，{said}，{BECAME.get(clue.disposal, '已办理完毕')}。感谢您的监督。"


def _decision(clue: Any, *, written: bool, reward: str | None) -> str:
    parts = [OUTCOMES.get(clue.outcome) or STAGES[clue.stage], DISPOSALS.get(clue.disposal), "答复举报人" if written else None,
             f"提出奖励{reward}元" if reward else None]
    return "，".join(part for part in parts if part)


def _end_linked(house: House, batch: int) -> int:
    """What was linked at the very moment its main clue ended, ends now; its reporter's answer stays owed. How many."""
    ended = 0
    while True:
        with open_desk(house, SYSTEM) as desk:
            desk.permit("clue.follow")
            lock = " FOR UPDATE OF c SKIP LOCKED" if desk.postgres else ""
            rows = desk.rows(LINKED + lock, most=batch)
            run_many(desk, END, [{"id": row.id, "stage": row.stage, "outcome": row.outcome, "disposal": row.disposal,
                                  "reason": row.end_reason, "on": desk.today} for row in rows])
            journal.note_each(desk, "clue.ended", "clue", [
                Entry(row.id, row.office_id, {"other": row.number}) for row in rows])
        ended += len(rows)
        if len(rows) < batch:
            return ended
