"""Who is written to on a day: the responsible officer of each party, or whoever stands in for him."""

# The order of 四（二） turned into whom a letter reaches first: whoever handles it, then up the ladder of the house.
RANKS = ("holder", "handler", "unit_head", "deputy", "head", "administrator")
SUBSTITUTES = 3  # a substitute who is away is represented by his own, so many times


def recipients_cte() -> str:
    """A WITH clause that ends in `recipient(party_id, officer_id, stands_in_for_id)`, one row a party, for `:day`.

    A party has no row when nobody there has a usable address; append the statement that reads it.
    """
    rank = " ".join(f"WHEN '{role}' THEN {number}" for number, role in enumerate(RANKS))
    roles = ", ".join(f"'{role}'" for role in RANKS)
    return f"""
WITH RECURSIVE
serving AS (
    SELECT id, officer_id, office_id, valid_from, CASE role {rank} END AS rank_no FROM post
    WHERE role IN ({roles}) AND valid_from <= :day AND (valid_to IS NULL OR valid_to >= :day)),
away AS (
    SELECT officer_id, substitute_id FROM (
        SELECT officer_id, substitute_id, ROW_NUMBER() OVER (
            PARTITION BY officer_id ORDER BY CASE WHEN substitute_id IS NULL THEN 1 ELSE 0 END, id DESC) AS n
        FROM absence WHERE first <= :day AND last >= :day) latest
    WHERE n = 1),
chain AS (
    SELECT officer_id, substitute_id, 1 AS step FROM away WHERE substitute_id IS NOT NULL
    UNION ALL
    SELECT chain.officer_id, away.substitute_id, chain.step + 1 FROM chain
    JOIN away ON away.officer_id = chain.substitute_id
    WHERE away.substitute_id IS NOT NULL AND chain.step < {SUBSTITUTES}),
stand_in AS (
    SELECT chain.officer_id, chain.substitute_id FROM chain
    JOIN officer ON officer.id = chain.substitute_id
    WHERE NOT EXISTS (SELECT 1 FROM away WHERE away.officer_id = chain.substitute_id)
    AND officer.email <> '' AND NOT officer.email_fails
    AND EXISTS (SELECT 1 FROM post WHERE post.officer_id = chain.substitute_id AND post.valid_from <= :day
                AND (post.valid_to IS NULL OR post.valid_to >= :day))),
candidate AS (
    SELECT serving.office_id AS party_id, COALESCE(stand_in.substitute_id, officer.id) AS officer_id,
        CASE WHEN stand_in.substitute_id IS NOT NULL THEN officer.id END AS stands_in_for_id,
        ROW_NUMBER() OVER (PARTITION BY serving.office_id ORDER BY
            CASE WHEN away.officer_id IS NOT NULL AND stand_in.substitute_id IS NULL THEN 1 ELSE 0 END,
            serving.rank_no, serving.valid_from, serving.id) AS n
    FROM serving JOIN officer ON officer.id = serving.officer_id
    LEFT JOIN away ON away.officer_id = officer.id
    LEFT JOIN stand_in ON stand_in.officer_id = officer.id
    WHERE stand_in.substitute_id IS NOT NULL OR (officer.email <> '' AND NOT officer.email_fails)),
recipient AS (SELECT party_id, officer_id, stands_in_for_id FROM candidate WHERE n = 1)
"""
