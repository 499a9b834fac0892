"""`up`, `init`, `demo`, `runs`, `trigger`: begin an installation and keep it running."""

from typing import Annotated

import typer

from deployments.commands.common import As, Data, Json, Limit, Today, day, desk_for, house_for, plain, settings_for, show

Web = Annotated[int | None, typer.Option("--web-port", min=1, max=65535, help="Port of the web side.")]
Prefect = Annotated[int | None, typer.Option("--prefect-port", min=1, max=65535, help="Port of the Prefect server and UI.")]


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (up, init, demo, runs, trigger):
        app.command()(command)


def up(as_demo: Annotated[bool, typer.Option("--demo", help="Fill an empty data folder with the demo province first.")] = False,
       data: Data = None, web_port: Web = None, prefect_port: Prefect = None) -> None:
    """Start the Prefect server and UI, runner, dispatcher and web; Ctrl-C stops them cleanly."""
    from deployments.supervisor import run_up
    settings = settings_for(data)
    ports = {name: port for name, port in (("web_port", web_port), ("prefect_port", prefect_port)) if port is not None}
    raise SystemExit(run_up(settings.model_copy(update=ports), demo=as_demo))


def init(in_service_from: Annotated[str | None, typer.Option(help="First day of service [default: today].")] = None,
         as_json: Json = False, data: Data = None, today: Today = None) -> None:
    """Make or migrate the tables and register the offices of Jilin; run again it changes nothing that is recorded."""
    from deployments.beginning import begin
    first = day(in_service_from) if in_service_from else None
    show(begin(house_for(data, today, ready=False), first_day=first), as_json=as_json)


def demo(mines: Annotated[int, typer.Option(help="How many made-up mines.")] = 3000,
         clues: Annotated[int, typer.Option(min=0, help="How many made-up clues.")] = 60,
         seed: Annotated[int, typer.Option(help="The same seed gives the same province.")] = 1,
         as_json: Json = False, data: Data = None, today: Today = None) -> None:
    """Fill an empty data folder with the demo province: real offices, everything else made up and marked so."""
    from deployments.beginning import begin_demo
    from deployments.demo_accounts import FILE, accounts_of_demo
    house, folder = house_for(data, today, ready=False), settings_for(data).data_folder
    told = begin_demo(house, mines=mines, clues=clues, seed=seed)
    accounts_of_demo(house, folder)
    show({**plain(told), "accounts": str(folder / FILE)}, as_json=as_json)



def runs(limit: Limit = 30, as_json: Json = False, data: Data = None,
         officer: As = None) -> None:
    """The newest flow runs by our own books, and what each did."""
    from casework.runs import counted, listed
    with desk_for(data, officer, reads=True) as desk:
        found = listed(desk, limit=limit)
        show(found, as_json=as_json, total=counted(desk) if len(found) == limit else 0,
             columns=("id", "flow", "state", "started_at", "summary"))


def trigger(stage: Annotated[str, typer.Argument(help="A stage, as duty_watch, post_round or clue_intake.")],
            data: Data = None) -> None:
    """Have a flow run soon; where `up` does not run, it runs when it does."""
    from casework.triggers import ask
    with desk_for(data) as desk:
        ask(desk, stage)
    typer.echo(f"{stage} is asked for")
