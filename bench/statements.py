"""What the pages ask of the database: statements counted, and each explained: is a large table read from end to end?"""

import asyncio
from typing import Any

import httpx
from sqlalchemy import event, text

from bench.visitors import Visitor
from bench.visits import Visit, page_of
from casework.desk import House

LARGE = 50_000  # rows; a smaller table may be read whole


def look_into(house: House, visitors: list[Visitor]) -> list[Visit]:
    """Each visitor's pages opened once in this process."""
    large = _large(house)
    return [_look(house, visitor, path, large) for visitor in visitors for path in visitor.paths]


def _look(house: House, visitor: Visitor, path: str, large: set[str]) -> Visit:
    from deployments.asgi import application
    asked: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, values: Any, ___: Any, ____: Any) -> None:
        asked.append((statement, values))
    asyncio.run(_open(house, application(house), visitor, path))
    event.listen(house.engine, "before_cursor_execute", note)
    try:
        asyncio.run(_open(house, application(house), visitor, path))
    finally:
        event.remove(house.engine, "before_cursor_execute", note)
    # Whoever stands at the root has no narrower scope than the whole.
    scans = sorted(_scanned(house, asked) & large) if visitor.level != "province" else []
    return Visit(visitor.level, page_of(path), len(asked), scans)


async def _open(house: House, app: Any, visitor: Visitor, path: str) -> None:
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url=house.base_url, cookies={"kuangjian": visitor.token},
                                 headers={"accept": "text/html"}, follow_redirects=True) as client:
        answer = await client.get(path)
        if answer.status_code != 200:
            raise AssertionError(f"{path}: {answer.status_code} {answer.text[:300]}")


def _large(house: House) -> set[str]:
    with house.engine.connect() as connection:
        return {row.relname for row in connection.execute(text(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples > :large"), {"large": LARGE})}


def _scanned(house: House, asked: list[tuple[str, Any]]) -> set[str]:
    """Tables that some statement reads from end to end."""
    found: set[str] = set()
    with house.engine.connect() as connection:
        for statement, values in asked:
            if statement.lstrip().upper().startswith(("SELECT", "WITH")):
                plan: Any = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", values).scalar()
                _walk(plan[0]["Plan"], found)
    return found


def _walk(node: dict[str, Any], found: set[str]) -> None:
    if node["Node Type"] in ("Seq Scan", "Parallel Seq Scan"):
        found.add(node["Relation Name"])
    for below in node.get("Plans", []):
        _walk(below, found)
