"""Ports: whether they are free, and whether something answers there."""

import socket
import urllib.error
import urllib.request

from foundation.errors import UnavailableError


def refuse_taken(host: str, port: int, *, what: str, option: str) -> None:
    """Refuse a port that something else listens on, naming the option that changes it."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise UnavailableError(f"Port {port} on {host}, meant for {what}, is not free ({error.strerror}).",
                                   way_out=f"Stop what listens there, or choose another with {option}.") from None


def answers(url: str, *, timeout: float = 2.0) -> bool:
    """Whether an address answers with success."""
    try:
        with urllib.request.urlopen(url, timeout=timeout) as response:
            return bool(200 <= response.status < 300)
    except (urllib.error.URLError, OSError, ValueError):
        return False
