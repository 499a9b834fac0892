"""A clue as it came, by whatever way: who sent it, what it says, and what is wrong with it before it is taken in."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from casework.act.places import place_in_china
from casework.duty.duties import LARGEST
from foundation.errors import InvalidError
from regulation.clue import Channel, Offence

LONGEST, LONGEST_LINE = 20_000, 200  # characters of the report, and of a field beside it
LINES = {"accused": "被举报人", "place": "地点", "division": "县、乡镇", "licence": "许可证号", "happened": "发生时间"}
TEXT = "反映的情况"
CALLED = {**LINES, "text": TEXT, "name": "姓名", "phone": "电话", "email": "电子邮箱", "address": "地址"}  # on pages


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
    source_act: int | None = None  # with what it found, by its code
    source_finding: str | None = None
    watcher: int | None = None  # who of the register of watchers sent it by his link; sealed


@dataclass(frozen=True, repr=False)
class Accepted:
    """A clue in the register: its number, and the receipt code, which is told here and never again."""

    clue_id: int
    number: str
    receipt: str | None


def refuse_any_bad(news: Sequence[NewClue]) -> None:
    """Refuse what is wrong in any of them, each fault by the place of its clue where there are several."""
    if len(news) == 1:
        refuse_bad(news[0])
        return
    problems: list[str] = []
    for place, new in enumerate(news, 1):
        try:
            refuse_bad(new)
        except InvalidError as error:
            problems += [f"clue {place}, {fault}" for fault in error.problems]
    if problems:
        raise InvalidError("These clues are not right, and none was taken:", problems=tuple(problems),
                           way_out="Mend these and send them again.")


def refuse_bad(new: NewClue) -> None:
    """Refuse a clue of which something is missing or too long, with all that is wrong."""
    faults = []
    if not new.text.strip():
        faults.append("text: what happened is missing")
    if len(new.text) > LONGEST:
        faults.append(f"text: at most {LONGEST} characters")
    lines = {name: getattr(new, name) for name in LINES} | asdict(new.reporter)
    faults += [f"{name}（{CALLED[name]}）: at most {LONGEST_LINE} characters" for name, said in lines.items()
               if len(said) > LONGEST_LINE]
    if (new.longitude is None) != (new.latitude is None):
        faults.append("longitude and latitude come together")
    faults += _misplaced(new)
    if new.source_act is not None and not 0 < new.source_act <= LARGEST:
        faults.append("source_act: there is no such act")
    if faults:
        raise InvalidError("This clue is not right:", problems=tuple(faults), way_out="Mend these and send it again.")


def _misplaced(new: NewClue) -> list[str]:
    if new.longitude is None or new.latitude is None:
        return []
    try:
        place_in_china(new.longitude, new.latitude)
    except InvalidError as error:
        return [error.message]
    return []
