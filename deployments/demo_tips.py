"""What made-up people tell the demo's offices: where, what, by which channel, and who they are."""

import json
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from casework.clue.accepting import NewClue, Reporter
from casework.desk import Desk
from deployments.demo_names import firm, person
from regulation.clue import Channel, Offence

TIPS = 60
A_DAY = 3  # that come together
DAYS = 180  # over which so many came
ANONYMOUS = 0.3
TAKEN = (Channel.HOTLINE, Channel.LETTER, Channel.LEADER, Channel.REPORT, Channel.MEDIA, Channel.PATROL, Channel.INSPECTION,
         Channel.SYSTEM)  # by an office; the others by nobody
# An offence and how it is told; {who} is the accused, {where} a township or mine.
STORIES = (
    (Offence.MINING_WITHOUT_LICENCE, "{where}北坡有人夜里用挖掘机采矿，没有任何手续。"),
    (Offence.MINING_OUTSIDE_AREA, "{who}在{where}超出矿界开采，已经挖到界桩外面。"),
    (Offence.ENVIRONMENT, "{who}在{where}把废渣堆在河边，雨后流进田里。"),
    (Offence.ILLEGAL_TRANSFER, "{where}的采矿权实际由{who}承包经营，没有办理转让手续。"),
    (Offence.EXPLORING_WITHOUT_LICENCE, "{where}山上有人打钻找矿，问起来拿不出勘查许可证。"),
    (Offence.DESTRUCTIVE_MINING, "{who}在{where}只采富矿，大量矿石丢弃不采。"),
    (Offence.OTHER, "{where}运矿车辆昼夜不停，疑有矿山偷采。"),
    (Offence.OFFICER_CONDUCT, "{where}有工作人员给矿山通风报信，检查前矿上都知道。"),
    (Offence.UNLAWFUL_APPROVAL, "{where}的采矿权没有公示就批给了{who}。"),
)
SITES = ("SELECT m.id, m.name, m.area_code, r.licence_no, b.ring, c.id AS county_id, c.code AS county FROM mine m"
         " JOIN mineral_right r ON r.id = m.right_id JOIN right_boundary b ON b.right_id = r.id"
         " JOIN party c ON c.id = m.county_id WHERE c.level = 'county' ORDER BY m.id")


@dataclass(frozen=True, repr=False)
class Tip:
    """A clue to come: on which day, of which county, and whether it is told again on the day after."""

    day: date
    county_id: int
    clue: NewClue
    twice: bool


def tips(desk: Desk, rng: Random, province: int, many: int = TIPS) -> list[Tip]:
    """The clues of the last months, the oldest first; the same for a seed."""
    sites = desk.rows(SITES)
    ages = [(many - 1 - n) // A_DAY * A_DAY * DAYS // TIPS for n in range(many if sites else 0)]
    return [_tip(rng, n, rng.choice(sites), desk.today - timedelta(days=age), province) for n, age in enumerate(ages)]


def _tip(rng: Random, n: int, site: Any, day: date, province: int) -> Tip:
    channel = tuple(Channel)[n % len(Channel)]
    offence, story = STORIES[n % len(STORIES)]
    (longitude, latitude), accused = json.loads(site.ring)[0], firm(rng, "")
    reporter = _reporter(rng)
    placed, nowhere = rng.random() < 0.8, n % 20 == 19
    signed = f" {reporter.name} {reporter.phone}" if reporter.name else ""
    return Tip(day, site.county_id, NewClue(
        channel, story.format(who=accused, where=site.name) + signed, offence, reporter, accused=accused,
        place="" if nowhere else f"{site.name}附近", division="" if nowhere else site.area_code or site.county,
        longitude=None if nowhere or not placed else round(longitude + rng.gauss(0, 0.004), 6),
        latitude=None if nowhere or not placed else round(latitude + rng.gauss(0, 0.004), 6),
        licence=site.licence_no if offence is Offence.MINING_OUTSIDE_AREA and not nowhere else "",
        happened="最近一周", ongoing=n % 4 == 0,
        office=None if channel not in TAKEN else province if channel is Channel.LEADER or nowhere else site.county_id),
        twice=n % 15 == 7)


def _reporter(rng: Random) -> Reporter:
    name, phone = person(rng), f"138{rng.randint(0, 99_999_999):08d}"
    if rng.random() < ANONYMOUS:
        return Reporter()
    return Reporter(name, phone, f"reporter{phone[3:]}@reporters.example" if rng.random() < 0.5 else "")
