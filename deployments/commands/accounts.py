"""`account`, `token`: who may sign in, and which programs may come in by the API."""

from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, desk_for, show

account = typer.Typer(help="Accounts: first, open, link, close, unbind, list.", no_args_is_help=True)
token = typer.Typer(help="Tokens of programs: issue, revoke, list.", no_args_is_help=True)
Number = Annotated[int, typer.Argument(help="The officer's number (`kuangjian officer list`).")]

Printed = Annotated[bool, typer.Option("--print", help="Print the link, though a letter could take it to the officer.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    account.command()(first)
    account.command("open")(open_)
    account.command()(link)
    account.command()(close)
    account.command()(unbind)
    account.command("list")(list_accounts)
    token.command()(issue)
    token.command()(revoke)
    token.command("list")(list_tokens)
    app.add_typer(account, name="account")
    app.add_typer(token, name="token")


def first(name: Annotated[str, typer.Option(help="The administrator's name.")],
          login: Annotated[str, typer.Option(help="The name to sign in with.")],
          email: Annotated[str | None, typer.Option(help="Where letters go.")] = None,
          printed: Printed = False, as_json: Json = False, data: Data = None) -> None:
    """Make the province's administrator with an account; the link that sets the password goes by letter, or is printed."""
    from casework.account.invitations import invite_first
    with desk_for(data) as desk:
        told = invite_first(desk, name=name, login=login, email=email, by_letter=not printed)
    show(told, as_json=as_json)


def open_(number: Number, login: Annotated[str, typer.Argument(help="The name to sign in with.")],
          printed: Printed = False, as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Open an officer's account; the link that sets the password goes by letter, or is printed where no letter can go."""
    from casework.account.invitations import invite
    with desk_for(data, actor) as desk:
        told = invite(desk, number, login, by_letter=not printed)
    show(told, as_json=as_json)


def link(number: Number, printed: Printed = False, as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """A new link for an officer who lost the password, by letter or printed; earlier links hold no more."""
    from casework.account.invitations import reset
    with desk_for(data, actor) as desk:
        told = reset(desk, number, by_letter=not printed)
    show(told, as_json=as_json)


def close(number: Number, as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Close an officer's account: signed out everywhere, and never in again."""
    from casework.account.accounts import close_account
    with desk_for(data, actor) as desk:
        closed = close_account(desk, number)
    show(closed, as_json=as_json)


def unbind(number: Number, data: Data = None, actor: As = None) -> None:
    """Free an officer's account from the single sign-on it is bound to; the next sign-on under its name binds it anew."""
    from casework.account.sign_on import unbind as free
    with desk_for(data, actor) as desk:
        free(desk, number)


def list_accounts(as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """The accounts with their posts."""
    from casework.view.accounts import accounts_listed
    with desk_for(data, actor, reads=True) as desk:
        show(accounts_listed(desk), as_json=as_json, columns=("officer", "login", "name", "office", "role", "state"))


def issue(name: Annotated[str, typer.Argument(help="What the token is for.")],
          may: Annotated[list[str], typer.Option(help="An action it may do (`kuangjian access`); name as many as are needed.")],
          officer: Annotated[int | None, typer.Option(help="Number of the officer it acts for.")] = None,
          at: Annotated[str | None, typer.Option("--office", help="Code or name of the office whose system it is.")] = None,
          days: Annotated[int, typer.Option(help="How long it holds.")] = 90,
          as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """Issue a token for an officer or an office's system; it is shown this once."""
    from casework.account.api_tokens import issue_for_office, issue_for_officer
    from casework.record.parties import find_party
    from foundation.errors import InvalidError
    if (officer is None) == (at is None):
        raise InvalidError("A token is an officer's or an office's.", way_out="Give --officer or --office.")
    with desk_for(data, actor) as desk:
        made = issue_for_officer(desk, officer, name, actions=may, days=days) if officer is not None else \
            issue_for_office(desk, find_party(desk, str(at)).id, name, actions=may, days=days)
    show(made, as_json=as_json)


def revoke(number: Annotated[int, typer.Argument(help="The token's number.")], data: Data = None, actor: As = None) -> None:
    """Revoke a token at once."""
    from casework.account.api_tokens import revoke as revoke_token
    with desk_for(data, actor) as desk:
        revoke_token(desk, number)


def list_tokens(as_json: Json = False, data: Data = None, actor: As = None) -> None:
    """The tokens with their ends; the tokens themselves are not kept."""
    from casework.view.accounts import tokens_listed
    with desk_for(data, actor, reads=True) as desk:
        show(tokens_listed(desk), as_json=as_json,
             columns=("number", "name", "whose", "actions", "ends_at", "used_at", "revoked_at"))
