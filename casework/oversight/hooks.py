"""What moves of a case bring about in oversight: orders kept, reports followed, what the public reads put up and taken down."""

from collections.abc import Callable
from typing import Any

from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from casework.oversight import findings, government, orders, publishing, typical

BEFORE: dict[str, Callable[[Desk, CaseRow, Given], dict[str, Any]]] = {"order.supervise": orders.in_time}
AFTER: dict[str, tuple[Callable[[Desk, CaseRow, Given, int], None], ...]] = {
    "order.supervise": (orders.ordered,), "unperformed.report": (government.reported,),
    "publication.publish": (publishing.published,), "publication.withdraw": (publishing.withdraw,),
    "decision.redo": (publishing.withdraw,), "decision.annul": (typical.withdraw,), "decision.change": (typical.withdraw,),
    "correction.reopen": (publishing.withdraw, typical.withdraw, findings.reopened),
}
