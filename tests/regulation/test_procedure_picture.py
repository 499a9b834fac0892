"""The picture of the procedure: every way is in it, nothing lies on anything else, every word has room."""

import re
from itertools import combinations, pairwise

import pytest

from regulation.procedure_layout import CHARACTER, PAD, SMALL, WIDE, bands, pairs_of
from regulation.procedure_picture import pictures
from regulation.procedure_words import broken, wide
from tests.regulation.cases import BEGUN, the_law


@pytest.mark.parametrize("begun", BEGUN)
def test_every_way_is_a_line_within_its_part_or_is_told_in_the_box(begun):
    law, told, lines = the_law(), set(), 0
    for picture in pictures(law, begun):
        band = picture.band
        told |= {(box.row.stage, to.stage) for box in band.boxes for to in box.exits}
        main = [box for box in band.boxes if box.main]
        told |= {(main[-1].row.stage, band.onward.stage)} if band.onward else set()
        lines += sum(2 if one.both else 1 for one in picture.lines) - bool(band.onward) - band.entered
    pairs = pairs_of(law, begun)
    group = {one.stage: one.group for one in law.stages_on(begun)}
    within = {(a, b) for a, b in pairs if group[a] == group[b]}
    assert told == pairs - within and lines == len(within)


@pytest.mark.parametrize("begun", BEGUN)
def test_no_box_lies_on_another_and_no_line_runs_through_one(begun):
    for picture in pictures(the_law(), begun):
        boxes = picture.band.boxes
        assert all(one.x > 0 and one.y > 0 and one.x + one.wide < WIDE and one.end < picture.band.high for one in boxes)
        assert all(a.end < b.y or b.end < a.y or a.x + a.wide < b.x or b.x + b.wide < a.x for a, b in combinations(boxes, 2))
        for line in picture.lines:
            for (x, y), (u, v) in pieces(line.path):
                across = [one for one in boxes if min(x, u) < one.x + one.wide and max(x, u) > one.x
                          and min(y, v) < one.end and max(y, v) > one.y]
                assert not across and min(x, u) >= 0 and max(x, u) <= WIDE, (picture.band.title, line.path)


def pieces(path):
    """The straight pieces of a path."""
    points = []
    for letter, numbers in re.findall(r"([MHV])([\d ]+)", path):
        one = [int(n) for n in numbers.split()]
        points.append(tuple(one) if letter == "M" else (one[0], points[-1][1]) if letter == "H" else (points[-1][0], one[0]))
    return pairwise(points)


@pytest.mark.parametrize("begun", BEGUN)
def test_every_word_has_room_in_its_box(begun):
    for box in (one for band in bands(the_law(), begun) for one in band.boxes):
        for label in (box.zh, box.en):
            assert max(map(wide, label.title)) * CHARACTER <= box.wide - PAD
            assert max(map(wide, label.exits), default=0) * SMALL <= box.wide - PAD
            assert box.y + PAD + 15 * len(label.title) + 13 * len(label.exits) <= box.end + 12


def test_a_text_is_broken_between_words_and_before_brackets():
    assert broken("待指定管辖（未立案）", 18) == ("待指定管辖", "（未立案）")
    assert broken("Designation asked for before filing", 21) == ("Designation asked for", "before filing")
    assert broken("法院不受理、不准予", 10) == ("法院不受", "理、不准予") and broken("", 5) == ()
