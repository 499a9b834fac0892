"""The letter about an account: opened, or its password to be set anew, with the one-time link for it."""

from dataclasses import dataclass
from datetime import datetime

from notifications.letter import Rendered
from notifications.plain import one_line
from notifications.writing import written


@dataclass(frozen=True)
class AccountNotice:
    """What such a letter says; without a link it is what is kept of it."""

    kind: str  # account_opened, account_reset, account_forgotten
    recipient_name: str
    office: str
    login: str
    link: str | None
    until: datetime  # how long the link holds, in the province's time
    demo: bool


def render_account(notice: AccountNotice) -> Rendered:
    """The letter in Chinese."""
    context: dict[str, object] = {
        "kind": notice.kind, "recipient": one_line(notice.recipient_name), "office": one_line(notice.office),
        "login": notice.login, "link": notice.link, "until": f"{notice.until:%Y-%m-%d %H:%M}", "demo": notice.demo}
    return Rendered(subject=one_line(written("account/subject.txt", context)), text=written("account/body.txt", context),
                    html=written("account/body.html", context), ics="")
