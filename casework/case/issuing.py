"""A document is issued: whole, signed, numbered, kept with its hash; from then on nothing of it changes."""


from casework.case.allowing import permit_papers
from casework.case.cases import CaseRow, case_of
from casework.case.documents import DocumentRow, document_of, form_for, note, outdated
from casework.case.drafts import draft_of
from casework.case.numbering import next_number
from casework.case.rendering import all_values, keep, rendered
from casework.case.signing import Signature, next_place, shown, signatures_of
from casework.desk import Desk
from documents.amounts import day_told
from documents.form import Form
from documents.kinds import OPINIONS, Origin
from documents.stamping import MARK, stamped, text_of
from files.kinds import WORD
from foundation.errors import ConflictError, InvalidError

ISSUE = ("UPDATE case_document SET state = 'issued', number = :number, issued_on = :day, issued_by = :by, file_id = :file,"
         " sha256 = :sha, by_hand = :by_hand WHERE id = :id AND state = 'draft'")
DECIDING = ("行政处罚告知书", "听证告知书", "行政处罚决定书", "不予行政处罚决定书", "当场处罚决定书", "行政处罚变更决定书")
SENT = "SELECT sha256 FROM kept_file WHERE id = :id"
TAKEN = "SELECT title FROM case_document WHERE number = :number"
FILED = "立"  # the register of filed cases has numbers of its own, given by its flow


def issue(desk: Desk, number: str, document: int, *, seen: int | None = None) -> DocumentRow:
    """Issue a document today, once all of its chain have signed, under the office's next number of its kind and year.

    ConflictError where a signature is missing, or somebody was quicker; InvalidError where a value is.
    """
    case, draft = draft_of(desk, number, document, seen)
    form = form_for(draft, desk.today)
    if form.origin is not Origin.OURS:
        raise ConflictError(f"{form.title} is not written by us.", way_out="Register it as it came in, as a file.")
    _refuse_unmade(desk, case, draft)
    signed = signatures_of(desk, draft)
    _refuse_unsigned(form, signed)
    values = all_values(desk, case, draft, form, desk.today)
    body = rendered(desk, form, values, shown(signed), draft=False) if draft.sent_id is None else _sent(desk, draft, form)
    # Whoever numbers in the same series waits from here on: everything that takes time is done.
    told, kept = _number(desk, case, draft, form)
    if form.character:
        body = stamped(body, told)
    _keep_issued(desk, case, draft, body, f"{draft.title}{told and '-' + told}.docx", kept)
    return document_of(desk, case, draft.id)


def _refuse_unmade(desk: Desk, case: CaseRow, draft: DocumentRow) -> None:
    """What notifies of a penalty, or decides on one, is issued only once the move of the case was made that it tells of."""
    makers = [one.action for one in desk.rulebook.procedure.move.values() if draft.title in one.documents]
    if draft.title not in DECIDING or not makers:
        return
    listed = ", ".join(f"'{one}'" for one in makers)
    if not desk.rows(f"SELECT 1 FROM case_event WHERE case_id = :case AND action IN ({listed}) LIMIT 1", case=case.id):
        raise ConflictError(f"{draft.title} cannot be issued: {case.number} has not come so far.",
                            way_out="Make the move of the case first; its document is drafted then.")


def _refuse_unsigned(form: Form, signed: tuple[Signature, ...]) -> None:
    back = next((one for one in signed if not one.agreed), None)
    if back is not None:
        raise ConflictError(f"{form.title} was sent back by {back.name}: {back.opinion}",
                            way_out="Mend it first; the new version is signed from the beginning.")
    place = next_place(form, signed)
    if place is not None:
        raise ConflictError(f"{form.title} is not signed yet: {OPINIONS[place].replace('⏎', '').removesuffix('意见')}.",
                            way_out="Whoever holds that place signs it first.")


def _sent(desk: Desk, draft: DocumentRow, form: Form) -> bytes:
    """The Word file that took the form's place; it must say today's day where the form has one, and where its number goes."""
    with desk.house.files.open(desk.scalar(SENT, id=draft.sent_id)) as content:
        body = content.read()
    said = text_of(body)
    if form.character and MARK not in said:
        stamped(body, "")
    if any(one.name == "issued_on" for one in form.fields) and day_told(desk.today) not in said:
        raise InvalidError(f"The Word file does not say that it is of {desk.today}.",
                           way_out=f"Date it {day_told(desk.today)}, and send it again.")
    return body


def _number(desk: Desk, case: CaseRow, draft: DocumentRow, form: Form) -> tuple[str, str | None]:
    """The number as it is printed, and as it is kept; none where the form has none."""
    if not form.character:
        return "", None
    if form.character == FILED:
        if case.filing_number is None:
            raise ConflictError(f"{case.number} has no filing number yet.",
                                way_out="It is given once the filing is approved; issue the sheet then.")
        again = desk.rows(TAKEN, number=case.filing_number)
        return case.filing_number, None if again else case.filing_number
    found = next_number(desk, draft.office_id, form.character, desk.today)
    return found, found


def _keep_issued(desk: Desk, case: CaseRow, draft: DocumentRow, body: bytes, name: str, number: str | None) -> None:
    file_id, sha256 = keep(desk, name, body)
    if desk.run(ISSUE, id=draft.id, number=number, day=desk.today, by=desk.actor.label, file=file_id, sha=sha256,
                by_hand=False) != 1:
        raise outdated(case)
    note(desk, "case.document_issued", case, draft, number=number, sha256=sha256)


def word_of(desk: Desk, number: str, document: int) -> tuple[str, str, bytes]:
    """A document as a file: its name, media type and content; a draft with blanks where something is missing."""
    case = case_of(desk, number)
    permit_papers(desk, case)
    found = document_of(desk, case, document)
    if found.sha256 is not None:
        with desk.house.files.open(found.sha256) as content:
            return found.file_name or found.title, found.media_type or WORD.media_type, content.read()
    form = form_for(found, desk.today)
    if found.sent_id is not None:
        with desk.house.files.open(desk.scalar(SENT, id=found.sent_id)) as content:
            return f"{found.title}.docx", WORD.media_type, content.read()
    values = all_values(desk, case, found, form, desk.today)
    return f"{found.title}.docx", WORD.media_type, rendered(desk, form, values, shown(signatures_of(desk, found)), draft=True)
