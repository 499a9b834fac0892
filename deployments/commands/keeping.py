"""`backup`, `restore`, `upgrade`: an installation kept safe, brought back, brought to this version."""

from pathlib import Path
from typing import Annotated

import typer

from deployments.commands.common import Data, Json, settings_for, show
from foundation.errors import BrokenError


def register(app: typer.Typer) -> None:
    """Add these commands."""
    for command in (backup, restore, upgrade):
        app.command()(command)


def backup(file: Annotated[Path, typer.Argument(help="The archive to write, e.g. kuangjian-2026-11-24.tar.")],
           as_json: Json = False, data: Data = None) -> None:
    """Write database, decrees and files into one archive, while everything runs; only its owner may read it."""
    from deployments.keeping.backups import back_up
    from foundation.clock import SystemClock
    kept = back_up(settings_for(data), file, SystemClock().now())
    show(kept, as_json=as_json)
    if kept.missing:
        raise BrokenError("The backup is written, but the store has no sound copy of these files:", problems=kept.missing,
                          way_out="Bring them back from an earlier backup.")


def restore(file: Annotated[Path, typer.Argument(help="An archive that `backup` wrote.")], as_json: Json = False,
            data: Data = None) -> None:
    """Unpack a backup into an empty data folder, and into the database that KUANGJIAN_DATABASE_URL names, if any."""
    from deployments.keeping.backups import restore as bring_back
    show(bring_back(settings_for(data), file), as_json=as_json)


def upgrade(as_json: Json = False, data: Data = None) -> None:
    """Bring the tables to this version, with a backup in <data>/backups first; refused while `up` runs."""
    from deployments.keeping.alone import alone
    from deployments.keeping.backups import upgrade_installation
    from foundation.clock import SystemClock
    settings = settings_for(data)
    with alone(settings.data_folder):
        kept = upgrade_installation(settings, SystemClock().now())
    show(kept or {"upgraded": False, "why": "it is of this version already"}, as_json=as_json)
