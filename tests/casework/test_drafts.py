"""Drafts: kept for whoever fills them in, seen by whoever stands in, overwritten by nobody unseen, swept when old."""

from datetime import date, timedelta

import pytest

from casework.act import drafts
from casework.act.drafts import draft_about, drafts_seen, drop_draft, save_draft
from casework.desk import open_desk
from casework.duty.ending import waive
from casework.file.files import paper
from casework.record.absences import set_absence
from casework.record.officers import actor_of
from casework.view.drafts import draft_lines
from foundation.errors import ConflictError, NotFoundError, RefusedError
from models import KeptFile
from tests.casework.together import at_a_desk, at_once
from tests.casework.town import at, duty_id, go_to, settle_in, watch_on

MONDAY = date(2024, 3, 4)


@pytest.fixture
def town(house):
    found = settle_in(house, MONDAY)
    watch_on(house, MONDAY)
    return found


def actor(house, officer):
    with at(house) as desk:
        return actor_of(desk, officer)


def saved(house, officer, about="kind:patrol", *, area="镇东", over=None, duty=None, files=(), dropped=()):
    with open_desk(house, actor(house, officer)) as desk:
        save_draft(desk, about, {"given": {"area": area}}, over=over, duty_id=duty, files=files, dropped=dropped)


def seen(house, officer, about="kind:patrol"):
    with open_desk(house, actor(house, officer)) as desk:
        return draft_about(desk, about)


def a_file(house, name="照片.jpg"):
    with at(house) as desk:
        kept = KeptFile(sha256="0" * 64, name=name, media_type="image/jpeg", size=9, kept_by="x", kept_at=desk.now)
        desk.session.add(kept)
        desk.session.flush()
        return kept.id


def test_a_draft_is_seen_by_its_officer_and_his_stand_in_alone(house, town):
    head, clerk = town.officer(town.township, "head"), town.officer(town.township)
    saved(house, clerk, files=[("photo", number := a_file(house))])
    mine = seen(house, clerk)
    assert (mine.content, mine.version, [leaf.name for leaf in mine.files]) == ({"given": {"area": "镇东"}}, 1, ["照片.jpg"])
    assert seen(house, head) is None and seen(house, town.officer(town.county, "head")) is None
    with open_desk(house, actor(house, head)) as desk, pytest.raises(NotFoundError):
        paper(desk, number)
    with at(house) as desk:
        set_absence(desk, clerk, first=MONDAY, last=MONDAY, substitute_id=head)
    assert seen(house, head).officer_id == clerk
    saved(house, head, over=seen(house, head), area="镇西")
    with open_desk(house, actor(house, head)) as desk:
        assert paper(desk, number).name == "照片.jpg"
    assert (seen(house, clerk).content["given"]["area"], seen(house, clerk).saved_by) == ("镇西", "4号head")
    go_to(house, MONDAY + timedelta(days=1))
    assert seen(house, head) is None


def test_an_older_window_overwrites_nothing(house, town):
    clerk = town.officer(town.township)
    saved(house, clerk)
    old = seen(house, clerk)
    saved(house, clerk, over=old, area="第二窗口")
    with pytest.raises(ConflictError, match="Another window"):
        saved(house, clerk, over=old, area="第一窗口")
    with pytest.raises(ConflictError, match="Another window"):
        saved(house, clerk, area="不知有草稿的窗口")
    assert seen(house, clerk).content["given"]["area"] == "第二窗口" and seen(house, clerk).version == 2


def test_of_two_windows_that_save_at_once_one_is_told(postgres_house):
    town = settle_in(postgres_house, MONDAY)
    clerk = actor(postgres_house, town.officer(town.township))

    def save(desk):
        save_draft(desk, "kind:patrol", {"given": {}}, over=None)
    told = at_once(*[at_a_desk(postgres_house, save, clerk) for _ in range(2)])
    assert sorted(type(one.error).__name__ for one in told) == ["ConflictError", "NoneType"]


def test_files_are_added_and_dropped(house, town):
    clerk, first, second = town.officer(town.township), a_file(house, "一.jpg"), a_file(house, "二.jpg")
    saved(house, clerk, files=[("photo", first), ("photo", second)])
    saved(house, clerk, over=seen(house, clerk), files=[("track", third := a_file(house, "三.pdf"))], dropped=[first])
    assert [(leaf.id, leaf.wanted) for leaf in seen(house, clerk).files] == [(second, "photo"), (third, "track")]


def test_what_was_sent_is_dropped_and_nobody_elses(house, town):
    clerk, head = town.officer(town.township), town.officer(town.township, "head")
    saved(house, clerk, files=[("photo", a_file(house))])
    saved(house, clerk, "kind:violation_found")
    saved(house, head)
    with open_desk(house, actor(house, clerk)) as desk:
        drop_draft(desk, draft_about(desk, "kind:patrol"))
        assert [one.about for one in drafts_seen(desk)] == ["kind:violation_found"]
    assert seen(house, head) is not None


def test_a_leavers_drafts_go_to_the_successor_but_for_what_he_has_begun_himself(house, town):
    clerk, head = town.officer(town.township), town.officer(town.township, "head")
    saved(house, clerk, files=[("photo", a_file(house))])
    saved(house, clerk, "kind:violation_found", area="前任")
    saved(house, head, area="自己的")
    with at(house) as desk:
        assert drafts.hand_drafts(desk, clerk, head) == 2
    assert seen(house, clerk) is None and seen(house, head).content["given"]["area"] == "自己的"
    assert seen(house, head, "kind:violation_found").content["given"]["area"] == "前任"
    with at(house) as desk:
        assert drafts.hand_drafts(desk, head, None) == 2 and desk.scalar("SELECT count(*) FROM draft_file") == 0


def test_a_program_keeps_no_drafts(house, town):
    with at(house) as desk:
        assert drafts_seen(desk) == [] and draft_lines(desk) == []
        with pytest.raises(RefusedError):
            save_draft(desk, "kind:patrol", {}, over=None)


def test_the_first_page_lists_what_can_be_gone_on_with(house, town):
    clerk, week = town.officer(town.township), duty_id(house, "township_patrol", "2024-W10")
    saved(house, clerk, f"duty:{week}", duty=week)
    saved(house, clerk, "kind:violation_found")
    saved(house, clerk, "kind:gone")
    saved(house, clerk, "duty:1", duty=duty_id(house, "inspector_report", "2024"))  # of an office where he serves no more
    with open_desk(house, actor(house, clerk)) as desk:
        assert {(one.title, one.duty, one.period, one.due) for one in draft_lines(desk)} == {
            ("矿政管理机构发现违法行为", None, None, None), ("乡（镇）所每周巡查", week, "2024-W10", date(2024, 3, 10))}


def test_drafts_of_ended_duties_are_swept_a_month_later_and_untouched_ones_after_half_a_year(house, town):
    clerk, head = town.officer(town.township), actor(house, town.officer(town.county, "head"))
    week, year = duty_id(house, "township_patrol", "2024-W10"), duty_id(house, "inspector_report", "2024")
    saved(house, clerk, f"duty:{week}", duty=week, files=[("photo", a_file(house))])
    saved(house, town.officer(town.city), f"duty:{year}", duty=year)
    saved(house, clerk)
    with open_desk(house, head) as desk:
        waive(desk, week, reason="撤点", approver="x")

    def kept(day):
        go_to(house, day)
        with at(house) as desk:
            drafts.sweep_drafts(desk)
            return {row.about for row in desk.rows("SELECT about FROM draft")}
    everything = {f"duty:{week}", f"duty:{year}", "kind:patrol"}
    assert kept(MONDAY + drafts.AFTER_END) == everything
    assert kept(MONDAY + drafts.AFTER_END + timedelta(days=1)) == everything - {f"duty:{week}"}
    assert kept(MONDAY + drafts.UNTOUCHED) == everything - {f"duty:{week}"}
    watch_on(house, MONDAY + drafts.UNTOUCHED + timedelta(days=1))  # the nightly watch does it
    with at(house) as desk:
        assert desk.scalar("SELECT count(*) FROM draft") == desk.scalar("SELECT count(*) FROM draft_file") == 0


def test_a_draft_that_was_saved_again_meanwhile_is_not_dropped(house, town):
    clerk = town.officer(town.township)
    saved(house, clerk)
    old = seen(house, clerk)
    saved(house, clerk, over=old, area="第二窗口")
    with open_desk(house, actor(house, clerk)) as desk:
        drop_draft(desk, old)
    assert seen(house, clerk).content["given"]["area"] == "第二窗口"
