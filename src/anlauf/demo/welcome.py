"""What the demo says when it is ready: where to look and how to log in."""

from zoneinfo import ZoneInfo

from anlauf.core.clock import FastClock
from anlauf.demo.logins import LOGINS, OFFICE, PASSWORD

_FACES = (
    ("citizen", "/"),
    ("call board", f"/display/{OFFICE}/"),
    ("counter", f"/counter/{OFFICE}/"),
    ("one office", f"/office/{OFFICE}/"),
    ("the city now", "/city/"),
    ("mailbox", "/demo/"),
    ("interface", "/api/v1/services"),
)


def text(address: str, clock: FastClock, zone: ZoneInfo, *, kiosk: str) -> str:
    """The page of addresses and log-ins, and what the clock shows."""
    shown = clock.now().astimezone(zone)
    lines = ["", f"  Hamburg on {shown:%A, %d %B %Y, %H:%M}, {clock.speed:g} times as fast.", ""]
    lines += [f"  {name:<13} {address}{path}" for name, path in _FACES]
    lines += [f"  {'kiosk':<13} {address}/device/?code={kiosk} makes this browser one, once"]
    lines += ["", f"  Log in with the password {PASSWORD} as"]
    lines += [f"  {each.login:<13} {each.shows}" for each in LOGINS]
    return "\n".join([*lines, ""])
