"""A web process of its own over a database: the installation's, or a bare endpoint that inserts one row."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from typing import Any

import httpx

BARE = "CREATE TABLE IF NOT EXISTS bare (id {key}, number TEXT, body TEXT)"


@contextlib.contextmanager
def served(make: Callable[[str], Any], address: str) -> Iterator[str]:
    """Serve the application that is made over a database; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    process = get_context("spawn").Process(target=_serve, args=(make, address, port), daemon=True)
    process.start()
    root = f"http://127.0.0.1:{port}"
    for _ in range(300):
        with contextlib.suppress(httpx.HTTPError):
            if httpx.get(f"{root}/healthz").status_code == 200:
                break
        time.sleep(0.1)
    yield root
    process.terminate()
    process.join()


def _serve(make: Callable[[str], Any], address: str, port: int) -> None:
    import uvicorn
    uvicorn.run(make(address), host="127.0.0.1", port=port, log_level="error")


def bare_app(address: str) -> Any:
    """The least that a web process can do for a row: read JSON, insert, commit, answer."""
    from fastapi import FastAPI
    from pydantic import BaseModel
    from sqlalchemy import text

    from foundation.database import open_engine
    engine = open_engine(address)
    with engine.begin() as connection:
        key = "INTEGER PRIMARY KEY" if engine.dialect.name == "sqlite" else "SERIAL PRIMARY KEY"
        connection.execute(text(BARE.format(key=key)))
    app = FastAPI()

    class Row(BaseModel):
        number: str
        text: str

    @app.get("/healthz")
    def healthy() -> dict[str, str]:
        return {"status": "ok"}

    @app.post("/bare", status_code=201)
    def insert(row: Row) -> dict[str, int]:
        with engine.begin() as connection:
            number = connection.execute(text("INSERT INTO bare (number, body) VALUES (:number, :body) RETURNING id"),
                                        {"number": row.number, "body": row.text}).scalar_one()
        return {"id": int(number)}
    return app
