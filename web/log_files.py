"""The logs of the web side: lines of JSON in files that make room by themselves, without anybody's data in them.

What other people's code has to say may hold whatever a request did: of that only where it was said is written down.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
ACCESS, ERRORS = "web-access.jsonl", "web-errors.jsonl"
LARGEST, KEPT = 10_000_000, 10  # bytes a file, and older files


class Lines(logging.Formatter):
    """A record as a line of JSON: the fields it was given, and of an error its kind and where it arose, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        """Write it."""
        line: dict[str, Any] = {"at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")}
        if record.name != "kuangjian.access":
            line |= {"level": record.levelname, "from": record.name, "where": f"{_place(record.pathname)}:{record.lineno}"}
        line |= getattr(record, "fields", {})
        if record.exc_info and record.exc_info[1] is not None:
            line |= {"error": _kinds(record.exc_info[1]), "trace": _trace(record.exc_info[1])}
        return json.dumps(line, ensure_ascii=False, default=str)


class _Bare(logging.Formatter):
    """A server's own message without the error it comes with."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname} {record.getMessage()}".rstrip()


def _kinds(error: BaseException) -> list[str]:
    """The kind of an error, and those of what brought it about."""
    kinds: list[str] = []
    one: BaseException | None = error
    while one is not None and len(kinds) < 10:
        kinds.append(f"{type(one).__module__}.{type(one).__qualname__}")
        one = one.__cause__ or one.__context__
    return kinds


def _trace(error: BaseException) -> list[str]:
    return [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]


def _place(file: str) -> str:
    path = Path(file)
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) and ".venv" not in path.parts \
        else "/".join(path.parts[-3:])


def _file(folder: Path, name: str) -> logging.Handler:
    handler = RotatingFileHandler(folder / name, maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(Lines())
    return handler


def log_to(folder: Path) -> list[logging.Handler]:
    """Have this process log into a folder; its handlers, for whoever wants to end it (`end_logs`)."""
    folder.mkdir(parents=True, exist_ok=True)
    logging.raiseExceptions = False  # a full disk would have the record itself printed
    logging.captureWarnings(True)
    access, errors = _file(folder, ACCESS), _file(folder, ERRORS)
    errors.setLevel(logging.WARNING)
    requests = logging.getLogger("kuangjian.access")
    requests.setLevel(logging.INFO)
    requests.propagate = False
    requests.addHandler(access)
    server = logging.getLogger("uvicorn")
    for handler in server.handlers:  # what it prints ends up in a file, too
        handler.setFormatter(_Bare())
    for logger in (logging.getLogger(), server):
        logger.addHandler(errors)
    return [access, errors]


def end_logs(handlers: list[logging.Handler]) -> None:
    """Close these handlers and take them from every logger."""
    for name in ("", "uvicorn", "kuangjian.access"):
        for handler in handlers:
            logging.getLogger(name).removeHandler(handler)
    for handler in handlers:
        handler.close()
