"""What a form asks in this case: one is chosen of what the case holds, and what goes without saying is not asked."""

from collections.abc import Sequence
from dataclasses import replace

from casework.case.appraisals import ENDED, WHICH, Appraisal
from casework.case.offering import Doable


def chosen_from(one: Doable, field: str, titles: Sequence[str], *, required: bool) -> Doable:
    """A form in which a field is chosen from these, or is not asked where there is nothing to choose."""
    if not titles:
        return replace(one, form=tuple(asked for asked in one.form if asked.name != field))
    return replace(one, form=tuple(
        replace(asked, type="choice", choices=tuple(titles), required=required) if asked.name == field else asked
        for asked in one.form))


def with_appraisals(one: Doable, out: Sequence[Appraisal]) -> Doable:
    """Which appraisal is answered or withdrawn is asked where several are out."""
    if one.action not in ENDED:
        return one
    return chosen_from(one, WHICH, [each.title for each in out] if len(out) > 1 else [], required=True)
