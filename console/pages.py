"""Pages out of templates, in the reader's language; what every page needs is given to each."""

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from starlette.datastructures import FormData

from casework.account.sessions import Present
from console import refusals
from console.navigation import ways
from console.wording import COOKIE, LANGUAGES, translations
from foundation.clock import SHANGHAI
from foundation.errors import KuangjianError
from foundation.tokens import new_token
from regulation.period_names import period_name
from web.chinese.labels import LABELS
from web.posted import FIELD, form_key
from web.presence import NotSignedInError
from web.problems import told_of

if TYPE_CHECKING:
    from jinja2 import Environment


TEMPLATES = Path(__file__).parent / "templates"
TABLE_OF_ACCESS = "`kuangjian access`"  # in refusals; on pages it is a page, too
CASE = re.compile(r"AJ[0-9]{10}")  # the number of a case within words
LOWER = ("role", "status")  # stand within lines, while the same words head columns


@cache
def _templates(language: str) -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup, escape
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                       lstrip_blocks=True, extensions=["jinja2.ext.i18n"])
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    said = translations(language).gettext
    made.globals["new_word"] = new_token
    made.filters["told"] = refusals.chinese if language == "zh" else refusals.english
    made.filters["first_of"] = told_of
    made.filters["table_linked"] = lambda words: escape(words).replace(TABLE_OF_ACCESS, Markup('<a href="/access">%s</a>')
                                                                       % said("全部权限规定"))
    made.filters["case_linked"] = lambda words: Markup(CASE.sub(r'<a href="/cases/\g<0>">\g<0></a>', str(escape(words))))
    made.filters["label"] = lambda value, kind: _lower(said(str(LABELS[kind].get(value, value))), kind)
    made.filters["period_name"] = lambda code: period_name(code) if language == "zh" else code
    made.filters["month"] = lambda number: f"{number}月" if language == "zh" else date(2000, number, 1).strftime("%b")
    made.filters["signed"] = lambda number: f"{number:+,f}".replace("-", "−")
    made.filters["bracketed"] = lambda inner: Markup("（%s）" if language == "zh" else " (%s)") % inner
    made.filters["kilobytes"] = lambda size: f"{max(size / 1000, 0.1):.1f} kB"
    made.filters["instant"] = lambda at: at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")
    return made


def _lower(words: str, kind: str) -> str:
    return words[:1].lower() + words[1:] if kind in LOWER else words


def language_of(request: Request) -> str:
    """The reader's language."""
    chosen = request.cookies.get(COOKIE, "zh")
    return chosen if chosen in LANGUAGES else "zh"


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page."""
    language = language_of(request)
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    present: Present | None = getattr(request.state, "present", None)
    made = _templates(language).get_template(template).render(
        present=present, ways=ways(present.actor if present else None), language=language, languages=LANGUAGES, here=here,
        form_field=FIELD, form_key=form_key(request), **context)
    return HTMLResponse(made, status_code=status)


def error_page(request: Request, error: KuangjianError, status: int) -> Response:
    """The page of an error; who is not signed in is sent to the sign-in, and back afterwards."""
    if isinstance(error, NotSignedInError):
        there = quote(request.url.path) if request.method == "GET" else ""
        return RedirectResponse(f"/sign-in?then={there}", status_code=303)
    return page(request, "error.html", status=status, error=error, reference=request.state.reference if status >= 500 else None)


def number(form: FormData, name: str) -> int:
    """A whole number of a form; nothing, or something else, is 0."""
    given = str(form.get(name, "")).strip()
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def own_path(then: str) -> str:
    """A path on this site, or its first page: nobody is sent anywhere else after signing in."""
    good = then.startswith("/") and not then.startswith(("//", "/\\")) and then.isprintable() and "\\" not in then
    return then if good else "/"
