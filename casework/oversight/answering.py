"""What is said to an order of supervision: progress, an answer that ends the duty, its acceptance, or return (四（三）)."""

from casework import journal
from casework.bulk import add_rows
from casework.desk import Desk
from casework.duty import duties
from casework.oversight.orders import LONGEST, OrderRow, order_of
from foundation.errors import ConflictError, InvalidError
from models import SupervisionReply


def report_progress(desk: Desk, order_id: int, *, text: str) -> None:
    """Say how far it is; the order stays open."""
    order = _to_answer(desk, order_id)
    _say(desk, order, "progress", text)
    _change(desk, order, state="open")


def answer(desk: Desk, order_id: int, *, text: str, seen_version: int | None = None) -> None:
    """Answer the order: nothing is chased any more unless the superior returns it."""
    order = _to_answer(desk, order_id, seen_version)
    _say(desk, order, "answer", text)
    _change(desk, order, state="answered")
    duty = _duty(desk, order)
    if duty is not None and duty.running:
        duties.change(desk, duty, status="discharged", done=duty.times, ended_on=desk.today, end_reason=None, chase_on=None)
        duties.record(desk, "duty.discharged", duty, on=desk.today, late=desk.today > duty.due, by=order.number)


def review(desk: Desk, order_id: int, *, accept: bool, text: str, seen_version: int | None = None) -> None:
    """Accept an answer, or return it with a reason: then it is owed again by its own day."""
    order = order_of(desk, order_id)
    desk.permit("case.supervise", order.office_path)
    _refuse_outdated(order, seen_version)
    if order.state != "answered":
        raise ConflictError("There is no answer that waits.", way_out="Look at the order again.")
    if not accept and not text.strip():
        raise InvalidError("A reason is missing.", way_out="Say what the answer leaves open.")
    _say(desk, order, "accepted" if accept else "returned", text or "同意")
    _change(desk, order, state="accepted" if accept else "open")
    duty = _duty(desk, order)
    if not accept and duty is not None and not duty.running:
        duties.change(desk, duty, status="open", done=0, ended_on=None, end_reason=None,
                      chase_on=duties.next_rung_day(desk, duty.reckoning_id))
        duties.record(desk, "duty.reopened", duty, done=0, because=text.strip())


def _to_answer(desk: Desk, order_id: int, seen_version: int | None = None) -> OrderRow:
    order = order_of(desk, order_id)
    desk.permit("oversight.answer", order.office_path)
    _refuse_outdated(order, seen_version)
    if order.state != "open":
        raise ConflictError("The order is answered already.", way_out="Wait for the superior to accept or return it.")
    return order


def _refuse_outdated(order: OrderRow, seen_version: int | None) -> None:
    if seen_version not in (None, order.version):
        raise ConflictError("The order was changed by somebody else meanwhile.", way_out="Look at it again.")


def _say(desk: Desk, order: OrderRow, kind: str, text: str) -> None:
    said = text.strip()
    if not said or len(said) > LONGEST:
        raise InvalidError("What was said is missing or too long.", way_out=f"Write 1 to {LONGEST} characters.")
    add_rows(desk, SupervisionReply, [{"order_id": order.id, "kind": kind, "text": said, "day": desk.today,
                                       "by": desk.actor.label, "at": desk.now}])
    journal.note(desk, f"order.{kind}", "supervision_order", order.id, office_id=order.office_id, case=order.case_number,
                 number=order.number)


def _change(desk: Desk, order: OrderRow, *, state: str) -> None:
    if desk.run("UPDATE supervision_order SET state = :state, version = version + 1 WHERE id = :id AND version = :seen",
                state=state, id=order.id, seen=order.version) != 1:
        raise ConflictError("The order was changed by somebody else meanwhile.", way_out="Look at it again.")


def _duty(desk: Desk, order: OrderRow) -> duties.DutyRow | None:
    return None if order.duty_id is None else duties.fetch(desk, order.duty_id)
