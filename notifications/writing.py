"""Letters out of templates: a folder a letter, with its subject, its text and its HTML."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = Path(__file__).parent / "templates"


def written(template: str, context: dict[str, object]) -> str:
    """A part of a letter, as `digest/body.txt`; a value that the template names and nobody gives is an error."""
    return _environment().get_template(template).render(context)


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
    return Environment(
        loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=select_autoescape(["html"]),
        trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True, auto_reload=False)
