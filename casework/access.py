"""Who may do what where: denied unless a row of this table allows it."""

from dataclasses import dataclass, field

from casework.grants import IN_WORDS, NO_TOKEN, OF_ACTION, STANDING, Grant, Scope
from foundation.errors import InvalidError, RefusedError
from foundation.veil import Veil
from regulation.terms import in_words


@dataclass(frozen=True)
class Post:
    """A role held at an office; `path` is the office's path of ids."""

    role: str
    office_id: int
    path: str


@dataclass(frozen=True)
class Actor:
    """Who acts: an officer with posts, a program with a token, or the system or its operator by name alone."""

    name: str
    officer_id: int | None = None
    posts: tuple[Post, ...] = ()
    roles: frozenset[str] = field(default_factory=frozenset)  # roles held everywhere: system, operator
    only: frozenset[str] | None = None  # what a token allows at most
    veil: Veil | None = field(default=None, compare=False, repr=False)  # before what he is complained of in

    @property
    def label(self) -> str:
        """The name the journal keeps."""
        return self.name if self.officer_id is None else f"officer:{self.officer_id}"


SYSTEM = Actor("system", roles=frozenset({"system"}))
PUBLIC = Actor("public", roles=frozenset({"public"}))  # whoever sends a clue without an account
OPERATOR = Actor("operator", roles=frozenset({"operator"}))  # whoever has a shell on the machine


def _reaches(grant: Grant, post: Post, office_path: str | None) -> bool:
    if office_path is None:
        # No office in question: only whoever stands at the root may touch the whole.
        return grant.scope is Scope.SUBTREE and post.path.count("/") == 2
    inside = office_path.startswith(post.path)
    if grant.scope is Scope.OWN:
        return office_path == post.path
    return inside and (grant.scope is Scope.SUBTREE or office_path != post.path)


def allowed(actor: Actor, action: str, office_path: str | None = None) -> bool:
    """Whether the actor may do the action at the office with this path."""
    if actor.only is not None and action not in actor.only:
        return False
    if any(action in STANDING.get(role, frozenset()) for role in actor.roles):
        return True
    return any(
        post.role in grant.roles and _reaches(grant, post, office_path)
        for grant in OF_ACTION.get(action, ())
        for post in actor.posts
    )


def holds(actor: Actor, action: str) -> bool:
    """Whether the actor may do the action anywhere at all; pages offer no way to what would be refused."""
    paths = reading_paths(actor, action)
    return paths is None or bool(paths)


def permit(actor: Actor, action: str, office_path: str | None = None) -> None:
    """Refuse unless the table allows it."""
    if allowed(actor, action, office_path):
        return
    if actor.only is not None and action not in actor.only:
        words = IN_WORDS.get(action, action)
        raise RefusedError(
            f"This token may not {words}: it lacks `{action}`.", way_out=(
                "No token may do this; sign in." if action in NO_TOKEN else
                f"Whoever manages the accounts of your office issues one with `{action}`; its holder's role must allow it."))
    roles = sorted({role for grant in OF_ACTION.get(action, ()) for role in grant.roles})
    raise RefusedError(
        f"{actor.name} may not {IN_WORDS.get(action, action)} here.",
        way_out=f"It is open to: {', '.join(map(in_words, roles)) or 'the system only'}; see `kuangjian access`.",
    )


def permit_somewhere(actor: Actor, action: str) -> None:
    """Refuse whoever may do the action nowhere; a list shows to everybody else what lies in his reach."""
    if not holds(actor, action):
        permit(actor, action)


def first_office(actor: Actor, action: str) -> int:
    """The office of the first post by which the actor may do the action; refused where there is none."""
    permit_somewhere(actor, action)
    office = next((post.office_id for post in actor.posts if allowed(actor, action, post.path)), None)
    if office is None:  # whoever may it everywhere, and serves nowhere
        raise InvalidError("The office is missing.", way_out="Name it by its code in `office`.")
    return office


def reading_paths(actor: Actor, action: str) -> tuple[str, ...] | None:
    """The subtrees whose rows the actor may see, for scoping in SQL; None means everything."""
    if actor.only is not None and action not in actor.only:
        return ()
    if any(action in STANDING.get(role, frozenset()) for role in actor.roles):
        return None
    return tuple(sorted({post.path for grant in OF_ACTION.get(action, ())
                         for post in actor.posts if post.role in grant.roles}))
