"""`letters`, `chase`, `journal`: what was written to whom, and what the journal says."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Limit, Today, desk_for, house_for, settings_for, show

letters = typer.Typer(help="Letters: list, read, resend, post, bounced.", invoke_without_command=True)
journal = typer.Typer(help="The journal: verify, export.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The letter's number.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    app.command()(chase)
    letters.callback()(list_letters)
    for name, command in (("read", read), ("resend", resend), ("post", post), ("bounced", bounced)):
        letters.command(name)(command)
    journal.command("verify")(verify)
    journal.command("export")(export)
    app.add_typer(letters, name="letters")
    app.add_typer(journal, name="journal")


def chase(as_json: Json = False, data: Data = None, today: Today = None) -> None:
    """Keep the daily watch now: open, close, lapse, chase; letters wait for the post round (`letters post`)."""
    from casework.watch import keep_watch
    show(keep_watch(house_for(data, today)), as_json=as_json)


def list_letters(context: typer.Context,
                 state: Annotated[str | None, typer.Option(
                     help="queued, sending, sent, kept, void, refused, bounced, dead.")] = None,
                 limit: Limit = 30,
                 as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """The newest letters, and how to read them."""
    if context.invoked_subcommand is not None:
        return
    from casework.letter.letters import counted, listed
    with desk_for(data, officer, reads=True) as desk:
        found = listed(desk, state=state, limit=limit)
        show(found, as_json=as_json, total=counted(desk, state=state) if len(found) == limit else 0,
             columns=("id", "state", "to_name", "to_address", "subject", "error"))


def read(number: Number, html: Annotated[bool, typer.Option("--html", help="The HTML part.")] = False,
         as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """One letter in full."""
    from casework.letter.letters import read as fetch
    with desk_for(data, officer, reads=True) as desk:
        letter = fetch(desk, number)
    if as_json:
        show(letter, as_json=True)
        return
    if letter.written_at is None:
        typer.echo(f"[{letter.state}] {letter.office}: not written yet; the next post round writes it")
        return
    typer.echo(f"{letter.to_name} <{letter.to_address}>  [{letter.state}]  {letter.message_id}\n{letter.subject}\n")
    typer.echo((letter.html if html else letter.text) or "(not written yet)")


def resend(number: Number, as_json: Json = False, data: Data = None, officer: As = None) -> None:
    """Put a letter back into the outbox under the same Message-ID."""
    from casework.letter.letters import resend as again
    with desk_for(data, officer) as desk:
        result = again(desk, number)
    show(result, as_json=as_json)


def post(as_json: Json = False, data: Data = None, today: Today = None) -> None:
    """Send what waits now; without a mail host the letters are written and kept to be read."""
    import asyncio

    from casework.letter.posting import post_round
    from notifications.settings import mail_of
    settings = settings_for(data)
    report = asyncio.run(post_round(house_for(data, today), *mail_of(settings)))
    show(dict(report.lines()), as_json=as_json)
    if report.unreachable:
        from foundation.errors import UnavailableError
        raise UnavailableError(report.unreachable, way_out="The letters wait and go out with a later round.")


def bounced(file: Annotated[Path, typer.Argument(help="The bounce as received (RFC 3464), or - for standard input.")],
            as_json: Json = False, data: Data = None) -> None:
    """Take in a bounce: the letter is marked and becomes work for the superior office."""
    import sys

    from casework.access import SYSTEM
    from casework.desk import open_desk
    from casework.letter.outcomes import bounced as take
    from foundation.errors import InvalidError
    from notifications.bounce import read_bounce
    raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    bounce = read_bounce(raw)
    if bounce is None:
        raise InvalidError(f"{file} is not a delivery report.", way_out="Give the whole message as the mail server sent it.")
    with open_desk(house_for(data), SYSTEM) as desk:
        letter = take(desk, bounce)
    show({"letter": letter}, as_json=as_json)


def verify(file: Annotated[Path | None, typer.Argument(help="An export, checked offline [default: the database].")] = None,
           as_json: Json = False, data: Data = None) -> None:
    """Check the chain of the journal."""
    from casework import journal as books
    if file is not None:
        with file.open(encoding="utf-8", errors="replace") as lines:
            show(books.verify_lines(lines), as_json=as_json)
        return
    with desk_for(data, reads=True) as desk:
        show(books.verify(desk), as_json=as_json)


def export(file: Annotated[Path, typer.Argument(help="Where to write it, a line an entry.")], data: Data = None) -> None:
    """Seal what can be sealed, then export the journal."""
    from casework import journal as books
    with desk_for(data) as desk:
        while books.seal(desk):
            pass
    with desk_for(data, reads=True) as desk, file.open("w", encoding="utf-8") as out:
        count = 0
        for line in books.export(desk):
            out.write(line + "\n")
            count += 1
    typer.echo(f"{count} entries in {file}")
