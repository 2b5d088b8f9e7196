"""What the demo says when it is ready: where to look and how to log in."""

from datetime import datetime

from anlauf.demo.logins import CASES_OFFICE, LOGINS, OFFICE, PASSWORD

_FACES = (
    ("citizen", "/"),
    ("call board", f"/display/{OFFICE}/"),
    ("counter", f"/counter/{OFFICE}/"),
    ("cases", f"/casework/{CASES_OFFICE}/"),
    ("one office", f"/office/{OFFICE}/"),
    ("the city now", "/city/"),
    ("mailbox", "/demo/"),
    ("interface", "/api/v1/services"),
)


def text(address: str, shown: datetime, speed: float, *, kiosk: str) -> str:
    """The page of addresses and log-ins, and what the city's clock shows at what speed."""
    pace = f"up to {speed:g} times as fast" if speed > 1 else "as fast as yours"
    lines = ["", f"  Hamburg on {shown:%A, %d %B %Y, %H:%M}, {pace}.", ""]
    lines += [f"  {name:<13} {address}{path}" for name, path in _FACES]
    lines += [f"  {'kiosk':<13} {address}/device/?code={kiosk} makes this browser one, once"]
    lines += ["", f"  Log in with the password {PASSWORD} as"]
    lines += [f"  {each.login:<13} {each.shows}" for each in LOGINS]
    return "\n".join([*lines, ""])
