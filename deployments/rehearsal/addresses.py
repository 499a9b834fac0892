"""Addresses that fail and are mended: bounces that come in, and superiors who look up the right one."""

from datetime import timedelta

from casework.desk import Desk
from casework.letter import outcomes, work
from casework.record.people import change_address
from deployments.rehearsal.mail_host import MENDED, fate
from deployments.rehearsal.stage import Stage
from notifications.bounce import Bounce

MEND_AFTER = 10  # days until somebody looks up the right address


def take_bounces(desk: Desk, stage: Stage) -> None:
    """The reports of yesterday's letters that did not arrive come in."""
    rows = desk.rows("SELECT id, message_id, to_address FROM letter WHERE state = 'sent' AND day >= :since AND day < :today"
                     " ORDER BY day, to_address", since=desk.today - timedelta(days=14), today=desk.today)
    for row in rows:
        if fate(stage.chance, row.to_address) == "bounced":
            outcomes.bounced(desk, Bounce(row.message_id, row.to_address, "failed", "5.1.1", "User unknown"))


def mend_addresses(desk: Desk) -> None:
    """Superiors look up the right address of those whose letters were lost, after a while, and say that it is mended."""
    rows = desk.rows("SELECT w.id, o.id AS officer_id, o.email FROM work_item w JOIN letter l ON l.id = w.letter_id"
                     " JOIN officer o ON o.id = l.recipient_id WHERE w.settled_at IS NULL AND w.created_at < :then"
                     " ORDER BY w.id", then=desk.now - timedelta(days=MEND_AFTER))
    for row in rows:
        if row.email and not row.email.startswith(MENDED):
            change_address(desk, row.officer_id, f"{MENDED}{row.email}")
        work.settle(desk, row.id, note="已核实并更正邮箱")
