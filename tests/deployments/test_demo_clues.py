"""The demo's clues: every channel and stage, each with its duties, acts and sealed reporter; the same for a seed."""

from random import Random

from casework.access import OPERATOR
from casework.desk import House, open_desk
from deployments.demo import fill_demo
from deployments.demo_clues import play_clues
from deployments.demo_tips import tips
from regulation.clue import Channel, Disposal, Outcome, Stage

MANY = 36  # of sixty: all that differs is how far back they go


def test_clues_of_every_channel_stand_in_every_stage_with_their_acts_and_sealed_reporters(sqlite_house: House) -> None:
    fill_demo(sqlite_house, mines=120)
    with open_desk(sqlite_house, OPERATOR) as desk:
        province = int(desk.scalar("SELECT id FROM party WHERE level = 'province'"))
        told = tips(desk, Random(1), province, MANY)
        assert (len(told), told == tips(desk, Random(1), province, MANY)) == (MANY, True)
        assert told != tips(desk, Random(2), province, MANY)
    came = play_clues(sqlite_house, many=MANY)
    with open_desk(sqlite_house, OPERATOR) as desk:
        clues = desk.rows("SELECT * FROM clue ORDER BY id")
        assert len(clues) == came == MANY + sum(one.twice for one in told)
        assert {row.stage for row in clues} == {*Stage}
        assert {row.channel for row in clues} == {*Channel}
        assert {row.outcome for row in clues} == {*Outcome, None}
        assert {row.disposal for row in clues} == {*Disposal, None}
        names = [one.clue.reporter.name for one in told if one.clue.reporter.name]
        assert [row.number for row in clues if any(name in row.text for name in names)] == []
        sealed = desk.rows("SELECT content FROM clue_seal")
        opened = "".join(sqlite_house.seal.open(bytes(row.content)).decode() for row in sealed)
        assert [name for name in names if name not in opened] == []
        for kind, which in (("clue_registration", "stage IN ('registered', 'verifying', 'verified')"),
                            ("clue_verification", "outcome IS NOT NULL AND main_id IS NULL"),
                            ("clue_closing", "stage = 'closed' AND main_id IS NULL")):
            assert desk.scalar(f"SELECT count(*) FROM clue c WHERE {which} AND NOT EXISTS (SELECT 1 FROM act a WHERE"
                               " a.kind = :kind AND a.subject_kind = 'clue' AND a.subject_id = c.id)", kind=kind) == 0
        assert desk.scalar("SELECT count(*) FROM clue WHERE main_id IS NOT NULL") == sum(one.twice for one in told)
        assert desk.scalar("SELECT min(n) FROM (SELECT count(*) AS n FROM clue_verifier GROUP BY clue_id) x") == 2
        assert desk.scalar("SELECT count(*) FROM duty WHERE subject_kind = 'clue' AND status = 'open'") > 10
        assert desk.scalar("SELECT count(DISTINCT kind) FROM watcher") == 4
