"""One officer: posts, days away, for whom he stands in, what he answers for; address and account for whoever keeps them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Date

from casework.access import allowed
from casework.changes import last_change
from casework.desk import Desk
from casework.record.officers import may_about
from casework.scope import scope
from casework.view.accounts import AccountState, account_of
from casework.view.office_people import MAIL
from casework.view.tokens import Token, officer_tokens
from foundation.errors import NotFoundError

SHOWN = 100  # mines listed
DAYS = {name: Date() for name in ("first", "last")}


@dataclass(frozen=True)
class HeldPost:
    """A post, ended or to begin too, at an office that the reader may see."""

    post: int
    code: str
    office: str
    level: str
    role: str
    title: str
    first: date
    last: date | None


@dataclass(frozen=True)
class Away:
    """Days away, and who stands in; or days for which he stands in for another, who is then named."""

    absence: int
    officer: int
    name: str
    first: date
    last: date
    substitute: int | None
    substitute_name: str | None
    reason: str


@dataclass(frozen=True)
class Answers:
    """A mine or a kind of duty that he answers for at an office; as `inspector` of a mine from no certain day."""

    kind: str  # inspector, mine, rule
    office: str
    code: str
    mine: int | None
    name: str
    first: date | None


@dataclass(frozen=True)
class OfficerTold:
    """An officer as far as the reader may see him; `seen` tells a page that is out of date."""

    id: int
    name: str
    mail: str
    email: str | None
    posts: list[HeldPost]
    away: list[Away]
    stands_in: list[Away]
    answers: list[Answers]
    account: AccountState | None
    tokens: list[Token]
    may_change: bool
    may_manage: bool
    seen: int

    def current(self, day: date) -> list[HeldPost]:
        """Of the posts those that have not ended before a day."""
        return [post for post in self.posts if post.last is None or post.last >= day]


def officer_told(desk: Desk, officer_id: int) -> OfficerTold:
    """The officer of this number, if he serves or served where the reader may look."""
    rows = desk.rows(f"SELECT o.id, o.name, o.email, {MAIL} AS mail FROM officer o WHERE o.id = :id", id=officer_id)
    posts = _posts(desk, officer_id)
    if not rows or not posts:
        raise NotFoundError(f"No officer has the id {officer_id}.", way_out="Check the number, or add the officer.")
    may_change, may_manage = (may_about(desk, officer_id, action) for action in ("records.change", "account.manage"))
    # Whoever served here once is away from somewhere else now.
    here = may_change or any(post.first <= desk.today and (post.last is None or post.last >= desk.today) for post in posts)
    return OfficerTold(
        officer_id, rows[0].name, rows[0].mail, rows[0].email if may_change else None, posts,
        _absences(desk, "a.officer_id", officer_id) if here else [],
        _absences(desk, "a.substitute_id", officer_id) if here else [], _answers(desk, officer_id),
        account_of(desk, officer_id) if may_manage else None,
        officer_tokens(desk, officer_id, revocable=True) if may_manage else [],
        may_change, may_manage, last_change(desk, "officer", officer_id))


def _posts(desk: Desk, officer_id: int) -> list[HeldPost]:
    rows = desk.rows(
        "SELECT s.id AS post, p.code, p.name AS office, p.level, s.role, s.title, s.valid_from AS first, s.valid_to AS last,"
        " p.path FROM post s JOIN party p ON p.id = s.office_id WHERE s.officer_id = :id"
        " ORDER BY s.valid_to IS NOT NULL, s.valid_from, s.id",
        types=DAYS, id=officer_id)
    return [HeldPost(*row[:-1]) for row in rows if allowed(desk.actor, "office.read", row.path)]


def _absences(desk: Desk, whose: str, officer_id: int) -> list[Away]:
    rows = desk.rows(
        "SELECT a.id AS absence, o.id AS officer, o.name, a.first, a.last, a.substitute_id AS substitute,"
        " n.name AS substitute_name, a.reason FROM absence a JOIN officer o ON o.id = a.officer_id"
        " LEFT JOIN officer n ON n.id = a.substitute_id"
        f" WHERE {whose} = :id AND a.last >= :today ORDER BY a.first, a.id", types=DAYS, id=officer_id, today=desk.today)
    return [Away(**row._asdict()) for row in rows]


def _answers(desk: Desk, officer_id: int) -> list[Answers]:
    within, values = scope(desk, "office.read", None)
    rows = desk.rows(
        "SELECT 'inspector' AS kind, p.name AS office, p.code, m.id AS mine, m.name, CAST(NULL AS DATE) AS first FROM mine m"
        " JOIN party p ON p.id = m.county_id WHERE m.inspector_id = :id AND (m.valid_to IS NULL OR m.valid_to >= :today)"
        f" AND {within} UNION ALL SELECT CASE WHEN r.mine_id IS NULL THEN 'rule' ELSE 'mine' END, p.name, p.code, m.id,"
        " coalesce(m.name, r.rule), r.valid_from FROM responsibility r JOIN party p ON p.id = r.office_id"
        " LEFT JOIN mine m ON m.id = r.mine_id WHERE r.officer_id = :id AND (r.valid_to IS NULL OR r.valid_to >= :today)"
        f" AND {within} ORDER BY 1 DESC, 3, 5 LIMIT {SHOWN}", types={"first": Date()}, id=officer_id, today=desk.today,
        **values)
    titles = {code: rule.title for code, rule in desk.rulebook.duties.items()}
    return [Answers(**{**row._asdict(), "name": titles.get(row.name, row.name)}) for row in rows]


def refuse_others(desk: Desk, table: str, number: int, officer_id: int) -> None:
    """Refuse a post or an absence that is not this officer's."""
    assert table in ("post", "absence", "certificate")
    if desk.scalar(f"SELECT 1 FROM {table} WHERE id = :number AND officer_id = :id", number=number, id=officer_id) is None:
        raise NotFoundError(f"Officer {officer_id} has no {table} {number}.", way_out="Look at the page again.")
