"""Something done, as a form tells it: its day, fields, findings, position and files; read, and recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData, UploadFile

from casework.account.sessions import Present
from casework.act.acts import NewAct, Recorded, record
from casework.act.evidence import keep_evidence
from casework.act.places import read_place
from casework.desk import House, open_desk
from casework.file.files import Sent, keep, refuse_missing, take_in
from console.form_fields import a_day, files_of, filled, findings, many_uploads
from regulation.act_kind import ActKind
from web.posted import words

PLACE = ("longitude", "latitude", "accuracy")


@dataclass(frozen=True)
class Entered:
    """What was filled in, as it was written."""

    done_on: str
    given: dict[str, Any] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    place: tuple[str, str, str] = ("", "", "")

    def context(self, kind: ActKind) -> dict[str, Any]:
        """For the form's template."""
        return {"done_on": self.done_on, "given": self.given, "ticked": self.ticked,
                "place": dict(zip(PLACE, self.place, strict=True)), "kind": kind, "files": files_of(kind)}


def entered(kind: ActKind, form: FormData) -> Entered:
    """What a form says."""
    longitude, latitude, accuracy = (words(form, name) for name in PLACE)
    return Entered(words(form, "done_on"), filled(kind, form), findings(form), (longitude, latitude, accuracy))


@dataclass(frozen=True)
class Doer:
    """Who did it, about what: the number of the office or holder, and of the subject."""

    party_id: int
    subject_kind: str
    subject_id: int


def recorded(house: House, found: Present, kind: ActKind, who: Doer, said: Entered, form: FormData) -> Recorded:
    """Record it with its position and files: all of it or nothing."""
    place = read_place(*said.place)
    act = NewAct(kind.kind, who.party_id, a_day(said.done_on), who.subject_kind, who.subject_id, fields=said.given,
                 findings=said.ticked)
    sent = _taken(house, many_uploads(kind, form))
    refuse_missing(kind, dict(sent))
    with open_desk(house, found.actor) as desk:
        done = record(desk, act)
        numbers = keep(desk, [one for _, one in sent])
        keep_evidence(desk, done.act_id, place=place,
                      files=[(name, number) for (name, _), number in zip(sent, numbers, strict=True)])
    return done


def _taken(house: House, uploads: Sequence[tuple[str, UploadFile]]) -> list[tuple[str, Sent]]:
    return [(name, take_in(house, file.filename or "", file.file)) for name, file in uploads]
