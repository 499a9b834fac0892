"""Gains that are confiscated are those that were established (行政处罚法第二十八条; 自然资源行政处罚办法第十四条)."""

import json
from decimal import Decimal

from casework.case.banding import money_on
from casework.case.cases import CaseRow
from casework.case.given import Given
from casework.desk import Desk
from foundation.errors import InvalidError
from regulation.gains import net_gains
from regulation.offence_table import Basis
from regulation.yuan import told


def refuse_beyond_established(desk: Desk, case: CaseRow, given: Given, gains: Decimal) -> None:
    """Refuse to confiscate more gains than the law leaves of those that were valued; where none were, nothing is refused."""
    worth = {name: Decimal(value) for name, value in json.loads(case.worth).items()
             if name in (Basis.GAINS.value, "costs", "refunds") and value is not None}
    found = net_gains(money_on(desk.rulebook, given.day), worth.get(Basis.GAINS.value), given.day,
                      costs=worth.get("costs"), refunds=worth.get("refunds"))
    if found.confiscated is not None and gains > found.confiscated:
        raise InvalidError(
            f"Gains of {told(gains)} are confiscated, and of those established the law leaves {told(found.confiscated)}.",
            way_out="Confiscate no more than that; where more was found, value the gains, refunds and costs anew with"
                    " case.value（认定金额和情节）.")
