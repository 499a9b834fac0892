"""The public form of a clue: what was filled in, read into a clue; a place and an office found by what was typed."""

from dataclasses import dataclass, field
from typing import Any

from fastapi import UploadFile
from starlette.datastructures import FormData
from starlette.datastructures import UploadFile as Upload

from casework.act.places import read_place
from casework.clue.accepting import LONGEST, NewClue, Reporter
from casework.clue.evidence import SealedFile, seal_file
from casework.desk import House
from casework.view.divisions import Division, Tree, offices_meant
from foundation.errors import InvalidError
from regulation.clue import TO_THE_SUPERIOR, Channel, Offence
from web.posted import words

FILES = "file"
MOST_FILES = 10
LINES = ("place", "happened", "accused", "licence")
REPORTER = ("name", "phone", "email", "address")
STEPS = ("city", "county", "township")
KEPT = ("text", "offence", "where", "choose", "about", "who", "longitude", "latitude", "accuracy", "ongoing",
        *LINES, *REPORTER, *STEPS)


@dataclass(frozen=True)
class Meant:
    """The place that the form names, or those among which is still to be chosen; and the offices that it can mean."""

    division: str = ""
    choices: list[Division] = field(default_factory=list)
    offices: list[Division] = field(default_factory=list)


def filled(form: FormData) -> dict[str, str]:
    """What was filled in, to be shown again."""
    return {name: words(form, name) for name in KEPT}


def meant(tree: Tree, given: dict[str, str]) -> Meant:
    """The division chosen step by step, else among those offered, else by what was typed."""
    offices = offices_meant(tree, given["about"])
    chosen = _stepped(tree, given) or (given["choose"] if given["choose"] in tree.found else "")
    if chosen:
        return Meant(chosen, offices=offices)
    found = [one for one in tree.meant(given["where"]) if one.code != tree.top]  # the province is no place to look at
    return Meant(found[0].code, offices=offices) if len(found) == 1 else Meant(choices=found, offices=offices)


def _stepped(tree: Tree, given: dict[str, str]) -> str:
    """The lowest that was chosen step by step; what lies elsewhere than the step above is of an earlier choice."""
    at = ""
    for step in STEPS:
        one = tree.found.get(given[step])
        if one is None or one.above != (at or tree.top):
            break
        at = one.code
    return at


def new_clue(given: dict[str, str], place: Meant, channel: Channel = Channel.WEB) -> NewClue:
    """The clue as it was filled in; refused with everything that is wrong with it."""
    _refuse_bad(given, place)
    position = read_place(given["longitude"], given["latitude"])
    return NewClue(
        channel, given["text"], Offence(given["offence"]), reporter=_reporter(given), division=place.division,
        longitude=position.longitude if position else None, latitude=position.latitude if position else None,
        about=tuple(one.code for one in place.offices), ongoing=bool(given["ongoing"]), place=given["place"],
        happened=given["happened"], accused=given["accused"], licence=given["licence"])


def _refuse_bad(given: dict[str, str], place: Meant) -> None:
    faults = []
    if not given["text"]:
        faults.append("what happened is missing")
    if len(given["text"]) > LONGEST:
        faults.append(f"what happened: at most {LONGEST} characters")
    if given["offence"] not in set(Offence):
        faults.append("what kind it is is missing")
    if place.choices:
        faults.append("several places are called so; choose one of them")
    elif given["where"] and not place.division:
        faults.append("no such place is known; choose it step by step, or leave it empty")
    if given["about"] and given["offence"] not in TO_THE_SUPERIOR:
        faults.append("an office is named only in what complains of offices or their people")
    elif given["about"] and not place.offices:
        faults.append("no such office is known")
    elif len(place.offices) > 1:
        faults.append(f"several offices are called so: {'、'.join(one.whole for one in place.offices)}")
    if faults:
        raise InvalidError("Something is still missing, or not clear:", problems=tuple(faults),
                           way_out="Mend these and send it again.")


def _reporter(given: dict[str, str]) -> Reporter:
    """Who sends it, if he says so; of whoever chooses to stay unknown nothing is taken, whatever stands in the fields."""
    if given["who"] != "named":
        return Reporter()
    said = {name: given[name] for name in REPORTER}
    if not any(said.values()):
        raise InvalidError("Neither a name nor a way to reach you is filled in.",
                           way_out="Fill in at least one of them, or choose to stay unknown.")
    if said["email"] and ("@" not in said["email"] or any(char.isspace() for char in said["email"])):
        raise InvalidError("This is no mail address.", way_out="Write it like name@example.cn, or leave it empty.")
    return Reporter(**said)


def uploads(form: FormData) -> list[UploadFile]:
    """The files that were chosen; refused where there are too many."""
    found: list[Any] = [one for one in form.getlist(FILES) if isinstance(one, Upload) and one.filename]
    if len(found) > MOST_FILES:
        raise InvalidError(f"At most {MOST_FILES} files can be sent at once.",
                           way_out="Send the others later by the receipt code.")
    return found


def sealed(house: House, files: list[UploadFile]) -> list[SealedFile]:
    """The files, sealed into the store."""
    return [seal_file(house, one.filename or "", one.file) for one in files]
