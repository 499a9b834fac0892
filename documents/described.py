"""`python -m documents.described --write`: docs/documents.md, made of the forms; without it says whether it is outdated."""

import sys
from collections.abc import Iterable, Iterator

from documents.catalogue import FOLDER, catalogue
from documents.form import FormRow
from documents.kinds import OPINIONS

PAGE = FOLDER.parent / "docs" / "documents.md"
HEAD = """# Documents of a case

The Word forms, made of `documents/forms/*.toml`: the text of each, who signs it, what it needs. The templates in
`documents/templates/` are drawn by `python -m documents.drawing --write`, this page by `python -m documents.described --write`.
No figure of the law stands in a form: limits, amounts and shares come in as values. V says that
what a form holds was read in a form in use or in the law; the wording is ours, and what is not V is unconfirmed.

An office may edit a template in Word and keep it, under the same name, in `<data>/templates`
(`KUANGJIAN_TEMPLATES_FOLDER`), which goes before ours. Tags are those of Jinja: `{{ party_name }}`,
`{% if fine %}…{% endif %}`; a paragraph of its own `{%p if fine %}` … `{%p endif %}`,
a row `{%tr for one in evidence %}` … `{%tr endfor %}`.

- An amount `fine` is also `fine_in_words` (人民币壹拾万元整); a list `handlers` also `handlers_told`, in one line
  (张三（吉执001）、李四（吉执002）).
- `signatures` are shown as `handler_opinion`, `handler_name`, `handler_day`, and so for unit, review, legal, leader, heads and
  main_leader.
- `we` is 我局 or 我厅 by the name of the organ, `you` 你 or 你单位 by what the party is; `title` is the document's; `law` and
  `law_…` are what it cites on its day.
- A number that is not given yet is （发文时编号）; the issue puts it in, also in a Word file that took the form's place.
- A field that is not required and empty shows as ＿＿＿ to be filled in by hand, a list as one such row; a paragraph of its own
  is left out. Facts, reasons and what was said, typed without a full stop, get one.
"""


def written() -> str:
    """The page."""
    found = catalogue()
    titles = ("title", "code", "字", "party", "signed by", "from", "source", "needs")
    in_a_case = (FOLDER / "in_a_case.md").read_text(encoding="utf-8")
    return "\n".join((HEAD, in_a_case, "## Forms\n", *_table(titles, _forms(found.rows)), "\n## Fields\n",
                      *_table(("name", "title", "kind", "what"), _fields()))) + "\n"


def main() -> int:
    """Write the page, or say that it is outdated."""
    current = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == written()
    if "--write" in sys.argv[1:]:
        PAGE.write_text(written(), encoding="utf-8")
    elif not current:
        sys.stderr.write("docs/documents.md is not as the forms are; run python -m documents.described --write\n")
        return 1
    return 0


def _forms(rows: Iterable[FormRow]) -> Iterator[tuple[str, ...]]:
    for row in rows:
        span = f"{row.effective_from}" + (f" to {row.until}" if row.until else "")
        yield (row.title, f"`{row.code}`", row.character or "", "yes" if row.served else "",
               "、".join(OPINIONS[role].replace("⏎", "").removesuffix("意见") for role in row.chain), span,
               f"{row.source} ({row.confidence.value})", " ".join(f"`{name}`" for name in row.needs))


def _fields() -> Iterator[tuple[str, ...]]:
    for one in catalogue().fields.values():
        columns = "，".join(f"`{column.name}` {column.title}" + (f" ({column.kind.value})" if column.kind != "text" else "")
                           for column in one.columns)
        yield f"`{one.name}`", one.title, one.kind.value, "；".join(filter(None, (one.note, columns)))


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(titles)} |"
    yield "|" + "---|" * len(titles)
    yield from (f"| {' | '.join(row)} |" for row in rows)


if __name__ == "__main__":
    raise SystemExit(main())
