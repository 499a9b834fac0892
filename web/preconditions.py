"""`If-Match`: what is asked for holds for the version that was looked at, or not at all (RFC 9110 13.1.1)."""

from foundation.errors import KuangjianError


class PreconditionError(KuangjianError):
    """The thing is another than the one that was looked at."""


def etag(version: int) -> str:
    """A version as a tag."""
    return f'"{version}"'


def refuse_changed(what: str, version: int, wanted: str | None) -> None:
    """Refuse unless the version is the one that was named; `*` is any, and so is nothing."""
    if wanted not in (None, "*", etag(version)):
        raise PreconditionError(f"{what} stands at version {version}, not at {wanted}.",
                                way_out="Look at it again, then repeat what is still wanted.")
