"""Forms that are sent, kept as drafts, or thrown away: whatever is wrong with one, nothing of it is lost or overwritten."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from casework.account.sessions import Present
from casework.act.drafts import Draft, draft_about, drop_draft, save_draft
from casework.desk import Desk, House, open_desk
from casework.file.files import Sent, keep, take_in
from casework.once import answered, once
from foundation.errors import ConflictError, InvalidError, KuangjianError, UnavailableError
from web.posted import words
from web.problems import noted, status_of

DROPPED = "drop"
SENDING = "sending"  # one word for each form that was rendered
OF_THE_PAGE = (SENDING, "form_key", "draft")
Named = list[tuple[str, int]]  # files by the names the kind wants


@dataclass(frozen=True)
class Work:
    """A form at hand: what it is about, what was filled in, the draft that there is, the files sent now."""

    about: str
    duty_id: int | None
    content: Mapping[str, Any]
    draft: Draft | None
    uploads: Sequence[tuple[str, UploadFile]]
    single: Collection[str] = ()  # of these names one file at most: the new one takes the old one's place


@dataclass(frozen=True)
class Outcome:
    """What became of a form: sent, kept as a draft, thrown away, or shown again with a fault."""

    status: int  # 200 where there is nothing to mend
    step: str = ""
    error: KuangjianError | None = None
    then: str = ""  # where to go after it was sent


def about_duty(duty_id: int) -> str:
    """What a draft for a duty is about."""
    return f"duty:{duty_id}"


def about_kind(kind: str, party: str) -> str:
    """What a draft of an act that is recorded by itself is about: its kind, and the code of whoever does it."""
    return f"kind:{kind}@{party}"


def send(house: House, found: Present, work: Work, form: FormData, do: Callable[[Desk, Named], str]) -> Outcome:
    """Send a form: `do` it with its files and drop the draft, or keep the draft where that was asked or something is wrong.

    The same form sent twice is done once; `do` tells where to go afterwards.
    """
    step = words(form, "step")
    if words(form, "draft") != (work.draft.mark if work.draft else ""):
        return Outcome(409)
    if step == "discard":
        with open_desk(house, found.actor) as desk:
            _drop(desk, work)
        return Outcome(200, step)
    sent, error = _taken(house, work.uploads)
    if step == "draft" or error is not None:
        _save(house, found, work, sent, form)
        return Outcome(status_of(error)[0] if error else 200, step, error)
    try:
        with open_desk(house, found.actor) as desk:
            _refuse_other(desk, form)
            kept = once(desk, words(form, SENDING) or None, _asked(form),
                        lambda: {"then": do(desk, _files(work, _numbered(desk, sent), form))})
            if _of_this(desk, work):
                _drop(desk, work)
    except InvalidError as refused:
        _save(house, found, work, sent, form)
        return Outcome(422, step, refused)
    except ConflictError:
        _save(house, found, work, sent, form)  # what was written stays, though it cannot be sent
        raise
    return Outcome(200, step, then=str(kept["then"]))


def sent_before(desk: Desk, form: FormData) -> str | None:
    """Where this very form led when it was sent before: by a second click, or from a window left open."""
    with suppress(InvalidError):
        kept = answered(desk, words(form, SENDING), _asked(form)) if words(form, "step") not in ("draft", "discard") else None
        return str(kept["then"]) if kept else None
    return None


def _refuse_other(desk: Desk, form: FormData) -> None:
    answered(desk, words(form, SENDING), _asked(form))


def _asked(form: FormData) -> dict[str, Any]:
    return {"form": sorted([name, one if isinstance(one, str) else one.filename or ""]
                           for name, one in form.multi_items() if name not in OF_THE_PAGE)}


def _drop(desk: Desk, work: Work) -> None:
    if work.draft is not None:
        drop_draft(desk, work.draft)


def _of_this(desk: Desk, work: Work) -> bool:
    """Whether the draft that was seen is of what was sent: a stand-in's own act about something else leaves his colleague's."""
    return work.draft is not None and (work.draft.officer_id == desk.actor.officer_id
                                       or work.draft.content.get("subject") == work.content.get("subject"))


def _taken(house: House, uploads: Sequence[tuple[str, UploadFile]]) -> tuple[list[tuple[str, Sent]], KuangjianError | None]:
    """The files that are good, and what is wrong with the first that is not."""
    sent: list[tuple[str, Sent]] = []
    wrong: KuangjianError | None = None
    for name, file in uploads:
        try:
            sent.append((name, take_in(house, file.filename or "", file.file)))
        except (InvalidError, UnavailableError) as error:  # the store, or what looks files through, may be away
            wrong = wrong or error
    return sent, wrong


def _numbered(desk: Desk, sent: Sequence[tuple[str, Sent]]) -> Named:
    return [(name, number) for (name, _), number in zip(sent, keep(desk, [one for _, one in sent]), strict=True)]


def _dropped(work: Work, new: Sequence[str], form: FormData) -> set[int]:
    """Files of the draft that were ticked away, or that another takes the place of."""
    ticked = {str(one) for one in form.getlist(DROPPED)}
    return {leaf.id for leaf in (work.draft.files if work.draft else ())
            if str(leaf.id) in ticked or (leaf.wanted in work.single and leaf.wanted in new)}


def _files(work: Work, new: Named, form: FormData) -> Named:
    gone = _dropped(work, [name for name, _ in new], form)
    kept = [(leaf.wanted, leaf.id) for leaf in (work.draft.files if work.draft else ()) if leaf.id not in gone]
    return [*kept, *new]


def _save(house: House, found: Present, work: Work, sent: Sequence[tuple[str, Sent]], form: FormData) -> None:
    with open_desk(house, found.actor) as desk:
        save_draft(desk, work.about, work.content, over=work.draft, duty_id=work.duty_id, files=_numbered(desk, sent),
                   dropped=_dropped(work, [name for name, _ in sent], form))


def status(request: Request, outcome: Outcome) -> int:
    """The status of the page that shows a form again; what is no fault of the reader's is logged."""
    return noted(request, outcome.error)[0] if outcome.error else outcome.status


def latest(house: House, found: Present, about: str) -> Draft | None:
    """The draft as it stands now."""
    with open_desk(house, found.actor, reads=True) as desk:
        return draft_about(desk, about)
