"""`certificate`: the enforcement certificates by which officers verify clues."""

from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Today, day, desk_for, show

Number = Annotated[int, typer.Argument(help="The officer's number.")]
certificate = typer.Typer(help="Enforcement certificates: add, list, end.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (add, end):
        certificate.command()(command)
    certificate.command("list")(list_certificates)
    app.add_typer(certificate, name="certificate")


def add(number: Number, certificate_no: Annotated[str, typer.Argument(help="The certificate's number.")],
        first: Annotated[str, typer.Argument(help="The first day of its validity.")],
        last: Annotated[str | None, typer.Option(help="The last one; none if it is open.")] = None,
        as_json: Json = False, data: Data = None, actor: As = None, today: Today = None) -> None:
    """Write down a certificate that an officer was given."""
    from casework.record.certificates import add_certificate
    with desk_for(data, actor, today) as desk:
        result = {"certificate": add_certificate(desk, number, number=certificate_no, first=day(first),
                                                 last=day(last) if last else None)}
    show(result, as_json=as_json)


def list_certificates(as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Who holds which certificate, and from when to when it is valid."""
    from casework.record.certificates import certificates_listed
    with desk_for(data, actor, reads=True) as desk:
        show(certificates_listed(desk), as_json=as_json, columns=("id", "officer_id", "name", "number", "first", "last"))


def end(certificate_id: Annotated[int, typer.Argument(help="As in `certificate list`.")],
        last: Annotated[str, typer.Argument(help="The last day of its validity.")], data: Data = None,
        actor: As = None) -> None:
    """Have a certificate end after a day."""
    from casework.record.certificates import end_certificate
    with desk_for(data, actor) as desk:
        end_certificate(desk, certificate_id, day(last))
