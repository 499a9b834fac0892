"""The rights and mines of an office and below, each with whoever is responsible for it (任务到矿、责任到人)."""

from dataclasses import dataclass, replace

from casework.desk import Desk
from casework.in_force import in_force
from casework.view.listing import ALL, SIZE, Asked, Filter, Part, Table, containing, part
from casework.view.offices import Office

SERVES = in_force("s")
ANSWERS = ("LEFT JOIN responsibility {0} ON {0}.mine_id = m.id AND {0}.office_id = {1} AND " + in_force("{0}")
           + " LEFT JOIN officer {0}o ON {0}o.id = {0}.officer_id")
COUNTIES = "IN (SELECT id FROM party WHERE path LIKE :below)"
# Mines, and rights without one (any exploration right), each where it lies.
BELOW = f"""
SELECT m.id AS mine_id, m.right_id, m.county_id FROM mine m WHERE m.county_id {COUNTIES} AND {in_force('m')}
UNION ALL SELECT NULL, r.id, r.county_id FROM mineral_right r WHERE r.county_id {COUNTIES} AND {in_force('r')}
    AND NOT EXISTS (SELECT 1 FROM mine m WHERE m.right_id = r.id AND {in_force('m')})"""
THERE = f"""
SELECT m.id AS mine_id, m.right_id, m.county_id FROM mine m
WHERE m.county_id = :county AND m.area_code = :code AND {in_force('m')}"""
INSPECTED = ("EXISTS (SELECT 1 FROM post s WHERE s.officer_id = m.inspector_id AND s.role = 'inspector'"
             f" AND {SERVES})")
MINES = f"""
SELECT r.id AS right_id, r.kind, r.licence_no, r.name AS right_name, h.name AS holder, c.code AS county_code, c.name AS county,
       m.id AS mine_id, m.code AS mine_code, m.name AS mine_name, t.name AS township, i.id AS inspector,
       i.name AS inspector_name, CASE WHEN {INSPECTED} THEN 1 ELSE 0 END AS inspected,
       ko.id AS at_county, ko.name AS at_county_name, vo.id AS at_township, vo.name AS at_township_name
FROM ({{there}}) x JOIN mineral_right r ON r.id = x.right_id LEFT JOIN mine m ON m.id = x.mine_id
JOIN party h ON h.id = r.holder_id JOIN party c ON c.id = x.county_id
LEFT JOIN party t ON t.code = m.area_code AND t.level <> 'holder' LEFT JOIN officer i ON i.id = m.inspector_id
{ANSWERS.format("k", "c.id")} {ANSWERS.format("v", "t.id")} WHERE 1 = 1"""
NAMES = ("m.name", "r.name", "m.code", "r.licence_no")
PERSONS = ("i.name", "ko.name", "vo.name")


def _any(columns: tuple[str, ...], name: str) -> str:
    return "(" + " OR ".join(f"{column} LIKE :{name} ESCAPE '!'" for column in columns) + ")"


TABLE = Table(
    MINES.format(there=BELOW),
    sorts={"name": "coalesce(m.name, r.name)", "holder": "h.name", "county": "c.code", "inspector": "coalesce(i.name, '')",
           "licence": "r.licence_no"}, order="county", key="r.id, coalesce(m.id, 0)",
    filters={"name": Filter(_any(NAMES, "name"), containing), "holder": Filter("h.name LIKE :holder ESCAPE '!'", containing),
             "person": Filter(_any(PERSONS, "person"), containing), "kind": Filter("r.kind = :kind"),
             # Whatever is asked, it means those that lack one.
             "without": Filter(f"m.id IS NOT NULL AND NOT {INSPECTED} AND :without <> ''")})
OF_TOWNSHIP = replace(TABLE, select=MINES.format(there=THERE))


@dataclass(frozen=True)
class MineLine:
    """A right with its mine, if there is one, and who inspects it, who answers for it at its county and its township."""

    right_id: int
    kind: str
    licence_no: str
    right_name: str
    holder: str
    county_code: str
    county: str
    mine_id: int | None
    mine_code: str | None
    mine_name: str | None
    township: str | None
    inspector: int | None
    inspector_name: str | None
    inspected: bool  # the inspector named serves as one
    at_county: int | None
    at_county_name: str | None
    at_township: int | None
    at_township_name: str | None


def mines_of(desk: Desk, office: Office, asked: Asked = ALL, *, size: int = SIZE) -> Part:
    """A part of the rights and mines in the office's area; a township's are those that lie in it."""
    if office.level == "township":
        county = int(office.path.strip("/").split("/")[-2])
        found = part(desk, OF_TOWNSHIP, asked, size=size, county=county, code=office.code, today=desk.today)
    else:
        found = part(desk, TABLE, asked, size=size, below=f"{office.path}%", today=desk.today)
    return replace(found, rows=[MineLine(**{**row._asdict(), "inspected": bool(row.inspected)}) for row in found.rows])
