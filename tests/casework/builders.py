"""Builders: a mini-province 吉林省 > 吉林市 > 永吉县 > 口前镇 with a holder, a mine, and officers."""

from dataclasses import dataclass
from datetime import date

from casework.bulk import add_rows, insert_rows
from casework.desk import Desk
from models import Mine, Officer, Party, Post, Right

SINCE = date(2009, 1, 1)


@dataclass(frozen=True)
class Province:
    """Ids of the mini-province; `officers` gives by party and role who holds the post."""

    province: int
    city: int
    county: int
    township: int
    holder: int
    right: int
    mine: int
    exploration_right: int
    inspector: int
    officers: dict[int, dict[str, int]]

    def officer(self, party_id: int, role: str = "handler") -> int:
        return self.officers[party_id][role]


def a_party(desk: Desk, code: str, name: str, level: str, parent_id: int | None = None, *,
            valid_from: date | None = None, valid_to: date | None = None, mineral_rich: bool = False) -> int:
    """An office or holder below its parent, with the path that follows."""
    above = desk.scalar("SELECT path FROM party WHERE id = :id", id=parent_id) if parent_id else "/"
    number = insert_rows(desk, Party, [{
        "code": code, "name": name, "level": level, "parent_id": parent_id, "path": "", "valid_from": valid_from,
        "valid_to": valid_to, "mineral_rich": mineral_rich}])[0]
    desk.run("UPDATE party SET path = :path WHERE id = :id", path=f"{above}{number}/", id=number)
    return number


def an_officer(desk: Desk, office_id: int, role: str = "handler", *, name: str = "张三",
               email: str | None = "", email_fails: bool = False, valid_from: date = SINCE,
               valid_to: date | None = None) -> int:
    """An officer with one post; the address is made from the post unless one (or None) is given."""
    address = f"{office_id}.{role}@kj.example.cn" if email == "" else email
    number = insert_rows(desk, Officer, [{"name": name, "email": address, "email_fails": email_fails}])[0]
    add_rows(desk, Post, [{"officer_id": number, "office_id": office_id, "role": role, "title": "",
                           "valid_from": valid_from, "valid_to": valid_to}])
    return number


def a_right(desk: Desk, *, licence_no: str, holder_id: int, issuer_id: int, county_id: int,
            kind: str = "mining", name: str = "口前铁矿", mineral: str = "铁矿", valid_from: date = SINCE,
            valid_to: date | None = None) -> int:
    """A mining right unless another kind is asked for."""
    return insert_rows(desk, Right, [{
        "licence_no": licence_no, "kind": kind, "name": name, "mineral": mineral, "holder_id": holder_id,
        "issuer_id": issuer_id, "county_id": county_id, "valid_from": valid_from, "valid_to": valid_to}])[0]


def a_mine(desk: Desk, *, code: str, right_id: int, holder_id: int, county_id: int, name: str = "口前铁矿",
           area_code: str | None = "220221100", method: str = "underground", scale: str = "small",
           inspector_id: int | None = None, valid_from: date = SINCE, valid_to: date | None = None) -> int:
    """A small underground mine unless otherwise asked for."""
    return insert_rows(desk, Mine, [{
        "code": code, "name": name, "right_id": right_id, "holder_id": holder_id, "county_id": county_id,
        "area_code": area_code, "method": method, "scale": scale, "inspector_id": inspector_id,
        "valid_from": valid_from, "valid_to": valid_to}])[0]


def build_province(desk: Desk) -> Province:
    """省厅, 吉林市, 永吉县, 口前镇; 永吉矿业 with a mining right, its mine, and an exploration right."""
    province = a_party(desk, "220000", "吉林省", "province")
    city = a_party(desk, "220200", "吉林市", "city", province)
    county = a_party(desk, "220221", "永吉县", "county", city, mineral_rich=True)
    township = a_party(desk, "220221100", "口前镇", "township", county)
    holder = a_party(desk, "912202210000000001", "永吉矿业有限公司", "holder", county, valid_from=SINCE)
    staff = {province: ("head", "handler", "administrator"), city: ("head", "deputy", "handler", "inspector"),
             county: ("head", "handler"), township: ("head", "handler"), holder: ("holder",)}
    officers = {office: {role: an_officer(desk, office, role, name=f"{office}号{role}") for role in roles}
                for office, roles in staff.items()}
    inspector = officers[city]["inspector"]
    of = {"holder_id": holder, "county_id": county}
    right = a_right(desk, licence_no="C2200002009012110000001", issuer_id=province, **of)
    mine = a_mine(desk, code="JL0001", right_id=right, inspector_id=inspector, **of)
    exploration = a_right(desk, licence_no="T22120090102000001", kind="exploration", name="口前铁矿普查",
                          issuer_id=province, **of)
    return Province(province, city, county, township, holder, right, mine, exploration, inspector, officers)

