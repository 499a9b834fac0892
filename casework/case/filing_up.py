"""What is owed once a case is filed: its number, and who answers for it (四（二）)."""

from datetime import date

from casework.case import cases
from casework.case.cases import CaseRow
from casework.case.seen_event import Work
from casework.clue.accepting import NEXT_NUMBERS
from casework.clue.mail_books import need
from casework.desk import Desk
from casework.in_force import in_force
from documents.numbers import number, organ_of

# 负总责, 主要责任人, 具体责任人: whoever of these longest holds the post at the office that day.
NAMED = (("chief_id", "head", "负总责"), ("main_id", "deputy", "主要责任人"), ("unit_head_id", "unit_head", "具体责任人"))
POSTS = ("SELECT s.role, s.officer_id, o.name FROM post s JOIN officer o ON o.id = s.officer_id WHERE s.office_id = :office"
         f" AND s.role IN ('head', 'deputy', 'unit_head') AND {in_force('s', 'day')} ORDER BY s.valid_from, s.id")
OFFICE = "SELECT name, level FROM party WHERE id = :id"
FILED = "立"
UNNAMED = "case-unnamed"


def file_up(desk: Desk, work: Work) -> None:
    """Number a case that was filed, and name who answers for it; done once, whatever is filed again later."""
    if work.case.filed_on is None:
        return
    give_number(desk, work)
    name_responsible(desk, work)


def give_number(desk: Desk, work: Work) -> None:
    """The filing number, in one series an office and year without gap."""
    case = work.case
    if case.filing_number is not None or case.filed_on is None:
        return
    work.case = cases.complete(desk, case, filing_number=next_number(desk, case, case.filed_on))
    cases.record(desk, "case.numbered", work.case, number=work.case.filing_number)
    work.did("numbered", f"立案号{work.case.filing_number}")


def next_number(desk: Desk, case: CaseRow, day: date) -> str:
    """The next number of the office's register of filed cases in the year of a day."""
    office = desk.rows(OFFICE, id=case.office_id)[0]
    n = int(desk.scalar(NEXT_NUMBERS, name=f"filing {case.office_id} {day.year}", many=1))
    return number(organ_of(office.name, office.level, day).prefix, FILED, day.year, n)


def name_responsible(desk: Desk, work: Work) -> None:
    """Write down who answers for the case by the posts of the day on which it was filed; a post that is empty is said."""
    case = work.case
    holders = {row.role: row for row in reversed(desk.rows(POSTS, office=case.office_id, day=case.filed_on or desk.today))}
    found = {column: holders[role].officer_id for column, role, _ in NAMED
             if role in holders and getattr(case, column) is None}
    missing = [said for column, role, said in NAMED if role not in holders and getattr(case, column) is None]
    if found:
        work.case = cases.complete(desk, case, **found)
        cases.record(desk, "case.responsible", work.case, **found)
        work.did("named", "，".join(f"{said}{holders[role].name}" for column, role, said in NAMED if column in found))
    if missing:
        need(desk, case.office_id, UNNAMED, str(case.id),
             f"案件{case.number}立案之日没有可明确的{'、'.join(missing)}，请补登记任职。")
        work.said.append(f"缺{'、'.join(missing)}")
