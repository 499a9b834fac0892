"""What is hidden from whoever is named in a clue: the clue and its case, duties and acts, their letters, entries and counts.

He is to learn of it in no way, whatever post he holds or comes to hold; so it is taken out beneath every query of his.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from casework.access import Post
from casework.bulk import rows_among
from casework.case.hidden import hidden_cases
from casework.desk import Desk
from casework.duty.tallying import MONTH, RULE_COUNTS, RULES, SOON, year_before
from foundation.veil import Veil

# Also of an office for which one acts in another's stead, or as its program.
NAMED = ("SELECT n.clue_id FROM clue_named n WHERE n.officer_id = :officer UNION SELECT n.clue_id FROM clue_named n"
         " JOIN post s ON s.office_id = n.party_id WHERE s.officer_id = :officer"
         " UNION SELECT n.clue_id FROM clue_named n WHERE n.party_id IN :offices")
# Whether it may be asked for at all: with whoever signs in, by the same statement.
PERHAPS = """EXISTS (SELECT 1 FROM clue_named n WHERE n.officer_id = {officer}) OR EXISTS (SELECT 1 FROM clue_named n
    WHERE n.party_id IN (SELECT s.office_id FROM post s WHERE s.officer_id = {officer} UNION SELECT h.office_id
        FROM absence b JOIN post h ON h.officer_id = b.officer_id WHERE b.substitute_id = {officer}))"""
ACTS = "SELECT id FROM act WHERE subject_kind <> 'self' AND subject_kind = 'clue' AND subject_id IN :ids"
MORE_ACTS = "SELECT id FROM act WHERE subject_kind <> 'self' AND subject_kind = 'act' AND subject_id IN :ids"
DUTIES = "SELECT id FROM duty WHERE rule IN :rules AND subject_kind = 'clue' AND subject_id IN :ids"
CAUSED = ("SELECT id FROM duty WHERE cause_id IS NOT NULL AND cause_id IN :ids"
          " UNION SELECT id FROM duty WHERE rule IN :rules AND subject_kind = 'act' AND subject_id IN :ids")
# One that tells of nothing any more may have told of it.
LETTERS = ("SELECT letter_id AS id FROM letter_clue WHERE clue_id IN :ids UNION SELECT l.id FROM letter l"
           " WHERE l.kind = 'clues' AND NOT EXISTS (SELECT 1 FROM letter_clue x WHERE x.letter_id = l.id)")
REMINDERS = "SELECT letter_id AS id FROM letter_line WHERE duty_id IN :ids"
# The runs in which it was routed or set aside: their counts would tell of it.
RUNS = ("SELECT DISTINCT r.id FROM run r JOIN journal j ON j.entity = 'clue' AND j.entity_id IN :ids"
        " AND j.actor = 'system' WHERE r.flow LIKE 'clue%' AND r.started_at <= j.at AND coalesce(r.ended_at, j.at) >= j.at")
OF_CLUES = ("clue_seal", "clue_message", "clue_file", "clue_named", "clue_move", "clue_fault", "clue_verifier", "reward",
            "letter_clue", "reporter_letter", "mail_taken")
OF_DUTIES = ("rung", "suspension", "extension", "submission", "letter_line")
OF_ACTS = ("act_place", "act_file")
NUMBERS = ("SELECT id, number FROM clue WHERE id IN :ids")
REWARDS = "SELECT id FROM reward WHERE clue_id IN :ids"
SUBMISSIONS = "SELECT id FROM submission WHERE duty_id IN :ids"


def clues_hidden(desk: Desk, officer_id: int | None, posts: Sequence[Post]) -> frozenset[int]:
    """The clues that are about an officer, an office at which he serves or served, or one for which he acts."""
    rows = rows_among(desk, NAMED, {"offices": {post.office_id for post in posts} or {0}}, officer=officer_id or 0)
    return frozenset(row.clue_id for row in rows)


def veil_for(desk: Desk, officer_id: int | None, posts: Sequence[Post]) -> Veil | None:
    """The veil before whoever acts so; none, as a rule, for nobody complains of him."""
    hidden = clues_hidden(desk, officer_id, posts)
    if not hidden:
        return None
    rules = sorted(desk.rulebook.duties)
    acts = _ids(desk, ACTS, hidden)
    acts |= _ids(desk, MORE_ACTS, acts)
    cases = hidden_cases(desk, hidden, rules)
    duties = _ids(desk, DUTIES, hidden, rules=rules) | _ids(desk, CAUSED, acts, rules=rules) | cases.duties
    letters = _ids(desk, LETTERS, hidden) | _ids(desk, REMINDERS, duties) | cases.letters
    entities = {"clue": hidden, "act": acts, "duty": duties, "letter": letters, "reward": _ids(desk, REWARDS, hidden),
                "submission": _ids(desk, SUBMISSIONS, duties), "case": cases.ids}
    numbers = [str(row.number) for row in rows_among(desk, NUMBERS, {"ids": hidden})] + list(cases.numbers)
    tables = _of_rows(entities) | _of_words(entities, numbers) | {
        table: _without(column, ids) for table, (column, ids) in cases.rows(desk).items()} | {
        "trigger_row": f"SELECT * FROM {{0}} WHERE {_but_about(entities, ('clue', 'case'))}",
        "run": _without("id", _ids(desk, RUNS, hidden) | cases.runs),
        # Counts kept beside the duties count what is hidden too: they are made anew out of what is not.
        "tally_mark": "SELECT * FROM {0} WHERE name <> 'offices'", "rule_tally": _counted(desk.today, duties)}
    schema = str(desk.scalar("SELECT current_schema()")) if desk.postgres else "main"
    return Veil(tables, whole=("journal_seal",), schema=schema)


def _ids(desk: Desk, query: str, ids: Collection[int], **more: Collection[Any]) -> set[int]:
    return {int(row.id) for row in rows_among(desk, query, {"ids": ids, **more})} if ids else set()


def _of_rows(entities: Mapping[str, Collection[int]]) -> dict[str, str]:
    """Tables whose rows belong to what is hidden."""
    clues, acts, duties = entities["clue"], entities["act"], entities["duty"]
    return ({"clue": _without("id", clues), "act": _without("id", acts), "duty": _without("id", duties),
             "clue_link": f"{_without('clue_id', clues)} AND {_but('other_id', clues)}",
             "act_credit": f"{_without('act_id', acts)} AND {_but('duty_id', duties)}",
             "submission_file": _without("submission_id", entities["submission"])}
            | {table: _without("clue_id", clues) for table in OF_CLUES}
            | {table: _without("duty_id", duties) for table in OF_DUTIES}
            | {table: _without("act_id", acts) for table in OF_ACTS})


def _of_words(entities: Mapping[str, Collection[int]], numbers: Sequence[str]) -> dict[str, str]:
    """Tables whose texts may speak of it."""
    letters = entities["letter"]
    # Written without a percent sign, which the drivers would take for a value's place.
    silent = {column: " AND ".join(f"replace(coalesce({column}, ''), '{number}', '') = coalesce({column}, '')"
                                   for number in numbers) for column in ("detail", "text")}
    return {"journal": f"SELECT * FROM {{0}} WHERE {_but_about(entities, entities)} AND {silent['detail']}",
            "letter": f"{_without('id', letters)} AND {silent['text']}",
            "work_item": f"{_without('letter_id', letters)} AND {silent['text']}"}


def _but_about(entities: Mapping[str, Collection[int]], kinds: Collection[str]) -> str:
    return " AND ".join(f"NOT (entity = '{name}' AND entity_id IN ({_listed(entities[name])}))"
                        for name in kinds if entities[name])


def _without(column: str, ids: Collection[int]) -> str:
    return f"SELECT * FROM {{0}} WHERE {_but(column, ids)}"


def _but(column: str, ids: Collection[int]) -> str:
    return f"({column} IS NULL OR {column} NOT IN ({_listed(ids)}))" if ids else "1 = 1"


def _listed(ids: Collection[int]) -> str:
    return ", ".join(str(int(one)) for one in sorted(ids))


def _counted(today: date, duties: Collection[int]) -> str:
    """The tally by rule, counted anew without what is hidden."""
    then = year_before(today)
    days = {"today": today, "soon": today + timedelta(days=SOON), "month": today + timedelta(days=MONTH), "then": then,
            "year": date(today.year, 1, 1), "year_then": date(then.year, 1, 1)}
    query = RULES.strip().replace("FROM duty d", f"FROM (SELECT * FROM duty WHERE {_but('id', duties)}) d")
    for name in sorted(days, key=len, reverse=True):
        query = query.replace(f":{name}", f"'{days[name].isoformat()}'")
    whole = ", ".join(f"CAST({name} AS INTEGER) AS {name}" for name in RULE_COUNTS)
    return f"SELECT office_id, rule, {whole} FROM ({query}) counted"
