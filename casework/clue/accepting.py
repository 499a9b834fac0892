"""A clue is accepted: numbered, masked, its original sealed, its intake rung for; all of it in one piece of work."""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from typing import Any

from casework import journal
from casework.access import permit
from casework.act.places import place_in_china
from casework.bulk import add_rows, insert_rows, rows_among
from casework.clue.accused import name_at_once
from casework.clue.evidence import SealedFile, attach, named_by
from casework.clue.facts import DIVISIONS
from casework.clue.identities import masked
from casework.clue.receipts import new_code, plain_code
from casework.clue.reports import LONGEST, LONGEST_LINE, Accepted, NewClue, Reporter, refuse_any_bad, refuse_bad
from casework.desk import Desk
from casework.journal import Entry
from casework.triggers import pull
from foundation.errors import InvalidError, NotFoundError
from models import Clue, ClueNamed, ClueSeal
from regulation.clue import TO_THE_SUPERIOR, Channel

BY_ANYBODY = (Channel.WEB, Channel.SUPERVISOR, Channel.EMAIL)  # nobody's account, no office's right
NEXT_NUMBERS = ("INSERT INTO number_series (name, last) VALUES (:name, :many) ON CONFLICT (name)"
                " DO UPDATE SET last = number_series.last + excluded.last RETURNING last")
__all__ = ["LONGEST", "LONGEST_LINE", "NEXT_NUMBERS", "Accepted", "NewClue", "Reporter", "accept", "accept_each", "refuse_bad"]


def accept(desk: Desk, new: NewClue, *, files: Sequence[SealedFile] = (), receipt: bool = True) -> Accepted:
    """Take a clue into the register; it is safe once the desk's work stands, and its intake begins by itself.

    Whom the files name in their own data is masked in what was said with them.
    """
    done = accept_each(desk, [replace(new, known=(*new.known, *named_by(files)))], receipt=receipt)[0]
    attach(desk, done.clue_id, files)
    return done


def accept_each(desk: Desk, news: Sequence[NewClue], *, receipt: bool = True) -> list[Accepted]:
    """Take clues into the register in their order, all or none, with the same few statements however many they are."""
    if not news:
        return []
    _permit(desk, news)
    refuse_any_bad(news)
    _refuse_unknown(desk, [new.division.strip() for new in news])
    about = _offices(desk, {code for new in news for code in new.about})
    rows = [_row(desk, new) for new in news]
    codes = [new_code() if receipt else None for _ in news]
    seals = [_sealed(desk, new, code) for new, code in zip(news, codes, strict=True)]
    numbers = _numbers(desk, len(news))  # last, for others wait for it
    clues = insert_rows(desk, Clue, [{"number": number, **row} for number, row in zip(numbers, rows, strict=True)])
    add_rows(desk, ClueSeal, [{"clue_id": clue, **seal} for clue, seal in zip(clues, seals, strict=True)])
    add_rows(desk, ClueNamed, [{"clue_id": clue, "party_id": about[code], "officer_id": None}
                               for clue, new in zip(clues, news, strict=True) for code in dict.fromkeys(new.about)
                               if code in about])
    name_at_once(desk, {clue: new.office for clue, new in zip(clues, news, strict=True) if new.office is not None and (
        new.accused or new.offence in TO_THE_SUPERIOR)})
    journal.note_each(desk, "clue.received", "clue", [Entry(clue, new.office, {"channel": new.channel.value})
                                                      for clue, new in zip(clues, news, strict=True)])
    pull(desk, "clue_intake", "clue", clues[0])
    return [Accepted(*one) for one in zip(clues, numbers, codes, strict=True)]


def _permit(desk: Desk, news: Sequence[NewClue]) -> None:
    if any(new.office is None or new.channel in BY_ANYBODY for new in news):
        permit(desk.actor, "clue.send")
    # What was found at work is taken in by whoever records that work.
    at = {(new.office, "act.record" if new.source_act is not None else "clue.take") for new in news
          if new.office is not None and new.channel not in BY_ANYBODY}
    paths = {row.id: row.path for row in rows_among(desk, "SELECT id, path FROM party WHERE id IN :ids AND level <> 'holder'",
                                                    {"ids": {office for office, _ in at}})} if at else {}
    for office, right in sorted(at):
        if office not in paths:
            raise NotFoundError(f"There is no office {office}.", way_out="`kuangjian offices` lists them.")
        desk.permit(right, paths[office])


def _numbers(desk: Desk, many: int) -> list[str]:
    """The next numbers of the year; whoever else takes some waits until these are written."""
    last = int(desk.scalar(NEXT_NUMBERS, name=f"clue {desk.today.year}", many=many))
    return [f"XS{desk.today.year}{number:06d}" for number in range(last - many + 1, last + 1)]


def _sealed(desk: Desk, new: NewClue, code: str | None) -> dict[str, Any]:
    return {"content": desk.house.seal.shut(_original(new)), "by_mail": bool(new.reporter.email.strip()),
            "receipt": desk.house.seal.mark(plain_code(code)) if code else None}


def _original(new: NewClue) -> bytes:
    return json.dumps({"text": new.text, "place": new.place, "accused": new.accused, "happened": new.happened,
                       "licence": new.licence,
                       "reporter": asdict(new.reporter), "known": new.known, "watcher": new.watcher},
                      ensure_ascii=False).encode()


def _row(desk: Desk, new: NewClue) -> dict[str, Any]:
    place = None if new.longitude is None or new.latitude is None else place_in_china(new.longitude, new.latitude)
    known = (*new.reporter.words(), *new.known)
    return {
        "channel": new.channel.value, "stage": "received", "offence": new.offence.value, "received_at": desk.now,
        "received_on": desk.today, "received_by": desk.actor.label, "taken_by_id": new.office,
        "text": masked(new.text.strip(), known), "accused": masked(new.accused.strip(), known, told=False) or None,
        "place": masked(new.place.strip(), known) or None,
        "division_code": new.division.strip() or None, "longitude": place.longitude if place else None,
        "latitude": place.latitude if place else None, "licence_no": masked(new.licence.strip(), known, told=False) or None,
        "happened": masked(new.happened.strip(), known) or None, "ongoing": new.ongoing, "major": new.major,
        "named": any(word.strip() for word in asdict(new.reporter).values()), "transferred": False, "version": 1,
        "source_act_id": new.source_act, "source_finding": new.source_finding,
    }


def _refuse_unknown(desk: Desk, codes: Sequence[str]) -> None:
    asked = {code for code in codes if code}
    known = {row.code for row in rows_among(desk, DIVISIONS, {"codes": asked})} if asked else set()
    faults = [f"clue {place}, division: there is no division {code}" for place, code in enumerate(codes, 1)
              if code and code not in known]
    if faults:
        raise InvalidError("These clues are not right, and none was taken:", problems=tuple(faults),
                           way_out="Give the codes of divisions, as 220221 or 220221100, or leave them out.")


def _offices(desk: Desk, codes: Collection[str]) -> dict[str, int]:
    rows = rows_among(desk, "SELECT id, code, level FROM party WHERE code IN :codes AND level <> 'holder'",
                      {"codes": codes}) if codes else []
    found = {row.code: int(row.id) for row in rows}
    if missing := sorted(set(codes) - found.keys()):
        raise NotFoundError(f"There is no office {missing[0]}.", way_out="Name offices by their codes, as 220221.")
    # The province itself is hidden from nobody: beyond it there is no one to see what is about it.
    return {row.code: found[row.code] for row in rows if row.level != "province"}
