"""What every flow shares: the house, a booked run, its triggers claimed and done, and artifacts people can read."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

from prefect.runtime import flow_run
from pydantic import Field

from casework import runs, triggers
from casework.access import SYSTEM
from casework.desk import House, open_desk
from casework.house import open_house
from foundation.settings import Settings

Figures = Sequence[tuple[str, int | str]]


def shown(title: str, description: str, **bounds: Any) -> Any:
    """How a parameter stands in the operator's form; Prefect overwrites a plain `title` with the parameter's name."""
    return Field(json_schema_extra={"title": title, "description": description}, **bounds)


@dataclass
class Booking:
    """A run in our own books; `summary` is the line that says what it did."""

    house: House
    settings: Settings
    run_id: int
    name: str
    summary: str = ""


@asynccontextmanager
async def booked(stage: str) -> AsyncIterator[Booking]:
    """Book a run from its beginning to its end; triggers of the stage are claimed first and done only if all went well."""
    settings = Settings()
    opened = await asyncio.to_thread(open_house, settings)
    house = replace(opened, source=opened.rulebook)  # one rulebook from a run's beginning to its end
    name = str(flow_run.id or "local")
    booking = Booking(house, settings, await asyncio.to_thread(runs.begin, house, stage, name), name)
    try:
        await asyncio.to_thread(_claim, booking, stage)
        yield booking
    except BaseException as error:
        said = f"{type(error).__name__}: {error}"[:500]
        await asyncio.to_thread(runs.finish, house, booking.run_id, state="failed", summary=said)
        raise
    else:
        await asyncio.to_thread(_finish, booking, stage)
    finally:
        house.engine.dispose()


def _claim(booking: Booking, stage: str) -> None:
    with open_desk(booking.house, SYSTEM) as desk:
        minutes = desk.rulebook.figures["run_died_after_minutes"].on(desk.today)
        triggers.claim(desk, stage, booking.name, minutes=minutes)


def _finish(booking: Booking, stage: str) -> None:
    with open_desk(booking.house, SYSTEM) as desk:
        triggers.done(desk, stage, booking.name)
    runs.finish(booking.house, booking.run_id, state="done", summary=booking.summary)


def told(figures: Figures) -> str:
    """Figures in one line."""
    return "，".join(f"{name}{value}" for name, value in figures)


def as_markdown(title: str, figures: Figures) -> str:
    """Figures as a small table for people."""
    rows = "\n".join(f"| {name} | {value} |" for name, value in figures)
    return f"## {title}\n\n| 项目 | 结果 |\n|---|---|\n{rows}\n"
