"""Minor and corrected: no penalty, and the decision is served all the same (行政处罚法第三十三条)."""

from casework.desk import House
from tests.casework.cases import SERVED
from tests.stories.telling import a_story


def test_a_minor_act_that_was_corrected_is_not_penalised(sqlite_house: House) -> None:
    story = a_story(sqlite_house, "2025-08-04")
    story.opened(cause="王某未按规定设立标示牌案", offence="no-sign-board", act_start="2025-07-10", act_end="2025-08-01")
    story.filed()
    story.reported()
    assert story.asked("decision.none", facts="已改正").status_code == 422  # on which ground is not said
    assert story.move("decision.none", ground="轻微并及时改正，没有危害后果", facts="已于当日补立标示牌") == "no_penalty"
    assert story.due() == {"service": "2025-08-13"}
    assert story.read()["decided_on"] == "2025-08-04"
    story.move("closing.propose", reason="不予处罚", opinion="建议结案")
    assert story.refused("closing.no-penalty", opinion="同意") == "The decision is not served."
    story.go("2025-08-06")
    story.move("none.serve", **SERVED, served_on="2025-08-06")
    assert story.move("closing.no-penalty", opinion="同意") == "closed"
    told = story.read()
    assert (told["closing"], told["money"]["owed"], told["money"]["decided"]) == ("no-penalty", None, None)
    story.archived()
