"""Who visits the pages of a nation: an officer of each level and a mine's contact, signed in, each with the pages they open."""

from dataclasses import dataclass

from casework.account.sessions import Stay, begin
from casework.desk import House, open_desk
from casework.duty.tallying import tally_offices, tally_rules

LEVELS = ("province", "city", "county", "township", "holder")
# Everybody opens these; holders have no board.
PAGES = ("/", "/board/{code}", "/calendar", "/duties?state=running", "/overview", "/search?q={name}")


@dataclass(frozen=True)
class Visitor:
    """Somebody signed in: the session's token, and the paths of the pages."""

    level: str
    token: str
    paths: tuple[str, ...]


def settle(house: House, count: int) -> list[Visitor]:
    """Count the nation up as the flows would, and sign visitors in, the levels in turn."""
    with open_desk(house) as desk:
        tally_offices(desk)
    with open_desk(house) as desk:
        tally_rules(desk)
    return [_visitor(house, LEVELS[n % len(LEVELS)], n // len(LEVELS)) for n in range(count)]


def _visitor(house: House, level: str, skipped: int) -> Visitor:
    with open_desk(house) as desk:
        # One province stands for all: its visitors are all of it. Whoever stands in for another sees what that one sees.
        offices = desk.rows("SELECT o.officer_id, p.code, p.name FROM post o JOIN party p ON p.id = o.office_id"
                            " WHERE p.level = :level AND NOT EXISTS (SELECT 1 FROM absence a WHERE a.substitute_id ="
                            " o.officer_id) ORDER BY p.id, o.id LIMIT 1 OFFSET :skipped", level=level,
                            skipped=0 if level == "province" else 7 * skipped)
        office = offices[0]
        desk.run("INSERT INTO account (officer_id, login, created_at) VALUES (:id, :login, :now) ON CONFLICT DO NOTHING",
                 id=office.officer_id, login=f"visitor{office.officer_id}", now=desk.now)
        account = desk.scalar("SELECT id FROM account WHERE officer_id = :id", id=office.officer_id)
        token = begin(desk, account, Stay())
    paths = [path for path in PAGES if level != "holder" or not path.startswith(("/board", "/overview"))]
    pages = tuple(path.format(name=office.name, code=office.code) for path in paths)
    return Visitor(level, token, pages)
