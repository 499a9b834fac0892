"""`act`: record what was done, hand in reports and review them, correct and withdraw."""

from typing import Annotated, Any

import typer

from deployments.commands.common import As, Data, Json, Limit, Today, day, desk_for, given_json, settings_for, show

act = typer.Typer(help="Acts: kinds, record, hand-in, accept, return, correct, withdraw, list.", no_args_is_help=True)
Form = Annotated[str, typer.Option("--json", help="A JSON object, @file, or - for standard input.")]
Reason = Annotated[str, typer.Option(help="Why; it stays with the act.")]
ActNumber = Annotated[int, typer.Argument(help="The act's number.")]
Submission = Annotated[int, typer.Argument(help="The submission's number.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for name, command in (("kinds", kinds), ("record", record), ("hand-in", hand_in), ("accept", accept),
                          ("return", give_back), ("correct", correct), ("withdraw", withdraw), ("list", list_acts)):
        act.command(name)(command)
    app.add_typer(act, name="act")


def kinds(kind: Annotated[str | None, typer.Argument(help="One kind, with its form.")] = None, as_json: Json = False,
          data: Data = None) -> None:
    """The kinds of act and their forms."""
    from casework.act.forms import kind_of
    from casework.house import open_rulebook
    book = open_rulebook(settings_for(data).decrees())
    if kind is not None:
        show(kind_of(book, kind), as_json=as_json)
        return
    show(list(book.acts.values()), as_json=as_json, columns=("kind", "title", "provision", "reviewed"))


def record(kind: Annotated[str, typer.Argument(help="The kind; `kuangjian act kinds` lists them.")], form: Form,
           data: Data = None, officer: As = None, today: Today = None) -> None:
    """Record an act: {"party": code, "done_on": day, "subject": "mine:CODE", "period": …, "fields": {…}, "findings": […]}."""
    from casework.act import acts
    from casework.act.forms import kind_of
    with desk_for(data, officer, today) as desk:
        kind_of(desk.rulebook, kind)
        recorded = acts.record(desk, _new_act(desk, kind, given_json(form)))
    show(recorded, as_json=True)


def _new_act(desk: Any, kind: str, given: dict[str, Any]) -> Any:
    from casework.act.acts import NewAct
    from casework.act.subjects import resolve
    from casework.record.parties import find_party
    from foundation.errors import InvalidError
    known = {"party", "done_on", "subject", "period", "fields", "findings"}
    problems = [f"{name}: no such key" for name in given if name not in known]
    problems += ["party: missing"] if "party" not in given else []
    wanted = (("subject", str, "a text such as mine:CODE"), ("period", str, "a text such as 2012-W10"),
              ("fields", dict, "an object"), ("findings", list, "a list of codes"))
    problems += [f"{name}: is {given[name]!r}; write {what}" for name, kind_of_value, what in wanted
                 if given.get(name) is not None and not isinstance(given[name], kind_of_value)]
    codes = given.get("findings")
    problems += [f"findings: {code!r} is no code" for code in (codes if isinstance(codes, list) else ())
                 if not isinstance(code, str)]
    if problems:
        raise InvalidError("The act is not described right:", problems=tuple(problems),
                           way_out=f"The keys are {', '.join(sorted(known))}.")
    about, number = resolve(desk, given.get("subject"))
    return NewAct(kind, find_party(desk, str(given["party"])).id, day(str(given.get("done_on", desk.today))), about, number,
                  given.get("period"), dict(given.get("fields", {})), tuple(given.get("findings", ())))


def hand_in(duty: Annotated[int, typer.Argument(help="The duty's number.")], form: Form, data: Data = None,
            officer: As = None, today: Today = None) -> None:
    """Hand in a report for its duty: the form's fields as JSON."""
    from casework.act import submissions
    with desk_for(data, officer, today) as desk:
        result = submissions.hand_in(desk, duty, given_json(form))
    show(result, as_json=True)


def accept(submission: Submission, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Accept what was handed in; it counts from the day it was handed in."""
    from casework.act import reviews
    with desk_for(data, officer, today) as desk:
        result = reviews.accept(desk, submission)
    show(result, as_json=True)


def give_back(submission: Submission, reasons: Annotated[str, typer.Option(help="What must be mended.")],
              data: Data = None, officer: As = None, today: Today = None) -> None:
    """Return it with reasons; the duty is open again."""
    from casework.act import reviews
    with desk_for(data, officer, today) as desk:
        result = reviews.give_back(desk, submission, reasons=reasons)
    show(result, as_json=True)


def correct(number: ActNumber, reason: Reason, form: Form = "{}",
            done_on: Annotated[str | None, typer.Option(help="The right day.")] = None,
            data: Data = None, officer: As = None, today: Today = None) -> None:
    """Correct an act's fields or day; the old one stays readable."""
    from casework.act import acts
    with desk_for(data, officer, today) as desk:
        result = acts.correct(desk, number, reason=reason, fields=given_json(form), done_on=day(done_on) if done_on else None)
    show(result, as_json=True)


def withdraw(number: ActNumber, reason: Reason, data: Data = None, officer: As = None, today: Today = None) -> None:
    """Withdraw an act; what it had discharged is owed again."""
    from casework.act import acts
    with desk_for(data, officer, today) as desk:
        result = {"reopened": list(acts.withdraw(desk, number, reason=reason))}
    show(result, as_json=True)


def list_acts(debtor: Annotated[str | None, typer.Option(help="Only below this office.")] = None,
              limit: Limit = 50, as_json: Json = False,
              data: Data = None, officer: As = None) -> None:
    """Acts recorded, the newest first."""
    from casework.record.parties import find_party
    from casework.view.acts import acts_counted, acts_listed
    from casework.view.listing import Asked
    with desk_for(data, officer, reads=True) as desk:
        path = find_party(desk, debtor).path if debtor else None
        part = acts_listed(desk, Asked("-number"), path=path, size=limit)
        show(part.rows, as_json=as_json, total=acts_counted(desk, path=path) if part.more else 0,
             columns=("id", "done_on", "kind", "party", "subject_kind", "state", "counted_for"))
