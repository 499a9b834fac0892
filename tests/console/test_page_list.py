"""Every page stands in the list that trials open in a browser, and in docs/pages.md with its picture."""

import re
from pathlib import Path

from console.app import ROUTERS
from tests.trial.page_list import NO_PAGES, PAGES

ROOT = Path(__file__).parents[2]


def test_every_page_is_opened_by_the_trial_of_pages():
    served = {route.path for router in ROUTERS for route in router.routes if "GET" in route.methods}
    listed = {page.route for page in PAGES if page.route}
    assert served == listed | NO_PAGES, "name a new page in tests/trial/page_list.py and docs/pages.md"
    assert not listed & NO_PAGES and len({page.name for page in PAGES}) == len(PAGES)


def test_the_pages_are_told_of_each_once_in_their_order():
    told = re.findall(r"^\| \[(\S+)\]\(pictures/pages/\1\.png\) \|", (ROOT / "docs/pages.md").read_text("utf-8"), re.MULTILINE)
    assert told == [page.name for page in PAGES]


def test_no_picture_is_left_of_a_page_that_is_gone_and_all_are_small():
    pictures = list((ROOT / "docs/pictures/pages").glob("*.png"))
    assert {one.stem for one in pictures} <= {page.name for page in PAGES}
    assert sum(one.stat().st_size for one in pictures) < 100_000 * len(PAGES)
