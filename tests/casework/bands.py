"""Decided cases for the spread of discretion, written down as they would stand."""

from datetime import date
from decimal import Decimal

from casework.bulk import add_rows
from casework.case.cases import case_of
from casework.desk import House
from models import CasePenalty
from tests.casework.builders import a_party
from tests.casework.cases import Office, a_case
from tests.casework.town import at

DAY = date(2025, 8, 4)


def decided(house: House, office: Office, fine: str, *, where: int | None = None, band: str | None = "较轻",
            day: date = DAY, most: str = "200000", state: str = "decided") -> str:
    """A case that was decided within 100,000 and 200,000, its band from 100,000 to 160,000."""
    number = a_case(house, office)
    with at(house) as desk:
        case = case_of(desk, number)
        add_rows(desk, CasePenalty, [{
            "case_id": case.id, "event_no": 1, "fine": Decimal(fine), "gains": Decimal(0), "range_least": Decimal(100000),
            "range_most": Decimal(most), "state": state, "band": band, "band_least": Decimal(100000) if band else None,
            "band_most": Decimal(160000) if band else None, "band_reason": "拒不到场" if band else None}])
        desk.run("UPDATE enforcement_case SET decided_on = :day, office_id = :office WHERE id = :id", day=day, id=case.id,
                 office=where or case.office_id)
    return number


def neighbour(house: House, office: Office) -> int:
    """Another county of the city."""
    with at(house) as desk:
        return a_party(desk, "220281", "蛟河市", "county", office.town.city)
