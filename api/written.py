"""`python -m api.written`: whether docs/openapi.json says what is served; `--write` writes it anew."""

import json
import sys
from pathlib import Path

import api.app
import web.app

KEPT = Path(__file__).parents[1] / "docs" / "openapi.json"


def description() -> str:
    """The description as it is served, in lines."""
    app = web.app.bare()
    api.app.install(app)
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1) + "\n"


def main(arguments: list[str]) -> int:
    """Write it, or say that it is outdated."""
    if arguments == ["--write"]:
        KEPT.write_text(description(), encoding="utf-8")
        return 0
    if KEPT.exists() and KEPT.read_text(encoding="utf-8") == description():
        return 0
    sys.stderr.write("docs/openapi.json is not what is served: run `.venv/bin/python -m api.written --write`\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
