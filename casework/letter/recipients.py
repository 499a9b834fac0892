"""Who is written to on a day: the responsible officer of each party, or whoever stands in for him."""

from collections.abc import Sequence

from casework.in_force import in_force

# 四（二） the other way round: a letter reaches whoever handles the matter first, then up the house.
RANKS = ("holder", "handler", "unit_head", "deputy", "head", "administrator")
ROLES = "(" + ", ".join(f"'{role}'" for role in RANKS) + ")"
SUBSTITUTES = 3  # a substitute who is away is represented by his own, so many times
USABLE = "officer.email <> '' AND NOT officer.email_fails"
AWAY = "absence.first <= :day AND absence.last >= :day"


def _ranking(ranks: Sequence[str]) -> str:
    return " ".join(f"WHEN '{role}' THEN {number}" for number, role in enumerate(ranks))


# Who is away by name, and whoever is there of those who stand in for him, one for another.
STAND_INS = f"""away AS (
    SELECT officer_id, substitute_id FROM (
        SELECT officer_id, substitute_id, ROW_NUMBER() OVER (
            PARTITION BY officer_id ORDER BY CASE WHEN substitute_id IS NULL THEN 1 ELSE 0 END, id DESC) AS n
        FROM absence WHERE {AWAY}) latest
    WHERE n < 2),
chain AS (
    SELECT officer_id, substitute_id, 1 AS step FROM away WHERE substitute_id IS NOT NULL
    UNION ALL
    SELECT chain.officer_id, away.substitute_id, chain.step + 1 FROM chain
    JOIN away ON away.officer_id = chain.substitute_id
    WHERE away.substitute_id IS NOT NULL AND chain.step < {SUBSTITUTES}),
stand_in AS (
    SELECT chain.officer_id, chain.substitute_id FROM chain
    JOIN officer ON officer.id = chain.substitute_id
    WHERE {USABLE} AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.officer_id = officer.id AND {AWAY})
    AND EXISTS (SELECT 1 FROM post WHERE post.officer_id = officer.id
                AND {in_force('post', 'day')})),
"""


def recipients_cte(among: str = "", *, ranks: Sequence[str] = RANKS) -> str:
    """A WITH clause ending in `recipient(party_id, officer_id, stands_in_for_id)`, a row a party, for `:day`.

    A party has no row when nobody there has a usable address. `among` is a SELECT of the parties asked for; without it
    every party is. `ranks` are the roles that are written to, the first that is held before the others. Append the statement
    that reads it.
    """
    return f"""{candidates_cte(among, ranks=ranks)},
recipient AS (SELECT party_id, officer_id, stands_in_for_id FROM ranked WHERE n < 2)
"""


def candidates_cte(among: str = "", *, ranks: Sequence[str] = RANKS) -> str:
    """The same ending in `ranked(party_id, officer_id, stands_in_for_id, n)`: all who can be written to, the first with n 1.

    `serving(officer_id, office_id)` are whoever holds one of the roles, with a usable address or without.
    """
    roles = ", ".join(f"'{role}'" for role in ranks)
    asked = f" AND office_id IN ({among})" if among else ""
    # Whoever is present is found without the list of those away, and `n < 2` is written for `n = 1`:
    # PostgreSQL takes the equality for a single row, and joins a hundred thousand parties to it one by one.
    return f"""
WITH RECURSIVE
serving AS (
    SELECT id, officer_id, office_id, valid_from, CASE role {_ranking(ranks)} END AS rank_no FROM post
    WHERE role IN ({roles}) AND {in_force('post', 'day')}{asked}),
{STAND_INS}candidate AS (
    SELECT serving.*, officer.id AS to_id, NULL AS stands_in_for_id, 0 AS nobody_present
    FROM serving JOIN officer ON officer.id = serving.officer_id
    WHERE {USABLE} AND NOT EXISTS (SELECT 1 FROM absence WHERE absence.officer_id = officer.id AND {AWAY})
    UNION ALL
    SELECT serving.*, stand_in.substitute_id, serving.officer_id, 0
    FROM serving JOIN stand_in ON stand_in.officer_id = serving.officer_id
    UNION ALL
    SELECT serving.*, officer.id, NULL, 1
    FROM away JOIN serving ON serving.officer_id = away.officer_id
    JOIN officer ON officer.id = away.officer_id
    WHERE {USABLE}),
ranked AS (
    SELECT office_id AS party_id, to_id AS officer_id, stands_in_for_id, ROW_NUMBER() OVER (
        PARTITION BY office_id ORDER BY nobody_present, rank_no, valid_from, id) AS n
    FROM candidate)"""
