"""What a form asks in this case: one is chosen of what the case holds, and what goes without saying is not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from casework.case import banding
from casework.case.appraisals import ENDED, WHICH, Appraisal
from casework.case.deciding import BANDED
from casework.case.offering import Doable
from casework.desk import Desk
from regulation.punishment import Penalty


@dataclass(frozen=True)
class Holds:
    """What a case holds of what forms ask."""

    penalty: Penalty | None
    out: Sequence[Appraisal]
    unexplained: Sequence[str]  # the titles of limits that wait for a reason
    requests: Mapping[str, Sequence[int]]  # open requests for recusal, with the officers they are about


def asked_in(desk: Desk, one: Doable, holds: Holds) -> Doable:
    """A form as this case asks it."""
    if one.action in ENDED:
        return _chosen_from(one, WHICH, [each.title for each in holds.out], required=True)
    if one.action == "limit.explain":
        return _chosen_from(one, "step", list(dict.fromkeys(holds.unexplained)), required=False)
    if one.action == "recusal.decide":
        return _with_requests(one, holds.requests)
    return _with_bands(desk, one, holds.penalty)


def _chosen_from(one: Doable, field: str, titles: Sequence[str], *, required: bool) -> Doable:
    """A form in which a field is chosen from these, or is not asked where there is no choice."""
    if len(titles) < 2:
        return replace(one, form=tuple(asked for asked in one.form if asked.name != field))
    return replace(one, form=tuple(
        replace(asked, type="choice", choices=tuple(titles), required=required) if asked.name == field else asked
        for asked in one.form))


def _with_requests(one: Doable, requests: Mapping[str, Sequence[int]]) -> Doable:
    """Who is recused is asked only where a request is about more than one, or nobody can tell about whom."""
    one = _chosen_from(one, "of", list(requests), required=True)
    plain = requests and all(len(about) == 1 for about in requests.values())
    return replace(one, form=tuple(each for each in one.form if each.name != "officers")) if plain else one


def _with_bands(desk: Desk, one: Doable, penalty: Penalty | None) -> Doable:
    """A form that asks for the band of discretion names those of this case."""
    weighing = penalty.discretion if penalty else None
    required = one.action in BANDED and banding.use_on(desk.rulebook, desk.today) is banding.Use.REQUIRED
    return replace(one, form=banding.asked(one.form, weighing, required=required))
