"""Links in letters: each opens the page of one duty for whoever holds the letter, and no other page."""

import hashlib
import hmac
import secrets

from casework.desk import Desk
from casework.house import remember
from foundation.errors import NotFoundError


def link_secret(desk: Desk) -> str:
    """The key of this installation's links, made on first use."""
    found = desk.session.info.get("link_secret")
    if found is None:
        found = desk.scalar("SELECT value FROM instance WHERE key = 'link_secret'")
        found = str(found) if found else remember(desk, "link_secret", secrets.token_hex(32))
        desk.session.info["link_secret"] = found
    return str(found)


def _key(secret: str, duty_id: int) -> str:
    return hmac.new(secret.encode(), f"duty {duty_id}".encode(), hashlib.sha256).hexdigest()[:32]


def duty_link(desk: Desk, duty_id: int) -> str:
    """The address of a duty's page, with the key that opens it."""
    return f"{desk.house.base_url}/duties/{duty_id}?k={_key(link_secret(desk), duty_id)}"


def check_link(desk: Desk, duty_id: int, key: str) -> None:
    """Refuse a key that does not belong to the duty; whether the duty exists is not told apart."""
    secret = desk.scalar("SELECT value FROM instance WHERE key = 'link_secret'")
    if secret is None or not hmac.compare_digest(_key(str(secret), duty_id).encode(), key.encode()):
        raise NotFoundError("There is no such page.", way_out="Use the whole address as it stands in the letter.")
