"""Where a virus scanner listens: `tcp://scanner:3310` or `unix:/run/clamav/clamd.ctl`."""

from urllib.parse import urlsplit

_PORT = 3310


class BadScanner(Exception):
    """The address of the virus scanner cannot be understood."""


def read(address: str) -> str | tuple[str, int] | None:
    """The path of a socket, or a host and a port; None where nothing is scanned."""
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme == "unix" and parts.path:
        return parts.path
    try:
        port = parts.port
    except ValueError as fault:
        raise BadScanner(_sentence(address)) from fault
    if parts.scheme == "tcp" and parts.hostname:
        return parts.hostname, port or _PORT
    raise BadScanner(_sentence(address))


def _sentence(address: str) -> str:
    return (
        f"ANLAUF_CLAMD is “{address}”, but it names a scanner as tcp://127.0.0.1:3310"
        " or unix:/run/clamav/clamd.ctl."
    )
