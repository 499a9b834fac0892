"""Files sent ahead: they belong to nothing until whoever sent them names them in a report or an act."""

from collections.abc import Collection, Mapping, Sequence

from casework.access import holds
from casework.bulk import rows_among
from casework.desk import Desk
from foundation.errors import InvalidError, NotFoundError, RefusedError
from regulation.act_kind import FileWanted

MOST = 20  # files of a report or an act
FREE = ("NOT EXISTS (SELECT 1 FROM submission_file x WHERE x.file_id = f.id)"
        " AND NOT EXISTS (SELECT 1 FROM act_file x WHERE x.file_id = f.id)"
        " AND NOT EXISTS (SELECT 1 FROM draft_file x WHERE x.file_id = f.id)")


def sender(desk: Desk) -> str:
    """Under whom a file is kept: an officer, or the office whose system sends it."""
    actor = desk.actor
    return actor.label if actor.officer_id is not None or not actor.posts else f"office:{actor.posts[0].office_id}:{actor.name}"


def permit_sending(desk: Desk) -> None:
    """Refuse files of whoever neither records nor hands in anything, nor handles cases."""
    if not any(holds(desk.actor, action) for action in ("act.record", "duty.hand_in", "case.handle")):
        raise RefusedError(f"{desk.actor.name} may not send files.", way_out="See `kuangjian access`.")


def own_and_free(desk: Desk, numbers: Collection[int]) -> set[int]:
    """Those of these files that the actor has sent and that belong to nothing yet."""
    rows = rows_among(desk, f"SELECT f.id FROM kept_file f WHERE f.id IN :ids AND f.kept_by = :me AND {FREE}",
                      {"ids": numbers}, me=sender(desk))
    return {row.id for row in rows}


def claimed(desk: Desk, named: Mapping[str, Sequence[int]], wanted: Collection[FileWanted]) -> list[tuple[str, int]]:
    """Files sent ahead, by the names under which they are wanted; refused where one is not the actor's own and free."""
    known = [file.name for file in wanted]
    strange = [name for name in named if name not in known]
    pairs = [(name, number) for name, numbers in named.items() for number in numbers]
    if strange or len(pairs) > MOST or len({number for _, number in pairs}) < len(pairs):
        problems = tuple(f"no file is called {name} here; there are {', '.join(known) or 'none'}" for name in strange)
        raise InvalidError("The files are not named right:", problems=problems or (f"at most {MOST}, each once",),
                           way_out="Name each by what the form calls it.")
    there = own_and_free(desk, [number for _, number in pairs])
    gone = [number for _, number in pairs if number not in there]
    if gone:
        raise NotFoundError(f"There is no file {gone[0]} of yours to be handed in.",
                            way_out="Send it first: `POST /api/files`.")
    return pairs
