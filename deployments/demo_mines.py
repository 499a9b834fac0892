"""Holders, rights and mines of the demo: some thousand, spread over the counties as mines are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from casework.bulk import add_rows, insert_rows
from casework.desk import Desk
from casework.record.divisions import fill_paths
from deployments.demo_names import Mineral, firm, mineral, person
from deployments.demo_people import Staffed
from models import Mine, Officer, Party, Post, Right

YEARS = {"large": 30, "medium": 20, "small": 10}  # how long licences of the demo run before they are renewed
EXPLORATION_YEARS = 3
EXPIRED = 0.02
EXPLORATION_SHARE = 0.1


@dataclass(frozen=True)
class Site:
    """A mine or exploration project before it has ids."""

    holder: int  # place in the list of holders
    county: Any
    place: Any  # the township or area it lies in
    mineral: Mineral
    scale: str
    name: str
    since: date
    until: date


def add_mines(desk: Desk, rng: Random, mines: int, staff: Sequence[Staffed]) -> None:
    """Make up holders of one to three mines each, exploration rights, and an inspector for every mine."""
    counties, places = _counties(desk), _places(desk)
    weights = [rng.paretovariate(1.5) * (0.2 if row.name.endswith("区") else 1) for row in counties]
    homes: list[Any] = []
    sites: list[Site] = []
    while len(sites) < mines:
        home = rng.choices(counties, weights)[0]
        homes.append(home)
        for _ in range(min(rng.choice((1, 1, 1, 2, 2, 3)), mines - len(sites))):
            sites.append(_site(rng, len(homes) - 1, home, rng.choice(places[home.id]), desk.today))
    holders = _add_holders(desk, rng, homes, sites)
    rights = _add_rights(desk, sites, holders, "mining")
    _add_mines(desk, rng, sites, holders, rights, staff)
    searched = rng.sample(sites, int(mines * EXPLORATION_SHARE))
    _add_rights(desk, [_search(rng, site, desk.today) for site in searched], holders, "exploration")


def _counties(desk: Desk) -> list[Any]:
    return desk.rows(
        "SELECT c.id, c.code, c.name, CASE c.level WHEN 'city' THEN c.id ELSE c.parent_id END AS city_id,"
        " CASE c.level WHEN 'city' THEN c.parent_id"
        " ELSE (SELECT p.parent_id FROM party p WHERE p.id = c.parent_id) END"
        " AS province_id FROM party c WHERE c.level = 'county' OR (c.level = 'city' AND NOT EXISTS"
        " (SELECT 1 FROM party d WHERE d.parent_id = c.id AND d.level = 'county')) ORDER BY c.code")


def _places(desk: Desk) -> dict[int, list[Any]]:
    found = defaultdict(list)
    for row in desk.rows("SELECT code, name, parent_id AS office_id FROM party WHERE level = 'township'"
                         " UNION ALL SELECT code, name, office_id FROM area ORDER BY code"):
        found[row.office_id].append(row)
    return found


def _site(rng: Random, holder: int, county: Any, place: Any, today: date) -> Site:
    what, scale = mineral(rng), rng.choices(("large", "medium", "small"), (3, 12, 85))[0]
    year = rng.randint(2005, max(2005, min(2023, today.year - 1)))
    since = date(year, rng.randint(1, 12), rng.randint(1, 28))  # a day that every month has
    short = place.name.removesuffix("街道").removesuffix("特殊乡镇")
    return Site(holder, county, place, what, scale, f"{short}{firm(rng, '')[:2]}{what.mine}", since,
                _until(rng, since, YEARS[scale], today))


def _until(rng: Random, since: date, years: int, today: date) -> date:
    anniversary = since.replace(year=since.year + years)
    while anniversary <= today and rng.random() > EXPIRED:
        anniversary = anniversary.replace(year=anniversary.year + years)
    return anniversary - timedelta(days=1)


def _search(rng: Random, site: Site, today: date) -> Site:
    since = max(site.since, date(2008, 1, 1))
    return Site(site.holder, site.county, site.place, site.mineral, site.scale,
                f"{site.place.name}{site.mineral.name}普查", since,
                _until(rng, since, EXPLORATION_YEARS, today))


def _add_holders(desk: Desk, rng: Random, homes: Sequence[Any], sites: Sequence[Site]) -> list[int]:
    since = {site.holder: site.since for site in sorted(sites, key=lambda one: one.since, reverse=True)}
    ids = insert_rows(desk, Party, [
        {"code": f"91220000MA{n:07d}X", "name": firm(rng, home.name.rstrip("市县区")), "level": "holder",
         "parent_id": home.id, "path": "", "valid_from": since[n], "demo": True}
        for n, home in enumerate(homes)])
    fill_paths(desk)
    officers = insert_rows(desk, Officer, [
        {"name": person(rng), "email": f"holder{n:05d}@mines.example", "demo": True}
        for n in range(len(homes))])
    add_rows(desk, Post, [
        {"officer_id": officer_id, "office_id": holder_id, "role": "holder", "title": "矿业权人",
         "valid_from": since[n]}
        for n, (officer_id, holder_id) in enumerate(zip(officers, ids, strict=True))])
    return ids


def _add_rights(desk: Desk, sites: Sequence[Site], holders: Sequence[int], kind: str) -> list[int]:
    return insert_rows(desk, Right, [
        {"licence_no": _number(n, site, kind), "kind": kind, "name": site.name, "mineral": site.mineral.name,
         "holder_id": holders[site.holder], "issuer_id": _issuer(site), "county_id": site.county.id,
         "valid_from": site.since, "valid_to": site.until, "demo": True} for n, site in enumerate(sites, 1)])


def _issuer(site: Site) -> int:
    home = site.county
    return int({"large": home.province_id, "medium": home.city_id, "small": home.id}[site.scale])


def _number(n: int, site: Site, kind: str) -> str:
    month = f"{site.since:%Y%m}"
    if kind == "exploration":
        return f"T220000{month}401{n:07d}" if site.since.year > 2020 else f"T221{month}02{n:06d}"
    return f"C220000{month}711{n:07d}" if site.since.year >= 2009 else f"22{site.since:%Y}{n:07d}"


def _add_mines(desk: Desk, rng: Random, sites: Sequence[Site], holders: Sequence[int], rights: Sequence[int],
               staff: Sequence[Staffed]) -> None:
    inspectors: dict[int, list[int]] = defaultdict(list)
    for one in staff:
        if one.role == "inspector":
            inspectors[one.office_id].append(one.officer_id)
    insert_rows(desk, Mine, [
        {"code": f"JLK{n:06d}", "name": site.name, "right_id": right, "holder_id": holders[site.holder],
         "county_id": site.county.id, "area_code": site.place.code,
         "method": rng.choice(site.mineral.methods), "scale": site.scale,
         "inspector_id": rng.choice(inspectors[site.county.city_id]), "valid_from": site.since,
         "valid_to": site.until, "demo": True}
        for n, (site, right) in enumerate(zip(sites, rights, strict=True), 1)])
