"""A clue is accepted: numbered, masked, its original sealed, its intake rung for; all of it in one piece of work."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from casework import journal
from casework.access import permit
from casework.act.places import place_in_china
from casework.bulk import insert_rows
from casework.clue.evidence import SealedFile, attach, named_by
from casework.clue.identities import masked
from casework.clue.receipts import new_code, plain_code
from casework.desk import Desk
from casework.duty.duties import LARGEST
from casework.triggers import pull
from foundation.errors import InvalidError, NotFoundError
from models import Clue, ClueNamed
from regulation.clue import Channel, Offence

LONGEST, LONGEST_LINE = 20_000, 200  # characters of the report, and of a field beside it
BY_ANYBODY = (Channel.WEB, Channel.OPEN311, Channel.SUPERVISOR, Channel.EMAIL)  # nobody's account, no office's right
NEXT_NUMBER = ("INSERT INTO number_series (name, last) VALUES (:name, 1)"
               " ON CONFLICT (name) DO UPDATE SET last = number_series.last + 1 RETURNING last")
SEALED = ("INSERT INTO clue_seal (clue_id, content, receipt, by_mail) VALUES (:clue, :content, :receipt, :by_mail)")
LINES = ("accused", "place", "division", "licence", "happened")


@dataclass(frozen=True, repr=False)
class Reporter:
    """Who sent a clue, as far as he said so."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""

    def words(self) -> tuple[str, ...]:
        """What is masked wherever it stands."""
        return tuple(word for word in (self.name, self.phone, self.email, self.address) if word.strip())


@dataclass(frozen=True, repr=False)
class NewClue:
    """A clue as it came; `office` is the party at which it was taken in, none for what anybody sends."""

    channel: Channel
    text: str
    offence: Offence = Offence.OTHER
    reporter: Reporter = field(default_factory=Reporter)
    accused: str = ""
    place: str = ""
    division: str = ""  # a division's code
    longitude: float | None = None
    latitude: float | None = None
    licence: str = ""
    happened: str = ""
    ongoing: bool = False
    major: bool = False
    office: int | None = None
    about: tuple[str, ...] = ()  # codes of offices that it complains of
    known: tuple[str, ...] = ()  # further words that tell who sent it, as a mail's sender or a photograph's owner
    source_act: int | None = None


@dataclass(frozen=True, repr=False)
class Accepted:
    """A clue in the register: its number, and the receipt code, which is told here and never again."""

    clue_id: int
    number: str
    receipt: str | None


def accept(desk: Desk, new: NewClue, *, files: Sequence[SealedFile] = (), receipt: bool = True) -> Accepted:
    """Take a clue into the register; it is safe once the desk's work stands, and its intake begins by itself.

    Whom the files name in their own data is masked in what was said with them.
    """
    new = replace(new, known=(*new.known, *named_by(files)))
    _permit(desk, new)
    row = _row(desk, new)
    code = new_code() if receipt else None
    about = _offices(desk, new.about)
    number = f"XS{desk.today.year}{_next(desk):06d}"
    clue = insert_rows(desk, Clue, [{"number": number, **row}])[0]
    desk.run(SEALED, clue=clue, content=desk.house.seal.shut(_original(new)), by_mail=bool(new.reporter.email.strip()),
             receipt=desk.house.seal.mark(plain_code(code)) if code else None)
    if about:
        insert_rows(desk, ClueNamed, [{"clue_id": clue, "party_id": party, "officer_id": None} for party in about])
    attach(desk, clue, files)
    journal.note(desk, "clue.received", "clue", clue, office_id=new.office, channel=new.channel.value)
    pull(desk, "clue_intake", "clue", clue)
    return Accepted(clue, number, code)


def _permit(desk: Desk, new: NewClue) -> None:
    if new.office is None or new.channel in BY_ANYBODY:
        permit(desk.actor, "clue.send")
        return
    rows = desk.rows("SELECT path FROM party WHERE id = :id AND level <> 'holder'", id=new.office)
    if not rows:
        raise NotFoundError(f"There is no office {new.office}.", way_out="`kuangjian offices` lists them.")
    desk.permit("clue.take", rows[0].path)


def _next(desk: Desk) -> int:
    """The next number of the year; whoever else takes one waits until this one is written."""
    return int(desk.scalar(NEXT_NUMBER, name=f"clue {desk.today.year}"))


def _original(new: NewClue) -> bytes:
    return json.dumps({"text": new.text, "place": new.place, "accused": new.accused, "happened": new.happened,
                       "reporter": asdict(new.reporter), "known": new.known}, ensure_ascii=False).encode()


def _row(desk: Desk, new: NewClue) -> dict[str, Any]:
    _refuse_bad(new)
    place = None if new.longitude is None or new.latitude is None else place_in_china(new.longitude, new.latitude)
    known = (*new.reporter.words(), *new.known)
    return {
        "channel": new.channel.value, "stage": "received", "offence": new.offence.value, "received_at": desk.now,
        "received_on": desk.today, "received_by": desk.actor.label, "taken_by_id": new.office,
        "text": masked(new.text.strip(), known), "accused": masked(new.accused.strip(), known) or None,
        "place": masked(new.place.strip(), known) or None,
        "division_code": new.division.strip() or None, "longitude": place.longitude if place else None,
        "latitude": place.latitude if place else None, "licence_no": new.licence.strip() or None,
        "happened": masked(new.happened.strip(), known) or None, "ongoing": new.ongoing, "major": new.major,
        "named": any(word.strip() for word in asdict(new.reporter).values()), "transferred": False, "version": 1,
        "source_act_id": new.source_act,
    }


def _refuse_bad(new: NewClue) -> None:
    faults = []
    if not new.text.strip():
        faults.append("text: what happened is missing")
    if len(new.text) > LONGEST:
        faults.append(f"text: at most {LONGEST} characters")
    faults += [f"{name}: at most {LONGEST_LINE} characters" for name in LINES if len(getattr(new, name)) > LONGEST_LINE]
    faults += [f"{name}: at most {LONGEST_LINE} characters" for name, said in asdict(new.reporter).items()
               if len(said) > LONGEST_LINE]
    if (new.longitude is None) != (new.latitude is None):
        faults.append("longitude and latitude come together")
    if new.source_act is not None and not 0 < new.source_act <= LARGEST:
        faults.append("source_act: there is no such act")
    if faults:
        raise InvalidError("This clue is not right:", problems=tuple(faults), way_out="Mend these and send it again.")


def _offices(desk: Desk, codes: tuple[str, ...]) -> list[int]:
    found = []
    for code in codes[:20]:  # a few
        party = desk.scalar("SELECT id FROM party WHERE code = :code AND level <> 'holder'", code=code)
        if party is None:
            raise NotFoundError(f"There is no office {code}.", way_out="Name offices by their codes, as 220221.")
        found.append(int(party))
    return found
