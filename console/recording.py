"""Something done, as a form tells it: its day, fields, findings, position and files; read, kept as a draft, recorded."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from starlette.datastructures import FormData

from casework.act.acts import NewAct, Recorded, record
from casework.act.evidence import keep_evidence
from casework.act.places import read_place
from casework.desk import Desk
from casework.file.files import refuse_missing
from casework.file.wanted import files_of
from casework.record.days import a_day
from console.drafting import Named
from console.form_fields import filled, findings
from regulation.act_kind import ActKind
from web.posted import words

PLACE = ("longitude", "latitude", "accuracy")


@dataclass(frozen=True)
class Entered:
    """What was filled in, as it was written."""

    done_on: str
    given: Mapping[str, Any] = field(default_factory=dict)
    ticked: tuple[str, ...] = ()
    place: tuple[str, ...] = ("", "", "")

    def content(self, **more: str) -> dict[str, Any]:
        """For a draft."""
        return {**asdict(self), **more}

    def context(self, kind: ActKind) -> dict[str, Any]:
        """For the form's template."""
        return {"done_on": self.done_on, "given": self.given, "ticked": self.ticked,
                "place": dict(zip(PLACE, self.place, strict=True)), "kind": kind, "files": files_of(kind)}


def entered(kind: ActKind, form: FormData) -> Entered:
    """What a form says."""
    return Entered(words(form, "done_on"), filled(kind, form), findings(form), tuple(words(form, name) for name in PLACE))


def drafted(content: Mapping[str, Any]) -> Entered:
    """What a draft says."""
    blank = Entered("")
    return Entered(content.get("done_on", ""), content.get("given", {}), tuple(content.get("ticked", ())),
                   tuple(content.get("place", blank.place)))


@dataclass(frozen=True)
class Doer:
    """Who did it, about what: the number of the office or holder, and of the subject."""

    party_id: int
    subject_kind: str
    subject_id: int


def recorded(desk: Desk, kind: ActKind, who: Doer, said: Entered, files: Named) -> Recorded:
    """Record it with its position and files."""
    place = read_place(*said.place)
    refuse_missing(kind, dict(files))
    done = record(desk, NewAct(kind.kind, who.party_id, a_day(said.done_on), who.subject_kind, who.subject_id,
                               fields=dict(said.given), findings=said.ticked))
    keep_evidence(desk, done.act_id, place=place, files=files)
    return done
