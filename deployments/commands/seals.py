"""`seal`: the keys of what identifies informants made, renewed and checked; they are never in the database or a backup."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from deployments.commands.common import Data, Json, house_for, settings_for, show
from foundation.errors import BrokenError, ConflictError, InvalidError

if TYPE_CHECKING:
    from foundation.settings import Settings

Drop = Annotated[bool, typer.Option("--drop-old", help="Leave out the older keys once nothing needs them.")]
seal = typer.Typer(help="Keys of what identifies informants: new, rotate, check.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (new, rotate, check):
        seal.command()(command)
    app.add_typer(seal, name="seal")


def new(as_json: Json = False, data: Data = None) -> None:
    """Make the keys of an installation in a file of their own; `init` and `up` do it too where there are none."""
    from deployments.keeping.seals import ensure_keys
    settings = settings_for(data)
    _refuse_given(settings, "There is nothing to make.")
    if not ensure_keys(settings):
        raise ConflictError(f"{settings.keys_file()} holds keys already.",
                            way_out="`kuangjian seal rotate` puts a new one before them.")
    show(_about(settings), as_json=as_json)


def rotate(drop_old: Drop = False, as_json: Json = False, data: Data = None) -> None:
    """Put a new key before the others and seal everything anew with it; killed, call it again and it goes on."""
    from deployments.keeping.alone import alone
    from deployments.keeping.seals import rotated
    settings = settings_for(data)
    if drop_old:
        _refuse_given(settings, "Take the older keys out of it yourself, once `kuangjian seal check` needs none of them.")
    with alone(settings.data_folder):
        done = rotated(settings, house_for(data), drop_old=drop_old)
    show({"values": done.values, "files": done.files, "renewed": done.renewed} | _about(settings), as_json=as_json)


def check(as_json: Json = False, data: Data = None) -> None:
    """Open every seal: how many there are, which keys are still needed, and whether any cannot be opened."""
    from casework.clue.renewing import check_seals
    settings = settings_for(data)
    found = check_seals(house_for(data))
    prints = settings.seal().keys.prints()
    show({"values": found.values, "files": found.files, "broken": len(found.broken),
          "keys": [{"key": name, "seals": found.by_key[place], "needed": bool(found.by_key[place]) or place == 0}
                   for place, name in enumerate(prints)]}, as_json=as_json)
    if found.broken:
        raise BrokenError("None of the keys opens these:", problems=tuple(found.broken[:50]),
                          way_out="Put the keys back with which they were shut.")


def _refuse_given(settings: "Settings", way_out: str) -> None:
    if settings.seal_keys is not None:
        raise InvalidError("The keys stand in KUANGJIAN_SEAL_KEYS.", way_out=way_out)


def _about(settings: "Settings") -> dict[str, Any]:
    given = settings.seal_keys is not None
    file: Path = settings.keys_file()
    return {"file": "" if given else str(file), "keys": list(settings.seal().keys.prints()),
            "keep": "apart from the data and its backups; without them nothing that is sealed can be read, by anybody"}
