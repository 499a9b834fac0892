"""The file of an item of evidence: sent ahead, put to its item once, its hash kept with it."""

from casework.case.allowing import permit_papers
from casework.case.cases import CaseRow, record
from casework.desk import Desk
from casework.file.claiming import own_and_free
from casework.file.files import Paper
from foundation.errors import ConflictError, NotFoundError
from regulation.stages import Stage

IN_A_CASE = "case"  # under whom it is kept from then on: nobody's own, so that nobody claims it for something else
ITEM = "SELECT file_id, struck_on FROM case_evidence WHERE case_id = :case AND no = :no"
TAKE = ("UPDATE case_evidence SET file_id = :file, sha256 = (SELECT f.sha256 FROM kept_file f WHERE f.id = :file)"
        " WHERE case_id = :case AND no = :no AND file_id IS NULL RETURNING sha256")
PAPER = ("SELECT f.id, f.name AS wanted, f.name, f.media_type, f.sha256, f.size FROM case_evidence e"
         " JOIN kept_file f ON f.id = e.file_id WHERE e.case_id = :case AND e.no = :no")


def put_file(desk: Desk, case: CaseRow, no: int, file_id: int) -> str:
    """Put a file that the actor has sent to an item of a case that goes on; its SHA-256."""
    desk.permit("case.handle", case.office_path)
    rows = desk.rows(ITEM, case=case.id, no=no)
    if not rows:
        raise NotFoundError(f"{case.number} has no item {no}.", way_out="Look at its register of evidence.")
    if desk.rulebook.procedure.stage[case.stage].final or case.stage == Stage.CLOSED:
        raise ConflictError(f"{case.number} is closed: its evidence stays as it is.", way_out="Look at it as it stands.")
    if rows[0].struck_on is not None:
        raise ConflictError(f"Item {no} of {case.number} was struck already.", way_out="Enter the file as another item.")
    if rows[0].file_id is not None:
        raise _has_one(case, no)
    if file_id not in own_and_free(desk, [file_id]):
        raise NotFoundError(f"There is no file {file_id} of yours to be handed in.",
                            way_out="Send it first: `POST /api/files`.")
    taken = desk.rows(TAKE, case=case.id, no=no, file=file_id)
    if not taken:
        raise _has_one(case, no)
    desk.run("UPDATE kept_file SET kept_by = :by WHERE id = :id", by=IN_A_CASE, id=file_id)
    record(desk, "case.exhibit", case, item=no, file=file_id, sha256=taken[0].sha256)
    return str(taken[0].sha256)


def exhibit(desk: Desk, case: CaseRow, no: int) -> Paper:
    """The file of an item of a case that the caller may see."""
    permit_papers(desk, case)
    rows = desk.rows(PAPER, case=case.id, no=no)
    if not rows:
        raise NotFoundError(f"{case.number} has no file of item {no}.", way_out="Look at its register of evidence.")
    return Paper(**rows[0]._asdict())


def _has_one(case: CaseRow, no: int) -> ConflictError:
    return ConflictError(f"Item {no} of {case.number} has its file already.",
                         way_out="Enter another file as another item; strike this one if it is wrong（作废证据）.")
